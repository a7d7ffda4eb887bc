"""Designs of cards: opened, saved, published, retired, and opened again as the next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from summit.accreditation.queries import categories
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.artwork import Artwork
from summit.badges.facts import DesignEntry, Examined
from summit.badges.layout import STANDARD, CardKind, Design
from summit.badges.layout.stored import DesignUnreadable, read_design, write_design
from summit.badges.lifecycle import CARD_DESIGN, DesignState
from summit.badges.models import CardDesign
from summit.badges.queries import (
    artwork_path,
    design_by_code,
    design_content,
    examine_since,
    published_to_change,
)
from summit.badges.rules import (
    DesignInUse,
    DesignOpened,
    require_categories,
    require_clean,
    require_draft,
    require_examined,
    require_room_for_artwork,
    require_seen,
)
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.files import write_whole

_OPENED = "Somebody else has just opened a new version of this design. Open it and go on there."
_IN_USE = "Somebody else has just published a design for the same cards. Look at the list before you go on."


def open_design(session: Session, actor: Actor, now: datetime, *, entry: DesignEntry) -> CardDesign:
    """A new design as a draft: a copy of another one, or of the standard of its kind. Raises UnknownCategory,
    NotFound, DesignUnreadable for a name with signs that cannot be kept.
    """
    kind = CardKind(entry.kind)
    require_categories([entry.category] if entry.category else [], categories(session))
    source = design_by_code(session, entry.copy_of) if entry.copy_of else None
    content = replace(design_content(source) if source else STANDARD[kind], kind=kind, name=entry.name)
    content = read_design(write_design(content))
    design = _draft(actor, now, code=new_code("G"), number=1, content=content)
    design.category, design.artworks = entry.category, source.artworks if source else ""
    session.add(design)
    after = {"name": entry.name, "kind": kind.value, "category": entry.category}
    record(session, actor, now, verb="open", of=("design", design.code), after=after)
    return design


def revise_design(session: Session, actor: Actor, now: datetime, *, design: CardDesign) -> CardDesign:
    """The next version of a published or retired one, as a draft. Raises DesignOpened when there is a draft already."""
    if design.state == DesignState.DRAFT:
        raise DesignOpened(_OPENED)
    content = design_content(design)
    fresh = _draft(actor, now, code=design.code, number=design.number + 1, content=content)
    fresh.category, fresh.artworks = design.category, design.artworks
    refusal = DesignOpened(_OPENED)
    with refused_as(session, designs_one_draft=refusal, designs_number=refusal):
        session.add(fresh)
    record(session, actor, now, verb="revise", of=("design", fresh.code), after={"number": fresh.number})
    return fresh


def save_design(
    session: Session, actor: Actor, now: datetime, *, design: CardDesign, content: Design, version: int
) -> None:
    """Keep what was drawn. Raises DesignFixed, StaleVersion, UnknownCategory, DesignUnreadable for a foreign picture."""
    require_draft(design)
    require_seen(design, version)
    elements = (*content.front, *content.back)
    require_categories((code for one in elements for code in one.when.categories), categories(session))
    for one in elements:
        if one.artwork and one.artwork not in design.artworks.split():
            raise DesignUnreadable(f"Element {one.key}: its picture is not one of this design. Send it again.")
    content = replace(content, kind=CardKind(design.kind))
    before = {"name": design.name, "elements": len(_elements(design))}
    design.name, design.content = content.name, write_design(content)
    _touch(design, actor, now)
    after = {"name": design.name, "elements": len(elements)}
    record(session, actor, now, verb="save", of=("design", design.code), before=before, after=after)


def publish_design(
    session: Session, actor: Actor, now: datetime, *, design: CardDesign, version: int, examined: Examined
) -> None:
    """Use this version from the next order on; the one in use for the same cards is retired.

    Every card of the summit was `examined` before, by the door, while nobody waited for this transaction; those whose
    records changed since are looked at here. Raises DesignFaulty with the first card that does not come out right (DOC-03,
    DOC-04), StaleVersion, CardsChanged, ImpossibleMove, and DesignInUse when another was published in the same second.
    """
    require_seen(design, version)
    require_examined(design, examined)
    state = CARD_DESIGN.after(DesignState(design.state), "publish")
    require_clean(examined.found)
    require_clean(examine_since(session, design, examined))
    previous = published_to_change(session, CardKind(design.kind), design.category)
    with refused_as(session, designs_one_in_use=DesignInUse(_IN_USE)):
        if previous is not None:
            _end(session, actor, now, previous)
            session.flush()
        design.state, design.published_at = state, now
        _touch(design, actor, now)
    after = {"number": design.number, "replaces": previous.code if previous else ""}
    record(session, actor, now, verb="publish", of=("design", design.code), after=after)


def retire_design(session: Session, actor: Actor, now: datetime, *, design: CardDesign, version: int) -> None:
    """Use it no more: cards are drawn as the standard has them until another is published. Raises StaleVersion."""
    require_seen(design, version)
    _end(session, actor, now, design)


def discard_design(session: Session, actor: Actor, now: datetime, *, design: CardDesign, version: int) -> None:
    """Throw the draft away, by which nothing was ever printed; an earlier version stays. Raises DesignFixed, StaleVersion."""
    require_draft(design)
    require_seen(design, version)
    session.delete(design)
    before = {"name": design.name, "number": design.number}
    record(session, actor, now, verb="discard", of=("design", design.code), before=before)


def store_artwork(
    session: Session, actor: Actor, now: datetime, *, design: CardDesign, artwork: Artwork
) -> str:
    """Keep a picture for this design, by its digest; returns the name of its file. Raises DesignFixed, TooManyArtworks."""
    require_draft(design)
    kept = design.artworks.split()
    if artwork.name not in kept:
        require_room_for_artwork(len(kept))
        path = artwork_path(session, artwork.name)
        if not path.is_file():
            write_whole(path, artwork.content)
        design.artworks = " ".join((*kept, artwork.name))
        record(session, actor, now, verb="store_artwork", of=("design", design.code), after={"file": artwork.name[:12]})
    return artwork.name


def _draft(actor: Actor, now: datetime, *, code: str, number: int, content: Design) -> CardDesign:
    return CardDesign(
        code=code,
        number=number,
        kind=content.kind.value,
        name=content.name,
        state=CARD_DESIGN.first,
        content=write_design(content),
        created_at=now,
        created_by_name=actor.name,
        changed_at=now,
        changed_by_name=actor.name,
    )


def _end(session: Session, actor: Actor, now: datetime, design: CardDesign) -> None:
    before = {"state": design.state, "number": design.number}
    design.state = CARD_DESIGN.after(DesignState(design.state), "retire")
    _touch(design, actor, now)
    record(session, actor, now, verb="retire", of=("design", design.code), before=before)


def _touch(design: CardDesign, actor: Actor, now: datetime) -> None:
    design.changed_at, design.changed_by_name = now, actor.name


def _elements(design: CardDesign) -> tuple[object, ...]:
    known = design_content(design)
    return (*known.front, *known.back)

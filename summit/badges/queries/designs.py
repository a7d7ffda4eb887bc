"""Designs of cards, as their pages and the printing of cards read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from summit.badges.facts import CARD_KIND_NAMES, CardFace, DesignLine
from summit.badges.layout import STANDARD, CardKind, Design
from summit.badges.layout.stored import read_design
from summit.badges.lifecycle import DesignState
from summit.badges.models import CardDesign, PrintRun
from summit.badges.render import Deck, checker
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound

_IN_USE = CardDesign.state == DesignState.PUBLISHED.value


@dataclass(frozen=True)
class DrawnAlike:
    """Cards that one design draws: that of their `category`, or with an empty one that of all the others.

    Each of them can be printed.
    """

    category: str
    design: Design
    deck: Deck


def designs() -> Select[CardDesign]:
    """The latest version of every design, by kind and name: a statement to be paged."""
    latest = select(func.max(CardDesign.id)).group_by(CardDesign.code)
    return (
        select(CardDesign)
        .where(CardDesign.id.in_(latest))
        .order_by(CardDesign.kind, CardDesign.name, CardDesign.code)
    )


def design_lines(session: Session, rows: Sequence[CardDesign]) -> list[DesignLine]:
    """These versions as lines of a list: one more query, whatever their number."""
    statement = select(CardDesign.code, CardDesign.number).where(
        _IN_USE, CardDesign.code.in_([row.code for row in rows])
    )
    in_use = {row.code: row.number for row in session.execute(statement)}
    return [
        DesignLine(
            code=row.code,
            number=row.number,
            kind=row.kind,
            kind_name=CARD_KIND_NAMES[row.kind],
            category=row.category,
            name=row.name,
            state=row.state,
            changed_at=row.changed_at,
            changed_by_name=row.changed_by_name,
            version=row.version,
            number_in_use=in_use.get(row.code, 0),
            published_at=row.published_at,
        )
        for row in rows
    ]


def design_by_code(session: Session, code: str) -> CardDesign:
    """The latest version of the design of that code, or NotFound."""
    found = session.scalar(_latest(code))
    if found is None:
        raise NotFound()
    return found


def design_version(session: Session, code: str, number: int) -> CardDesign:
    """That version of the design of that code, or NotFound."""
    found = session.scalar(select(CardDesign).where(CardDesign.code == code, CardDesign.number == number))
    if found is None:
        raise NotFound()
    return found


def design_versions(session: Session, code: str) -> list[CardDesign]:
    """Every version of the design of that code, the newest first; NotFound without one."""
    statement = select(CardDesign).where(CardDesign.code == code).order_by(CardDesign.number.desc())
    found = list(session.scalars(statement))
    if not found:
        raise NotFound()
    return found


def design_to_change(session: Session, code: str) -> CardDesign:
    """The same, and nobody else may change it until the transaction ends."""
    statement = _latest(code).with_for_update().execution_options(populate_existing=True)
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found


def published_to_change(session: Session, kind: CardKind, category: str) -> CardDesign | None:
    """The version in use for exactly this kind and category; nobody else may change it until the transaction ends."""
    statement = select(CardDesign).where(_IN_USE, CardDesign.kind == kind.value, CardDesign.category == category)
    return session.scalar(statement.with_for_update().execution_options(populate_existing=True))


def designs_in_use(session: Session, kind: CardKind) -> dict[str, CardDesign]:
    """Category -> the version in use for it; under an empty category that for all others."""
    statement = select(CardDesign).where(_IN_USE, CardDesign.kind == kind.value)
    return {row.category: row for row in session.scalars(statement)}


def version_for(in_use: Mapping[str, CardDesign], category: str) -> CardDesign | None:
    """By which of the versions in use a card of that category is drawn: its own, else that for all, else the standard."""
    return in_use.get(category) or in_use.get("")


def design_content(row: CardDesign) -> Design:
    """What is drawn by this version."""
    return read_design(row.content)


def design_of_run(session: Session, run: PrintRun) -> Design:
    """The version that a run froze when it was ordered."""
    row = session.get(CardDesign, run.design_id) if run.design_id is not None else None
    return design_content(row) if row else STANDARD[CardKind(run.kind)]


def design_for(session: Session, kind: CardKind, category: str) -> Design:
    """The design by which one card of that category is drawn now."""
    row = version_for(designs_in_use(session, kind), category)
    return design_content(row) if row else STANDARD[kind]


def by_design(session: Session, kind: CardKind, faces: Iterable[CardFace]) -> list[DrawnAlike]:
    """These cards in their order by the version that draws each, that for all categories first. Raises CannotPrint."""
    in_use = designs_in_use(session, kind)
    piles: dict[str, DrawnAlike] = {}
    checks: dict[str, Callable[[CardFace], None]] = {}
    for face in faces:
        row = version_for(in_use, face.category.code if face.category else "")
        category = row.category if row else ""
        if category not in piles:
            design = design_for(session, kind, category)
            piles[category], checks[category] = DrawnAlike(category, design, Deck()), checker(design)
        checks[category](face)
        piles[category].deck.add(face)
    return [piles[category] for category in sorted(piles)]


def artwork_path(session: Session, name: str) -> Path:
    """Where the picture of that name lies."""
    return config_of(session).instance / "artwork" / name


def artwork_finder(session: Session) -> Callable[[str], Path]:
    """How the renderer finds a picture by its name, also after the session has ended."""
    folder = artwork_path(session, "")
    return lambda name: folder / name


def _latest(code: str) -> Select[CardDesign]:
    return select(CardDesign).where(CardDesign.code == code).order_by(CardDesign.number.desc()).limit(1)

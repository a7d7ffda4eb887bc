"""Judgements about designs of cards, and what can go wrong with them, named as the fact."""

from __future__ import annotations

from collections.abc import Container, Iterable
from unicodedata import category, combining, normalize

from summit.badges.facts import Examination, Examined, FaultKind
from summit.badges.lifecycle import DesignState
from summit.badges.models import CardDesign
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion

MOST_ARTWORKS = 12
LAST_PLAIN_LETTER = 0x7E
SPOKEN_FAULTS = {
    FaultKind.OVERFLOW: "the text is too long and would be cut",
    FaultKind.COLLISION: "it lies over {other}",
    FaultKind.MISSING_GLYPH: "a letter cannot be drawn",
    FaultKind.OUTSIDE: "it reaches beyond the edge of the card",
}


class DesignFixed(Conflict):
    """A version that was published or retired does not change."""


class DesignInUse(Conflict):
    """Somebody else has just published a design for the same cards."""


class DesignOpened(Conflict):
    """A design has one draft at a time."""


class CardsChanged(Conflict):
    """What stands on every card is another one than when the cards were looked at."""


class DesignFaulty(RuleBroken):
    """A card of the summit does not come out right in this design (DOC-03, DOC-04)."""


class TooManyArtworks(RuleBroken):
    """A design keeps a few pictures."""


class UnknownCategory(RuleBroken):
    """A design names a category that is not in the list of categories."""


def require_draft(design: CardDesign) -> None:
    """Only a draft is edited: what was printed by a version can be looked at again."""
    if design.state != DesignState.DRAFT:
        raise DesignFixed(
            f"Version {design.number} of {design.name} is {design.state} and does not change. Open a new version of it."
        )


def require_seen(design: CardDesign, version: int) -> None:
    """Who saves has seen what is saved over."""
    if design.version != version:
        raise StaleVersion(
            f"{design.changed_by_name} has saved this design meanwhile. Yours is kept on this page: look at both and decide."
        )


def require_examined(design: CardDesign, examined: Examined) -> None:
    """What is published is exactly what was looked at."""
    if (examined.code, examined.number, examined.version) != (design.code, design.number, design.version):
        raise StaleVersion(
            f"{design.changed_by_name} has changed this design while its cards were looked at. Open it again and look."
        )


def require_same_cards(before: str, now: str) -> None:
    """The summit, the categories and the classes are those that were looked at; people are looked at again."""
    if before != now:
        raise CardsChanged(
            "While the cards were looked at, the summit, a category or the classes were changed, which many cards show. "
            "Publish again: all cards are looked at anew."
        )


def require_clean(examination: Examination) -> None:
    """No design is published while a card of the summit overflows, collides or lacks a letter (DOC-03, DOC-04)."""
    if examination.is_clean:
        return
    first = examination.groups[0]
    named = first.people[0].name
    cards = "1 card does" if examination.faulty == 1 else f"{examination.faulty} cards do"
    raise DesignFaulty(
        f"{cards} not come out right, so the design is not published. First: {named}, element {first.element}: "
        f"{first.sentence}."
    )


def require_room_for_artwork(count: int) -> None:
    """A design has at most MOST_ARTWORKS pictures."""
    if count >= MOST_ARTWORKS:
        raise TooManyArtworks(
            f"A design has at most {MOST_ARTWORKS} pictures. Begin another design for more.", "file"
        )


def require_categories(named: Iterable[str], known: Container[str]) -> None:
    """Conditions of a design are about categories that exist."""
    unknown = sorted({code for code in named if code not in known})
    if unknown:
        raise UnknownCategory(f"There is no category {', '.join(unknown[:5])}.", "category")


def difficulty(text: str) -> int:
    """How hard the letters of a name are to set: signs that combine count twice, others beyond plain Latin once."""
    signs = normalize("NFD", text)
    return sum(
        2 if combining(sign) or category(sign) == "Mc" else ord(sign) > LAST_PLAIN_LETTER for sign in signs
    )

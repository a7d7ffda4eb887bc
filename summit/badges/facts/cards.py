"""Cards and print runs as plain values: what is printed, and what the badge desk reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from summit.accreditation.facts import CategoryFacts
from summit.foundation.errors import RuleBroken


class CannotPrint(RuleBroken):
    """Something on a card cannot be drawn, so nothing of the run is printed (DOC-04)."""


class Lettering(NamedTuple):
    """A text and the language that chooses its letter forms."""

    text: str
    language: str = "en"


@dataclass(frozen=True)
class EventFace:
    """What every card of a summit shows of it: its short title, and place and days in words."""

    title: str
    place_and_days: str
    language: str = "en"


FIELDS = {
    "event.title": "Short title of the summit",
    "event.place_and_days": "Place and days",
    "name": "Name on the badge",
    "native_name": "Name in its own script",
    "title": "Title or function, in each badge language",
    "delegation": "Delegation, in each badge language",
    "category.letter": "Letter of the category",
    "category.name": "Category",
    "serial": "Serial",
    "issue": "Serial and issue number",
    "day": "Day of validity",
    "number": "Number",
    "plate": "Number plate of the vehicle",
    "zone": "Zone of a floater pass",
    "seat": "Function at the table",
    "note": "Note",
}


@dataclass(frozen=True)
class CardFace:
    """Every value printed on one card of any kind.

    `values` holds, for keys of FIELDS, a line for each language; a field that is absent is drawn nowhere. `function` is
    the code of the holder's function, for conditions. `photo` is a JPEG, or None where a frame is left for it; a head of
    State or Government shows no photograph (PHO-05): `shows_photo` is false. `token` is what a QR code says.
    """

    serial: str
    values: Mapping[str, tuple[Lettering, ...]]
    category: CategoryFacts | None = None
    function: str = ""
    zones: tuple[str, ...] = ()
    flag: str = ""
    photo: Path | None = None
    shows_photo: bool = True
    token: str = ""

    @property
    def name(self) -> str:
        """How sentences call the card: by the name on it, if it has one."""
        return self.values["name"][0].text if self.values.get("name") else ""


class FaultKind(StrEnum):
    """What can be wrong with a card when a design is drawn for it."""

    OVERFLOW = "overflow"
    COLLISION = "collision"
    MISSING_GLYPH = "missing_glyph"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one element for one card; `other` is the element it collides with, `text` what is cut or strange."""

    kind: FaultKind
    element: str
    other: str = ""
    text: str = ""

    @property
    def sentence(self) -> str:
        """The fault as a person reads it."""
        match self.kind:
            case FaultKind.OVERFLOW:
                return f"“{self.text}” is too long for “{self.element}”: its end is cut."
            case FaultKind.COLLISION:
                return f"“{self.element}” lies over “{self.other}”."
            case FaultKind.MISSING_GLYPH:
                return f"“{self.element}” cannot be drawn. {self.text}"
            case FaultKind.OUTSIDE:
                return f"“{self.element}” reaches beyond the edge of the card."


class SelectionKind(StrEnum):
    """By what a print run chooses people."""

    WAITING = "waiting"
    EVERYONE = "everyone"
    DELEGATION = "delegation"
    CATEGORY = "category"
    PARTICIPANT = "participant"


@dataclass(frozen=True)
class RunSelection:
    """Whom to print: who is approved and not printed, or everyone admitted, or a delegation, category or participant."""

    kind: SelectionKind
    code: str = ""


class LeftOut(StrEnum):
    """Why somebody who was chosen gets no card in this run."""

    NOT_ADMITTED = "not_admitted"
    HAS_BADGE = "has_badge"
    IN_ANOTHER_RUN = "in_another_run"
    LOST_BADGE = "lost_badge"
    RETURNED_BADGE = "returned_badge"
    NO_CATEGORY = "no_category"
    OTHER_DESIGN = "other_design"


@dataclass(frozen=True)
class LeftOutLine:
    """One person whom a run left out, and why in words."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True)
class Progress:
    """How far a run is, for the page and for its script: so many of its cards are drawn."""

    state: str
    label: str
    done: int
    total: int

    @property
    def is_moving(self) -> bool:
        return self.state == "queued"


@dataclass(frozen=True)
class RunLine:
    """A print run in a list. `count` is the number of its cards that are not void."""

    code: str
    title: str
    state: str
    count: int
    created_at: datetime
    created_by_name: str
    version: int
    problem: str
    progress: Progress
    printer: str = ""
    kind: str = "badge"
    paper: str = ""


@dataclass(frozen=True)
class BadgeLine:
    """One card in a list or in somebody's history. `has_photo` is true as well for those whose card shows none (PHO-05)."""

    serial: str
    issue_number: int
    state: str
    name: str
    participant_code: str
    delegation: str
    flag: str
    category: str
    has_photo: bool
    run_code: str
    created_at: datetime
    printed_at: datetime | None
    reason: str
    needs_check: bool = False


@dataclass(frozen=True)
class HolderFilters:
    """What the list of people is narrowed to: words of a name or a serial, and a key of CARD_FILTERS; empty is all."""

    search: str = ""
    card: str = ""


CARD_FILTERS = {
    "waiting": "Waiting for a card",
    "queued": "Card not printed yet",
    "printed": "Card printed",
    "handed_out": "Card handed out",
    "lost": "Reported lost, stolen or damaged, no new card yet",
    "returned": "Card returned, no new one ordered",
    "due": "Card to be taken back",
    "check": "Identity to be checked before first use",
}


@dataclass(frozen=True)
class HolderLine:
    """A person and the live card, if there is one. `can_order` says that a run would take the person now."""

    code: str
    name: str
    native_name: str
    delegation: str
    flag: str
    category: str
    category_name: str
    has_photo: bool
    is_admitted: bool
    can_order: bool
    card: BadgeLine | None


@dataclass(frozen=True)
class DeskCounts:
    """How the badge desk stands: people admitted, and of them by how far the card has come.

    `lost` and `returned` have no new card yet; `due` are cards out with people who are no longer admitted, to be taken back
    (ACC-11).
    """

    admitted: int
    waiting: int
    queued: int
    printed: int
    handed_out: int = 0
    lost: int = 0
    returned: int = 0
    due: int = 0


@dataclass(frozen=True)
class Choice:
    """One delegation or category to print, with how many of its admitted people wait for a card."""

    code: str
    label: str
    waiting: int

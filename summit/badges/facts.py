"""Cards and print runs as plain values: what is printed, and what the badge desk reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from summit.accreditation.facts import CategoryFacts


@dataclass(frozen=True)
class Lettering:
    """A text and the language that chooses its letter forms."""

    text: str
    language: str = "en"


@dataclass(frozen=True)
class EventFace:
    """What every card of a summit shows of it: its short title, and place and days in words."""

    title: str
    place_and_days: str
    language: str = "en"


@dataclass(frozen=True)
class BadgeFace:
    """Every value printed on one card, and nothing else.

    `titles` and `delegations` hold one line for each badge language of the delegation. A head of State or Government has
    no photograph (PHO-05): `is_without_photo` chooses that face. `photo` is a JPEG, or None where a frame is left for it.
    """

    serial: str
    issue_number: int
    token: str
    name: Lettering
    titles: tuple[Lettering, ...]
    delegations: tuple[Lettering, ...]
    category: CategoryFacts
    native_name: Lettering | None = None
    flag: str = ""
    photo: Path | None = None
    is_without_photo: bool = False

    def letterings(self) -> tuple[Lettering, ...]:
        """Every text that was typed by somebody."""
        native = (self.native_name,) if self.native_name else ()
        return (self.name, *native, *self.titles, *self.delegations, Lettering(self.category.name))


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
    NO_CATEGORY = "no_category"


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
    "lost": "Reported lost or stolen, no new card yet",
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

    `lost` have no new card yet; `due` are cards out with people who are no longer admitted, to be taken back (ACC-11).
    """

    admitted: int
    waiting: int
    queued: int
    printed: int
    handed_out: int = 0
    lost: int = 0
    due: int = 0


@dataclass(frozen=True)
class Choice:
    """One delegation or category to print, with how many of its admitted people wait for a card."""

    code: str
    label: str
    waiting: int


class HandOverKind(StrEnum):
    """How cards leave the desk (BDG-01, BDG-02)."""

    IN_PERSON = "in_person"
    IN_BULK = "in_bulk"
    BY_PROXY = "by_proxy"
    EMBASSY = "embassy"


HAND_OVERS = {
    HandOverKind.IN_PERSON: "In person, with the passport",
    HandOverKind.IN_BULK: "In bulk, by the focal point",
    HandOverKind.BY_PROXY: "By a proxy",
    HandOverKind.EMBASSY: "By the embassy, for principals before the opening day",
}
DOCUMENTS = {"passport": "Passport", "identity_card": "Identity card", "embassy_card": "Card of the embassy"}


@dataclass(frozen=True)
class HandOverEntry:
    """What the desk enters at a hand-over: the serials that go, and why others stay.

    `is_compared` says that the document shows the one who collects; a proxy leaves a written authorization, and a copy of
    the proxy's own document.
    """

    kind: HandOverKind
    serials: frozenset[str]
    collector: str
    document: str
    is_compared: bool
    authorization: str = ""
    has_copy: bool = False
    left_because: str = ""


@dataclass(frozen=True)
class HandOverLineFacts:
    """One card on a receipt; with a reason it stayed at the desk."""

    serial: str
    issue_number: int
    name: str
    category: str
    participant_code: str
    reason: str = ""


@dataclass(frozen=True)
class HandOverFacts:
    """One hand-over, as its page and its receipt show it."""

    code: str
    kind: str
    delegation_code: str
    delegation: str
    flag: str
    collector: str
    document: str
    authorization: str
    handed_at: datetime
    handed_by_name: str
    cards: tuple[HandOverLineFacts, ...] = ()
    left: tuple[HandOverLineFacts, ...] = ()


@dataclass(frozen=True)
class EnvelopeLine:
    """A delegation's envelope at the desk: cards that lie in it, and cards of the delegation that are out."""

    code: str
    name: str
    flag: str
    at_desk: int
    handed_out: int


@dataclass(frozen=True)
class EnvelopeLabel:
    """What stands on an envelope (BDG-07): whose cards, how many, the first and last serial in printing order, and where."""

    event: str
    delegation: str
    delegation_code: str
    count: int
    first_serial: str
    last_serial: str
    collection_point: str


@dataclass(frozen=True)
class LossLine:
    """A reported card and how far its replacement is. Officers of the host are named to the host alone (ACC-04)."""

    code: str
    state: str
    kind: str
    serial: str
    issue_number: int
    name: str
    participant_code: str
    delegation: str
    flag: str
    circumstances: str
    reported_at: datetime
    reported_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    reason: str
    replacement: str
    version: int


class TokenState(StrEnum):
    """What a gate must know of a token whose signature is good (BDG-03)."""

    LIVE = "live"
    UNKNOWN = "unknown"
    NOT_PRINTED = "not_printed"
    LOST = "lost"
    STOLEN = "stolen"
    RETURNED = "returned"
    VOID = "void"
    NOT_ADMITTED = "not_admitted"
    UNCHECKED = "unchecked"


TOKEN_WORDS = {
    TokenState.LIVE: "valid",
    TokenState.UNKNOWN: "no card of this summit carries this code",
    TokenState.NOT_PRINTED: "the card is not printed yet",
    TokenState.LOST: "reported lost",
    TokenState.STOLEN: "reported stolen",
    TokenState.RETURNED: "returned to the badge desk",
    TokenState.VOID: "the card is void",
    TokenState.NOT_ADMITTED: "the bearer is no longer admitted",
    TokenState.UNCHECKED: "collected by a proxy: the bearer's identity is to be checked before first use",
}


@dataclass(frozen=True)
class PrinterLine:
    """A card printer with the runs, and their cards, that wait to be printed at it."""

    code: str
    name: str
    place: str
    is_in_use: bool
    runs: int
    cards: int

"""Cards on their way, what a gate must know of them, and the printers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    DAMAGED = "damaged"
    RETURNED = "returned"
    VOID = "void"
    NOT_ADMITTED = "not_admitted"
    UNCHECKED = "unchecked"
    AT_DESK = "at_desk"
    NOT_ENTERED = "not_entered"
    RECORD = "record"


TOKEN_WORDS = {
    TokenState.LIVE: "valid",
    TokenState.UNKNOWN: "no card of this summit carries this code",
    TokenState.NOT_PRINTED: "the card is not printed yet",
    TokenState.LOST: "reported lost",
    TokenState.STOLEN: "reported stolen",
    TokenState.DAMAGED: "reported damaged",
    TokenState.RETURNED: "returned to the badge desk",
    TokenState.VOID: "the card is void",
    TokenState.NOT_ADMITTED: "the bearer is no longer admitted",
    TokenState.UNCHECKED: "collected by a proxy: the bearer's identity is to be checked before first use",
    TokenState.AT_DESK: "it was not handed out yet",
    TokenState.NOT_ENTERED: "a day badge for which nobody is entered: look at the paper list",
    TokenState.RECORD: "the record of a lapel pin: the pin opens doors, its record does not",
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


@dataclass(frozen=True)
class GateLine:
    """Somebody who may pass a gate: the live card, the category and its zones; without zones it is by card only (ZON-01)."""

    name: str
    delegation: str
    category: str
    zones: tuple[str, ...]
    serial: str
    issue_number: int
    needs_check: bool

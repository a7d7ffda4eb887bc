"""Cards without a name, and what they are made of: floater passes, day badges, stock, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

LETTERS = {"D": "Delegate", "S": "Security", "M": "Messenger", "I": "Interpreter"}
ALL_LETTERS = ""
Pool = tuple[str, str]  # the code of a zone and a letter; an empty letter stands for all together


@dataclass(frozen=True)
class LoanEntry:
    """What the desk enters when floater passes go to a delegation."""

    serials: frozenset[str]
    collector: str
    document: str
    is_compared: bool


@dataclass(frozen=True)
class PlacesEntry:
    """How many floater passes of a zone a kind of party or one delegation may hold; letter empty for all together."""

    zone: str
    letter: str
    places: int


@dataclass(frozen=True)
class PoolLine:
    """The floater passes of one zone and letter: at the desk, handed out, lost, and the next serials to hand out."""

    zone: str
    zone_name: str
    letter: str
    at_desk: int
    handed_out: int
    lost: int
    following: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacesLine:
    """What a delegation may hold and holds of one zone and letter; the letter is empty for all together."""

    zone: str
    zone_name: str
    letter: str
    places: int
    held: int
    is_own: bool

    @property
    def label(self) -> str:
        return LETTERS.get(self.letter, "All letters together")


@dataclass(frozen=True)
class FloaterLine:
    """One floater pass that is out, or was lost, with the delegation that answers for it."""

    serial: str
    zone: str
    zone_name: str
    letter: str
    state: str
    collector: str
    handed_at: datetime | None
    receipt: str


@dataclass(frozen=True)
class FloaterHolder:
    """A delegation in the list: how many floater passes it holds."""

    code: str
    name: str
    flag: str
    held: int


@dataclass(frozen=True)
class FloaterReceipt:
    """What was handed out at one moment, as its receipt shows it."""

    code: str
    delegation: str
    collector: str
    document: str
    handed_at: datetime
    handed_by_name: str
    passes: tuple[FloaterLine, ...]


@dataclass(frozen=True)
class DayBadgeEntry:
    """What is entered afterwards of a day badge that went out: who, on what document, and when (BDG-04)."""

    holder: str
    delegation: str
    document: str
    given_at: datetime


@dataclass(frozen=True)
class DayBadgeLine:
    """One numbered day badge; without a holder it was not entered yet."""

    serial: str
    day: date
    number: int
    state: str
    holder: str
    delegation: str
    document: str
    given_at: datetime | None
    entered_by_name: str


@dataclass(frozen=True)
class DayBadgeDay:
    """The day badges of one day: how many exist, and how many are entered as handed out."""

    day: date
    count: int
    entered: int


@dataclass(frozen=True)
class StockLine:
    """Something that is counted at the desk, and how many there are."""

    code: str
    name: str
    level: int
    changed_at: datetime | None


@dataclass(frozen=True)
class MovementLine:
    """One movement of stock. `change` is what it added or took; `level` is what was there afterwards."""

    item: str
    kind: str
    change: int
    level: int
    note: str
    moved_at: datetime
    moved_by_name: str


MOVEMENTS: Mapping[str, str] = {
    "received": "Received",
    "used": "Used",
    "spoiled": "Spoiled",
    "counted": "Counted",
}

"""Cards without a name, and what they are made of: floater passes, day badges, stock, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

LETTERS = {"D": "Delegate", "S": "Security", "M": "Messenger", "I": "Interpreter"}
PASS_KINDS = ("floater", "day_badge", "vehicle", "pin_record")  # the kinds of numbered cards
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
    unprinted: int = 0


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


@dataclass(frozen=True)
class VehicleEntry:
    """What a vehicle pass is made of. Days are those of the summit's zone, both included; `zones` are codes of zones."""

    plate: str
    driver: str
    zones: tuple[str, ...]
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class VehicleLine:
    """One vehicle pass in a list."""

    serial: str
    number: int
    plate: str
    driver: str
    delegation_code: str
    delegation: str
    flag: str
    zones: tuple[str, ...]
    valid_from: date
    valid_until: date
    state: str
    reason: str
    collector: str
    handed_at: datetime | None
    run: str


@dataclass(frozen=True)
class PinEntry:
    """Which pin somebody gets, and who takes it; the document shows the one who takes it."""

    number: int | None
    collector: str
    document: str
    is_compared: bool


@dataclass(frozen=True)
class PinLine:
    """One lapel pin in a list, with the person who has or had it."""

    serial: str
    number: int
    name: str
    participant_code: str
    delegation: str
    flag: str
    state: str
    reason: str
    collector: str
    issued_at: datetime
    issued_by_name: str
    run: str


@dataclass(frozen=True)
class PassOrder:
    """Which numbered cards to print, of one kind: a CardKind, and by what they are chosen, empty for all that wait.

    `key` is a zone with a letter for floater passes (`R-D`), a day for day badges (`2025-10-25`), otherwise one serial.
    `paper` is a key of PAPERS for sheets with cut marks, empty for one card a page.
    """

    kind: str
    key: str = ""
    paper: str = ""


@dataclass(frozen=True)
class PassLine:
    """One numbered card of a run: what stands on it that tells it from the others."""

    serial: str
    text: str
    detail: str
    state: str


PAPER_NAMES = {"": "One card a page", "A4": "Sheets of A4 with cut marks", "A3": "Sheets of A3 with cut marks"}

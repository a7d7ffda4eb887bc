"""Designs of cards as plain values: what a list, a preview and an examination show of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SIGNS = {"photo": "a photo", "flag": "a flag", "face": "a place for a photo", "zones": "zones"}
EXAMPLES = {
    "event.title": "Summit",
    "event.place_and_days": "Place and days",
    "name": "NGUYEN Thi Minh Khai",
    "title": "Adviser",
    "delegation": "Viet Nam",
    "serial": "B-SPECIMEN",
    "issue": "B-SPECIMEN  ·  issue 1",
    "day": "25 October 2025",
    "number": "0123",
    "plate": "29A-123.45",
    "zone": "Red zone",
    "seat": "Chair",
    "note": "Note",
}
MOST_NAMED = 50
CARD_KIND_NAMES = {
    "badge": "Badge",
    "floater": "Floater pass",
    "vehicle": "Vehicle pass",
    "day_badge": "Day badge",
    "pin_record": "Lapel-pin record card",
    "name_plate": "Name plate",
    "place_card": "Place card",
}
CARD_SIZES = {
    "A6": (105.0, 148.0),
    "86 × 124 mm": (86.0, 124.0),
    "ID-1": (85.6, 54.0),
    "A5": (148.0, 210.0),
    "Name plate, 300 × 100 mm": (300.0, 100.0),
    "Place card, 90 × 55 mm": (90.0, 55.0),
}


class Sample(StrEnum):
    """Whose card a preview shows: real people of the register, chosen because their cards are the hardest to set."""

    LONGEST = "longest"
    SHORTEST = "shortest"
    HARDEST = "hardest"


SAMPLE_NAMES = {
    Sample.LONGEST: "The longest name",
    Sample.SHORTEST: "The shortest name",
    Sample.HARDEST: "The most difficult letters",
}


@dataclass(frozen=True)
class DesignEntry:
    """What a new design begins with. `category` is empty for all; `copy_of` names a design, empty is the standard."""

    kind: str
    name: str
    category: str = ""
    copy_of: str = ""


@dataclass(frozen=True)
class DesignLine:
    """The latest version of a design in a list. `number_in_use` is the version that cards are printed by, 0 for none."""

    code: str
    number: int
    kind: str
    kind_name: str
    category: str
    name: str
    state: str
    changed_at: datetime
    changed_by_name: str
    version: int
    number_in_use: int
    published_at: datetime | None = None

    @property
    def title(self) -> str:
        """The name with its version."""
        return f"{self.name}, version {self.number}"


@dataclass(frozen=True)
class CardPicture:
    """One side of a card as a PNG, and what is wrong with it in words, or nothing."""

    png: bytes
    fault: str = ""


@dataclass(frozen=True)
class FindingLine:
    """One person, or the first of a delegation, whose card does not come out right; `text` is what is cut or strange."""

    code: str
    name: str
    text: str = ""


@dataclass(frozen=True)
class FindingGroup:
    """One fault of one element, the people it meets, of whom the first are named, and how many they are."""

    element: str
    sentence: str
    count: int
    people: tuple[FindingLine, ...]


@dataclass(frozen=True)
class Examination:
    """What came of looking at every card of the summit in a design: how many cards, how many of them with a fault."""

    cards: int
    faulty: int
    groups: tuple[FindingGroup, ...]

    @property
    def is_clean(self) -> bool:
        return not self.groups


@dataclass(frozen=True)
class Examined:
    """What came of an examination, and what was looked at, so that publishing can tell what changed since.

    `version` is that of the design's row; `people` has a mark for each participant whose card was looked at, which is another
    one as soon as the record is; `shared` is a mark of what all cards share.
    """

    code: str
    number: int
    version: int
    shared: str
    people: Mapping[int, str]
    found: Examination


@dataclass(frozen=True)
class FrozenDesign:
    """A version of a design, kept with what it draws. `number` 0 is the standard of its kind; without `content` that is drawn
    as the program has it now.
    """

    kind: str
    code: str = ""
    number: int = 0
    name: str = ""
    content: str = ""

    @property
    def title(self) -> str:
        """The name with its version."""
        return f"{self.name}, version {self.number}" if self.number else self.name

"""A design: what stands where on a card, as data. Lengths are millimeters from the upper left corner of a side.

A design is one value: drawn by the renderer, moved about in the designer, stored as JSON in numbered versions. Elements
are drawn in their order, the later ones above.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from summit.badges.layout.places import Box

# Colors that each category gives: its own, that of words upon it, and that of its letter, which an outlined band colors.
BY_CATEGORY, BY_INK, BY_MARK = "category", "ink", "mark"


class CardKind(StrEnum):
    """What a design is for."""

    BADGE = "badge"
    FLOATER = "floater"
    VEHICLE = "vehicle"
    DAY_BADGE = "day_badge"
    PIN_RECORD = "pin_record"
    NAME_PLATE = "name_plate"
    PLACE_CARD = "place_card"


class ElementKind(StrEnum):
    """What an element draws."""

    TEXT = "text"
    PHOTO = "photo"
    FLAG = "flag"
    QR = "qr"
    PDF417 = "pdf417"
    ZONES = "zones"
    SHAPE = "shape"
    ARTWORK = "artwork"


class Align(StrEnum):
    """Where lines stand in the width of their box; START is the side from which each line reads."""

    START = "start"
    CENTER = "center"
    END = "end"


class Fill(StrEnum):
    """How a shape is filled. PATTERN is the pattern of the category: solid, outline, stripes or dots (domain 4.5)."""

    SOLID = "solid"
    FRAME = "frame"
    PATTERN = "pattern"


@dataclass(frozen=True)
class Part:
    """One text of a block: a field of the card, or `words` that stand on every card.

    It is set at `first` points and shrinks to `preferred` before it breaks, then to `least` (DOC-03). `most` is the height in
    millimeters that it may take, in a row the width; 0 is what the other parts of the block leave. A part that `fills` is as
    large as it can be between `first` and `least`: it is broken where that makes it larger, unless it has `preferred` points.
    """

    field: str = ""
    words: str = ""
    first: float = 12.0
    preferred: float = 10.0
    least: float = 6.5
    weight: int = 400
    max_lines: int = 3
    color: str = "#1b1f24"
    most: float = 0.0
    is_upper: bool = False
    fills: bool = False


@dataclass(frozen=True)
class Condition:
    """For which cards an element is drawn. Empty is for all; every part that is given has to hold.

    `has` and `lacks` name a field, or "photo", "flag", "face" (a card that shows a photograph, PHO-05) or "zones".
    """

    categories: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """One thing on a card. `key` is unique within a design; what a kind does not need stays at its default.

    The parts of a text stand below each other, `in_row` beside each other. `line` is the width of a frame in millimeters;
    `rail` the height of the strip at the top of a pattern that carries its stripes or dots, 0 the whole box.
    """

    key: str
    kind: ElementKind
    box: Box
    parts: tuple[Part, ...] = ()
    gap: float = 1.0
    align: Align = Align.START
    color: str = "#1b1f24"
    fill: Fill = Fill.SOLID
    radius: float = 0.0
    line: float = 0.0
    artwork: str = ""
    turned: bool = False
    in_row: bool = False
    rail: float = 0.0
    when: Condition = field(default_factory=Condition)


@dataclass(frozen=True)
class Design:
    """A card of `width` by `height`: its front, and its back, which may be empty.

    Each side is a tuple of elements. A tent that is folded has one side of double height, whose upper half is `turned`.
    """

    kind: CardKind
    name: str
    width: float
    height: float
    front: tuple[Element, ...]
    back: tuple[Element, ...] = ()

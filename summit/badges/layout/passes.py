"""Cards that no person wears as a name: floater and vehicle passes, day badges, records of pins (ZON-01, BDG-04)."""

from __future__ import annotations

from summit.badges.layout.design import (
    BY_CATEGORY,
    BY_INK,
    BY_MARK,
    Align,
    CardKind,
    Condition,
    Design,
    Element,
    ElementKind,
    Fill,
    Part,
)
from summit.badges.layout.parts import (
    BLACK,
    HAIRLINE,
    INK,
    MUTED,
    NAVY,
    SOFT,
    WHITE,
    code,
    heading,
    shape,
    text,
)
from summit.badges.layout.places import Box


def _letter(box: Box, size: float) -> Element:
    part = Part("category.letter", first=size, preferred=20, least=12, weight=700, max_lines=1, color=BY_MARK)
    return text("letter", box, part, align=Align.CENTER)


def _label(key: str, box: Box, words: str, *, color: str = MUTED) -> Element:
    """What a field means, in small capitals above it."""
    return text(
        key, box, Part(words=words, first=7, preferred=7, least=5, weight=700, max_lines=1, color=color)
    )


# Transferable: a zone, a delegation, a number and a letter, and no person (ASEM model, DEL-22).
FLOATER = Design(
    CardKind.FLOATER,
    "Floater pass, ID-1",
    85.6,
    54.0,
    (
        Element("ground", ElementKind.SHAPE, Box(0, 0, 24, 54), color=BY_CATEGORY, fill=Fill.PATTERN, line=1.6, rail=5.0),
        _letter(Box(2, 9, 20, 26), 60),
        text("number", Box(2, 40, 20, 9),
             Part("number", first=16, preferred=12, least=8, weight=700, max_lines=1, color=BY_INK), align=Align.CENTER),
        text("event title", Box(27.5, 3.5, 54.5, 4.4),
             Part("event.title", first=9, preferred=6, least=5, weight=700, max_lines=1, color=NAVY)),
        text("zone", Box(27.5, 9, 54.5, 13),
             Part("zone", first=24, preferred=16, least=9, weight=700, max_lines=2, color=INK, is_upper=True)),
        text("delegation", Box(27.5, 24, 30, 15),
             Part("delegation", first=12, preferred=9, least=6, weight=700, color=NAVY)),
        text("note", Box(27.5, 41, 30, 10),
             Part("note", first=7, preferred=6.5, least=5, max_lines=3, color=SOFT),
             Part(words="Transferable. Valid only with a badge.", first=6.5, preferred=6, least=5, color=MUTED)),
        Element("code", ElementKind.QR, Box(60, 26, 22.5, 22.5), color=INK),
    ),
)  # fmt: skip

# Behind the front window: read by a guard beside the lane, so the plate is as large as the sheet allows.
VEHICLE = Design(
    CardKind.VEHICLE,
    "Vehicle pass, A5",
    210.0,
    148.0,
    (
        Element("ground", ElementKind.SHAPE, Box(0, 0, 210, 44), color=BY_CATEGORY, fill=Fill.PATTERN, line=2.4, rail=6.0),
        _letter(Box(8, 9, 42, 31), 96),
        text("kind", Box(54, 11, 100, 13),
             Part(words="VEHICLE PASS", first=32, preferred=24, least=18, weight=700, max_lines=1, color=BY_INK)),
        text("category", Box(54, 25, 100, 11),
             Part("category.name", first=16, preferred=12, least=9, max_lines=2, color=BY_INK)),
        text("number", Box(156, 11, 46, 25),
             Part("number", first=44, preferred=28, least=16, weight=700, max_lines=1, color=BY_INK), align=Align.END),
        text("plate", Box(10, 50, 190, 36),
             Part("plate", first=96, preferred=60, least=36, weight=700, max_lines=1, color=INK), align=Align.CENTER),
        text("delegation", Box(10, 90, 130, 16),
             Part("delegation", first=26, preferred=18, least=11, weight=700, max_lines=2, color=NAVY)),
        text("day", Box(10, 108, 130, 12),
             Part("day", first=22, preferred=16, least=11, weight=700, max_lines=1, color=INK)),
        Element("zones", ElementKind.ZONES, Box(10, 124, 90, 13), color=INK),
        text("event title", Box(104, 124, 44, 13),
             Part("event.title", first=10, preferred=8, least=6, weight=700, max_lines=2, color=NAVY),
             Part("event.place_and_days", first=7.5, preferred=6, least=5, max_lines=2, color=MUTED)),
        Element("code", ElementKind.QR, Box(156, 92, 44, 44), color=INK),
    ),
)  # fmt: skip

# Printed beforehand for a day without power, in black and white; the name is written in by hand (BDG-04).
DAY_BADGE = Design(
    CardKind.DAY_BADGE,
    "Day badge, A6",
    105.0,
    148.0,
    (
        *heading(Box(8, 7.4, 89, 11.2)),
        shape("ground", Box(0, 21, 105, 44), BLACK),
        text("kind", Box(8, 24, 89, 7),
             Part(words="TEMPORARY BADGE  ·  VALID ON", first=11, preferred=9, weight=700, max_lines=1, color=WHITE),
             align=Align.CENTER),
        text("day", Box(6, 32, 93, 30),
             Part("day", first=60, preferred=40, least=20, weight=700, max_lines=2, color=WHITE, fills=True),
             align=Align.CENTER),
        _label("name label", Box(8, 70, 89, 4), "NAME"),
        shape("name line", Box(8, 84, 89, 0.3), INK),
        _label("delegation label", Box(8, 87, 89, 4), "DELEGATION"),
        shape("delegation line", Box(8, 100, 89, 0.3), INK),
        text("letter", Box(8, 106, 24, 24),
             Part("category.letter", first=64, preferred=30, least=20, weight=700, max_lines=1, color=BLACK)),
        text("number", Box(34, 106, 30, 24),
             Part(words="No.", first=9, preferred=9, least=7, max_lines=1, color=MUTED),
             Part("number", first=30, preferred=20, least=12, weight=700, max_lines=1, color=BLACK)),
        Element("zones", ElementKind.ZONES, Box(8, 133, 52, 8), color=INK),
        *code(Box(66, 106, 35, 36), 27.0),
    ),
)  # fmt: skip

# Kept by protocol, not worn: which numbered pin a principal has, and the signature of who took it (domain 4.5).
PIN_RECORD = Design(
    CardKind.PIN_RECORD,
    "Lapel pin record, A6",
    105.0,
    148.0,
    (
        *heading(Box(8, 7.4, 89, 11.2)),
        text("kind", Box(8, 22, 60, 7),
             Part(words="LAPEL PIN RECORD", first=12, preferred=10, least=8, weight=700, max_lines=1, color=NAVY)),
        _label("number label", Box(8, 33, 40, 4), "PIN NUMBER"),
        text("number", Box(8, 37, 60, 16),
             Part("number", first=40, preferred=24, least=14, weight=700, max_lines=1, color=INK)),
        Element("flag", ElementKind.FLAG, Box(72, 24, 25, 18), when=Condition(has=("flag",))),
        _label("name label", Box(8, 57, 89, 4), "ISSUED FOR"),
        Element("names", ElementKind.TEXT, Box(8, 61, 89, 28), gap=2.0, parts=(
            Part("name", first=22, preferred=16, least=9, weight=700, color=INK),
            Part("native_name", first=13, preferred=10, least=8, max_lines=1, most=6, color=INK),
            Part("title", first=11, preferred=9, least=6.5, most=9, color=SOFT))),
        _label("delegation label", Box(8, 91, 89, 4), "DELEGATION"),
        text("delegation", Box(8, 95, 89, 11),
             Part("delegation", first=14, preferred=11, least=8, weight=700, max_lines=2, color=NAVY)),
        text("note", Box(8, 107, 60, 8), Part("note", first=8, preferred=7, least=6, max_lines=2, color=SOFT)),
        shape("signature line", Box(8, 131, 52, 0.3), INK),
        _label("signature label", Box(8, 132, 52, 4), "RECEIVED BY, DATE"),
        shape("edge", Box(0, 146, 105, 2), HAIRLINE),
        *code(Box(68, 110, 33, 34), 25.0),
    ),
)  # fmt: skip

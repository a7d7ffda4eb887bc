"""What several standard designs are made of: a heading, the band of a category, a code on its plate."""

from __future__ import annotations

from summit.badges.layout.design import (
    BY_CATEGORY,
    BY_INK,
    BY_MARK,
    Align,
    Condition,
    Element,
    ElementKind,
    Fill,
    Part,
)
from summit.badges.layout.places import Box

NAVY, INK, SOFT, MUTED = "#12355b", "#1b1f24", "#3a444f", "#5c6670"
HAIRLINE, WHITE, BLACK = "#c9d0d8", "#ffffff", "#000000"
_ALWAYS = Condition()


def text(key: str, box: Box, *parts: Part, align: Align = Align.START, when: Condition = _ALWAYS) -> Element:
    """A block of text."""
    return Element(key, ElementKind.TEXT, box, parts=parts, align=align, when=when)


def shape(key: str, box: Box, color: str, fill: Fill = Fill.SOLID, *, line: float = 0.0) -> Element:
    """A plain area or line."""
    return Element(key, ElementKind.SHAPE, box, color=color, fill=fill, line=line)


def heading(box: Box, align: Align = Align.START) -> tuple[Element, ...]:
    """Title, place and days of the summit above a hairline; the box is 11.2 mm high."""
    title = Part("event.title", first=11.5, preferred=6, least=6, weight=700, max_lines=1, color=NAVY)
    place = Part("event.place_and_days", first=8.5, preferred=6, least=6, max_lines=1, color=MUTED)
    return (
        text("event title", Box(box.x, box.y, box.width, 5.2), title, align=align),
        text("event place and days", Box(box.x, box.y + 5.2, box.width, 4.0), place, align=align),
        shape("rule", Box(box.x, box.y + 11, box.width, 0.2), HAIRLINE),
    )


def code(plate: Box, side: float) -> tuple[Element, ...]:
    """The code on its white plate, which keeps it readable on any color, and the serial beneath."""
    left = plate.x + (plate.width - side) / 2
    serial = Part("issue", first=6.2, preferred=5, least=4, max_lines=1, color=INK)
    return (
        Element("plate", ElementKind.SHAPE, plate, color=WHITE, radius=1.4),
        Element("code", ElementKind.QR, Box(left, plate.y + 3, side, side), color=INK),
        text(
            "serial", Box(plate.x + 1, plate.bottom - 4.1, plate.width - 2, 3.2), serial, align=Align.CENTER
        ),
    )


def band(top: float, width: float, height: float, letter: Box) -> tuple[Element, ...]:
    """The colors of the category at the upper edge and at the foot, its letter and its name (domain 4.5)."""
    mark = Part("category.letter", first=letter.height * 3.97, preferred=12, least=12, weight=700, max_lines=1,
                color=BY_MARK, most=32.0)  # fmt: skip
    name = Part("category.name", first=13, preferred=10, least=6, weight=700, color=BY_INK, is_upper=True)
    return (
        shape("edge", Box(0, 0, width, 3.0), BY_CATEGORY, Fill.PATTERN, line=1.6),
        Element("band", ElementKind.SHAPE, Box(0, top, width, height), color=BY_CATEGORY, fill=Fill.PATTERN,
                line=1.6, rail=5.0),
        Element("category", ElementKind.TEXT, letter, parts=(mark, name), gap=3.0, in_row=True),
    )  # fmt: skip

"""The designs that every summit has from the start, one for each kind of card (domain 4.5, 8)."""

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
from summit.badges.layout.places import Box

NAVY, INK, SOFT, MUTED = "#12355b", "#1b1f24", "#3a444f", "#5c6670"
HAIRLINE, WHITE = "#c9d0d8", "#ffffff"
_FACE_AND_FLAG, _FACE_ALONE = Condition(has=("face", "flag")), Condition(has=("face",), lacks=("flag",))
_FLAG_ALONE, _NEITHER = Condition(has=("flag",), lacks=("face",)), Condition(lacks=("face", "flag"))
_FACE, _ALWAYS = Condition(has=("face",)), Condition()


def _text(key: str, box: Box, *parts: Part, align: Align = Align.START, when: Condition = _ALWAYS) -> Element:
    return Element(key, ElementKind.TEXT, box, parts=parts, align=align, when=when)


def _shape(key: str, box: Box, color: str, fill: Fill = Fill.SOLID, *, line: float = 0.0) -> Element:
    return Element(key, ElementKind.SHAPE, box, color=color, fill=fill, line=line)


def _heading(box: Box, align: Align = Align.START) -> tuple[Element, ...]:
    """Title, place and days of the summit above a hairline; the box is 11.2 mm high."""
    title = Part("event.title", first=11.5, preferred=6, least=6, weight=700, max_lines=1, color=NAVY)
    place = Part("event.place_and_days", first=8.5, preferred=6, least=6, max_lines=1, color=MUTED)
    return (
        _text("event title", Box(box.x, box.y, box.width, 5.2), title, align=align),
        _text("event place and days", Box(box.x, box.y + 5.2, box.width, 4.0), place, align=align),
        _shape("rule", Box(box.x, box.y + 11, box.width, 0.2), HAIRLINE),
    )


def _code(plate: Box, side: float) -> tuple[Element, ...]:
    """The code on its white plate, which keeps it readable on any color, and the serial beneath."""
    left = plate.x + (plate.width - side) / 2
    serial = Part("issue", first=6.2, preferred=5, least=4, max_lines=1, color=INK)
    return (
        Element("plate", ElementKind.SHAPE, plate, color=WHITE, radius=1.4),
        Element("code", ElementKind.QR, Box(left, plate.y + 3, side, side), color=INK),
        _text(
            "serial", Box(plate.x + 1, plate.bottom - 4.1, plate.width - 2, 3.2), serial, align=Align.CENTER
        ),
    )


def _band(top: float, width: float, height: float, letter: Box) -> tuple[Element, ...]:
    """The colors of the category at the upper edge and at the foot, its letter and its name (domain 4.5)."""
    mark = Part("category.letter", first=letter.height * 3.97, preferred=12, least=12, weight=700, max_lines=1,
                color=BY_MARK, most=32.0)  # fmt: skip
    name = Part("category.name", first=13, preferred=10, least=6, weight=700, color=BY_INK, is_upper=True)
    return (
        _shape("edge", Box(0, 0, width, 3.0), BY_CATEGORY, Fill.PATTERN, line=1.6),
        Element("band", ElementKind.SHAPE, Box(0, top, width, height), color=BY_CATEGORY, fill=Fill.PATTERN,
                line=1.6, rail=5.0),
        Element("category", ElementKind.TEXT, letter, parts=(mark, name), gap=3.0, in_row=True),
    )  # fmt: skip


def _delegation(key: str, box: Box, when: Condition, *, is_large: bool = False) -> Element:
    first, preferred, least = (24, 15, 8) if is_large else (16, 12, 7)
    part = Part("delegation", first=first, preferred=preferred, least=least, weight=700, color=NAVY)
    return _text(key, box, part, when=when)


def _names(box: Box, gap: float = 3.2) -> Element:
    """Name, name in its own script, title: the name takes what room the others leave."""
    parts = (
        Part("name", first=36, preferred=30, least=7, weight=700, color=INK, fills=True),
        Part("native_name", first=18, preferred=12, least=8, max_lines=2, most=7.2, color=INK),
        Part("title", first=13, preferred=10.5, least=6.5, most=11.5, color=SOFT),
    )
    return Element("names", ElementKind.TEXT, box, parts=parts, gap=gap)


def _badge() -> Design:
    """The badge of A6: read at three meters, told by letter, color and pattern."""
    portrait, flag = Box(8, 21.5, 28, 36), Box(40, 21.5, 21.6, 15.6)
    return Design(
        CardKind.BADGE,
        "Standard badge, A6",
        105.0,
        148.0,
        (
            *_heading(Box(8, 7.4, 89, 11.2)),
            *_band(107.0, 105.0, 41.0, Box(8, 115.5, 53.5, 13.2)),
            Element("zones", ElementKind.ZONES, Box(8, 134.0, 53.5, 7.6), color=BY_INK),
            *_code(Box(64.0, 109.5, 35.0, 35.5), 27.0),
            Element("photo", ElementKind.PHOTO, portrait, color=HAIRLINE, line=0.21, when=_FACE),
            Element("flag", ElementKind.FLAG, flag, when=_FACE_AND_FLAG),
            _delegation("delegation", Box(40, 39.3, 57, 18.2), _FACE_AND_FLAG),
            _delegation("delegation without flag", Box(40, 21.5, 57, 36), _FACE_ALONE),
            Element("large flag", ElementKind.FLAG, Box(8, 24.5, 38.8, 28), when=_FLAG_ALONE),
            _delegation("large delegation", Box(51, 24.5, 46, 28), _FLAG_ALONE, is_large=True),
            _delegation("large delegation without flag", Box(8, 24.5, 89, 28), _NEITHER, is_large=True),
            _names(Box(8, 60.5, 89, 44)),
        ),
    )


BADGE = _badge()
STANDARD = {design.kind: design for design in (BADGE,)}

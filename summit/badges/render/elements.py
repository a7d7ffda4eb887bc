"""Each kind of element, drawn: shapes, zones, codes and flags. Blocks of text are in `blocks`."""

from __future__ import annotations

from collections.abc import Callable

from summit.badges.facts import CardFace
from summit.badges.layout import BY_CATEGORY, POINTS, Box, Element, ElementKind, Fill, covering
from summit.badges.render.blocks import draw_text
from summit.badges.render.pen import Pen
from summit.badges.render.values import is_pale, palette
from summit.paper.flags import flag_place, has_flag
from summit.paper.qr import code_operators, pdf417_code, qr_code
from summit.paper.text import Line, shape

HAIRLINE, WHITE, INK = "#c9d0d8", "#ffffff", "#1b1f24"
FLAG_FORM, ARTWORK_FORM = "flag-", "artwork-"
_HAIR = 0.21  # millimeters
_STRIPE, _DOT = 2.6, 0.78
_CAPITAL = 0.714  # height of a capital letter in ems
_ZONES, _BY_CARD, _WORD_SIZE = "ZONES", "ZONES BY CARD ONLY", 6.5
_CHIP_GAP, _CHIP_ROUND, _CHIP_LINE = 1.2, 0.78, 0.25


def draw_element(pen: Pen, element: Element, face: CardFace) -> None:
    """Draw what an element shows of this card; photographs are drawn by `draw_photo`."""
    if element.turned:
        pen.turn(element.box)
    _DRAWN[element.kind](pen, element, face)
    if element.turned:
        pen.restore()


def draw_photo(pen: Pen, element: Element, pixels: tuple[int, int] | None, name: str) -> None:
    """The photograph of that width and height under its name in the page, cut to the box.

    An empty frame where one is to be glued (PHO-04).
    """
    if element.turned:
        pen.turn(element.box)
    if pixels is not None:
        pen.clip(element.box)
        pen.picture(name, covering(element.box, *pixels))
        pen.restore()
    if element.line:
        pen.frame(element.box, palette(None).color_of(element.color), element.line)
    if element.turned:
        pen.restore()


def form_name(form: str) -> str:
    """How pages call a shared picture."""
    return f"FormXob.{form}"


def _draw_shape(pen: Pen, element: Element, face: CardFace) -> None:
    colors = palette(face.category)
    color = colors.color_of(element.color)
    if element.fill is Fill.FRAME:
        pen.frame(element.box.inset(element.line / 2), color, element.line, element.radius)
        return
    pen.ink(color)
    if element.fill is Fill.PATTERN and colors.pattern == "outline":
        _draw_rim(pen, element)
    else:
        pen.fill(element.box, element.radius)
    if element.fill is Fill.PATTERN and colors.pattern in _PATTERNS:
        box = element.box
        rail = Box(box.x, box.y, box.width, element.rail or box.height)
        pen.clip(rail)
        _PATTERNS[colors.pattern](pen, rail, colors.pattern_ink)
        pen.restore()
    if element.color == BY_CATEGORY and is_pale(color):
        pen.frame(element.box, HAIRLINE, _HAIR, element.radius)


def _draw_rim(pen: Pen, element: Element) -> None:
    """A frame of the color around white; what is too low for a frame keeps its upper edge."""
    box, line = element.box, element.line
    if box.height <= 2 * line:
        pen.fill(Box(box.x, box.y, box.width, line))
        return
    pen.fill(box, element.radius)
    pen.ink(WHITE)
    pen.fill(box.inset(line), max(element.radius - line, 0))


def _draw_stripes(pen: Pen, box: Box, color: str) -> None:
    lines, x = [], box.x - box.height
    while x < box.right:
        lines.append((x, box.bottom, x + box.height, box.y))
        x += 2 * _STRIPE
    pen.strokes(lines, color, _STRIPE * 0.55)


def _draw_dots(pen: Pen, box: Box, color: str) -> None:
    rows = 2 if box.height > 4 else 1
    radius, step = _DOT * (0.9 if rows > 1 else 0.8), box.height / rows
    pen.ink(color)
    for row in range(rows):
        x = box.x + (step / 2 if row % 2 else step)
        while x < box.right:
            pen.disk(x, box.bottom - step * (row + 0.5), radius)
            x += step


def _draw_zones(pen: Pen, element: Element, face: CardFace) -> None:
    """The letters of the zones that the card opens, each on a chip (ZON-01)."""
    box, color = element.box, palette(face.category).color_of(element.color)
    word = shape(_ZONES if face.zones else _BY_CARD, _WORD_SIZE, 700)
    pen.ink(color)
    _draw_capitals(pen, word, Box(box.x, box.y, word.width / POINTS, box.height))
    start = box.x + word.width / POINTS + 2
    room = (box.right - start + _CHIP_GAP) / max(len(face.zones), 1) - _CHIP_GAP
    side = min(box.height, room)
    for number, zone in enumerate(face.zones):
        chip = Box(start + number * (side + _CHIP_GAP), box.y + (box.height - side) / 2, side, side)
        pen.ink(WHITE)
        pen.fill_and_frame(chip, INK, _CHIP_LINE, _CHIP_ROUND)
        pen.ink(INK)
        _draw_capitals(pen, shape(zone, side * (1.97 if len(zone) == 1 else 1.18), 700), chip)


def _draw_capitals(pen: Pen, line: Line, box: Box) -> None:
    """Capital letters in the very middle of a box."""
    left, bottom, width, height = pen.points(box)
    pen.baseline(line, left + (width - line.width) / 2, bottom + height / 2 - line.size * _CAPITAL / 2)


def _draw_qr(pen: Pen, element: Element, face: CardFace) -> None:
    if face.token:
        side = min(element.box.width, element.box.height)
        left, _, _, _ = pen.points(element.box)
        box = Box(element.box.x, element.box.y, side, side)
        pen.ink(palette(face.category).color_of(element.color))
        pen.code.append(code_operators(qr_code(face.token), *pen.points(box)))


def _draw_pdf417(pen: Pen, element: Element, face: CardFace) -> None:
    if face.token:
        pen.ink(palette(face.category).color_of(element.color))
        pen.code.append(code_operators(pdf417_code(face.token), *pen.points(element.box)))


def _draw_flag(pen: Pen, element: Element, face: CardFace) -> None:
    if not has_flag(face.flag):
        return
    form = FLAG_FORM + face.flag.upper()
    left, bottom, scale = flag_place(*pen.points(element.box))
    pen.forms.append(form)
    pen.code.append(f"q {scale:.4f} 0 0 {scale:.4f} {left:.2f} {bottom:.2f} cm /{form_name(form)} Do Q")


def _draw_artwork(pen: Pen, element: Element, _face: CardFace) -> None:
    form = ARTWORK_FORM + element.key
    left, bottom, _, _ = pen.points(element.box)
    pen.forms.append(form)
    pen.code.append(f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm /{form_name(form)} Do Q")


_PATTERNS: dict[str, Callable[[Pen, Box, str], None]] = {"stripes": _draw_stripes, "dots": _draw_dots}
_DRAWN: dict[ElementKind, Callable[[Pen, Element, CardFace], None]] = {
    ElementKind.ARTWORK: _draw_artwork,
    ElementKind.FLAG: _draw_flag,
    ElementKind.PDF417: _draw_pdf417,
    ElementKind.QR: _draw_qr,
    ElementKind.SHAPE: _draw_shape,
    ElementKind.TEXT: draw_text,
    ElementKind.ZONES: _draw_zones,
}

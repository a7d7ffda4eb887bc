"""The band of a category: color, letter and pattern, so that it is never told by color alone (domain 4.5)."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import Color, HexColor, white

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import Lettering
from summit.badges.layout import (
    BAND,
    CATEGORY_RIGHT,
    EDGE,
    LETTER,
    LETTER_GAP,
    PLATE,
    POINTS,
    RAIL,
    ZONES,
    Box,
    chips,
)
from summit.badges.render.lettering import Style, block
from summit.paper.canvas import PaperCanvas
from summit.paper.furniture import HAIRLINE, INK
from summit.paper.text import Line, fit, shape

_RIM = 1.6  # millimeters
_STRIPE, _DOT = 2.6, 0.78
_CAPITAL = 0.714  # height of a capital letter in ems
_ZONES_WORD, _BY_CARD, _WORD_SIZE = "ZONES", "ZONES BY CARD ONLY", 6.5
_NAME = Style(13, 10, 6, weight=700)


def draw_band(canvas: PaperCanvas, category: CategoryFacts) -> None:
    """Draw the band of a category; it is in the document once."""
    form = f"band-{category.code}"
    if not canvas.hasForm(form):
        canvas.beginForm(form)
        _draw_ground(canvas, category)
        _draw_words(canvas, category)
        _draw_plate(canvas)
        canvas.endForm()
    canvas.doForm(form)


def _draw_ground(canvas: PaperCanvas, category: CategoryFacts) -> None:
    color = HexColor(category.color)
    if category.pattern == "outline":
        canvas.setFillColor(color)
        _fill(canvas, BAND)
        canvas.setFillColor(white)
        _fill(canvas, BAND.inset(_RIM))
        canvas.setFillColor(color)
        _fill(canvas, Box(EDGE.x, EDGE.y, EDGE.width, _RIM))
        return
    canvas.setFillColor(color)
    for box in (BAND, EDGE):
        _fill(canvas, box)
    pattern = _PATTERNS.get(category.pattern)
    if pattern is not None:
        for box in (RAIL, EDGE):
            _clipped(canvas, box, pattern, HexColor(category.ink))
    if _is_pale(color):
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        for y in (BAND.y, EDGE.bottom):
            left, bottom, width, _ = Box(0, y, BAND.width, 0).points()
            canvas.line(left, bottom, left + width, bottom)


def _draw_words(canvas: PaperCanvas, category: CategoryFacts) -> None:
    outlined = category.pattern == "outline"
    ink = INK if outlined or category.ink == "#000000" else HexColor(category.ink)
    canvas.setFillColor(
        HexColor(category.color) if outlined and not _is_pale(HexColor(category.color)) else ink
    )
    left, bottom, width, height = LETTER.points()
    letter = fit(category.letter, width, height / _CAPITAL, 12, 700)
    letter.draw(canvas, left, bottom)
    canvas.setFillColor(ink)
    left += letter.width + LETTER_GAP * POINTS
    name = "" if category.name == category.letter else category.name.upper()
    lines = block(Lettering(name), CATEGORY_RIGHT - left / POINTS, LETTER.height, _NAME)
    top = bottom + (height + sum(line.leading for line in lines)) / 2
    for line in lines:
        line.draw(canvas, left, top - line.ascent)
        top -= line.leading
    _draw_zones(canvas, category.zones)


def _draw_zones(canvas: PaperCanvas, zones: tuple[str, ...]) -> None:
    left, bottom, _, height = ZONES.points()
    word = shape(_ZONES_WORD if zones else _BY_CARD, _WORD_SIZE, 700)
    word.draw(canvas, left, bottom + height / 2 - _WORD_SIZE * _CAPITAL / 2)
    for zone, box in zip(zones, chips(len(zones), ZONES.x + word.width / POINTS + 2), strict=True):
        _draw_chip(canvas, shape(zone, 15 if len(zone) == 1 else 9, 700), box)


def _draw_chip(canvas: PaperCanvas, letter: Line, box: Box) -> None:
    left, bottom, width, height = box.points()
    canvas.setFillColor(white)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.7)
    canvas.roundRect(left, bottom, width, height, 2.2, fill=1)
    canvas.setFillColor(INK)
    letter.draw(canvas, left + (width - letter.width) / 2, bottom + height / 2 - letter.size * _CAPITAL / 2)


def _draw_plate(canvas: PaperCanvas) -> None:
    canvas.setFillColor(white)
    left, bottom, width, height = PLATE.points()
    canvas.roundRect(left, bottom, width, height, 4, stroke=0, fill=1)


def _clipped(canvas: PaperCanvas, box: Box, draw: Callable[[PaperCanvas, Box], None], ink: Color) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(*box.points())
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColor(ink)
    canvas.setStrokeColor(ink)
    draw(canvas, box)
    canvas.restoreState()


def _stripes(canvas: PaperCanvas, box: Box) -> None:
    left, bottom, width, height = box.points()
    canvas.setLineWidth(_STRIPE * POINTS * 0.55)
    x = left - height
    while x < left + width:
        canvas.line(x, bottom, x + height, bottom + height)
        x += _STRIPE * 2 * POINTS


def _dots(canvas: PaperCanvas, box: Box) -> None:
    left, bottom, width, height = box.points()
    rows = 2 if box.height > 4 else 1
    radius, step = _DOT * POINTS * (0.9 if rows > 1 else 0.8), height / rows
    for row in range(rows):
        x = left + (step / 2 if row % 2 else step)
        while x < left + width:
            canvas.circle(x, bottom + step * (row + 0.5), radius, stroke=0, fill=1)
            x += step


def _fill(canvas: PaperCanvas, box: Box) -> None:
    canvas.rect(*box.points(), stroke=0, fill=1)


def _is_pale(color: Color) -> bool:
    return bool(min(color.red, color.green, color.blue) > 0.85)


_PATTERNS: dict[str, Callable[[PaperCanvas, Box], None]] = {"stripes": _stripes, "dots": _dots}

"""One card, drawn: what is its own here, what all cards of a category share in `band`."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor

from summit.badges.facts import BadgeFace, EventFace
from summit.badges.layout import (
    CARD_HEIGHT,
    EVENT_PLACE,
    EVENT_TITLE,
    POINTS,
    QR,
    RULE_Y,
    SERIAL,
    TEXT,
    Box,
    covering,
    portrait,
    stacked,
    without_flag,
)
from summit.badges.render.band import draw_band
from summit.badges.render.lettering import Style, block, display
from summit.badges.render.pages import PHOTO_NAME
from summit.badges.render.photo import Photo
from summit.paper.canvas import PaperCanvas
from summit.paper.flags import draw_flag
from summit.paper.furniture import HAIRLINE, INK, MUTED, NAVY
from summit.paper.qr import draw_qr
from summit.paper.text import Line, fit, shape

_NAVY = HexColor(NAVY)
_TITLE_INK = HexColor("#3a444f")
_TITLES_HEIGHT, _NATIVE_HEIGHT = 11.5, 7.2  # millimeters
_GAP, _LEAST_GAP, _NARROW_GAP = 3.2, 1.2, 1.0
_DELEGATION, _LEADERS_DELEGATION = Style(16, 12, 7, weight=700), Style(24, 15, 8, weight=700)
_NATIVE, _TITLE = Style(18, 12, 8, max_lines=2), Style(13, 10.5, 6.5)
_HEADING = "event"


def draw_card(canvas: PaperCanvas, face: BadgeFace, event: EventFace, photo: Photo | None) -> None:
    """Draw one card on the canvas's page; `photo` is the one that the page will carry, if any."""
    _draw_heading(canvas, event)
    draw_band(canvas, face.category)
    _draw_portrait(canvas, face, photo)
    _draw_text(canvas, face)
    _draw_code(canvas, face)


def _draw_heading(canvas: PaperCanvas, event: EventFace) -> None:
    if not canvas.hasForm(_HEADING):
        canvas.beginForm(_HEADING)
        for text, box, size, color, weight in (
            (event.title, EVENT_TITLE, 11.5, _NAVY, 700),
            (event.place_and_days, EVENT_PLACE, 8.5, MUTED, 400),
        ):
            line = fit(text, box.width * POINTS, size, 6, weight, event.language)
            _draw_lines(canvas, [line], box, color)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.6)
        y = (CARD_HEIGHT - RULE_Y) * POINTS
        canvas.line(EVENT_TITLE.x * POINTS, y, EVENT_TITLE.right * POINTS, y)
        canvas.endForm()
    canvas.doForm(_HEADING)


def _draw_portrait(canvas: PaperCanvas, face: BadgeFace, photo: Photo | None) -> None:
    places = portrait(is_without_photo=face.is_without_photo)
    if places.photo is not None:
        _draw_photo(canvas, places.photo, photo)
    column = places.delegation
    if not (face.flag and draw_flag(canvas, face.flag, *places.flag.points())):
        column = without_flag(places)
    style = _LEADERS_DELEGATION if face.is_without_photo else _DELEGATION
    room = (column.height - _NARROW_GAP * (len(face.delegations) - 1)) / len(face.delegations)
    blocks = [block(name, column.width, room, style) for name in face.delegations]
    _draw_blocks(canvas, blocks, column, [_NAVY] * len(blocks), gap=_NARROW_GAP)


def _draw_photo(canvas: PaperCanvas, box: Box, photo: Photo | None) -> None:
    left, bottom, width, height = box.points()
    if photo is not None:
        x, y, wide, high = covering(box, photo.width, photo.height).points()
        canvas._code.append(
            f"q {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re W n "
            f"{wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm /{PHOTO_NAME} Do Q"
        )
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.rect(left, bottom, width, height)


def _draw_text(canvas: PaperCanvas, face: BadgeFace) -> None:
    """Name, name in its own script, title: the name takes what room the others leave."""
    others: list[list[Line]] = []
    if face.native_name is not None:
        others.append(block(face.native_name, TEXT.width, _NATIVE_HEIGHT, _NATIVE))
    for title in face.titles:
        others.append(block(title, TEXT.width, _TITLES_HEIGHT / len(face.titles), _TITLE))
    room = TEXT.height - sum(map(_height, others)) - _LEAST_GAP * len(others)
    name = display(face.name, TEXT.width * POINTS, room * POINTS)
    colors = [INK, *[INK] * (face.native_name is not None), *[_TITLE_INK] * len(face.titles)]
    _draw_blocks(canvas, [name, *others], TEXT, colors, gap=_GAP)


def _draw_code(canvas: PaperCanvas, face: BadgeFace) -> None:
    left, bottom, width, _ = QR.points()
    canvas.setFillColor(INK)
    draw_qr(canvas, face.token, left, bottom, width)
    issue = f"{face.serial}  ·  issue {face.issue_number}"
    line = shape(issue, 6.2)
    x, y, wide, _ = SERIAL.points()
    line.draw(canvas, x + (wide - line.width) / 2, y + 1.6)


def _draw_blocks(
    canvas: PaperCanvas, blocks: Sequence[list[Line]], box: Box, colors: Sequence[Color], *, gap: float
) -> None:
    heights = [_height(lines) for lines in blocks]
    for lines, color, height, top in zip(blocks, colors, heights, stacked(heights, gap, box), strict=True):
        _draw_lines(canvas, lines, Box(box.x, top, box.width, height), color)


def _draw_lines(canvas: PaperCanvas, lines: Sequence[Line], box: Box, color: Color) -> None:
    """Lines from the top of a box; each begins on the side from which it reads."""
    canvas.setFillColor(color)
    y = (CARD_HEIGHT - box.y) * POINTS
    for line in lines:
        x = box.right * POINTS - line.width if line.rtl else box.x * POINTS
        line.draw(canvas, x, y - line.ascent)
        y -= line.leading


def _height(lines: Sequence[Line]) -> float:
    return sum(line.leading for line in lines) / POINTS

"""Plates, place cards and signs: pages without furniture, to be folded, cut and put up."""

from __future__ import annotations

from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from summit.documents.facts import (
    DRAFT,
    Frame,
    Issue,
    NamePlates,
    PlaceCard,
    PlaceCards,
    RoomSign,
    RoomSigns,
    SignLine,
)
from summit.documents.lifecycle import DocumentKind
from summit.documents.render.pages import Target, long_day, printed_label, span, version_label
from summit.documents.words import TITLES, words_of
from summit.paper.canvas import PaperCanvas, write_pages
from summit.paper.furniture import HAIRLINE, INK, MUTED
from summit.paper.text import Line, fit, fit_block, shape

PLATE = (300 * mm, 100 * mm)
PLATE_TEXT = (120.0, 30.0)  # points, the greatest and the least
CARD = (90 * mm, 55 * mm)
ABREAST, DOWN = 2, 5
CUT = 5 * mm
SIGN_MARGIN = 20 * mm
SIGN_TEXT = (28.0, 11.0)


def render_name_plates(
    facts: NamePlates, target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """Tent plates of 300 × 100 mm, one a page, folded in the middle so that both sides read upright (DOC-03)."""
    language = facts.frame.language
    width, height = PLATE

    def draw(canvas: PaperCanvas) -> None:
        for plate in facts.plates:
            lines = fit_block(plate.name, width - 40 * mm, height - 30 * mm, *PLATE_TEXT, 3, 700, language)
            _bookmark(canvas, plate.name)
            canvas.setStrokeColor(HAIRLINE)
            canvas.setDash(3, 3)
            canvas.line(0, height, width, height)
            canvas.setDash()
            canvas.setFillColor(INK)
            _center(canvas, lines, width / 2, height / 2)
            canvas.saveState()
            canvas.translate(width, height * 2)
            canvas.rotate(180)
            _center(canvas, lines, width / 2, height / 2)
            canvas.restoreState()
            canvas.showPage()

    write_pages(
        target, (width, height * 2), draw, title=TITLES[DocumentKind.NAME_PLATES][language], language=language
    )


def render_place_cards(
    facts: PlaceCards, target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """Place cards of 90 × 55 mm, ten on an A4 page, with cut marks outside the cards."""
    language = facts.frame.language
    left, top = (A4[0] - ABREAST * CARD[0]) / 2, (A4[1] + DOWN * CARD[1]) / 2

    def draw(canvas: PaperCanvas) -> None:
        for start in range(0, len(facts.cards), ABREAST * DOWN):
            _draw_cuts(canvas, left, top)
            for place, card in enumerate(facts.cards[start : start + ABREAST * DOWN]):
                row, column = divmod(place, ABREAST)
                _draw_card(canvas, card, (left + column * CARD[0], top - (row + 1) * CARD[1]), language)
            canvas.showPage()

    write_pages(target, A4, draw, title=TITLES[DocumentKind.PLACE_CARDS][language], language=language)


def render_room_signs(
    facts: RoomSigns, target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """A sign for each door, A4 across: the room, and what happens in it that day. What is not public is reserved."""
    language = facts.frame.language
    foot = f"{version_label(facts.frame, issue)} · {printed_label(facts.frame, printed_at)}"

    def draw(canvas: PaperCanvas) -> None:
        for sign in facts.signs:
            _bookmark(canvas, sign.room)
            _draw_sign(canvas, facts, sign, foot)
            canvas.showPage()

    write_pages(
        target, (A4[1], A4[0]), draw, title=TITLES[DocumentKind.ROOM_SIGNS][language], language=language
    )


def _bookmark(canvas: PaperCanvas, text: str) -> None:
    key = f"page-{canvas.getPageNumber()}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(text, key)


def _center(canvas: PaperCanvas, lines: list[Line], x: float, y: float) -> None:
    """The lines as one block with its middle at that point, in the canvas's fill color."""
    top = y + sum(line.leading for line in lines) / 2
    for line in lines:
        line.draw(canvas, x - line.width / 2, top - line.ascent)
        top -= line.leading


def _draw_card(canvas: PaperCanvas, card: PlaceCard, corner: tuple[float, float], language: str) -> None:
    width, height = CARD
    x, y = corner[0] + width / 2, corner[1]
    canvas.setFillColor(INK)
    name = fit_block(card.name, width - 12 * mm, height * 0.5, 16, 12, 2, 700, language)
    _center(canvas, name, x, y + height * 0.56)
    canvas.setFillColor(MUTED)
    _center(canvas, fit_block(card.delegation, width - 12 * mm, height * 0.25, 10, 7, 2, 400, language), x, y + 10 * mm)


def _draw_cuts(canvas: PaperCanvas, left: float, top: float) -> None:
    """Marks at the ends of every cut, outside the cards."""
    right, bottom = left + ABREAST * CARD[0], top - DOWN * CARD[1]
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.3)
    for column in range(ABREAST + 1):
        x = left + column * CARD[0]
        canvas.line(x, top + 1 * mm, x, top + CUT)
        canvas.line(x, bottom - 1 * mm, x, bottom - CUT)
    for row in range(DOWN + 1):
        y = top - row * CARD[1]
        canvas.line(left - 1 * mm, y, left - CUT, y)
        canvas.line(right + 1 * mm, y, right + CUT, y)


def _draw_sign(canvas: PaperCanvas, facts: RoomSigns, sign: RoomSign, foot: str) -> None:
    language = facts.frame.language
    page_width, page_height = A4[1], A4[0]
    width, middle = page_width - 2 * SIGN_MARGIN, page_width / 2
    canvas.setFillColor(MUTED)
    above = fit(f"{facts.frame.event} · {long_day(facts.day, language)}", width, 14, 8, 400, language)
    _center(canvas, [above], middle, page_height - SIGN_MARGIN)
    canvas.setFillColor(INK)
    name = fit_block(sign.room, width, 40 * mm, 72, 24, 2, 700, language)
    _center(canvas, name, middle, page_height - SIGN_MARGIN - 30 * mm)
    top, bottom = page_height - SIGN_MARGIN - 58 * mm, SIGN_MARGIN
    step = min((top - bottom) / len(sign.lines), SIGN_TEXT[0] * 1.6)
    size = max(min(SIGN_TEXT[0], step / 1.4), 6.0)
    for number, line in enumerate(sign.lines):
        _draw_line(canvas, facts.frame, line, size, top - number * step)
    canvas.setFillColor(MUTED)
    _center(canvas, [fit(foot, width, 7, 5, 400, language)], middle, SIGN_MARGIN / 2)


def _draw_line(canvas: PaperCanvas, frame: Frame, line: SignLine, size: float, y: float) -> None:
    """Time and title from the side where reading starts."""
    language = frame.language
    is_rtl = language == "ar"
    page_width = A4[1]
    hours = shape(span(line.starts_at, line.ends_at, frame.zone), size, 700, language)
    offset = size * 7.2
    rest = page_width - 2 * SIGN_MARGIN - offset
    what = fit(line.title or words_of(language).reserved, rest, size, min(SIGN_TEXT[1], size), 400, language)
    canvas.setFillColor(INK if line.title else MUTED)
    if is_rtl:
        hours.draw(canvas, page_width - SIGN_MARGIN - hours.width, y - hours.ascent)
        what.draw(canvas, page_width - SIGN_MARGIN - offset - what.width, y - hours.ascent)
    else:
        hours.draw(canvas, SIGN_MARGIN, y - hours.ascent)
        what.draw(canvas, SIGN_MARGIN + offset, y - hours.ascent)

"""Plates, place cards and signs: pages without furniture, to be folded, cut and put up.

Plates and cards are drawn by the badge room, from the design that is frozen with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from summit.badges.facts import CardFace, Lettering
from summit.badges.queries import table_cards_pdf
from summit.documents.facts import (
    DRAFT,
    Frame,
    Issue,
    NamePlates,
    PlaceCards,
    RoomSign,
    RoomSigns,
    SignLine,
)
from summit.documents.lifecycle import DocumentKind
from summit.documents.render.pages import Target, hung_label, long_day, span, version_label
from summit.documents.words import TITLES, words_of
from summit.paper.canvas import PaperCanvas, write_pages
from summit.paper.furniture import INK, MUTED
from summit.paper.text import Line, fit, fit_block, shape

Artwork = Callable[[str], Path]
SIGN_MARGIN = 20 * mm
SIGN_TEXT = (28.0, 11.0)


def name_plates_pdf(papers: Sequence[NamePlates], issue: Issue, artwork: Artwork | None = None) -> bytes:
    """Tent plates on A3 with marks for the knife and the fold, both sides upright when they stand (DOC-03, NAM-05).

    The same plates in one language or in two: where the names differ they stand one above the other (DOC-05). Nothing but
    the plate is printed: which version it is says the title of the file.
    """
    faces = [
        _face(papers, plates[0].code, {"delegation": [plate.name for plate in plates]})
        for plates in zip(*(paper.plates for paper in papers), strict=True)
    ]
    return _table_cards(papers, faces, _filed_as(DocumentKind.NAME_PLATES, papers, issue), artwork)


def place_cards_pdf(papers: Sequence[PlaceCards], issue: Issue, artwork: Artwork | None = None) -> bytes:
    """Place cards on A4 with marks for the knife outside the cards, in one language or in two; the version as above."""
    faces = [
        _face(papers, cards[0].code, {"name": [one.name for one in cards], "delegation": [one.delegation for one in cards]})
        for cards in zip(*(paper.cards for paper in papers), strict=True)
    ]
    return _table_cards(papers, faces, _filed_as(DocumentKind.PLACE_CARDS, papers, issue), artwork)


def render_room_signs(
    facts: RoomSigns, target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """A sign for each door, A4 across: the room, and what happens in it that day. What is not public is reserved."""
    language = facts.frame.language
    foot = hung_label(facts.frame, issue, printed_at)

    def draw(canvas: PaperCanvas) -> None:
        for sign in facts.signs:
            canvas.bookmark_page(sign.room)
            _draw_sign(canvas, facts, sign, foot)
            canvas.showPage()

    write_pages(
        target, (A4[1], A4[0]), draw, title=TITLES[DocumentKind.ROOM_SIGNS][language], language=language
    )


def _table_cards(
    papers: Sequence[NamePlates] | Sequence[PlaceCards],
    faces: Sequence[CardFace],
    title: str,
    artwork: Artwork | None,
) -> bytes:
    return table_cards_pdf(
        papers[0].design, faces, title=title, language=papers[0].frame.language, artwork=artwork
    )


def _filed_as(kind: DocumentKind, papers: Sequence[NamePlates] | Sequence[PlaceCards], issue: Issue) -> str:
    titles = dict.fromkeys(TITLES[kind][paper.frame.language] for paper in papers)
    version = [version_label(papers[0].frame, issue)] if issue.number else []
    return " · ".join([*titles, *version])


def _face(papers: Sequence[NamePlates] | Sequence[PlaceCards], code: str, said: dict[str, list[str]]) -> CardFace:
    """What is the same in both languages stands once."""
    languages = [paper.frame.language for paper in papers]
    values = {
        field: tuple(
            Lettering(words, language)
            for number, (words, language) in enumerate(zip(texts, languages, strict=True))
            if words and words not in texts[:number]
        )
        for field, texts in said.items()
    }
    return CardFace(code, {"event.title": (Lettering(papers[0].frame.event, languages[0]),), **values})


def _center(canvas: PaperCanvas, lines: list[Line], x: float, y: float) -> None:
    """The lines as one block with its middle at that point, in the canvas's fill color."""
    top = y + sum(line.leading for line in lines) / 2
    for line in lines:
        line.draw(canvas, x - line.width / 2, top - line.ascent)
        top -= line.leading


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

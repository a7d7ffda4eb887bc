"""The sign at the door of a bilateral meeting: reserved, in one language or in two, and nothing else (BIL-50)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from summit.documents.facts import DRAFT, Issue, MeetingSign
from summit.documents.lifecycle import DocumentKind
from summit.documents.render.cards import SIGN_MARGIN
from summit.documents.render.pages import Target, hung_label, long_day, span
from summit.documents.words import TITLES, words_of
from summit.foundation.clock import local
from summit.paper.canvas import PaperCanvas, write_pages
from summit.paper.furniture import INK, MUTED
from summit.paper.text import fit, fit_block

WIDTH, HEIGHT = A4[1], A4[0]
Said = tuple[str, str]  # a text and its language


def render_meeting_sign(facts: MeetingSign, target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None:
    """A4 across: the room, when it is reserved, and that it is."""
    _write([facts], target, printed_at, issue)


def render_both_meeting_signs(
    both: tuple[MeetingSign, MeetingSign], target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """The same with both languages one under the other; what is the same in both stands once."""
    _write(both, target, printed_at, issue)


def _write(papers: Sequence[MeetingSign], target: Target, printed_at: datetime, issue: Issue) -> None:
    languages = [one.frame.language for one in papers]
    title = " · ".join(dict.fromkeys(TITLES[DocumentKind.MEETING_SIGN][language] for language in languages))

    def draw(canvas: PaperCanvas) -> None:
        canvas.bookmark_page(papers[0].room)
        _draw(canvas, papers, printed_at, issue)
        canvas.showPage()

    write_pages(target, (WIDTH, HEIGHT), draw, title=title, language=languages[0])


def _draw(canvas: PaperCanvas, papers: Sequence[MeetingSign], printed_at: datetime, issue: Issue) -> None:
    first, zone = papers[0], papers[0].frame.zone
    day = local(first.starts_at, zone).date()
    canvas.setFillColor(MUTED)
    _line(canvas, (first.frame.event, first.frame.language), HEIGHT - SIGN_MARGIN, 14)
    days = [(long_day(day, one.frame.language), one.frame.language) for one in papers]
    for number, said in enumerate(days):
        _line(canvas, said, HEIGHT - SIGN_MARGIN - (8 + 7 * number) * mm, 13)
    canvas.setFillColor(INK)
    _block(canvas, [(first.room, first.frame.language)], (HEIGHT - 50 * mm, 26 * mm), 44)
    reserved = [(words_of(one.frame.language).reserved, one.frame.language) for one in papers]
    _block(canvas, reserved, (HEIGHT / 2 - 4 * mm, 64 * mm), 110)
    hours = span(first.starts_at, first.ends_at, zone)
    _block(canvas, [(hours, first.frame.language)], (46 * mm, 22 * mm), 48)
    canvas.setFillColor(MUTED)
    feet = [(hung_label(one.frame, issue, printed_at), one.frame.language) for one in papers]
    for number, foot in enumerate(feet):
        _line(canvas, foot, SIGN_MARGIN / 2 + (len(feet) - 1 - number) * 4 * mm, 7)


def _line(canvas: PaperCanvas, said: Said, baseline: float, size: float) -> None:
    line = fit(said[0], WIDTH - 2 * SIGN_MARGIN, size, size * 0.6, 400, said[1])
    line.draw(canvas, (WIDTH - line.width) / 2, baseline)


def _block(canvas: PaperCanvas, said: Sequence[Said], place: tuple[float, float], most: float) -> None:
    """Each text in its share of the height around the middle, all in the size of the smallest."""
    middle, height = place
    different = list(dict.fromkeys(said))
    width, share = WIDTH - 2 * SIGN_MARGIN, height / len(different)
    for _ in range(2):
        blocks = [fit_block(text, width, share, most, 18, 2, 700, language) for text, language in different]
        most = min(line.size for block in blocks for line in block)
    lines = [line for block in blocks for line in block]
    top = middle + sum(line.leading for line in lines) / 2
    for line in lines:
        line.draw(canvas, (WIDTH - line.width) / 2, top - line.ascent)
        top -= line.leading

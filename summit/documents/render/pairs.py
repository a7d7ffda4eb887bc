"""Door signs in two languages: what is the same in both stands once, the hours in the middle, each language at its side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from summit.documents.facts import DRAFT, Issue, RoomSign, RoomSigns, SignLine
from summit.documents.lifecycle import DocumentKind
from summit.documents.render.cards import SIGN_MARGIN
from summit.documents.render.pages import Target, hung_label, long_day, span
from summit.documents.words import TITLES, words_of
from summit.paper.canvas import PaperCanvas, write_pages
from summit.paper.furniture import INK, MUTED, reads_from_the_right
from summit.paper.text import Line, fit, fit_block, shape

Said = tuple[str, str]  # a text and its language
BETWEEN = 4 * mm
LONGEST_SIGN = 28.0  # points


def render_both_signs(
    both: tuple[RoomSigns, RoomSigns], target: Target, *, printed_at: datetime, issue: Issue = DRAFT
) -> None:
    """A sign for each door, A4 across: hours in the middle of the page, what happens on the side of each language."""
    languages = _languages(both)
    foot = [
        (hung_label(facts.frame, issue, printed_at), facts.frame.language)
        for facts in both
    ]

    def draw(canvas: PaperCanvas) -> None:
        for first, second in zip(both[0].signs, both[1].signs, strict=True):
            canvas.bookmark_page(first.room)
            _draw_sign(canvas, both, (first, second))
            canvas.setFillColor(MUTED)
            lines = [fit(text, A4[1] / 2 - SIGN_MARGIN, 7, 5, 400, language) for text, language in foot]
            _on_both_sides(canvas, lines, languages, SIGN_MARGIN / 2, SIGN_MARGIN)
            canvas.showPage()

    _write(target, (A4[1], A4[0]), draw, DocumentKind.ROOM_SIGNS, languages)


def _draw_sign(canvas: PaperCanvas, both: tuple[RoomSigns, RoomSigns], signs: tuple[RoomSign, RoomSign]) -> None:
    languages = _languages(both)
    width, middle, height = A4[1] - 2 * SIGN_MARGIN, A4[1] / 2, A4[0]
    canvas.setFillColor(MUTED)
    event = fit(both[0].frame.event, width, 14, 8, 400, languages[0])
    days = _different([long_day(facts.day, facts.frame.language) for facts in both], languages)
    above = [event, *(fit(text, width, 12, 8, 400, language) for text, language in days)]
    _stack(canvas, [[line] for line in above], middle, height - SIGN_MARGIN - 6, 1)
    canvas.setFillColor(INK)
    name = _blocks(_different((signs[0].room, signs[1].room), languages), (width, 40 * mm), 66, 22)
    _stack(canvas, name, middle, height - SIGN_MARGIN - 38 * mm, BETWEEN)
    top, bottom = height - SIGN_MARGIN - 68 * mm, SIGN_MARGIN
    step = min((top - bottom) / len(signs[0].lines), LONGEST_SIGN * 1.6)
    size = max(min(LONGEST_SIGN, step / 1.4) * 0.75, 6.0)
    for number, lines in enumerate(zip(signs[0].lines, signs[1].lines, strict=True)):
        _draw_line(canvas, both, lines, (size, top - number * step))


def _draw_line(
    canvas: PaperCanvas, both: tuple[RoomSigns, RoomSigns], lines: tuple[SignLine, SignLine], at: tuple[float, float]
) -> None:
    """The hours in the middle, each language at its side; a title that is the same in both stands on both."""
    languages, (size, y) = _languages(both), at
    hours = shape(span(lines[0].starts_at, lines[0].ends_at, both[0].frame.zone), size, 700, languages[0])
    canvas.setFillColor(INK)
    hours.draw(canvas, (A4[1] - hours.width) / 2, y - hours.ascent)
    room = (A4[1] - hours.width) / 2 - SIGN_MARGIN - 8 * mm
    said = [
        fit(line.title or words_of(language).reserved, room, size, min(9, size), 400, language)
        for line, language in zip(lines, languages, strict=True)
    ]
    canvas.setFillColor(INK if lines[0].title else MUTED)
    _on_both_sides(canvas, said, languages, y - hours.ascent, SIGN_MARGIN)


def _on_both_sides(
    canvas: PaperCanvas, lines: Sequence[Line], languages: Sequence[str], baseline: float, margin: float
) -> None:
    """The first line from the left edge, the second to the right one; a language read from the right is at the right."""
    is_swapped = reads_from_the_right(languages[0]) and not reads_from_the_right(languages[1])
    left, right = reversed(lines) if is_swapped else lines
    left.draw(canvas, margin, baseline)
    right.draw(canvas, A4[1] - margin - right.width, baseline)


def _languages(both: Sequence[RoomSigns]) -> tuple[str, str]:
    first, second = both
    return first.frame.language, second.frame.language


def _different(texts: Sequence[str], languages: Sequence[str]) -> list[Said]:
    """Both texts with their languages; one where they are the same."""
    said = list(zip(texts, languages, strict=True))
    return said if texts[0] != texts[1] else said[:1]


def _blocks(
    said: Sequence[Said], room: tuple[float, float], most: float, least: float, weight: int = 700
) -> list[list[Line]]:
    """Each text as a block in its share of the height, all in the size of the smallest."""
    width, height = room[0], room[1] / len(said)
    for _ in range(2):
        found = [fit_block(text, width, height, most, least, 2, weight, language) for text, language in said]
        most = min(line.size for block in found for line in block)
    return found


def _stack(canvas: PaperCanvas, blocks: Sequence[Sequence[Line]], x: float, y: float, between: float) -> None:
    """Blocks one under the other with their middle at that point, in the canvas's fill color."""
    height = sum(line.leading for block in blocks for line in block) + between * (len(blocks) - 1)
    top = y + height / 2
    for block in blocks:
        for line in block:
            line.draw(canvas, x - line.width / 2, top - line.ascent)
            top -= line.leading
        top -= between


def _write(
    target: Target, size: tuple[float, float], draw: Callable[[PaperCanvas], None], kind: DocumentKind,
    languages: tuple[str, str],
) -> None:  # fmt: skip
    title = " · ".join(dict.fromkeys(TITLES[kind][language] for language in languages))
    write_pages(target, size, draw, title=title, language=languages[0])

"""A paper before it is drawn: its furniture, its pieces and the sheet it is drawn on, in one language or in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from summit.documents.facts import DRAFT, Issue
from summit.documents.render.pages import Target
from summit.paper.canvas import PaperCanvas
from summit.paper.furniture import DocumentFurniture, PaperName, Sheet, write_book
from summit.paper.pieces import Piece, lay
from summit.paper.twin import TwinSheet, filed_as

F = TypeVar("F")
Sheets = tuple[PaperName, bool]  # the size, and whether it lies across

# Two halves are printed on the sheet whose half comes nearest to the page of one language.
TWICE: dict[Sheets, Sheets] = {
    ("A5", False): ("A4", True),
    ("A4", False): ("A4", True),
    ("A4", True): ("A3", True),
    ("A3", True): ("A3", True),
}


@dataclass(frozen=True)
class Layout:
    """A paper in one language, ready to be drawn once: from its pieces, or by `draw` where it is one running text."""

    furniture: DocumentFurniture
    pieces: Iterable[Piece] = ()
    paper: PaperName = "A4"
    landscape: bool = False
    draw: Callable[[Sheet], None] | None = None

    def as_chapter(self, number: int) -> Layout:
        """The same as the document of that number in a file of several."""
        return replace(self, furniture=replace(self.furniture, chapter=number))


class Paper(Generic[F]):
    """Draws facts of one kind from their layout: alone, or beside the same in another language (DOC-05)."""

    def __init__(self, layout: Callable[[F, Issue, datetime], Layout]) -> None:
        self._layout = layout
        self.__doc__ = layout.__doc__

    def __call__(self, facts: F, target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None:
        """Equal facts, issue and time of printing give equal bytes (DOC-00)."""
        self.write([((facts,), issue)], target, printed_at=printed_at)

    def draw_both(self, both: tuple[F, F], target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None:
        """The same paper in two languages, row beside row."""
        self.write([(both, issue)], target, printed_at=printed_at)

    def write(self, papers: Sequence[tuple[tuple[F, ...], Issue]], target: Target, *, printed_at: datetime) -> None:
        """Papers one after the other in one file, each in one language or in two, all in the same."""
        layouts = [[self._layout(one, issue, printed_at) for one in facts] for facts, issue in papers]
        if len(layouts) > 1:
            layouts = [[one.as_chapter(number) for one in pair] for number, pair in enumerate(layouts, 1)]
        first = [one.furniture for one in layouts[0]]
        write_book(
            target, [partial(_draw, pair) for pair in layouts], title=filed_as(*first), language=first[0].language
        )


def _draw(layouts: Sequence[Layout], canvas: PaperCanvas) -> None:
    """A paper in one language, or in two on the halves of a larger sheet."""
    one, *others = layouts
    if not others:
        sheet = Sheet(canvas, one.furniture, paper=one.paper, landscape=one.landscape)
        if one.draw is not None:
            one.draw(sheet)
        else:
            lay(sheet, one.pieces)
        sheet.finish()
        return
    pair = (one.furniture, others[0].furniture)
    if one.draw is not None:
        twin = TwinSheet(canvas, pair, paper=one.paper, landscape=one.landscape)
        _one_after_the_other(twin, layouts)
    else:
        paper, landscape = TWICE[one.paper, one.landscape]
        twin = TwinSheet(canvas, pair, paper=paper, landscape=landscape)
        lay(twin, *(layout.pieces for layout in layouts))
    twin.finish()


def _one_after_the_other(sheet: TwinSheet, layouts: Sequence[Layout]) -> None:
    """Two running texts, as notes are sent: each over the whole width, on pages of its own."""
    for number, layout in enumerate(layouts):
        if number:
            sheet.new_page()
        sheet.speak(number)
        if number:
            sheet.heading(layout.furniture.title, sheet.small * 2.1)
        if layout.draw is not None:
            layout.draw(sheet)

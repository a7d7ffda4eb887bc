"""A paper before it is drawn: its furniture, its pieces and the sheet it is drawn on, in one language or in two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from summit.documents.facts import DRAFT, Issue
from summit.documents.render.pages import Target
from summit.paper.furniture import DocumentFurniture, PaperName, write_pdf
from summit.paper.pieces import Piece, lay
from summit.paper.twin import write_twin_pdf

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
    """A paper in one language, ready to be drawn once."""

    furniture: DocumentFurniture
    pieces: Iterable[Piece]
    paper: PaperName = "A4"
    landscape: bool = False


class Paper(Generic[F]):
    """Draws facts of one kind from their layout: alone, or beside the same in another language (DOC-05)."""

    def __init__(self, layout: Callable[[F, Issue, datetime], Layout]) -> None:
        self._layout = layout
        self.__doc__ = layout.__doc__

    def __call__(self, facts: F, target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None:
        """Equal facts, issue and time of printing give equal bytes (DOC-00)."""
        one = self._layout(facts, issue, printed_at)
        write_pdf(
            target, one.furniture, lambda sheet: lay(sheet, one.pieces), paper=one.paper, landscape=one.landscape
        )

    def draw_both(self, both: tuple[F, F], target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None:
        """The same paper in two languages, row beside row."""
        first, second = (self._layout(facts, issue, printed_at) for facts in both)
        paper, landscape = TWICE[first.paper, first.landscape]
        write_twin_pdf(
            target, (first.furniture, second.furniture), lambda sheet: lay(sheet, first.pieces, second.pieces),
            paper=paper, landscape=landscape,
        )  # fmt: skip

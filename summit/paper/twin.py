"""Pages in two languages side by side, each half read in its own direction (DOC-05)."""

from __future__ import annotations

from collections.abc import Callable

from summit.paper.canvas import PaperCanvas
from summit.paper.furniture import (
    MARGINS,
    DocumentFurniture,
    PaperName,
    Sheet,
    Side,
    reads_from_the_right,
    words_of,
)

GUTTER = 20.0  # points between the halves


class TwinSheet(Sheet):
    """A sheet whose halves say the same in two languages: each half has header and footer in its own.

    The first language stands left; a language that is read from the right always has the right half, so that both
    begin at the outer edge. Where a document speaks one language after the other, `speak` sets it over the whole width.
    """

    def __init__(
        self,
        canvas: PaperCanvas,
        furniture: tuple[DocumentFurniture, DocumentFurniture],
        *,
        paper: PaperName = "A4",
        landscape: bool = False,
    ) -> None:
        self._twins = furniture
        self._margin = MARGINS[paper]
        super().__init__(canvas, furniture[0], paper=paper, landscape=landscape)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The halves in the order of the languages."""
        middle, end = self.page_width / 2, self.page_width - self._margin
        edges = [(self._margin, middle - GUTTER / 2), (middle + GUTTER / 2, end)]
        languages = [one.language for one in self._twins]
        if reads_from_the_right(languages[0]) and not reads_from_the_right(languages[1]):
            edges.reverse()
        return tuple(
            Side(left, right, language, reads_from_the_right(language))
            for (left, right), language in zip(edges, languages, strict=True)
        )

    def speak(self, number: int) -> None:
        """What is drawn from here on is in the first language (0) or the second (1), over the whole width."""
        self._say(number, Side(self._margin, self.page_width - self._margin, "", rtl=False))

    def _draw_header(self) -> None:
        self._on_each_side(super()._draw_header)

    def _draw_footer(self, page: int) -> None:
        draw = super()._draw_footer
        self._on_each_side(lambda: draw(page))

    def _on_each_side(self, draw: Callable[[], None]) -> None:
        top, spoken = self.y, self._twins.index(self.furniture)
        ends = []
        for number, side in enumerate(self.sides):
            self.y = top
            self._say(number, side)
            draw()
            ends.append(self.y)
        self.speak(spoken)
        self.y = min(ends)

    def _say(self, number: int, side: Side) -> None:
        self.furniture = self._twins[number]
        self.language = self.furniture.language
        self.rtl = reads_from_the_right(self.language)
        self.left, self.right = side.left, side.right
        self._words = words_of(self.language)


def filed_as(*furniture: DocumentFurniture) -> str:
    """The title of a file in these languages."""
    return " · ".join(dict.fromkeys(one.filed_as or one.title for one in furniture))

"""Cards on sheets: where each stands, in which order the backs come, where the knife goes. Pure geometry in millimeters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import floor
from typing import TypeVar

from summit.badges.layout.design import Design
from summit.badges.layout.places import Box

Card = TypeVar("Card")
Line = tuple[float, float, float, float]  # from x, y to x, y
MARK, MARK_GAP = 5.0, 2.0  # length of a cut mark, and its distance from the corner of the card
_SLACK = 0.01


@dataclass(frozen=True)
class Sheet:
    """Paper of `width` by `height` with cards in `rows` and `columns`.

    The first card stands at `left`, `top`, the next one `across` to the right, the next row `down` below. A sheet with
    `has_marks` shows where to cut, one with `has_fold` where to fold a card whose side is of double height.
    """

    name: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    has_marks: bool = False
    has_fold: bool = False

    @property
    def count(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    def places(self) -> list[tuple[float, float]]:
        """The upper left corner of each card, row by row from the left: what is seen when one reads the fronts."""
        return [
            (self.left + column * self.across, self.top + row * self.down)
            for row in range(self.rows)
            for column in range(self.columns)
        ]

    def back_places(self, width: float) -> list[tuple[float, float]]:
        """The same for backs of cards of this width: mirrored, so that each falls behind its front.

        The sheet is turned over its long upright edge; a sheet that does not stand in the middle is mirrored as well.
        """
        return [(self.width - x - width, y) for x, y in self.places()]


A4, A3 = (210.0, 297.0), (297.0, 420.0)

# Sheets of labels and card stock as they are sold: paper, rows and columns, margins, distance from card to card.
LABELS = {
    "labels-3x8": Sheet("A4 labels 70 x 37 mm, 3 by 8", *A4, 3, 8, 0.0, 0.5, 70.0, 37.0),
    "labels-2x7": Sheet("A4 labels 99.1 x 38.1 mm, 2 by 7", *A4, 2, 7, 4.65, 15.15, 101.6, 38.1),
    "labels-2x4": Sheet("A4 labels 99.1 x 67.7 mm, 2 by 4", *A4, 2, 4, 4.65, 13.1, 101.6, 67.7),
    "cards-2x5": Sheet("A4 card stock 85 x 54 mm, 2 by 5", *A4, 2, 5, 15.0, 13.5, 95.0, 54.0),
    "badges-2x2": Sheet("A4 badge stock 105 x 148 mm, 2 by 2", *A4, 2, 2, 0.0, 0.5, 105.0, 148.0),
}


def imposed(design: Design, paper: tuple[float, float], *, gap: float = 0.0, margin: float = 0.0) -> Sheet:
    """As many cards of a design as the paper holds, in its middle, with cut marks where there is room for them.

    The paper is turned when it then holds more. Raises ValueError when it holds none.
    """
    upright, across = (_filled(design, size, gap, margin) for size in (paper, (paper[1], paper[0])))
    best = max((upright, across), key=lambda sheet: sheet.count if sheet else 0)
    if best is None:
        raise ValueError(f"A card of {design.width:g} x {design.height:g} mm is larger than the sheet.")
    return best


def _filled(design: Design, paper: tuple[float, float], gap: float, margin: float) -> Sheet | None:
    across, down = design.width + gap, design.height + gap
    columns, rows = (
        floor((whole - 2 * margin + gap + _SLACK) / step)
        for whole, step in zip(paper, (across, down), strict=True)
    )
    if columns < 1 or rows < 1:
        return None
    left = (paper[0] - columns * across + gap) / 2
    top = (paper[1] - rows * down + gap) / 2
    name = f"{columns * rows} on {paper[0]:g} x {paper[1]:g} mm"
    return Sheet(name, *paper, columns, rows, left, top, across, down, has_marks=True)


def dealt(cards: Iterable[Card], count: int) -> Iterator[Sequence[Card]]:
    """The cards of each sheet, in their order; the last sheet may hold fewer."""
    rest = iter(cards)
    while together := tuple(islice(rest, count)):
        yield together


def cut_marks(card: Box, sheet: Sheet) -> list[Line]:
    """Eight short lines that point at the corners of a card and end before it; only those that lie on the paper."""
    near, far = MARK_GAP, MARK_GAP + MARK
    lines: list[Line] = []
    for x, outward in ((card.x, -1), (card.right, 1)):
        for y, upward in ((card.y, -1), (card.bottom, 1)):
            lines.append((x + outward * near, y, x + outward * far, y))
            lines.append((x, y + upward * near, x, y + upward * far))
    return [line for line in lines if _is_on_paper(line, sheet)]


def fold_marks(card: Box, sheet: Sheet) -> list[Line]:
    """Two short lines beside a card at the height of its fold, which goes across its middle."""
    middle = card.y + card.height / 2
    lines = [
        (card.x - MARK_GAP, middle, card.x - MARK_GAP - MARK, middle),
        (card.right + MARK_GAP, middle, card.right + MARK_GAP + MARK, middle),
    ]
    return [line for line in lines if _is_on_paper(line, sheet)]


@lru_cache(maxsize=16)
def marks(sheet: Sheet, cards: tuple[Box, ...]) -> list[Line]:
    """The cut marks and fold marks of these cards, each once, without those that would be printed on a card."""
    found: list[Line] = []
    for card in cards:
        found += cut_marks(card, sheet) if sheet.has_marks else []
        found += fold_marks(card, sheet) if sheet.has_fold else []
    rounded = dict.fromkeys(
        (round(x, 3), round(y, 3), round(to_x, 3), round(to_y, 3)) for x, y, to_x, to_y in found
    )
    taken = [card.inset(-_SLACK) for card in cards]
    return [line for line in rounded if not any(_lies_on(line, card) for card in taken)]


def _lies_on(line: Line, card: Box) -> bool:
    x, y, to_x, to_y = line
    return (
        min(x, to_x) < card.right
        and max(x, to_x) > card.x
        and min(y, to_y) < card.bottom
        and max(y, to_y) > card.y
    )


def _is_on_paper(line: Line, sheet: Sheet) -> bool:
    x, y, end_x, end_y = line
    return (
        min(x, end_x) >= 0
        and max(x, end_x) <= sheet.width
        and min(y, end_y) >= 0
        and max(y, end_y) <= sheet.height
    )

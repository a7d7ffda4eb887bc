"""Boxes on a card, and how things share them. Pure geometry in millimeters from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

POINTS = 72 / 25.4
_SLACK = 0.05  # millimeters: what neighbors may overlap before somebody sees it


@dataclass(frozen=True)
class Box:
    """A rectangle in millimeters; `x`, `y` is its upper left corner, seen from that of the card."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def inset(self, by: float) -> Box:
        """The box without a rim of that width."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a hair's breadth."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide > _SLACK and high > _SLACK

    def is_within(self, other: Box) -> bool:
        """Whether it lies on the other, a hair's breadth allowed."""
        return (
            self.x >= other.x - _SLACK
            and self.y >= other.y - _SLACK
            and self.right <= other.right + _SLACK
            and self.bottom <= other.bottom + _SLACK
        )


def covering(box: Box, width: int, height: int) -> Box:
    """The smallest box of a picture's proportions that covers `box` from its middle, to be clipped to it."""
    scale = max(box.width / width, box.height / height)
    wide, high = width * scale, height * scale
    return Box(box.x - (wide - box.width) / 2, box.y - (high - box.height) / 2, wide, high)


def stacked(heights: Sequence[float], gap: float, box: Box) -> Iterator[float]:
    """The upper edge of each block of a stack that stands in the middle of a box; the gap narrows when it must."""
    spare = box.height - sum(heights)
    if len(heights) > 1:
        gap = min(gap, max(spare, 0) / (len(heights) - 1))
    top = box.y + max(spare - gap * (len(heights) - 1), 0) / 2
    for height in heights:
        yield top
        top += height + gap


def evenly(widths: Sequence[float], count: int) -> list[tuple[int, int]]:
    """Start and end of so many rows of consecutive words that make the widest row as narrow as possible."""

    def widest(breaks: tuple[int, ...]) -> float:
        return max(sum(widths[start:end]) for start, end in pairwise((0, *breaks, len(widths))))

    best = min(combinations(range(1, len(widths)), count - 1), key=widest)
    return list(pairwise((0, *best, len(widths))))

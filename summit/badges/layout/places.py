"""Where everything stands on a badge: A6, upright. Pure geometry in millimeters from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

POINTS = 72 / 25.4
CARD_WIDTH, CARD_HEIGHT = 105.0, 148.0
MARGIN = 8.0
_INNER = CARD_WIDTH - 2 * MARGIN


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

    def points(self) -> tuple[float, float, float, float]:
        """Left, bottom, width and height in points from the lower left corner of the card, as a PDF wants them."""
        return (
            self.x * POINTS,
            (CARD_HEIGHT - self.bottom) * POINTS,
            self.width * POINTS,
            self.height * POINTS,
        )

    def inset(self, by: float) -> Box:
        """The box without a rim of that width."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


CARD = Box(0, 0, CARD_WIDTH, CARD_HEIGHT)
EDGE = Box(0, 0, CARD_WIDTH, 3.0)  # the color of the category, seen when cards hang in a row
EVENT_TITLE = Box(MARGIN, 7.5, _INNER, 5.0)
EVENT_PLACE = Box(MARGIN, 12.5, _INNER, 4.0)
RULE_Y = 18.5

BAND = Box(0, 107.0, CARD_WIDTH, 41.0)
RAIL = Box(0, 107.0, CARD_WIDTH, 5.0)  # carries the pattern of the category
PLATE = Box(64.0, 109.5, 35.0, 35.5)  # white, so that the code has its quiet zone on any color
QR = Box(68.0, 112.5, 27.0, 27.0)
SERIAL = Box(65.0, 140.6, 33.0, 3.2)
LETTER = Box(MARGIN, 115.5, 32.0, 13.2)  # the letter stands as high as the box, its category beside it
LETTER_GAP = 3.0
CATEGORY_RIGHT = 61.5
ZONES = Box(MARGIN, 134.0, 53.5, 7.6)
CHIP, CHIP_GAP = 7.6, 1.2
TEXT = Box(MARGIN, 60.5, _INNER, 44.0)


@dataclass(frozen=True)
class Portrait:
    """The upper part of a card: photograph, flag and delegation. Heads of State and Government have no photograph."""

    photo: Box | None
    flag: Box
    delegation: Box


PHOTO_BOX = Box(MARGIN, 21.5, 28.0, 36.0)
WITH_PHOTO = Portrait(
    photo=Box(MARGIN, 21.5, 28.0, 36.0),
    flag=Box(40.0, 21.5, 21.6, 15.6),
    delegation=Box(40.0, 39.3, 57.0, 18.2),
)
WITHOUT_PHOTO = Portrait(
    photo=None, flag=Box(MARGIN, 24.5, 38.8, 28.0), delegation=Box(51.0, 24.5, 46.0, 28.0)
)


def portrait(*, is_without_photo: bool) -> Portrait:
    """The upper part for this person (PHO-05)."""
    return WITHOUT_PHOTO if is_without_photo else WITH_PHOTO


def without_flag(places: Portrait) -> Box:
    """Where the delegation's name stands when it has no flag."""
    flag, name = places.flag, places.delegation
    return Box(flag.x, flag.y, name.right - flag.x, max(flag.bottom, name.bottom) - flag.y)


def covering(box: Box, width: int, height: int) -> Box:
    """The smallest box of a picture's proportions that covers `box` from its middle, to be clipped to it."""
    scale = max(box.width / width, box.height / height)
    wide, high = width * scale, height * scale
    return Box(box.x - (wide - box.width) / 2, box.y - (high - box.height) / 2, wide, high)


def chips(count: int, start: float) -> Iterator[Box]:
    """The places of so many zone letters in the row ZONES, the first with its left edge at `start`."""
    for number in range(count):
        yield Box(start + number * (CHIP + CHIP_GAP), ZONES.y, CHIP, CHIP)


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

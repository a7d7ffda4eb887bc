"""The parts of a bust as soft-edged masks, each drawn once and kept."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any  # Any: a TOML table holds what its author wrote

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SHEET = (600, 800)
AXIS = 300
FINE = 2  # masks are drawn this much larger and reduced, which smooths their edges
STEPS = 16  # points that a smooth outline gets between two given ones
DENSE = 90  # the same for a stroke, whose points are discs that must touch
GRAIN = (
    12  # of 255: how much of what lies under a large part may shine through, as grain does in a photograph
)
BOOK = Path(__file__).resolve().parents[1] / "data" / "portraits.toml"

Point = tuple[float, float]
Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A mask of 8 bits cut to what it covers, and where on the sheet its upper left corner lies."""

    corner: tuple[int, int]
    mask: Image.Image


@dataclass(frozen=True, slots=True)
class Look:
    """How people of a part of the world may look; spans are first and last place in the palette."""

    skin: tuple[int, int]
    hair: tuple[int, int]
    shares: dict[str, float]

    def share(self, name: str, otherwise: float = 0.0) -> float:
        return self.shares.get(name, otherwise)


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(BOOK.read_text(encoding="utf-8"))


@cache
def palette(name: str) -> tuple[Color, ...]:
    """The colors of that name as red, green, blue from 0 to 255."""
    found = []
    for text in _book()["palette"][name]:
        red, green, blue = bytes.fromhex(text[1:])
        found.append((red, green, blue))
    return tuple(found)


@cache
def look_of(iso2: str) -> Look:
    """The look of that party's nationals; the widest one for a party, or no party, that has none of its own."""
    looks = _book()["looks"]
    known = [name for name, table in looks.items() if iso2 and iso2 in table.get("codes", "").split()]
    table = looks[known[0] if known else "default"]
    shares = {name: value for name, value in table.items() if isinstance(value, float)}
    return Look(skin=tuple(table["skin"]), hair=tuple(table["hair"]), shares=shares)


@cache
def pieces(name: str, strength: float = 1.0) -> tuple[Part, ...]:
    """The part of that name, in two pieces where nothing of it lies on the axis, because less is painted then.

    `strength` below 1 lets what lies under it show through.
    """
    mask = _mask(name)
    if strength < 1.0:
        mask = mask.point([round(level * strength) for level in range(256)])
    width, height = SHEET
    middle = mask.crop((AXIS - 1, 0, AXIS + 1, height))
    halves = [(0, 0, width, height)] if middle.getbbox() else [(0, 0, AXIS, height), (AXIS, 0, width, height)]
    return tuple(piece for half in halves if (piece := _cut(mask, half)))


def _cut(mask: Image.Image, half: tuple[int, int, int, int]) -> Part | None:
    seen = mask.crop(half)
    box = seen.getbbox()
    return Part((half[0] + box[0], box[1]), seen.crop(box)) if box else None


@cache
def grain(number: int) -> Image.Image:
    """Film grain that leaves of white what `GRAIN` does not take; the same in every process."""
    noise = Image.frombytes("L", SHEET, random.Random(number).randbytes(SHEET[0] * SHEET[1]))
    return noise.point([255 - level * GRAIN // 255 for level in range(256)])


@cache
def _mask(name: str) -> Image.Image:
    table = _book()["parts"][name]
    large = Image.new("L", (SHEET[0] * FINE, SHEET[1] * FINE), 0)
    draw = ImageDraw.Draw(large)
    for outline in _outlines(table):
        draw.polygon([(x * FINE, y * FINE) for x, y in _smooth(outline, STEPS, closed=True)], fill=255)
    for stroke in _strokes(table):
        _draw_stroke(draw, _smooth(stroke, DENSE, closed=False), table["width"] / 2)
    for x, y, radius in table.get("discs", ()):
        _draw_disc(draw, x, y, radius)
    mask = large.reduce(FINE)
    if "blur" in table:
        mask = mask.filter(ImageFilter.GaussianBlur(table["blur"]))
    if "inside" in table:
        mask = ImageChops.multiply(mask, _mask(table["inside"]))
    return ImageChops.multiply(mask, grain(1)) if table.get("grain") else mask


def _mirrored(points: Iterable[Sequence[float]], sign: int) -> list[Point]:
    return [(AXIS + sign * x, y) for x, y in points]


def _outlines(table: dict[str, Any]) -> list[list[Point]]:
    if "half" in table:
        right = _mirrored(table["half"], 1)
        left = _mirrored([point for point in table["half"] if point[0] > 0], -1)
        return [right + left[::-1]]
    if "pair" in table:
        return [_mirrored(table["pair"], 1), _mirrored(table["pair"], -1)]
    return [[(x, y) for x, y in table["whole"]]] if "whole" in table else []


def _strokes(table: dict[str, Any]) -> list[list[Point]]:
    if "twin" in table:
        return [_mirrored(table["twin"], 1), _mirrored(table["twin"], -1)]
    return [[(x, y) for x, y in table["line"]]] if "line" in table else []


def _draw_stroke(draw: ImageDraw.ImageDraw, points: list[Point], thickest: float) -> None:
    """A line that tapers to both ends, as a brush would draw it; `thickest` is its half width."""
    for place, (x, y) in enumerate(points):
        along = place / (len(points) - 1)
        _draw_disc(draw, x, y, thickest * (0.55 + 0.45 * min(1.0, 6 * min(along, 1 - along))))


def _draw_disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    box = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
    draw.ellipse(box, fill=255)


def _smooth(points: list[Point], steps: int, *, closed: bool) -> list[Point]:
    """Through all points without corners (a Catmull-Rom line)."""
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    line = []
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(steps):
            line.append(_between(before, start, end, after, step / steps))
    return line if closed else [*line, points[-1]]


def _between(before: Point, start: Point, end: Point, after: Point, at: float) -> Point:
    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b + (c - a) * at + (2 * a - 5 * b + 4 * c - d) * at**2 + (3 * b - a - 3 * c + d) * at**3
        )

    return (
        along(before[0], start[0], end[0], after[0]),
        along(before[1], start[1], end[1], after[1]),
    )

"""Drawing code of one side of a card: takes millimeters from its upper left corner, writes what a PDF wants."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summit.badges.layout import POINTS, Box
from summit.paper.fonts import Glyphs
from summit.paper.text import Line

_ROUND = 0.4477  # of a radius: where the control points of a quarter circle stand, from its corner


class Pen:
    """Gathers drawing code, and which glyphs and which shared pictures (forms) it refers to."""

    def __init__(self, height: float) -> None:
        self.code: list[str] = []
        self.shown: list[Glyphs] = []
        self.forms: list[str] = []
        self.height = height

    def points(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, width and height in points from the lower left corner."""
        return (
            box.x * POINTS,
            (self.height - box.bottom) * POINTS,
            box.width * POINTS,
            box.height * POINTS,
        )

    def ink(self, color: str) -> None:
        """The color, #rrggbb, of what is filled from here on; letters are filled."""
        self.code.append(f"{channels(color)} rg")

    def fill(self, box: Box, radius: float = 0.0) -> None:
        self.code.append(f"{self._outline(box, radius)} f")

    def frame(self, box: Box, color: str, line: float, radius: float = 0.0) -> None:
        """The rim of a box; `line` is its width in millimeters."""
        self.code.append(f"{channels(color)} RG {line * POINTS:.2f} w {self._outline(box, radius)} S")

    def fill_and_frame(self, box: Box, color: str, line: float, radius: float) -> None:
        self.code.append(f"{channels(color)} RG {line * POINTS:.2f} w {self._outline(box, radius)} B")

    def strokes(self, lines: Sequence[tuple[float, float, float, float]], color: str, line: float) -> None:
        """Straight lines from x, y to x, y."""
        code = [f"{channels(color)} RG {line * POINTS:.2f} w"]
        for x, y, end_x, end_y in lines:
            code.append(f"{self._at(x, y)} m {self._at(end_x, end_y)} l")
        self.code.append(" ".join([*code, "S"]))

    def disk(self, x: float, y: float, radius: float) -> None:
        self.fill(Box(x - radius, y - radius, 2 * radius, 2 * radius), radius)

    def clip(self, box: Box) -> None:
        """Draw only within a box until `restore`."""
        self.code.append(f"q {self._outline(box, 0)} W n")

    def turn(self, box: Box) -> None:
        """Draw what belongs into a box upside down until `restore`."""
        x, y = (box.x + box.width / 2) * POINTS, (self.height - box.y - box.height / 2) * POINTS
        self.code.append(f"q -1 0 0 -1 {2 * x:.2f} {2 * y:.2f} cm")

    def restore(self) -> None:
        self.code.append("Q")

    def picture(self, name: str, box: Box) -> None:
        """A picture of the page's resources, stretched to a box."""
        left, bottom, width, height = self.points(box)
        self.code.append(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q")

    def text(self, line: Line, x: float, top: float) -> None:
        """A line whose left edge and whose upper edge are there."""
        self.baseline(line, x * POINTS, (self.height - top) * POINTS - line.ascent)

    def baseline(self, line: Line, left: float, base: float) -> None:
        """A line by the points of its left edge and its baseline, from the lower left corner."""
        glyphs = line.shaped.glyphs
        if glyphs.pieces:
            self.shown.append(glyphs)
            self.code.append(line.operators(left, base))

    def _at(self, x: float, y: float) -> str:
        return f"{x * POINTS:.2f} {(self.height - y) * POINTS:.2f}"

    def _outline(self, box: Box, radius: float) -> str:
        if not radius:
            return "{:.2f} {:.2f} {:.2f} {:.2f} re".format(*self.points(box))
        radius = min(radius, box.width / 2, box.height / 2)
        near, at = _ROUND * radius, self._at
        left, top, right, bottom = box.x, box.y, box.right, box.bottom
        return " ".join(
            (
                f"{at(left + radius, top)} m {at(right - radius, top)} l",
                f"{at(right - near, top)} {at(right, top + near)} {at(right, top + radius)} c",
                f"{at(right, bottom - radius)} l",
                f"{at(right, bottom - near)} {at(right - near, bottom)} {at(right - radius, bottom)} c",
                f"{at(left + radius, bottom)} l",
                f"{at(left + near, bottom)} {at(left, bottom - near)} {at(left, bottom - radius)} c",
                f"{at(left, top + radius)} l {at(left, top + near)} {at(left + near, top)} {at(left + radius, top)} c h",
            )
        )


@lru_cache(maxsize=256)
def channels(color: str) -> str:
    """#rrggbb as three numbers."""
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))

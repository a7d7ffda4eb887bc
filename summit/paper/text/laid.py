"""A text laid out at the size of one em: its measures, and what shows it. Lengths are thousandths of an em."""

from __future__ import annotations

from collections.abc import Callable

from summit.paper.fonts import Glyphs, Piece, Use

# What a line takes above and below its baseline even if its letters are small.
ASCENT = 950
DESCENT = 250


class Laid:
    """A text laid out on one line.

    Many lines are only measured, to find the size that fits: what shows them is made when they are drawn.
    """

    __slots__ = ("_glyphs", "_spell", "ascent", "descent", "rtl", "text", "width")

    def __init__(
        self, text: str, width: int, inks: tuple[int, int], spell: Callable[[], Glyphs], *, rtl: bool = False
    ) -> None:
        self.text, self.width, self.rtl = text, width, rtl
        self.ascent, self.descent = inks
        self._spell = spell
        self._glyphs: Glyphs | None = None

    @property
    def glyphs(self) -> Glyphs:
        if self._glyphs is None:
            self._glyphs = self._spell()
        return self._glyphs

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return self.glyphs.pieces

    @property
    def uses(self) -> tuple[Use, ...]:
        return self.glyphs.uses

"""What shows a line: glyphs of one or several faces, and which characters they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from summit.paper.fonts.face import Face


class Use(NamedTuple):
    """Glyphs of a face that a line shows, and which character each of them stands for."""

    face: Face
    glyphs: tuple[int, ...]
    texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face on one level: where they start, and the array that shows them."""

    face: Face
    x: int
    y: int
    array: str


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What shows a text: its pieces, and whether they spell it to a reader.

    Of plain text `letters` are the characters, each drawn by its own glyph of the one face; of other text `shaped` tells
    which glyphs are used.
    """

    readable: bool
    pieces: tuple[Piece, ...]
    letters: str = ""
    shaped: tuple[Use, ...] = ()

    @property
    def uses(self) -> tuple[Use, ...]:
        """The glyphs that are used, by face."""
        if not self.letters:
            return self.shaped
        face = self.pieces[0].face
        texts = {face.letters[letter].number: letter for letter in self.letters}
        return (Use(face, tuple(texts), texts),)

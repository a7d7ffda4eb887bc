"""One font file at one weight: measuring, shaping, cutting to the glyphs a document uses."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

UNITS = 1000  # of every font here; PDF counts text space in the same thousandths of an em

_LETTER_BY_LETTER = {"kern": True, "liga": False, "clig": False, "ccmp": False, "locl": False}

# What a PDF reader needs of a TrueType font whose glyphs are named by number (ISO 32000-1, 9.9), and no more.
_NOT_EMBEDDED = (
    *("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "OS/2", "STAT", "VORG"),
    *("cmap", "gasp", "meta", "name", "post", "vhea", "vmtx"),
)


class Glyph(NamedTuple):
    """One placed glyph. `cluster` is the index of its first character; lengths are thousandths of an em."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int


class Letter(NamedTuple):
    """The glyph that draws one character by itself: its number, the same in drawing code, its measures."""

    number: int
    code: str
    advance: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font descriptor tells, in thousandths of an em."""

    ascent: int
    descent: int
    box: tuple[int, int, int, int]


class Face:
    """A variable font held at one weight.

    Shaping reads the variable font; only what is embedded is instantiated, together with the cut to the
    glyphs used, so the first line in a Han font costs milliseconds instead of most of a second.
    """

    def __init__(self, path: Path, weight: int) -> None:
        self.weight = weight
        self.name = f"{path.name.partition('[')[0]}-{weight}"
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self._font = hb.Font(self._face)
        self._font.set_variations({"wght": weight})
        self._widths: dict[int, int] = {}
        self.letters = Letters(self)
        self._kerns: dict[str, Kerns] = {}
        if self._face.upem != UNITS:
            raise ValueError(f"{path.name} has {self._face.upem} units per em; {UNITS} are expected.")

    def __repr__(self) -> str:
        return f"<Face {self.name}>"

    def glyph(self, character: str) -> int:
        """The number of the glyph that draws a character by itself; 0 means the font has none."""
        return self._font.get_nominal_glyph(ord(character)) or 0

    def width(self, glyph: int) -> int:
        """The advance of a glyph in thousandths of an em."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = self._font.get_glyph_h_advance(glyph)
        return width

    def kerns(self, script: str) -> "Kerns":
        """The kerning of pairs of letters in a script."""
        return self._kerns.setdefault(script, Kerns(self, script))

    def tells_apart(self, letters: str) -> bool:
        """Whether no two different ones of these letters are drawn by the same glyph."""
        if self.letters.alike.isdisjoint(letters):
            return True
        different = set(letters)
        return len({self.letters[letter].number for letter in different}) == len(different)

    def ink(self, glyph: int) -> tuple[int, int]:
        """Top and bottom of a glyph's outline over the baseline, in thousandths of an em."""
        extents = self._font.get_glyph_extents(glyph)
        return (extents.y_bearing, extents.y_bearing + extents.height) if extents else (0, 0)

    def metrics(self) -> Metrics:
        extents = self._font.get_font_extents("ltr")
        return Metrics(extents.ascender, extents.descender, (-500, extents.descender, 2000, extents.ascender))

    def shape(
        self, text: str, script: str, language: str, *, rtl: bool, features: dict[str, bool]
    ) -> list[Glyph]:
        """The glyphs of a run of one script and direction, in visual order from the left."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_codepoints([ord(character) for character in text])
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        buffer.language = language
        hb.shape(self._font, buffer, features)
        placed = zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
        return [
            Glyph(glyph.codepoint, glyph.cluster, place.x_advance, place.x_offset, place.y_offset)
            for glyph, place in placed
        ]

    def subset(self, glyphs: frozenset[int]) -> bytes:
        """A TrueType font of this weight with only these glyphs, which keep their numbers."""
        return _subset(self, glyphs)

    def _cut(self, glyphs: frozenset[int]) -> bytes:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(sorted(glyphs))
        wanted.pin_axis_location(self._face, "wght", self.weight)
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED)
        cut = hb.subset(self._face, wanted)
        return bytes(cut.blob.data)


class Letters(dict[str, Letter]):
    """Character -> its glyph, looked up in the font once; number 0 means the font has none."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.alike: set[str] = set()  # those looked up so far that share their glyph with another one
        self._face = face
        self._first: dict[int, str] = {}

    def __missing__(self, character: str) -> Letter:
        number = self._face.glyph(character)
        letter = Letter(number, f"{number:04X}", self._face.width(number), *self._face.ink(number))
        first = self._first.setdefault(number, character)
        if first != character:
            self.alike |= {first, character}
        self[character] = letter
        return letter


class Kerns(dict[tuple[str, str], int]):
    """Pair of letters -> how much nearer (negative) or farther they stand than their advances say."""

    def __init__(self, face: Face, script: str) -> None:
        super().__init__()
        self._face = face
        self._script = script

    def __missing__(self, pair: tuple[str, str]) -> int:
        placed = self._face.shape("".join(pair), self._script, "und", rtl=False, features=_LETTER_BY_LETTER)
        advances = sum(self._face.letters[character].advance for character in pair)
        kern = self[pair] = sum(glyph.advance for glyph in placed) - advances
        return kern


@lru_cache(maxsize=64)
def _subset(face: Face, glyphs: frozenset[int]) -> bytes:
    # Two hundred schedules of one summit use much the same glyphs: the cut is kept, not made again.
    return face._cut(glyphs)

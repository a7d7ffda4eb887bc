"""Text -> a measured line that draws itself on a canvas."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, pairwise
from unicodedata import mirrored

from reportlab.pdfgen.canvas import Canvas

from summit.paper.facts import MissingGlyph
from summit.paper.fonts import Face, Glyph, face
from summit.paper.fonts.embedding import embedded_face
from summit.paper.fonts.face import UNITS
from summit.paper.text.cleaning import cleaned
from summit.paper.text.itemizing import Run, reads_right_to_left, runs

# Letters that need no shaping and no second font: Latin with every Vietnamese accent, Greek, Cyrillic, signs.
_SIMPLE = re.compile(
    "[ -~\u00a0-\u02af\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2015\u2018-\u201f\u2020-\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20a0-\u20bf\u2116\u2122]*"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_SHAPED = {"kern": True, "liga": True}

# What a line takes above and below its baseline even if its letters are small, in thousandths of an em.
ASCENT = 950
DESCENT = 250
_AIR = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """Glyphs of one face on one level: where they start, and the array that shows them."""

    face: Face
    x: int
    y: int
    array: str


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """What shows a text: its pieces, whether they spell it to a reader, and which glyphs of which faces they use."""

    readable: bool
    pieces: tuple[_Piece, ...]
    uses: tuple[tuple[Face, tuple[int, ...], dict[int, str]], ...]


class _Shaped:
    """A text laid out at the size of one em; lengths are thousandths of an em.

    Many lines are only measured, to find the size that fits: what shows them is made when they are drawn.
    """

    __slots__ = ("_glyphs", "_spell", "ascent", "descent", "rtl", "text", "width")

    def __init__(
        self, text: str, width: int, inks: tuple[int, int], spell: Callable[[], _Glyphs], *, rtl: bool = False
    ) -> None:
        self.text, self.width, self.rtl = text, width, rtl
        self.ascent, self.descent = inks
        self._spell = spell
        self._glyphs: _Glyphs | None = None

    @property
    def glyphs(self) -> _Glyphs:
        if self._glyphs is None:
            self._glyphs = self._spell()
        return self._glyphs

    @property
    def pieces(self) -> tuple[_Piece, ...]:
        return self.glyphs.pieces

    @property
    def uses(self) -> tuple[tuple[Face, tuple[int, ...], dict[int, str]], ...]:
        return self.glyphs.uses


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, shaped and measured.

    Lengths are points. `rtl` tells that it reads from the right; `cut` that it lost its end and shows "…".
    """

    shaped: _Shaped
    size: float
    cut: bool = False

    @property
    def text(self) -> str:
        return self.shaped.text

    @property
    def width(self) -> float:
        return self.shaped.width * self.size / UNITS

    @property
    def rtl(self) -> bool:
        return self.shaped.rtl

    @property
    def ascent(self) -> float:
        """Room above the baseline."""
        return self.shaped.ascent * self.size / UNITS

    @property
    def descent(self) -> float:
        """Room below the baseline."""
        return self.shaped.descent * self.size / UNITS

    @property
    def leading(self) -> float:
        """Distance to the baseline of a next line of the same kind."""
        return (self.shaped.ascent + self.shaped.descent + _AIR) * self.size / UNITS

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw in the canvas's fill color: x is the left edge, y the baseline, in points."""
        if self.shaped.pieces:
            self.embed(canvas)
            canvas._code.append(self.operators(x, y))

    def embed(self, canvas: Canvas) -> None:
        """Have the document of a canvas carry these glyphs: for those who write `operators` themselves."""
        for used, glyphs, texts in self.shaped.uses:
            embedded_face(canvas, used).use(glyphs, texts)

    def operators(self, x: float, y: float) -> str:
        """The PDF drawing code of the line, the same in every document, with fonts named by their faces."""
        scale, glyphs = self.size / UNITS, self.shaped.glyphs
        code = ["BT"]
        for piece in glyphs.pieces:
            font = f"/{piece.face.name} {self.size:.2f} Tf"
            at = f"1 0 0 1 {x + piece.x * scale:.2f} {y + piece.y * scale:.2f} Tm"
            code.append(f"{font} {at} [{piece.array}] TJ")
        code.append("ET")
        if not glyphs.readable:
            # Reordered and joined glyphs do not spell the text any more; readers and searches take this.
            spelled = self.text.encode("utf-16-be").hex().upper()
            code = [f"/Span <</ActualText <FEFF{spelled}>>> BDC", *code, "EMC"]
        return " ".join(code)


def shape(text: str, size: float, weight: int = 400, language: str = "en") -> Line:
    """Lay out one line of text; its direction is that of its first letter.

    `size` in points, `weight` 400 or 700, `language` a tag that chooses letter forms (Han above all).
    Raises MissingGlyph (DOC-04). Controls and direction overrides are left out, breaks become spaces.
    """
    return Line(_shaped(cleaned(text), weight, language, None), size)


def shape_as(text: str, size: float, weight: int, language: str, *, rtl: bool) -> Line:
    """As `shape` with the direction given: a line of a paragraph reads the way its paragraph does."""
    return Line(_shaped(cleaned(text), weight, language, rtl), size)


def check_glyphs(text: str, language: str = "en", weight: int = 400) -> None:
    """Raise MissingGlyph if any character of a text cannot be printed (DOC-04)."""
    for part in text.splitlines():
        _shaped(cleaned(part), weight, language, None)


@lru_cache(maxsize=2_048)
def _shaped(text: str, weight: int, language: str, rtl: bool | None) -> _Shaped:
    if not rtl:
        simple = _letter_by_letter(text, face("Latn", weight))
        if simple:
            return simple
    backwards = reads_right_to_left(text) if rtl is None else rtl
    found = [(run, _glyphs(run, language)) for run in runs(text, weight, language, rtl=backwards)]
    for run, glyphs in found:
        for glyph in glyphs:
            if glyph.number == 0:
                raise MissingGlyph(text, run.text[glyph.cluster])
    return _compose(text, found, rtl=backwards)


def _letter_by_letter(text: str, font: Face) -> _Shaped | None:
    """The short way for plain text, many times quicker than shaping; None if it is not plain or the font lacks a letter."""
    used = set(text)
    script, room = "Latn", (ASCENT, DESCENT)
    if not used <= font.familiar:
        if not _SIMPLE.fullmatch(text) or any(font.letters[character].number == 0 for character in used):
            return None
        script = "Cyrl" if _CYRILLIC.search(text) else "Grek" if _GREEK.search(text) else "Latn"
        letters = [font.letters[character] for character in used]
        room = max(ASCENT, *(each.top for each in letters)), max(DESCENT, *(-each.bottom for each in letters))
        if script == "Latn" and room == (ASCENT, DESCENT):
            font.familiar.update(used)
    width = sum(map(font.steps(script).__getitem__, pairwise(text)))
    if text:
        width += font.letters[text[-1]].advance
    return _Shaped(text, width, room, partial(_spelled, text, font, script))


def _spelled(text: str, font: Face, script: str) -> _Glyphs:
    """Plain text letter by letter, moved where a pair of letters stands nearer or farther."""
    numbers = [font.letters[character].number for character in text]
    codes = [font.letters[character].code for character in text]
    for place, kern in enumerate(map(font.kerns(script).__getitem__, pairwise(text))):
        if kern:
            codes[place] += f">{-kern}<"
    texts = dict(zip(numbers, text, strict=True))
    pieces = (_Piece(font, 0, 0, f"<{''.join(codes)}>"),) if codes else ()
    return _Glyphs(len(texts) == len(set(text)), pieces, ((font, tuple(texts), texts),))


def _glyphs(run: Run, language: str) -> list[Glyph]:
    return run.face.shape(run.text, run.script, language, rtl=run.rtl, features=_SHAPED)


def _compose(text: str, shaped_runs: list[tuple[Run, list[Glyph]]], *, rtl: bool) -> _Shaped:
    pieces: list[_Piece] = []
    uses: list[tuple[Face, tuple[int, ...], dict[int, str]]] = []
    x, spelled, ascent, descent = 0, 0, ASCENT, DESCENT
    for run, glyphs in shaped_runs:
        pieces += _pieces(run.face, glyphs, x)
        x += sum(glyph.advance for glyph in glyphs)
        texts = _texts(run, glyphs)
        uses.append((run.face, tuple({glyph.number for glyph in glyphs}), texts))
        if not run.rtl and len(glyphs) == len(run.text):
            spelled += sum(
                glyph.advance > 0 and texts.get(glyph.number) == run.text[glyph.cluster] for glyph in glyphs
            )
        for glyph in glyphs:
            top, bottom = run.face.ink(glyph.number)
            ascent, descent = max(ascent, top + glyph.y), max(descent, -bottom - glyph.y)
    shown = _Glyphs(spelled == len(text), tuple(pieces), tuple(uses))
    return _Shaped(text, x, (ascent, descent), lambda: shown, rtl=rtl)


def _texts(run: Run, glyphs: list[Glyph]) -> dict[int, str]:
    """Which character a glyph stands for, where one glyph stands for one character."""
    texts: dict[int, str] = {}
    together = Counter([glyph.cluster for glyph in glyphs])
    for glyph in glyphs:
        character = run.text[glyph.cluster]
        if together[glyph.cluster] == 1 and not (run.rtl and mirrored(character)):
            texts.setdefault(glyph.number, character)
    return texts


def _pieces(font: Face, glyphs: list[Glyph], start: int) -> list[_Piece]:
    """Show glyphs in as few arrays as their heights allow.

    Every glyph is put at its own place: a number in the array moves the pen from where the font's widths have
    left it to where shaping wants the next glyph.
    """
    pieces: list[_Piece] = []
    here = start
    for level, group in groupby(glyphs, key=lambda glyph: glyph.y):
        array: list[str] = []
        first = pen = here
        for glyph in group:
            wanted = here + glyph.x
            if not array:
                first = pen = wanted
            elif wanted != pen:
                array.append(f">{pen - wanted}<")
            array.append(f"{glyph.number:04X}")
            pen = wanted + font.width(glyph.number)
            here += glyph.advance
        pieces.append(_Piece(font, first, level, f"<{''.join(array)}>"))
    return pieces

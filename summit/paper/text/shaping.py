"""Text -> a measured line that draws itself on a canvas."""

from collections import Counter
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import mirrored

from reportlab.pdfgen.canvas import Canvas

from summit.paper.facts import MissingGlyph
from summit.paper.fonts import Face, Glyph, Glyphs, Piece, Use, face
from summit.paper.fonts.embedding import embedded_face
from summit.paper.fonts.face import UNITS
from summit.paper.text.cleaning import cleaned
from summit.paper.text.itemizing import Run, reads_right_to_left, runs
from summit.paper.text.laid import ASCENT, DESCENT, Laid
from summit.paper.text.plain import letter_by_letter

_SHAPED = {"kern": True, "liga": True}

_AIR = 60


class Line(NamedTuple):
    """One line of text, shaped and measured.

    Lengths are points. `rtl` tells that it reads from the right; `cut` that it lost its end and shows "…".
    """

    shaped: Laid
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
        glyphs = self.shaped.glyphs
        if glyphs.letters:
            embedded_face(canvas, glyphs.pieces[0].face).use_letters(glyphs.letters)
        for used in glyphs.shaped:
            embedded_face(canvas, used.face).use(used.glyphs, used.texts)

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


def lay_out(text: str, weight: int = 400, language: str = "en") -> Laid:
    """As `shape`, at the size of one em: for those who look for the size."""
    return _shaped(cleaned(text), weight, language, None)


def shape_as(text: str, size: float, weight: int, language: str, *, rtl: bool) -> Line:
    """As `shape` with the direction given: a line of a paragraph reads the way its paragraph does."""
    return Line(_shaped(cleaned(text), weight, language, rtl), size)


def check_glyphs(text: str, language: str = "en", weight: int = 400) -> None:
    """Raise MissingGlyph if any character of a text cannot be printed (DOC-04)."""
    for part in text.splitlines():
        _shaped(cleaned(part), weight, language, None)


@lru_cache(maxsize=2_048)
def _shaped(text: str, weight: int, language: str, rtl: bool | None) -> Laid:
    if not rtl:
        plain = letter_by_letter(text, face("Latn", weight))
        if plain:
            return plain
    backwards = reads_right_to_left(text) if rtl is None else rtl
    found = [(run, _glyphs(run, language)) for run in runs(text, weight, language, rtl=backwards)]
    for run, glyphs in found:
        for glyph in glyphs:
            if glyph.number == 0:
                raise MissingGlyph(text, run.text[glyph.cluster])
    return _compose(text, found, rtl=backwards)


def _glyphs(run: Run, language: str) -> list[Glyph]:
    return run.face.shape(run.text, run.script, language, rtl=run.rtl, features=_SHAPED)


def _compose(text: str, shaped_runs: list[tuple[Run, list[Glyph]]], *, rtl: bool) -> Laid:
    pieces: list[Piece] = []
    uses: list[Use] = []
    x, spelled, ascent, descent = 0, 0, ASCENT, DESCENT
    for run, glyphs in shaped_runs:
        pieces += _pieces(run.face, glyphs, x)
        x += sum(glyph.advance for glyph in glyphs)
        texts = _texts(run, glyphs)
        uses.append(Use(run.face, tuple({glyph.number for glyph in glyphs}), texts))
        if not run.rtl and len(glyphs) == len(run.text):
            spelled += sum(
                glyph.advance > 0 and texts.get(glyph.number) == run.text[glyph.cluster] for glyph in glyphs
            )
        for glyph in glyphs:
            top, bottom = run.face.ink(glyph.number)
            ascent, descent = max(ascent, top + glyph.y), max(descent, -bottom - glyph.y)
    shown = Glyphs(spelled == len(text), tuple(pieces), shaped=tuple(uses))
    return Laid(text, x, (ascent, descent), lambda: shown, rtl=rtl)


def _texts(run: Run, glyphs: list[Glyph]) -> dict[int, str]:
    """Which character a glyph stands for, where one glyph stands for one character."""
    texts: dict[int, str] = {}
    together = Counter([glyph.cluster for glyph in glyphs])
    for glyph in glyphs:
        character = run.text[glyph.cluster]
        if together[glyph.cluster] == 1 and not (run.rtl and mirrored(character)):
            texts.setdefault(glyph.number, character)
    return texts


def _pieces(font: Face, glyphs: list[Glyph], start: int) -> list[Piece]:
    """Show glyphs in as few arrays as their heights allow.

    Every glyph is put at its own place: a number in the array moves the pen from where the font's widths have
    left it to where shaping wants the next glyph.
    """
    pieces: list[Piece] = []
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
        pieces.append(Piece(font, first, level, f"<{''.join(array)}>"))
    return pieces

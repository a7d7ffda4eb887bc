"""What a paper is made of, one piece after the other; two papers of the same pieces can be laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.colors import Color

from summit.paper.canvas import PaperCanvas
from summit.paper.furniture import INK, Sheet, Side
from summit.paper.table import Column, Row, draw_tables
from summit.paper.text import wrap


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; lengths in points."""

    text: str
    size: float = 10
    weight: int = 400
    color: Color = INK


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the document's color with an entry in its outline; `keep` is the room it asks for under itself."""

    text: str
    size: float = 12
    keep: float = 80


@dataclass(frozen=True, slots=True)
class Gap:
    height: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows may come from a generator."""

    columns: Sequence[Column]
    rows: Iterable[Row]
    size: float = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing over its whole side, `height` points high: `draw` is handed the canvas, the side and the lower edge."""

    height: float
    draw: Callable[[PaperCanvas, Side, float], None]


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins on a new page."""


Piece = Text | Heading | Gap | Table | Figure | Break


def lay(sheet: Sheet, *papers: Iterable[Piece]) -> None:
    """Draw a paper for each side of the sheet, piece beside piece: what belongs together begins at the same height.

    Raises ValueError where the papers are not made of the same pieces.
    """
    for pieces in zip(*papers, strict=True):
        if len({type(piece) for piece in pieces}) > 1:
            raise ValueError("papers side by side are made of the same pieces")
        _lay(sheet, pieces)


def _lay(sheet: Sheet, pieces: Sequence[Piece]) -> None:
    texts = [piece for piece in pieces if isinstance(piece, Text)]
    headings = [piece for piece in pieces if isinstance(piece, Heading)]
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    figures = [piece for piece in pieces if isinstance(piece, Figure)]
    if texts:
        _lay_texts(sheet, texts)
    elif headings:
        _lay_headings(sheet, headings)
    elif tables:
        rows = zip(*(table.rows for table in tables), strict=True)
        draw_tables(sheet, [table.columns for table in tables], rows, size=tables[0].size)
    elif figures:
        _lay_figures(sheet, figures)
    elif isinstance(pieces[0], Break):
        if sheet.y != sheet.top:
            sheet.new_page()
    else:
        sheet.skip(max(piece.height for piece in pieces if isinstance(piece, Gap)))


def _lay_figures(sheet: Sheet, figures: Sequence[Figure]) -> None:
    height = max(figure.height for figure in figures)
    sheet.need(height)
    sheet.skip(height)
    for figure, side in zip(figures, sheet.sides, strict=True):
        figure.draw(sheet.canvas, side, sheet.y)


def _lay_headings(sheet: Sheet, headings: Sequence[Heading]) -> None:
    size = headings[0].size
    sheet.need(max(headings[0].keep, size * 5))
    sheet.bookmark(headings[0].text)
    if sheet.y != sheet.top:
        sheet.skip(size * 0.6)
    _lay_texts(sheet, [Text(one.text, size, 700, sheet.color) for one in headings])
    sheet.skip(size * 0.25)


def _lay_texts(sheet: Sheet, texts: Sequence[Text]) -> None:
    sides = sheet.sides
    wrapped = [
        wrap(one.text, side.width, one.size, one.weight, side.language)
        for one, side in zip(texts, sides, strict=True)
    ]
    for abreast in zip_longest(*wrapped):
        lines = [line for line in abreast if line is not None]
        sheet.need(max(line.leading for line in lines))
        ascent = max(line.ascent for line in lines)
        for line, side, one in zip(abreast, sides, texts, strict=True):
            if line is not None:
                sheet.ink(one.color)
                x = side.x_of(0, side.width) + side.indent(line, side.width, "left")
                line.draw(sheet.canvas, x, sheet.y - ascent)
        sheet.skip(max(line.leading for line in lines))

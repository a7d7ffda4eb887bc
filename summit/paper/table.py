"""Tables over many pages: repeated head, wrapped cells, rows that stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from summit.paper.furniture import INK, MUTED, Align, Sheet
from summit.paper.text import Line, fit, wrap
from summit.paper.text.boundaries import words


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share: the widths of all columns together fill the sheet. `weight` is 400 or 700.

    "left" is the side where reading starts; in Arabic it is the right.
    """

    title: str
    width: float
    align: Align = "left"
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """A text with its own look; `language` where it is not the document's."""

    text: str
    bold: bool = False
    muted: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A row that is one heading over the whole width, kept with the row under it; `bookmark` is its level in the outline."""

    text: str
    language: str | None = None
    bookmark: int | None = None


Content = str | Cell | Sequence[str | Cell] | None  # several texts stand one under the other
Row = Sequence[Content] | Band


def draw_table(sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row], *, size: float = 9) -> None:
    """Draw rows from the sheet's cursor down, `size` points high, with the head repeated on every page.

    A row stays whole unless it is taller than a page. Rows may come from a generator.
    """
    table = _Table(sheet, columns, size)
    table.draw(rows)


_Block = list[tuple[Line, Color]]


@dataclass(slots=True)
class _Measured:
    """A row ready to draw: the lines of each cell, the first baseline they share, the height with padding."""

    blocks: list[_Block]
    ascent: float
    height: float


class _Table:
    def __init__(self, sheet: Sheet, columns: Sequence[Column], size: float) -> None:
        self._sheet = sheet
        self._columns = columns
        self._size = size
        self._gap = size * 0.8
        self._padding = size * 0.36
        shares = sum(column.width for column in columns)
        boxes = [(sheet.width + self._gap) * column.width / shares for column in columns]
        self._widths = [box - self._gap for box in boxes]
        self._offsets = [sum(boxes[:index]) for index in range(len(columns))]
        self._head = self._measured([self._title(index) for index in range(len(columns))])

    def draw(self, rows: Iterable[Row]) -> None:
        self._sheet.need(self._head.height + self._size * 4)
        self._draw_head()
        bands: list[Band] = []
        for row in rows:
            if isinstance(row, Band):
                bands.append(row)
                continue
            measured = self._measured([self._block(content, index) for index, content in enumerate(row)])
            self._need(measured.height + len(bands) * self._band_height)
            self._draw_bands(bands)
            bands = []
            self._draw_row(measured)
        self._need(len(bands) * self._band_height)
        self._draw_bands(bands)

    @property
    def _band_height(self) -> float:
        return self._size * 2.3

    def _need(self, height: float) -> None:
        fresh = self._sheet.full_room - self._head.height
        # What fits on no page begins here, unless here is too little for a line or two.
        wanted = height if height <= fresh else self._size * 3
        if self._sheet.room < wanted:
            self._turn_page()

    def _turn_page(self) -> None:
        self._sheet.new_page()
        self._draw_head()

    def _block(self, content: Content, index: int) -> _Block:
        if content is None:
            return []
        if isinstance(content, str | Cell):
            content = [content]
        return [line for part in content for line in self._lines(part, index)]

    def _title(self, index: int) -> _Block:
        lines = self._set(self._columns[index].title, index, 700, self._sheet.language)
        return [(line, self._sheet.color) for line in lines]

    def _lines(self, part: str | Cell, index: int) -> _Block:
        cell = Cell(part) if isinstance(part, str) else part
        weight = 700 if cell.bold else self._columns[index].weight
        lines = self._set(cell.text, index, weight, cell.language or self._sheet.language)
        return [(line, MUTED if cell.muted else INK) for line in lines]

    def _set(self, text: str, index: int, weight: int, language: str) -> list[Line]:
        """Wrapped to the column; a single word too wide for it, say a number, rather shrinks than breaks."""
        lines = wrap(text, self._widths[index], self._size, weight, language)
        if len(lines) > 1 and len(words(text, language)) == 1:
            shrunk = fit(text, self._widths[index], self._size, self._size * 0.7, weight, language)
            return lines if shrunk.cut else [shrunk]
        return lines

    def _measured(self, blocks: list[_Block]) -> _Measured:
        ascent = max((block[0][0].ascent for block in blocks if block), default=self._size)
        tallest = max((_drop(block, ascent) + _height(block) for block in blocks), default=0.0)
        return _Measured(blocks, ascent, max(tallest, self._size) + 1.6 * self._padding)

    def _draw_head(self) -> None:
        sheet = self._sheet
        self._draw_blocks(self._head)
        sheet.skip(self._head.height)
        sheet.rule(sheet.color, 0.8)

    def _draw_bands(self, bands: list[Band]) -> None:
        sheet = self._sheet
        for band in bands:
            language = band.language or sheet.language
            if band.bookmark is not None:
                sheet.bookmark(band.text, band.bookmark)
            line = fit(band.text, sheet.width, self._size + 1, self._size, 700, language)
            sheet.ink(sheet.color)
            sheet.put(line, 0, sheet.width, sheet.y - self._band_height + self._padding + line.descent)
            sheet.skip(self._band_height)
            sheet.rule()

    def _draw_row(self, row: _Measured) -> None:
        sheet = self._sheet
        while row.height > sheet.room:
            row = self._draw_part(row)
            self._turn_page()
        self._draw_blocks(row)
        sheet.skip(row.height)
        sheet.rule()

    def _draw_part(self, row: _Measured) -> _Measured:
        """Draw as many lines of each cell as the page holds; returns the rest of the row."""
        room = self._sheet.room - 2 * self._padding
        counts = [_fitting(block, room - _drop(block, row.ascent)) for block in row.blocks]
        self._draw_blocks(
            self._measured([block[:count] for block, count in zip(row.blocks, counts, strict=True)])
        )
        return self._measured([block[count:] for block, count in zip(row.blocks, counts, strict=True)])

    def _draw_blocks(self, row: _Measured) -> None:
        sheet = self._sheet
        boxes = zip(self._columns, self._offsets, self._widths, row.blocks, strict=True)
        for column, offset, width, block in boxes:
            y = sheet.y - self._padding - _drop(block, row.ascent)
            for line, color in block:
                sheet.ink(color)
                sheet.put(line, offset, width, y - line.ascent, column.align)
                y -= line.leading


def _drop(block: _Block, ascent: float) -> float:
    """How far a cell begins lower than its row, for the first lines of a row to stand on one baseline."""
    return ascent - block[0][0].ascent if block else 0.0


def _height(block: _Block) -> float:
    return sum(line.leading for line, _ in block)


def _fitting(block: _Block, room: float) -> int:
    """How many lines fit; one at least, so that a row always comes to its end."""
    count, height = 0, 0.0
    for line, _ in block:
        height += line.leading
        if height > room and count:
            break
        count += 1
    return count

"""Tables over many pages: repeated head, wrapped cells, rows that stay whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from summit.paper.furniture import INK, MUTED, Align, Sheet, Side
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
    _Table(sheet, [columns], size).draw((row,) for row in rows)


def draw_tables(
    sheet: Sheet, columns: Sequence[Sequence[Column]], rows: Iterable[Sequence[Row]], *, size: float = 9
) -> None:
    """One table for each side of the sheet, row by row at the same height: each of `rows` is one row for every side.

    Where one side has a Band, the others have one too.
    """
    _Table(sheet, columns, size).draw(rows)


_Block = list[tuple[Line, Color]]


@dataclass(frozen=True, slots=True)
class _Box:
    """Where the cells of one column stand: the left edge and the width in points, on which side."""

    column: Column
    side: Side
    x: float
    width: float


@dataclass(slots=True)
class _Measured:
    """A row ready to draw: the lines of each cell, the first baseline they share, the height with padding."""

    blocks: list[_Block]
    ascent: float
    height: float


class _Table:
    def __init__(self, sheet: Sheet, columns: Sequence[Sequence[Column]], size: float) -> None:
        self._sheet = sheet
        self._sides = sheet.sides
        self._size = size
        self._gap = size * 0.8
        self._padding = size * 0.36
        self._boxes = [
            box for side, own in zip(self._sides, columns, strict=True) for box in self._boxes_of(side, own)
        ]
        self._head = self._measured([self._title(box) for box in self._boxes])

    def draw(self, rows: Iterable[Sequence[Row]]) -> None:
        self._sheet.need(self._head.height + self._size * 4)
        self._draw_head()
        waiting: list[list[Band]] = []
        for row in rows:
            bands = [part for part in row if isinstance(part, Band)]
            if bands:
                waiting.append(bands)
                continue
            contents = [content for part in row if not isinstance(part, Band) for content in part]
            measured = self._measured(
                [self._block(content, box) for content, box in zip(contents, self._boxes, strict=True)]
            )
            self._need(measured.height + len(waiting) * self._band_height)
            self._draw_bands(waiting)
            waiting = []
            self._draw_row(measured)
        self._need(len(waiting) * self._band_height)
        self._draw_bands(waiting)

    def _boxes_of(self, side: Side, columns: Sequence[Column]) -> Iterator[_Box]:
        shares = sum(column.width for column in columns)
        offset = 0.0
        for column in columns:
            whole = (side.width + self._gap) * column.width / shares
            width = whole - self._gap
            yield _Box(column, side, side.x_of(offset, width), width)
            offset += whole

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

    def _block(self, content: Content, box: _Box) -> _Block:
        if content is None:
            return []
        if isinstance(content, str | Cell):
            content = [content]
        return [line for part in content for line in self._lines(part, box)]

    def _title(self, box: _Box) -> _Block:
        return [(line, self._sheet.color) for line in self._set(box.column.title, box, 700, box.side.language)]

    def _lines(self, part: str | Cell, box: _Box) -> _Block:
        cell = Cell(part) if isinstance(part, str) else part
        weight = 700 if cell.bold else box.column.weight
        lines = self._set(cell.text, box, weight, cell.language or box.side.language)
        return [(line, MUTED if cell.muted else INK) for line in lines]

    def _set(self, text: str, box: _Box, weight: int, language: str) -> list[Line]:
        """Wrapped to the column; a single word too wide for it, say a number, rather shrinks than breaks."""
        lines = wrap(text, box.width, self._size, weight, language)
        if len(lines) > 1 and len(words(text, language)) == 1:
            shrunk = fit(text, box.width, self._size, self._size * 0.7, weight, language)
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

    def _draw_bands(self, waiting: list[list[Band]]) -> None:
        sheet = self._sheet
        for bands in waiting:
            if bands[0].bookmark is not None:
                sheet.bookmark(bands[0].text, bands[0].bookmark)
            for band, side in zip(bands, self._sides, strict=True):
                line = fit(band.text, side.width, self._size + 1, self._size, 700, band.language or side.language)
                sheet.ink(sheet.color)
                x = side.x_of(0, side.width) + side.indent(line, side.width, "left")
                line.draw(sheet.canvas, x, sheet.y - self._band_height + self._padding + line.descent)
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
        for box, block in zip(self._boxes, row.blocks, strict=True):
            y = sheet.y - self._padding - _drop(block, row.ascent)
            for line, color in block:
                sheet.ink(color)
                line.draw(sheet.canvas, box.x + box.side.indent(line, box.width, box.column.align), y - line.ascent)
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

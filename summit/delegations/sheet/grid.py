"""A sheet as plain text cells, each with the address that its writer sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from summit.foundation.errors import RuleBroken

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 4_000


@dataclass(frozen=True)
class SheetRow:
    """One row; `number` counts as the spreadsheet does, `fault` says why the row cannot be read at all."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True)
class Sheet:
    """The heading row and the rows below it; empty rows are left out."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    def to_text(self) -> str:
        """The sheet as one text, to be sealed."""
        return json.dumps([self.header, [(row.number, row.cells, row.fault) for row in self.rows]])

    @classmethod
    def from_text(cls, text: str) -> Sheet:
        header, rows = json.loads(text)
        return cls(tuple(header), tuple(SheetRow(number, tuple(cells), fault) for number, cells, fault in rows))


@dataclass(frozen=True)
class SheetFile:
    """A file that was sent: its name, its SHA-256, what it holds, and which column holds which field."""

    name: str
    digest: str
    sheet: Sheet
    columns: Mapping[int, str]


def address(column: int, row: int) -> str:
    """`C7` for the third cell of row 7; columns count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def sheet_of(rows: Iterable[SheetRow]) -> Sheet:
    """The sheet made of rows in order: the first one that is not empty is the heading. Raises RuleBroken at a limit."""
    header: SheetRow | None = None
    found: list[SheetRow] = []
    for row in rows:
        if not row.fault and not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) > MOST_COLUMNS:
            raise RuleBroken(f"Row {row.number} has more than {MOST_COLUMNS} columns.", "file")
        if header is None:
            header = row
        elif len(found) == MOST_ROWS:
            raise RuleBroken(f"The sheet has more than {MOST_ROWS:,} rows. Divide it.", "file")
        else:
            found.append(_judged(row))
    if header is None or header.fault:
        raise RuleBroken("The file is empty: the first row holds the names of the columns.", "file")
    return Sheet(tuple(cell.strip() for cell in header.cells), tuple(found))


def _judged(row: SheetRow) -> SheetRow:
    for at, cell in enumerate(row.cells):
        if "\0" in cell:
            return SheetRow(row.number, (), f"{address(at, row.number)} holds a NUL character.")
        if len(cell) > LONGEST_CELL:
            return SheetRow(row.number, (), f"{address(at, row.number)} is longer than {LONGEST_CELL:,} characters.")
    return row

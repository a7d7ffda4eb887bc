"""An XLSX workbook on standard input, its rows as JSON on standard output: run as a program of its own, under limits.

The archive is judged before anything of it is parsed (5.2.3).
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any  # Any: openpyxl has no types

from summit.delegations.sheet.grid import MOST_COLUMNS, MOST_ROWS, address
from summit.foundation.apart import Limits, limit
from summit.foundation.errors import RuleBroken

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL = 1024 * 1024  # a member below this may be packed as tightly as it likes
MOST_CELLS = 600_000
LIMITS = Limits(memory=1024 * 1024 * 1024, seconds=25)
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
CELL = re.compile(rb"<(?:\w+:)?c[ >]")


def rows_of(content: bytes) -> list[tuple[int, list[str]]]:
    """Number and cells of every row of the first sheet. Raises RuleBroken with the address of what cannot be taken."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise RuleBroken("The workbook is damaged. Save it again as .xlsx.") from error
    require_archive(archive)
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    _require_plain(archive.read(sheet._worksheet_path.lstrip("/")))
    return list(_rows(sheet))


def require_archive(archive: zipfile.ZipFile) -> None:
    """The limits of 5.2.3, from the directory of the archive alone."""
    members = archive.infolist()
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST_MEMBERS:
        raise RuleBroken(f"The workbook has more than {MOST_MEMBERS:,} parts.")
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise RuleBroken("The workbook is far larger unpacked than it should be.")


def _require_plain(xml: bytes) -> None:
    merged = MERGED.search(xml)
    if merged:
        raise RuleBroken(f"The cells {merged.group(1).decode()} are merged. Divide them and fill in each row.")
    if sum(1 for _ in CELL.finditer(xml)) > MOST_CELLS:
        raise RuleBroken(f"The sheet has more than {MOST_CELLS:,} cells. Divide it.")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS + 1:
            raise RuleBroken(f"The sheet has more than {MOST_ROWS:,} rows. Divide it.")
        if len(row) > MOST_COLUMNS:
            raise RuleBroken(f"The sheet has more than {MOST_COLUMNS} columns.")
        cells = [_text(cell, address(at, number)) for at, cell in enumerate(row)]
        if any(cells):
            yield number, cells


def _text(cell: Any, where: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise RuleBroken(f"{where} holds a formula. Put the value there: copy, then paste values only.")
    if cell.data_type == "e":
        raise RuleBroken(f"{where} holds an error of the spreadsheet.")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def main() -> None:
    """Answer with the rows, or with why there are none."""
    limit(LIMITS)
    try:
        answer: dict[str, object] = {"rows": rows_of(sys.stdin.buffer.read())}
    except RuleBroken as refusal:
        answer = {"refused": refusal.sentence}
    except Exception:  # whatever a hostile file breaks, the parent says one sentence
        answer = {"refused": "The workbook cannot be read. Save it again as .xlsx, or as CSV."}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()

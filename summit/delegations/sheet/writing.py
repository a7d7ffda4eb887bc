"""A register as CSV and as a workbook. Every cell is text, so that no spreadsheet takes a name for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any  # Any: openpyxl has no types

from summit.delegations.lifecycle import PASSPORT_NAMES
from summit.delegations.sheet.columns import COLUMNS

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "'")
TEMPLATE_ROWS = 1_000


@dataclass(frozen=True)
class Register:
    """A list to be written: fields of COLUMNS, one line a person, and who took it out when (PRV-05)."""

    fields: tuple[str, ...]
    lines: Sequence[Sequence[str]]
    taken_by: str
    taken_at: datetime

    @property
    def headings(self) -> list[str]:
        return [COLUMNS[name].heading for name in self.fields]


def write_csv(register: Register) -> bytes:
    """UTF-8 with its mark; `'` stands before what would be a formula, and is taken off again on the way in."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(register.headings)
    writer.writerows([_guarded(_plain(cell)) for cell in line] for line in register.lines)
    return text.getvalue().encode("utf-8-sig")


def write_workbook(register: Register) -> bytes:
    """One sheet of text cells, and one that says who took it out and when."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    for line in (register.headings, *register.lines):
        sheet.append([_text_cell(sheet, cell) for cell in line])
    about = book.create_sheet("About")
    about.append([_text_cell(about, f"Taken out by {register.taken_by}")])
    about.append([_text_cell(about, f"{register.taken_at:%Y-%m-%d %H:%M} UTC")])
    return _saved(book)


def write_template(fields: Iterable[str], *, functions: Sequence[str], categories: Sequence[str]) -> bytes:
    """An empty workbook with the headings, and drop-downs for what is chosen from a list."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = {
        "function": functions, "category": categories, "passport_kind": [kind.value for kind in PASSPORT_NAMES],
        "sex": ["F", "M", "X"], "family_first": ["yes", "no"],
    }  # fmt: skip
    book = Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.freeze_panes = "A2"
    for at, name in enumerate(fields, 1):
        letter = get_column_letter(at)
        sheet[f"{letter}1"] = COLUMNS[name].heading
        sheet.column_dimensions[letter].width = 22
        sheet.column_dimensions[letter].number_format = "@"
        if name in lists:
            allowed = DataValidation("list", formula1=f'"{",".join(lists[name])}"', allow_blank=True)
            allowed.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")
            sheet.add_data_validation(allowed)
    return _saved(book)


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _plain(text))
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _plain(text: str) -> str:
    """Without control characters, which neither kind of file can carry."""
    return "".join(char for char in text if char >= " " and not "\x7f" <= char <= "\x9f" and char not in "\ufffe\uffff")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

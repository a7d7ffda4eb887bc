"""Registers as sheets: CSV and workbooks read into cells with addresses, columns known by name, and written again. Pure."""

from summit.delegations.sheet.columns import (
    COLUMNS,
    Group,
    by_delegation,
    cells_of,
    entries_from,
    guessed_columns,
    require_columns,
)
from summit.delegations.sheet.grid import Sheet, SheetFile, SheetRow, address
from summit.delegations.sheet.reading import DELIMITERS, ENCODINGS, read_sheet
from summit.delegations.sheet.writing import Register, write_csv, write_template, write_workbook

__all__ = [
    "COLUMNS",
    "DELIMITERS",
    "ENCODINGS",
    "Group",
    "Register",
    "Sheet",
    "SheetFile",
    "SheetRow",
    "address",
    "by_delegation",
    "cells_of",
    "entries_from",
    "guessed_columns",
    "read_sheet",
    "require_columns",
    "write_csv",
    "write_template",
    "write_workbook",
]

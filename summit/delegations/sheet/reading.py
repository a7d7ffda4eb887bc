"""Bytes of a file into a sheet. Nothing is guessed that could be read two ways: the sender is asked instead."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from itertools import islice

from summit.delegations.sheet.grid import MOST_ROWS, Sheet, SheetRow, sheet_of
from summit.foundation.apart import ReadingFailed, ReadingTooLong, read_apart
from summit.foundation.errors import RuleBroken

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_READING = 30  # seconds of wall clock for one workbook
ENCODINGS = {"cp1252": "Western European (Windows)", "cp1256": "Arabic (Windows)", "gb18030": "Chinese (GB 18030)"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNDECODED = "The text is not UTF-8. Choose the encoding the file was saved in, or save it as CSV UTF-8."


def read_sheet(content: bytes, *, encoding: str = "", delimiter: str = "") -> Sheet:
    """The sheet in a CSV file or an XLSX workbook; `encoding` and the word for the delimiter as chosen, empty to recognize.

    Raises RuleBroken with what is wrong and where.
    """
    if len(content) > LARGEST_FILE:
        raise RuleBroken("The file is larger than 10 MB.", "file")
    if content.startswith(b"PK"):
        return _read_workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleBroken("This is an old or protected workbook. Save it as .xlsx without a password.", "file")
    text = decoded(content, encoding)
    return sheet_of(_csv_rows(text, DELIMITERS.get(delimiter) or guessed_delimiter(text)))


def decoded(content: bytes, encoding: str = "") -> str:
    """The text: UTF-8 or UTF-16 by its mark, plain UTF-8, or else the encoding that was chosen."""
    if content.startswith(UTF_16_MARKS):
        chosen = "utf-16"
    else:
        chosen = encoding if encoding and not content.startswith(codecs.BOM_UTF8) else "utf-8-sig"
    try:
        return content.decode(chosen)
    except UnicodeDecodeError as error:
        raise RuleBroken(UNDECODED, "encoding") from error


def guessed_delimiter(text: str) -> str:
    """The one of the three that divides the heading row most often."""
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    return max(DELIMITERS.values(), key=heading.count)


def _csv_rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number in islice(range(1, 10**9), 2 * MOST_ROWS):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield SheetRow(number, (), f"Row {number} holds a field that does not end, or is too long.")
        else:
            yield SheetRow(number, tuple(_bare(cell) for cell in cells))


def _bare(cell: str) -> str:
    """Without the mark that an export puts in front of what a spreadsheet would take for a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r'" else cell


def _read_workbook(content: bytes) -> Sheet:
    """Parse in a process of its own with little memory and time, so that a hostile workbook ends there."""
    try:
        answer = json.loads(read_apart("summit.delegations.sheet.workbook", content, seconds=LONGEST_READING))
    except ReadingTooLong as error:
        raise RuleBroken("The workbook takes too long to read. Save the one sheet as CSV.", "file") from error
    except (ReadingFailed, ValueError) as error:
        raise RuleBroken("The workbook cannot be read. Save it again as .xlsx, or as CSV.", "file") from error
    if "refused" in answer:
        raise RuleBroken(answer["refused"], "file")
    return sheet_of(SheetRow(number, tuple(cells)) for number, cells in answer["rows"])

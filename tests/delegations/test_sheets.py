"""Registers as files: what is read, what is refused and where, and that what goes out comes in again (RT-13, RT-14)."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.naming import tidied
from summit.delegations.sheet import (
    COLUMNS,
    Register,
    Sheet,
    SheetRow,
    address,
    cells_of,
    entries_from,
    guessed_columns,
    read_sheet,
    require_columns,
    write_csv,
    write_workbook,
)
from summit.foundation.errors import RuleBroken
from tests.factories import NOW
from tests.journeys.words import HOSTILE

PLAIN = "Family name,Given names\nNguyễn,Văn A\n"
READ = Sheet(("Family name", "Given names"), (SheetRow(2, ("Nguyễn", "Văn A")),))


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter", "names"),
    [
        (PLAIN.encode(), "", "", ("Nguyễn", "Văn A")),
        (PLAIN.encode("utf-8-sig"), "", "", ("Nguyễn", "Văn A")),
        (PLAIN.encode("utf-8-sig"), "cp1252", "", ("Nguyễn", "Văn A")),
        (PLAIN.encode("utf-16"), "", "", ("Nguyễn", "Văn A")),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "", "", ("Nguyễn", "Văn A")),
        (PLAIN.replace(",", ";").encode(), "", "", ("Nguyễn", "Văn A")),
        (PLAIN.replace(",", "\t").encode(), "", "", ("Nguyễn", "Văn A")),
        (PLAIN.replace("\n", "\r\n").encode(), "", "", ("Nguyễn", "Văn A")),
        ("Family name,Given names\nMüller,Zoë\n".encode("cp1252"), "cp1252", "", ("Müller", "Zoë")),
        ("Family name,Given names\nعلي,محمد\n".encode("cp1256"), "cp1256", "", ("علي", "محمد")),
        ("Family name,Given names\n王,小明\n".encode("gb18030"), "gb18030", "", ("王", "小明")),
        (b'Family name;Given names\n"A;B";"C ""D"""\n', "", "semicolon", ("A;B", 'C "D"')),
    ],
)
def test_twelve_encodings_and_forms(content: bytes, encoding: str, delimiter: str, names: tuple[str, ...]) -> None:
    found = read_sheet(content, encoding=encoding, delimiter=delimiter)
    assert found == Sheet(("Family name", "Given names"), (SheetRow(2, names),))


def test_an_unknown_encoding_is_asked_about() -> None:
    with pytest.raises(RuleBroken, match="not UTF-8") as refusal:
        read_sheet("Family name\nMüller\n".encode("cp1252"))
    assert refusal.value.field == "encoding"


def test_a_nul_and_a_field_without_end_are_faults_of_their_row() -> None:
    found = read_sheet(b"Family name\nA\0B\n" + b"x" * 140_000 + b"\nKept\n")
    assert [(row.number, row.fault) for row in found.rows] == [
        (2, "A2 holds a NUL character."),
        (3, "Row 3 holds a field that does not end, or is too long."),
        (4, ""),
    ]


def workbook(*rows: list[object], merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_with_its_dates_and_zeros() -> None:
    heading = ["Family name", "Passport number", "Date of birth"]
    found = read_sheet(workbook(heading, ["Nguyễn", "0012", date(1968, 3, 14)], [], ["Li", 12, None]))
    assert found == Sheet(
        ("Family name", "Passport number", "Date of birth"),
        (SheetRow(2, ("Nguyễn", "0012", "1968-03-14")), SheetRow(4, ("Li", "12", ""))),
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbook(["Family name"], ["=1+1"]), "A2 holds a formula"),
        (workbook(["Family name"], ["A", "B"], merged="A2:B3"), "A2:B3 are merged"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"\xd0\xcf\x11\xe0 an old one", "old or protected"),
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"Family name\n" + b"A\n" * 20_001, "20,000 rows"),
        (b"A," * 200 + b"A", "200 columns"),
    ],
    ids=["formula", "merged", "damaged", "old", "empty", "large", "rows", "columns"],
)
def test_what_cannot_be_taken_is_refused_with_its_place(content: bytes, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        read_sheet(content)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def million_cells() -> bytes:
    """A workbook of 20,000 rows and 50 columns, its cells written by hand: openpyxl would take a minute."""
    book = zipfile.ZipFile(io.BytesIO(workbook(["A"])))
    parts = {name: book.read(name) for name in book.namelist()}
    cells = b"".join(b'<c t="inlineStr"><is><t>%d</t></is></c>' % (number * 7919) for number in range(50))
    rows = b"".join(b'<row r="%d">%s</row>' % (number, cells) for number in range(1, 20_001))
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    parts["xl/worksheets/sheet1.xml"] = head + rows + b"</sheetData></worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["zeros", "parts", "cells"])
def test_a_bomb_is_refused_before_it_is_parsed(kind: str) -> None:
    content = {
        "zeros": lambda: archive({"xl/workbook.xml": b"0" * 9_000_000}),
        "parts": lambda: archive({f"part{number}": b"x" for number in range(2_001)}),
        "cells": million_cells,
    }[kind]()
    began = time.monotonic()
    with pytest.raises(RuleBroken):
        read_sheet(content)
    print(f"{kind}: {len(content):,} bytes refused after {time.monotonic() - began:.2f} s")


def test_columns_are_known_in_english_and_vietnamese_and_strange_ones_are_left_out() -> None:
    header = ("Surname", "tên", "Số hộ chiếu", "PHONE", "Shoe size", "Last name")
    assert guessed_columns(header) == {0: "family_name", 1: "given_names", 2: "passport_number", 3: "phone"}
    assert sorted(guessed_columns([column.heading for column in COLUMNS.values()]).values()) == sorted(COLUMNS)


def test_a_second_heading_row_and_a_sheet_without_names_are_refused() -> None:
    twice = Sheet(("Family name", "Title"), (SheetRow(2, ("Surname", "Position")),))
    with pytest.raises(RuleBroken, match="A2 begins a second heading row"):
        require_columns(twice, guessed_columns(twice.header))
    with pytest.raises(RuleBroken, match="No column holds the family name"):
        require_columns(READ, {0: "title"})
    with pytest.raises(RuleBroken, match="Two columns"):
        require_columns(READ, {0: "family_name", 1: "family_name"})


@pytest.mark.parametrize("typed", ["03/04/2026", "3.4.2026", "1968-13-01", "tomorrow"])
def test_a_date_that_can_be_read_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken, match="year-month-day") as refusal:
        entries_from({"family_name": "Li", "born_on": typed}, None)
    assert refusal.value.field == "born_on"


def test_an_empty_or_masked_cell_of_identity_keeps_what_is_on_file() -> None:
    passport = PassportEntry("diplomatic", "FRA", "", date(2031, 1, 1))
    person = PersonEntry("Petit", "Anne", "Anne PETIT", "FRA", born_on=date(1970, 1, 1), passport=passport, phone="+33 1")
    post = PostEntry(DelegateFunction.ADV, "D", rank_class=40)
    row = {"given_names": "Anna", "passport_number": "••••77", "passport_issuer": "", "born_on": "", "phone": ""}
    found, found_post = entries_from(row, (person, post))
    assert (found.given_names, found.passport, found.born_on, found.phone) == ("Anna", passport, date(1970, 1, 1), "")
    assert found_post == post


def test_addresses() -> None:
    assert [address(at, 7) for at in (0, 25, 26, 199)] == ["A7", "Z7", "AA7", "GR7"]


names = st.one_of(
    st.sampled_from([word for word in HOSTILE.values() if len(word) <= 200]),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60),
    st.sampled_from(["=", "+", "-", "@", "'", "''"]).flatmap(lambda sign: st.text(max_size=20).map(lambda rest: sign + rest)),
).map(tidied)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(family=names, title=names, phone=st.from_regex(r"[+(]?0{0,3}[0-9]{5,12}", fullmatch=True))
def test_what_goes_out_comes_in_and_goes_out_again_equal(family: str, title: str, phone: str) -> None:
    """RT-14, for CSV with each example; workbooks, which start a process each, are compared in one go below."""
    person = PersonEntry(family, "", family, "VNM", phone=phone)
    register = register_of([(person, PostEntry(DelegateFunction.ADV, "D", title=title))])
    assert again(read_sheet(write_csv(register))) == register.lines


def test_a_workbook_comes_in_and_goes_out_again_equal() -> None:
    words = [tidied(word) for word in (*HOSTILE.values(), "'=1", "0012", "+84 24", "-", "@x", "Ωμέγα", "王小明", "علي")]
    people = [
        (PersonEntry(word, "", word, "VNM", phone="+41001"), PostEntry(DelegateFunction.ADV, "D", title=word))
        for word in words * 12
    ]
    register = register_of(people)
    assert len(register.lines) >= 200
    assert again(read_sheet(write_workbook(register))) == register.lines
    assert again(read_sheet(write_csv(register))) == register.lines


def register_of(people: list[tuple[PersonEntry, PostEntry]]) -> Register:
    fields = tuple(cells_of(*people[0]))
    return Register(fields, [[cells_of(*one)[name] for name in fields] for one in people], "tests", NOW)


def again(sheet: Sheet) -> list[list[str]]:
    """Every row read into entries and written as cells once more."""
    columns = guessed_columns(sheet.header)
    rows = [{columns[at]: cell for at, cell in enumerate(row.cells)} for row in sheet.rows]
    return [[cells_of(*entries_from(row, None))[name] for name in columns.values()] for row in rows]

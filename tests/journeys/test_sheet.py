"""A focal point registers five people from a sheet: how many times do they have to do something?"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from summit.accounts.policy import Role
from tests.journeys.live import Desk, chromium, served, with_laos

MOST_ACTIONS = 35
PEOPLE = (
    ("Phommavong", "Khamla", "Adviser"), ("Sisoulith", "Bounmy", "Representative"), ("Vongsa", "Noy", "Interpreter"),
    ("Keomany", "Souk", "Private Secretary"), ("Inthavong", "Dao", "Note-taker"),
)  # fmt: skip


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The delegation of Laos with its contact."""
    app = with_laos(_sqlite_template, tmp_path)
    yield app
    app.extensions["database"].engine.dispose()


class Counted:
    """Everything the focal point does is done through here, and counted."""

    def __init__(self) -> None:
        self.actions = 0

    def click(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def send(self, target: Locator, file: Path) -> None:
        self.actions += 1
        target.set_input_files(file)


def filled_in(sheet: bytes, to: Path) -> int:
    """The empty sheet with five people in it; returns how many cells were typed."""
    book, typed = load_workbook(BytesIO(sheet)), 0
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[1]}
    for row, (family, given, function) in enumerate(PEOPLE, 2):
        cells = {
            "Family name": family, "Given names": given, "Nationality": "LAO", "Function": function, "Category": "D",
        }  # fmt: skip
        for heading, text in cells.items():
            page.cell(row, at[heading], text)
        typed += len(cells)
    book.save(to)
    return typed


def test_five_people_come_from_a_sheet_in_few_actions(app: Flask, tmp_path: Path) -> None:
    file, by = tmp_path / "people.xlsx", Counted()
    with served(app) as address, chromium() as browser:
        page = Desk(browser, address, Role.FOCAL_POINT).page
        by.click(page.get_by_role("main").get_by_role("link", name="Lao People's Democratic Republic").first)
        by.click(page.get_by_role("link", name="Register from a sheet"))
        with page.expect_download() as download:
            by.click(page.get_by_role("link", name="Empty sheet to fill in"))
        by.actions += filled_in(download.value.path().read_bytes(), file)
        by.send(page.get_by_label("Sheet", exact=True), file)
        by.click(page.get_by_role("button", name="Look at the rows"))
        expect(page.get_by_role("main")).to_contain_text("5 to register")
        by.click(page.get_by_role("button", name="Import"))
        expect(page.get_by_role("main")).to_contain_text("5")
        by.click(page.get_by_role("link", name="Lao People's Democratic Republic").first)
        for family, _, _ in PEOPLE:
            expect(page.get_by_role("main")).to_contain_text(family.upper())
    print(f"{by.actions} actions")
    assert by.actions <= MOST_ACTIONS

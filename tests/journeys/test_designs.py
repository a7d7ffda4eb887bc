"""A badge designed by keyboard: refused because one name overflows, mended, published, and printed by the next run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.badges.models import CardDesign, PrintRun
from summit.badges.queries import design_content
from tests.badges.stage import admit
from tests.factories import make_summit, make_user
from tests.journeys.live import PHONE, Desk, chromium, migrated_app, served, settled

LONG = (
    "Maria do Carmo Vasconcelos de ALBUQUERQUE E CASTRO-FIGUEIREDO, Marchioness of Vila Nova de Famalicao "
    "and Countess of Ponte de Lima"
)


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Two people who may have a badge, one of them with a long name, and the badge desk."""
    app = migrated_app(_sqlite_template, tmp_path)
    with app.extensions["database"].committing() as session:
        make_summit(session)
        admit(session, 1, code="PT", badge_name=LONG)
        admit(session, 1, code="VN", badge_name="LI Bo")
        make_user(session, roles=[Role.BADGE_DESK], email="badge_desk@example.org")
    yield app
    app.extensions["database"].engine.dispose()


def test_a_badge_is_designed_refused_mended_and_printed(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        desk = Desk(browser, address, Role.BADGE_DESK)
        page = desk.page
        desk.open("Designs of cards")
        page.get_by_label("Name").focus()
        page.keyboard.type("Delegates")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Delegates")
        settled(page)

        names = tab_to(page, "names")
        expect(page.get_by_label("From top")).to_have_value("60.5")
        for _ in range(7):
            page.keyboard.press("Control+Shift+ArrowUp")
        expect(page.locator("[data-told]")).to_contain_text(f"{names}: 8 mm from the left, 60.5 from the top")
        expect(page.locator("[data-fault]")).to_contain_text("its end is cut")
        press(page, "Save the design")
        expect(page.get_by_role("status").first).to_have_text("The design is saved.")
        press(page, "Publish")
        expect(page.get_by_role("heading", level=1)).to_have_text("Check of Delegates")
        expect(page.get_by_role("main")).to_contain_text("1 of 2 cards does not come out right.")
        expect(page.get_by_role("main")).to_contain_text(LONG)

        page.get_by_role("link", name="Back to the design").focus()
        page.keyboard.press("Enter")
        settled(page)
        tab_to(page, "names")
        for _ in range(7):
            page.keyboard.press("Control+Shift+ArrowDown")
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+Shift+z")
        expect(page.get_by_label("Height", exact=True).first).to_have_value("44")
        expect(page.locator("[data-fault]")).to_have_text("")
        press(page, "Save the design")
        expect(page.get_by_role("status").first).to_have_text("The design is saved.")
        press(page, "Publish")
        expect(page.get_by_role("status").first).to_have_text("The design is published: the next cards are printed by it.")

        desk.open("Badge desk")
        press(page, "Print 2 badges")
        expect(page.get_by_role("heading", level=1)).to_have_text("Approved and not yet printed")
    with app.extensions["database"].reading() as session:
        design = session.scalars(select(CardDesign)).one()
        assert session.scalars(select(PrintRun)).one().design_id == design.id
        kept = {one.key: one.box for one in design_content(design).front}
        assert (kept["names"].y, kept["names"].height) == (60.5, 44)


def test_elements_are_added_moved_by_pointer_doubled_and_deleted(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        desk = Desk(browser, address, Role.BADGE_DESK)
        page = desk.page
        begin(desk, "By pointer")
        page.get_by_role("combobox", name="Add", exact=True).select_option(label="QR code")
        press(page, "Add")
        expect(page.locator("[data-told]")).to_have_text(
            "Added qr code: 40.5 mm from the left, 62 from the top, 24 wide, 24 high"
        )
        box = page.locator("[data-key='qr code']").bounding_box()
        room = page.locator("[data-card]").bounding_box()
        assert box is not None
        assert room is not None
        millimeter = room["width"] / 105
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 20 - 40.2 * millimeter, box["y"] + 20 - 61.7 * millimeter, steps=5)
        page.mouse.up()
        expect(page.locator("[data-told]")).to_have_text(
            "qr code: 0 mm from the left, 0 from the top, 24 wide, 24 high"
        )
        press(page, "Duplicate")
        expect(page.locator("[data-told]")).to_contain_text("Duplicated as qr code 2: 2 mm from the left")
        page.keyboard.press("Delete")
        expect(page.locator("[data-told]")).to_have_text("Deleted qr code 2. Ctrl Z brings it back.")
        expect(page.locator("[data-key='qr code 2']")).to_have_count(0)


def test_who_comes_second_keeps_the_own_work_and_sees_theirs(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        first = Desk(browser, address, Role.BADGE_DESK)
        begin(first, "Shared")
        second = first.page.context.new_page()
        second.goto(first.page.url)
        settled(second)
        for page, name in ((first.page, "Mine"), (second, "Theirs")):
            page.get_by_label("Name of the design").fill(name)
            page.get_by_label("Name of the design").press("Tab")
            press(page, "Save the design")
        expect(second.get_by_role("main")).to_contain_text("saved this design while you worked on it")
        settled(second)
        expect(second.get_by_label("Name of the design")).to_have_value("Theirs")
        expect(second.locator("[data-saved]")).to_have_text("Not saved yet")
        press(second, "Save the design")
        expect(second.get_by_role("heading", level=1)).to_have_text("Theirs")


def test_a_telephone_is_told_that_a_larger_screen_is_better(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        desk = Desk(browser, address, Role.BADGE_DESK, viewport=PHONE)
        desk.page.goto("/card-designs")
        begin_here(desk.page, "Small")
        expect(desk.page.get_by_text("Moving things about wants a larger screen.")).to_be_visible()
        desk.page.get_by_role("combobox", name="Element", exact=True).select_option("names")
        desk.page.get_by_label("From top").fill("62")
        desk.page.get_by_label("From top").press("Tab")
        expect(desk.page.locator("[data-saved]")).to_have_text("Not saved yet")
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        assert width == PHONE["width"]


def begin(desk: Desk, name: str) -> None:
    desk.open("Designs of cards")
    begin_here(desk.page, name)


def begin_here(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    settled(page)
    expect(page.locator("[data-picture]")).to_have_attribute("src", re.compile("^blob:"))


def press(page: Page, name: str) -> None:
    """The button, by keyboard alone."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def tab_to(page: Page, key: str) -> str:
    """Go through the elements of the card with Tab until that one is reached."""
    page.locator("[data-card] [data-key]").first.focus()
    for _ in range(60):
        if page.evaluate("document.activeElement.dataset.key") == key:
            return key
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {key}")

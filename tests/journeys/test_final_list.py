"""The list of participants in a real browser: provisional, corrected by a delegation, final with what changed (DOC-02)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from summit.accounts.policy import Role
from tests.badges.stage import admit
from tests.factories import appoint, make_delegation, make_summit, make_user
from tests.journeys.live import Desk, chromium, migrated_app, served
from tests.journeys.reading import pdf_text


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Two admitted people of France, their contact, and the chief of protocol."""
    app = migrated_app(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        for name in ("Anne DURAND", "Benoît MARTIN"):
            admit(session, badge_name=name)
        contact = make_user(session, roles=[Role.FOCAL_POINT], email="focal_point@example.org", name="Louise Moreau")
        appoint(session, make_delegation(session, "FR"), user=contact)
        make_user(session, roles=[Role.CHIEF_OF_PROTOCOL], email="chief_of_protocol@example.org")
    yield app
    database.engine.dispose()


def test_from_the_provisional_list_to_the_final_one(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        chief = Desk(browser, address, Role.CHIEF_OF_PROTOCOL).page
        contact = Desk(browser, address, Role.FOCAL_POINT).page
        publish(chief, "Provisional", 1)
        ask(contact, "Anne DURAND", "The title", "Minister of Justice")
        ask(contact, "Benoît MARTIN", "The name as it is printed", "Benoît MARTIN-LEROY")
        chief.goto("/documents/kinds/list-of-participants")
        chief.get_by_label("Publish as").select_option(label="Final")
        chief.get_by_role("button", name="Publish").click()
        expect(chief.locator(".error-summary")).to_contain_text("2 corrections wait for your decision")
        for _ in range(2):
            accept(chief)
        publish(chief, "Final", 2)
        main = chief.locator("main")
        expect(main).to_contain_text("Changed: 2")
        expect(main).to_contain_text("Minister of Justice")
        expect(main).to_contain_text("MARTIN-LEROY")
        report = taken(chief, "Print the list of changes")
        pages = taken(chief, "Print")
        contact.reload()
        expect(contact.locator("main")).to_contain_text("The time for corrections is over")
    assert "Minister of Justice" in report
    assert "Final" in pages
    assert "MARTIN-LEROY" in pages


def publish(page: Page, state: str, number: int) -> None:
    page.goto("/documents/kinds/list-of-participants")
    page.get_by_label("Publish as").select_option(label=state)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"List of participants, version {number}")


def ask(page: Page, name: str, field: str, wanted: str) -> None:
    """The contact asks for a correction about one person."""
    page.goto("/documents")
    page.get_by_role("link", name="Check what the list of participants says of your delegation").click()
    people = page.get_by_label("Person", exact=True)
    people.select_option(people.locator("option").filter(has_text=name).get_attribute("value"))
    page.get_by_label("What is wrong").select_option(label=field)
    page.get_by_label("How it should read").fill(wanted)
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator("main")).to_contain_text("Your request is with the protocol department.")


def accept(page: Page) -> None:
    """The first request that waits."""
    page.goto("/documents/corrections")
    page.get_by_role("row").filter(has_text="Open").first.get_by_role("link").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("main")).to_contain_text("Accepted")


def taken(page: Page, link: str) -> str:
    """The text of the PDF behind a link."""
    address = page.get_by_role("link", name=link, exact=True).get_attribute("href")
    answer = page.request.get(address or "")
    assert answer.headers["content-type"] == "application/pdf"
    return pdf_text(answer.body())

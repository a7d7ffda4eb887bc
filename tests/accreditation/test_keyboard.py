"""An officer works through the queue without a mouse, in a real browser (UX-02)."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from summit.accounts.policy import Role
from summit.accreditation.models import Accreditation
from summit.foundation.db import Database
from tests.accreditation.offices import cleared, submitted
from tests.factories import PASSWORD, make_summit, make_user
from tools.browser import find

OFFICER = "officer@example.org"


@pytest.fixture
def address(sqlite_app: Flask) -> Iterator[str]:
    """The app with three applications, served on a free port: two are cleared, the second waits for security."""
    database: Database = sqlite_app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        make_user(session, roles=[Role.ACCREDITATION_OFFICER], email=OFFICER)
        cleared(session)
        submitted(session)
        cleared(session)
    server = make_server("127.0.0.1", 0, sqlite_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A browser on the queue, signed in as the officer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(f"{address}/accreditations")
        opened.get_by_label("E-mail").fill(OFFICER)
        opened.locator("input[type=password]").fill(PASSWORD)
        opened.keyboard.press("Enter")
        expect(opened.get_by_role("heading", level=1)).to_have_text("Accreditation")
        yield opened
        browser.close()


def states(app: Flask) -> list[str]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Accreditation.state).order_by(Accreditation.id)))


@pytest.mark.browser
def test_a_queue_is_decided_by_keyboard(page: Page, sqlite_app: Flask) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-line]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accreditations/A-*")

    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is approved")

    expect(page.get_by_text("Security has not answered yet")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator("#return-reason-code")).to_be_focused()
    page.locator("#return-reason-code").select_option("photo_unusable")
    page.keyboard.press("Tab")
    page.keyboard.type("just a face, please")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is returned to the delegation")

    page.keyboard.press("f")
    expect(page.locator("#refuse-reason-code")).to_be_focused()
    assert states(sqlite_app) == ["approved", "returned", "submitted"]


@pytest.mark.browser
def test_the_keys_can_be_switched_off(page: Page) -> None:
    page.locator("[data-line]").first.click()
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Approve")).not_to_be_focused()
    page.reload()
    expect(page.get_by_role("checkbox")).not_to_be_checked()


@pytest.mark.browser
def test_the_chosen_lines_are_counted(page: Page) -> None:
    page.get_by_role("button", name="Choose all on this page").click()
    expect(page.get_by_role("button", name="Approve the chosen (3)")).to_be_visible()
    page.get_by_role("checkbox").first.uncheck()
    expect(page.get_by_role("button", name="Approve the chosen (2)")).to_be_visible()

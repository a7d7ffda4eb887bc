"""An officer works through the queue without a mouse, in a real browser (UX-02)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.accreditation.models import Accreditation
from summit.foundation.db import Database
from tests.accreditation.offices import cleared, submitted
from tests.factories import make_summit, make_user
from tests.journeys.live import Desk, chromium, served, settled


@pytest.fixture
def page(sqlite_app: Flask) -> Iterator[Page]:
    """A browser on the queue, signed in as the officer; of three applications the second waits for security."""
    database: Database = sqlite_app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        make_user(session, roles=[Role.ACCREDITATION_OFFICER], email="accreditation_officer@example.org")
        cleared(session)
        submitted(session)
        cleared(session)
    with served(sqlite_app) as address, chromium() as browser:
        opened = Desk(browser, address, Role.ACCREDITATION_OFFICER).page
        opened.goto("/accreditations")
        yield opened


def states(app: Flask) -> list[str]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Accreditation.state).order_by(Accreditation.id)))


@pytest.mark.browser
def test_a_queue_is_decided_by_keyboard(page: Page, sqlite_app: Flask) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-line]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/accreditations/A-*")
    settled(page)

    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is approved")
    settled(page)

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
    settled(page)

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
    page.get_by_role("button", name="Choose this page").click()
    expect(page.get_by_role("button", name="Approve the chosen (3)")).to_be_visible()
    page.get_by_role("checkbox").first.uncheck()
    expect(page.get_by_role("button", name="Approve the chosen (2)")).to_be_visible()

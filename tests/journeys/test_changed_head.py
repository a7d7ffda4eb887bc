"""A head of delegation leaves overnight: the order of the second day changes, that of the first stays (DEL-10, PRE-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.delegations.lifecycle import DelegateFunction
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_summit, make_user
from tests.journeys.live import Desk, chromium, migrated_app, served

FIRST_DAY, SECOND_DAY = "2025-10-25T09:00", "2025-10-26T09:00"
LAST_EVENING, NEXT_MORNING = "2025-10-25T23:59", "2025-10-26T00:00"
CLASSES = {"VN": 20, "LA": 10, "EC": 15, "FR": 40, "DE": 41}
LAOS = "Lao People's Democratic Republic"
BEFORE = ["Viet Nam", LAOS, "Ecuador", "France", "Germany"]
AFTER = ["Viet Nam", "Ecuador", "France", "Germany", LAOS]


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Five delegations with their heads; beside the President of Laos stands the ambassador."""
    app = migrated_app(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        open_categories(session, SYSTEM, NOW)
        for code, rank_class in CLASSES.items():
            make_participant(
                session, make_delegation(session, code),
                function=DelegateFunction.HOD, rank_class=rank_class, badge_name=f"Head of {code}",
            )  # fmt: skip
        laos = make_delegation(session, "LA")
        make_participant(session, laos, rank_class=60, badge_name="SISOUK Kham")
        contact = make_user(session, roles=[Role.FOCAL_POINT], email=f"{Role.FOCAL_POINT.value}@example.org")
        appoint(session, laos, user=contact)
        make_user(session, roles=[Role.PROTOCOL_OFFICER], email=f"{Role.PROTOCOL_OFFICER.value}@example.org")
    yield app
    database.engine.dispose()


def test_a_head_who_leaves_overnight_changes_the_second_day_alone(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        protocol = Desk(browser, address, Role.PROTOCOL_OFFICER).page
        protocol.get_by_role("link", name="Precedence").click()
        protocol.get_by_role("link", name="Signing", exact=True).click()
        for moment in (FIRST_DAY, SECOND_DAY):
            assert order_at(protocol, moment) == BEFORE, moment
        hand_over(Desk(browser, address, Role.FOCAL_POINT).page)
        for moment in (FIRST_DAY, LAST_EVENING):
            assert order_at(protocol, moment) == BEFORE, moment
            expect(row_of(protocol, LAOS)).to_contain_text("Head of LA")
            expect(row_of(protocol, LAOS)).to_contain_text("Head of State")
        for moment in (NEXT_MORNING, SECOND_DAY):
            assert order_at(protocol, moment) == AFTER, moment
            expect(row_of(protocol, LAOS)).to_contain_text("SISOUK Kham")
            expect(row_of(protocol, LAOS)).to_contain_text("Ambassador")
        alphabetical = "Flags"
        protocol.get_by_role("link", name="Precedence").first.click()
        protocol.get_by_role("link", name=alphabetical, exact=True).click()
        assert order_at(protocol, FIRST_DAY) == order_at(protocol, SECOND_DAY), "an order that asks for no rank stays"


def hand_over(page: Page) -> None:
    """The contact of Laos names the ambassador from the second day on; the President's term ends at that moment."""
    page.get_by_role("main").get_by_role("link", name=LAOS).first.click()
    page.get_by_role("link", name="Change the head").click()
    page.get_by_label("Head", exact=True).select_option(label="SISOUK Kham · Representative")
    page.get_by_label("From").fill(NEXT_MORNING)
    expect(page.get_by_label("The present head's term ends at that moment")).to_be_checked()
    page.get_by_role("button", name="Name the head").click()
    expect(page.get_by_role("main")).to_contain_text("The head is named.")


def order_at(page: Page, moment: str) -> list[str]:
    """The delegations of the open list, from the first place on, at a moment chosen by the page's own control."""
    page.get_by_label("Moment").fill(moment)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(quote(f"at={moment}", safe="="))))
    expect(page.get_by_label("Moment")).to_have_value(moment)
    rows = page.locator("main tbody").first.locator("tr")
    return [row.locator("td").nth(1).inner_text().strip() for row in rows.all()]


def row_of(page: Page, name: str) -> Locator:
    return page.locator("main tbody").first.locator("tr").filter(has_text=name)

"""The life of a card in a real browser: printed, one misprint void, the rest handed over; one lost, approved, replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.badges.models import Badge
from tests.badges.stage import admit
from tests.badges.test_render import words
from tests.factories import appoint, make_delegation, make_summit, make_user
from tests.journeys.live import Desk, chromium, migrated_app, served, settled


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Three admitted people of France, their contact, the badge desk and an accreditation officer."""
    app = migrated_app(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        for name in ("Anne DURAND", "Benoît MARTIN", "Claire PETIT"):
            admit(session, badge_name=name)
        contact = make_user(session, roles=[Role.FOCAL_POINT], email="focal_point@example.org", name="Louise Moreau")
        appoint(session, make_delegation(session, "FR"), user=contact)
        for role in (Role.ACCREDITATION_OFFICER, Role.BADGE_DESK):
            make_user(session, roles=[role], email=f"{role.value}@example.org")
    yield app
    database.engine.dispose()


def test_from_the_printer_to_the_replacement(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        desk = Desk(browser, address, Role.BADGE_DESK).page
        misprint = print_delegation(desk)
        receipt = hand_over(desk)
        contact = Desk(browser, address, Role.FOCAL_POINT).page
        report = lose(contact, "Claire PETIT")
        officer = Desk(browser, address, Role.ACCREDITATION_OFFICER).page
        approve(officer)
        replace(desk, report)
        contact.goto(report)
        expect(contact.locator("main")).to_contain_text("The new badge is")
    with app.extensions["database"].reading() as session:
        found = sorted((card.state, card.issue_number) for card in session.scalars(select(Badge)))
    assert found == [("handed_out", 1), ("lost", 1), ("queued", 2), ("void", 1)]
    text = words(receipt)
    assert "Benoît MARTIN" in text
    assert "Claire PETIT" in text
    assert misprint not in text


def print_delegation(page: Page) -> str:
    """The desk prints France and voids one misprint; returns its serial."""
    page.goto("/badges")
    page.get_by_role("button", name="Print this delegation").click()
    expect(page.locator("main")).to_contain_text("Ready to print")
    settled(page)
    row = page.get_by_role("row").filter(has_text="Anne DURAND")
    serial = row.locator("td.serial").inner_text().strip()
    page.get_by_label("Serials of misprints").fill(serial)
    page.get_by_role("button", name="Confirm the good cards").click()
    expect(page.locator("main")).to_contain_text("Printed and confirmed")
    return serial


def hand_over(page: Page) -> bytes:
    """The contact collects the two good cards in bulk; returns the receipt."""
    page.goto("/badges")
    page.get_by_role("link", name="Hand over badges").click()
    page.get_by_role("link", name="France").click()
    expect(page.get_by_label("Who collects")).to_have_value("Louise Moreau")
    expect(page.get_by_role("checkbox", name="Hand over the badge of", exact=False)).to_have_count(2)
    page.get_by_label("Document shown").select_option("identity_card")
    page.get_by_label("The document is theirs").check()
    page.get_by_role("button", name="Hand over and make the receipt").click()
    expect(page.get_by_role("heading", name="2 badges handed over")).to_be_visible()
    link = page.get_by_role("link", name="Receipt to sign").get_attribute("href")
    return page.context.request.get(f"{page.url.split('/badges')[0]}{link}").body()


def lose(page: Page, name: str) -> str:
    """The contact reports the badge; returns the address of the report."""
    page.goto("/people")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Report a lost badge").click()
    page.get_by_label("Stolen").check()
    page.get_by_label("Lost", exact=True).check()
    page.get_by_label("Where and when").fill("In the shuttle, 25 October, about 18:00")
    page.get_by_role("button", name="Report the badge").click()
    expect(page.locator("main")).to_contain_text("An accreditation officer decides.")
    return page.url


def approve(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Lost badges to decide").click()
    page.get_by_role("link", name="Claire PETIT").click()
    page.get_by_role("button", name="Approve a new badge").click()
    expect(page.locator("main")).to_contain_text("Approved, waiting for the bearer")


def replace(page: Page, report: str) -> None:
    """The bearer shows the passport at the desk, and the next issue is drawn."""
    page.goto(report)
    page.get_by_label("Document shown").select_option("passport")
    page.get_by_label("The document is theirs").check()
    page.get_by_role("button", name="Print issue 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Replacement of")

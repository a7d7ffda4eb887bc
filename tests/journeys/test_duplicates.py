"""One person in two lists: a contact sends the case, the duplicate desk compares by keyboard and makes one record of two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.delegations.facts import PassportEntry
from tests.factories import (
    NOW,
    SYSTEM,
    appoint,
    make_delegation,
    make_participant,
    make_summit,
    make_user,
)
from tests.journeys.live import Desk, chromium, migrated_app, served

NUMBER = "L898902"
PERSON = {"family_name": "Phommavong", "given_names": "Khamla", "nationality": "LAO", "born_on": date(1974, 8, 12)}


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """She stands in the list of Laos with her passport, and in that of Thailand without, her names the other way round."""
    app = migrated_app(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        open_categories(session, SYSTEM, NOW)
        passport = PassportEntry("diplomatic", "LAO", NUMBER, date(2031, 1, 1))
        laos, thailand, viet_nam = (make_delegation(session, code) for code in ("LA", "TH", "VN"))
        make_participant(session, laos, badge_name="Khamla PHOMMAVONG", **PERSON, passport=passport)
        turned = PERSON | {"family_name": "Khamla", "given_names": "Phommavong"}
        make_participant(
            session, thailand, badge_name="Phommavong KHAMLA", **turned, passport=None, email="khamla@mofa.example",
        )  # fmt: skip
        appoint(session, viet_nam, user=make_user(session, roles=[Role.FOCAL_POINT], email="focal_point@example.org"))
        make_user(session, roles=[Role.PROTOCOL_OFFICER], email="protocol_officer@example.org")
    yield app
    database.engine.dispose()


def test_a_pair_is_found_compared_and_merged_by_keyboard(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        officer = Desk(browser, address, Role.PROTOCOL_OFFICER).page
        officer.get_by_role("link", name="Pairs to look at").click()
        expect(officer.get_by_role("main")).to_contain_text("Same date of birth and the same words of the name")
        press(officer, "Compare : Khamla PHOMMAVONG and Phommavong KHAMLA")
        expect(officer.get_by_role("heading", level=1)).to_have_text("One person or two?")
        expect(officer.get_by_role("row", name="Family name")).to_contain_text("differs")
        expect(officer.get_by_role("row", name="Nationality")).not_to_contain_text("differs")
        expect(officer.get_by_role("radio", name="E-mail, the other record")).to_be_checked()
        expect(officer.get_by_role("radio", name="Family name, the record that stays")).to_be_checked()
        officer.get_by_label("Reason").focus()
        officer.keyboard.type("One person, confirmed by both missions by telephone")
        officer.keyboard.press("Tab")
        officer.keyboard.press("Enter")
        expect(officer.get_by_role("heading", level=1)).to_have_text("Khamla PHOMMAVONG")
        expect(officer.get_by_role("main")).to_contain_text("The two records are one now")
        expect(officer.get_by_role("main")).to_contain_text("khamla@mofa.example")
        officer.goto("/duplicates")
        expect(officer.get_by_role("main")).to_contain_text("No two records look like one person")


def test_a_contact_sends_the_case_and_the_desk_moves_the_person(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        contact = Desk(browser, address, Role.FOCAL_POINT).page
        contact.get_by_role("link", name="Viet Nam").first.click()
        contact.get_by_role("link", name="Register a person").first.click()
        for label, choice in (
            ("Kind of passport", "diplomatic"), ("Issued by", "LAO"), ("Nationality", "LAO"),
            ("Function in the delegation", "ADV"), ("Category of accreditation", "D"),
        ):  # fmt: skip
            contact.get_by_label(label).select_option(choice)
        contact.get_by_label("Passport number").fill(NUMBER)
        contact.get_by_label("Family name", exact=True).fill("Phommavong")
        contact.get_by_role("button", name="Register", exact=True).click()
        contact.get_by_label("Note for the duplicate desk").fill("She travels with our minister.")
        contact.get_by_role("button", name="Send the case to the duplicate desk").click()
        expect(contact.get_by_role("main")).to_contain_text("Waiting for an answer")
        expect(contact.get_by_role("main")).not_to_contain_text("Lao")

        officer = Desk(browser, address, Role.PROTOCOL_OFFICER).page
        officer.get_by_role("link", name="Claims of delegations").click()
        officer.get_by_role("link", name="Open : PHOMMAVONG").click()
        officer.get_by_role("link", name="Move the person to this delegation").click()
        officer.get_by_label("Reason").fill("Agreed with both missions")
        officer.get_by_role("button", name="Move the person").click()
        expect(officer.get_by_role("main")).to_contain_text("The application begins anew")

        contact.reload()
        expect(contact.get_by_role("main")).to_contain_text("The person stands in your delegation now")
        expect(contact.get_by_role("link", name="Khamla PHOMMAVONG")).to_be_visible()


def press(page: Page, link: str) -> None:
    """Go to a link by the Tab key and open it."""
    wanted = page.get_by_role("link", name=link)
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not come to {link}")

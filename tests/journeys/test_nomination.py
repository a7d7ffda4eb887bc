"""Registration from below, on a telephone: the contact makes a link, the person registers, the contact hands it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from summit.accounts.policy import Role
from tests.journeys.live import PHONE, Desk, chromium, served, with_laos
from tests.journeys.stage import picture

SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The delegation of Laos with its contact."""
    app = with_laos(_sqlite_template, tmp_path)
    yield app
    app.extensions["database"].engine.dispose()


def test_a_person_registers_on_a_telephone_and_the_contact_hands_it_in(app: Flask, tmp_path: Path) -> None:
    photo = tmp_path / "me.jpg"
    photo.write_bytes(picture())
    with served(app) as address, chromium() as browser:
        contact = Desk(browser, address, Role.FOCAL_POINT).page
        contact.get_by_role("link", name="Lao People's Democratic Republic").first.click()
        contact.get_by_role("link", name="Ask a person to register").click()
        contact.get_by_label("Name", exact=True).fill("Anna Eriksson")
        contact.get_by_label("Function in the delegation").select_option("ADV")
        contact.get_by_label("Category of accreditation").select_option("D")
        contact.get_by_role("button", name="Make the link").click()
        link = contact.get_by_label("Link").input_value()

        phone = Desk(browser, address, viewport=PHONE, is_mobile=True).page
        phone.goto("/nominations/" + link.rsplit("/", 1)[1])
        phone.get_by_text("Fill in from the machine-readable lines").click()
        phone.get_by_label("Machine-readable lines").fill(SPECIMEN)
        expect(phone.get_by_label("Family name", exact=True)).to_have_value("Eriksson")
        phone.get_by_label("Kind of passport").select_option("diplomatic")
        phone.get_by_label("Issued by").select_option("SWE")
        phone.get_by_label("Nationality").select_option("SWE")
        phone.get_by_label("Passport expires on").fill("1 June 2030")
        phone.get_by_label("E-mail").fill("anna@example.org")
        phone.get_by_role("button", name="Continue and check").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Check your answers")
        expect(phone.get_by_role("main")).to_contain_text("Anna Maria")
        phone.get_by_label("Photo (optional)", exact=True).set_input_files(photo)
        phone.get_by_role("button", name="Send my registration").click()
        expect(phone.get_by_role("heading", level=1)).to_have_text("Your registration has arrived")
        phone.goto("/nominations/" + link.rsplit("/", 1)[1])
        expect(phone.get_by_role("main")).to_contain_text("not valid any more")

        contact.get_by_role("link", name="Done").click()
        contact.get_by_role("link", name="Anna Maria ERIKSSON").first.click()
        contact.get_by_role("main").get_by_role("link", name="Accreditation").click()
        contact.get_by_role("link", name="Check the answers and submit").click()
        contact.get_by_label("Everybody concerned has read the privacy notice").check()
        contact.get_by_role("button", name="Submit the application").click()
        expect(contact.locator("main")).to_contain_text("Submitted")

"""One story from end to end, in a real browser: registered, cleared, approved, printed, and on the delegate's telephone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from playwright.sync_api import Page, expect

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.badges.token import read_key, verify
from summit.demo.portraits import portrait
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_summit, make_user
from tests.journeys.live import PHONE, Desk, chromium, migrated_app, served

FAMILY, GIVEN = "NGUYỄN", "Thị Ngọc Ánh"


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """One delegation with a focal point, one account for each office of the story."""
    app = migrated_app(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        open_categories(session, SYSTEM, NOW)
        appoint(session, make_delegation(session, "LA"), user=_account(session, Role.FOCAL_POINT))
        for role in (Role.VETTING_OFFICER, Role.ACCREDITATION_OFFICER, Role.BADGE_DESK):
            _account(session, role)
    yield app
    database.engine.dispose()


def _account(session: object, role: Role) -> User:
    return make_user(session, roles=[role], email=f"{role.value}@example.org")


def test_from_registration_to_the_telephone(app: Flask, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(portrait(random.Random(7), "F", homeland="VN"))
    with served(app) as address, chromium() as browser:
        focal_point = Desk(browser, address, Role.FOCAL_POINT)
        record = register(focal_point.page, photo)
        clear(Desk(browser, address, Role.VETTING_OFFICER))
        approve(Desk(browser, address, Role.ACCREDITATION_OFFICER))
        printed = print_run(Desk(browser, address, Role.BADGE_DESK))
        link = invite(focal_point.page, record)
        phone = Desk(browser, address, viewport=PHONE, has_touch=True)
        own_badge, schedule = on_the_telephone(phone.page, link)
    public_key = app.test_cli_runner().invoke(args=["badges", "public-key"]).output.strip()
    tokens = {read_code(content) for content in (printed, own_badge)}
    assert len(tokens) == 1
    claims = verify(read_key(public_key), tokens.pop(), datetime(2025, 10, 25, 3, tzinfo=UTC))
    assert (claims.category, claims.issue_number) == ("D", 1)
    for content in (printed, own_badge):
        assert FAMILY in text_of(content)
        assert "Ngọc Ánh" in text_of(content)
    assert GIVEN in text_of(schedule)
    assert "Personal schedule" in text_of(schedule)


def register(page: Page, photo: Path) -> str:
    """The focal point enters the delegate, adds the photo and submits; returns the record's address."""
    page.goto("/delegations")
    page.get_by_role("link", name="Lao People's Democratic Republic").first.click()
    page.get_by_role("link", name="Register a person").first.click()
    page.get_by_label("Kind of passport").select_option("diplomatic")
    page.get_by_label("Issued by").select_option("VNM")
    page.get_by_label("Family name", exact=False).first.fill(FAMILY)
    page.get_by_label("Given names").fill(GIVEN)
    page.get_by_label("Passport number").fill("N1234567")
    page.get_by_label("Nationality").select_option("VNM")
    page.get_by_label("Date of birth").fill("17 May 1985")
    page.get_by_label("Passport expires on").fill("2031-05-01")
    page.get_by_label("Name on the badge").fill(f"{FAMILY} {GIVEN}")
    page.get_by_label("The family name is written first").check()
    page.get_by_label("Function in the delegation").select_option("ADV")
    page.get_by_label("Category of accreditation").select_option("D")
    page.get_by_label("Official title in English").fill("Legal Adviser")
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ngọc Ánh")
    record = page.url
    page.get_by_role("link", name="Send a photo").click()
    page.get_by_label("Photo", exact=True).set_input_files(photo)
    page.get_by_role("button", name="Send the photo").click()
    page.goto(record)
    page.get_by_role("link", name="Accreditation", exact=True).last.click()
    page.get_by_role("link", name="Check the answers and submit").click()
    page.locator("main").get_by_role("checkbox").check()
    page.get_by_role("button", name="Submit the application").click()
    expect(page.locator("main")).to_contain_text("Submitted")
    return record


def clear(desk: Desk) -> None:
    """The security answer: clear."""
    desk.page.goto("/accreditations")
    desk.page.get_by_role("link", name="Ngọc Ánh").first.click()
    desk.page.get_by_label("Clear", exact=True).check()
    desk.page.get_by_role("button", name="Record the answer").click()


def approve(desk: Desk) -> None:
    desk.page.goto("/accreditations")
    desk.page.get_by_role("link", name="Ngọc Ánh").first.click()
    desk.page.get_by_role("button", name="Approve").first.click()
    expect(desk.page.locator("main")).to_contain_text("approved")


def print_run(desk: Desk) -> bytes:
    """Order the run, fetch the cards, confirm that they are good."""
    desk.page.goto("/badges")
    desk.page.get_by_role("button", name="Print 1 badge").click()
    cards = desk.page.locator("a[href$='cards.pdf']").first
    expect(cards).to_be_visible()  # the page follows the run, and loads itself once more at its end
    with desk.page.expect_download() as waiting:
        cards.evaluate("link => { link.download = ''; link.click() }")
    content = Path(waiting.value.path()).read_bytes()
    desk.page.get_by_role("button", name="Confirm the good cards").click()
    expect(desk.page.locator("main")).to_contain_text("Confirmed")
    return content


def invite(page: Page, record: str) -> str:
    """The focal point makes the delegate's personal link."""
    page.goto(record)
    page.get_by_role("button", name="link").first.click()
    return page.get_by_label("Link").input_value()


def on_the_telephone(page: Page, link: str) -> tuple[bytes, bytes]:
    """The delegate opens the link, sees the badge, and takes badge and schedule along as files."""
    page.goto(link)
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ngọc Ánh")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    code = page.get_by_alt_text("The code of badge").bounding_box()
    assert code is not None
    assert code["width"] > PHONE["width"] * 0.6
    return fetched(page, "/my/badge.pdf"), fetched(page, "/my/schedule.pdf")


def fetched(page: Page, path: str) -> bytes:
    expect(page.locator(f"a[href^='{path}']").first).to_be_visible()
    answer = page.request.get(page.url.rsplit("/", 1)[0] + path)
    assert answer.ok, answer.status_text
    return answer.body()


def read_code(content: bytes) -> str:
    """The badge's code as a scanner reads it off the rendered page."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1
    return str(found[0].text)


def text_of(content: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(BytesIO(content)))

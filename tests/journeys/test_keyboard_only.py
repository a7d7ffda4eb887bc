"""The lists and the form of a person with the keyboard alone, in a real browser (UX-02, WCAG 2.1.1, 2.1.2, 2.4.7, 2.4.11)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.accreditation.models import Accreditation
from summit.delegations.models import Participant, Person, SavedView
from summit.delegations.views.columns import PEOPLE_COLUMNS
from summit.demo.portraits import portrait
from tests.factories import (
    PASSWORD,
    make_delegation,
    make_participant,
    make_user,
)
from tests.journeys.keyboard import Keyboard
from tests.journeys.live import Desk, chromium, served, settled, with_laos

NAMES = ("Ana ALVES", "Bruno BRITO", "Clara COSTA")


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Laos with its contact and nobody yet, Brazil with three people, and an officer of protocol."""
    app = with_laos(_sqlite_template, tmp_path)
    database = app.extensions["database"]
    with database.committing() as session:
        make_user(session, roles=[Role.PROTOCOL_OFFICER], email="protocol_officer@example.org")
        brazil = make_delegation(session, "BR")
        for name in NAMES:
            make_participant(session, brazil, badge_name=name)
    yield app
    database.engine.dispose()


@pytest.fixture
def page(app: Flask) -> Iterator[Page]:
    """A browser on the page for signing in."""
    with served(app) as address, chromium() as browser:
        opened = Desk(browser, address, reduced_motion="reduce").page
        opened.goto("/sign-in")
        settled(opened)
        yield opened


def sign_in(keys: Keyboard, role: Role) -> None:
    keys.type(keys.page.get_by_label("E-mail address"), f"{role.value}@example.org")
    keys.type(keys.page.get_by_label("Password"), PASSWORD)
    keys.follow(keys.page.get_by_role("button", name="Sign in"))
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Today")


def open_list(keys: Keyboard, name: str) -> None:
    keys.follow(keys.page.get_by_role("navigation").get_by_role("link", name=name, exact=True))
    expect(keys.page.get_by_role("heading", level=1)).to_have_text(name)


def names(page: Page) -> list[str]:
    return page.locator("tbody .person").all_text_contents()


@pytest.mark.browser
def test_a_focal_point_registers_and_submits(page: Page, app: Flask, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(portrait(random.Random(7), "F", homeland="VN"))
    keys = Keyboard(page)
    sign_in(keys, Role.FOCAL_POINT)
    open_list(keys, "Delegations")
    keys.into_the_page()
    keys.follow(page.get_by_role("main").get_by_role("link", name="Lao People's Democratic Republic"))
    keys.follow(page.get_by_role("link", name="Register a person").first)
    fill_in(keys)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ngọc Ánh")
    keys.follow(page.get_by_role("link", name="Send a photo"))
    keys.to(page.get_by_label("Photo", exact=True))
    page.get_by_label("Photo", exact=True).set_input_files(photo)  # the dialog is the browser's own
    keys.follow(page.get_by_role("button", name="Send the photo"))
    expect(page.get_by_role("status")).to_contain_text("The photo is stored")
    keys.into_the_page()
    keys.follow(page.get_by_role("main").get_by_role("link", name="Accreditation", exact=True))
    keys.follow(page.get_by_role("link", name="Check the answers and submit"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check the answers")
    keys.tick(page.get_by_role("main").get_by_role("checkbox"))
    keys.follow(page.get_by_role("button", name="Submit the application"))
    expect(page.get_by_role("main")).to_contain_text("Submitted")
    with app.extensions["database"].reading() as session:
        [kept] = session.scalars(select(Person).where(Person.family_name == "NGUYỄN"))
        assert (kept.nationality, kept.passport_issuer, kept.passport_kind) == ("VNM", "VNM", "diplomatic")
        assert (kept.sex, str(kept.born_on), kept.family_first) == ("F", "1985-05-17", True)
        assert kept.photo_file
        assert session.scalars(select(Accreditation.state)).all() == ["submitted"]
    print(f"{keys.stops} stops")


def fill_in(keys: Keyboard) -> None:
    """The whole form, from top to bottom."""
    page = keys.page
    keys.into_the_page()
    keys.choose(page.get_by_label("Kind of passport"), "Diplomatic")
    keys.choose(page.get_by_label("Issued by"), "Viet Nam")
    keys.type(page.get_by_label("Passport number"), "N1234567")
    keys.type(page.get_by_label("Family name", exact=True), "NGUYỄN")
    keys.type(page.get_by_label("Given names"), "Thị Ngọc Ánh")
    keys.choose(page.get_by_label("Nationality"), "Viet Nam")
    keys.type(page.get_by_label("Date of birth"), "17 May 1985")
    keys.choose(page.get_by_label("Sex"), "F")
    keys.type(page.get_by_label("Passport expires on"), "1 May 2031")
    keys.tick(page.get_by_label("The family name is written first"))
    keys.type(page.get_by_label("Name on the badge"), "NGUYỄN Thị Ngọc Ánh")
    keys.choose(page.get_by_label("Function in the delegation"), "Adviser")
    keys.choose(page.get_by_label("Category of accreditation"), "D · ")
    keys.type(page.get_by_label("Official title in English"), "Legal Adviser")
    keys.type(page.get_by_label("Mobile telephone"), "+856 21 123 456")
    keys.follow(page.get_by_role("button", name="Register", exact=True))


@pytest.mark.browser
def test_an_officer_works_in_the_list_of_people(page: Page, app: Flask) -> None:
    keys = Keyboard(page)
    sign_in(keys, Role.PROTOCOL_OFFICER)
    open_list(keys, "People")
    assert keys.round() == []

    page.reload()
    settled(page)
    keys.into_the_page()
    keys.choose(page.get_by_role("combobox", name="Function", exact=True), "Representative")
    keys.follow(page.get_by_role("button", name="Filter"))
    assert names(page) == list(NAMES)
    keys.into_the_page()
    keys.follow(page.get_by_role("link", name="Name", exact=False).and_(page.locator(".sort")))
    assert names(page) == list(reversed(NAMES))

    keys.into_the_page()
    keys.tick(page.get_by_label("Choose Clara COSTA"))
    keys.tick(page.get_by_label("Choose Bruno BRITO"))
    keys.follow(page.get_by_role("button", name="Change the function"))
    keys.into_the_page()
    keys.choose(page.get_by_label("Function"), "Expert")
    keys.follow(page.get_by_role("button", name="Change", exact=True))
    assert functions(app) == ["REP", "EXP", "EXP"]
    keys.into_the_page()
    keys.follow(page.get_by_role("button", name="Undo"))
    assert functions(app) == ["REP", "REP", "REP"]

    page.go_back()
    open_list(keys, "People")
    keys.into_the_page()
    keys.type(page.get_by_label("Name, delegation or code"), "brito")
    keys.follow(page.get_by_role("button", name="Filter"))
    keys.into_the_page()
    keys.follow(page.get_by_role("link", name="Save this view"))
    keys.into_the_page()
    keys.type(page.locator("#name"), "Brito alone")
    keys.follow(page.get_by_role("button", name="Save the view"))
    open_list(keys, "People")
    assert len(names(page)) == len(NAMES)
    keys.into_the_page()
    keys.follow(page.get_by_role("link", name="Brito alone"))
    assert names(page) == ["Bruno BRITO"]
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(SavedView.question)).all() == ["q=brito&state=enrolled"]
    print(f"{keys.stops} stops")


@pytest.mark.browser
def test_an_officer_changes_fields_in_their_cells(page: Page, app: Flask) -> None:
    """The first is saved, the second is left, the third was changed by somebody else meanwhile."""
    keys = Keyboard(page)
    sign_in(keys, Role.PROTOCOL_OFFICER)
    open_list(keys, "People")
    keys.into_the_page()
    keys.follow(page.get_by_role("link", name="Change in the list"))
    keys.into_the_page()
    link = page.get_by_role("link", name="Change title: Ana ALVES")
    open_cell(keys, link)
    page.keyboard.type("Ambassador at Large")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(link).to_be_focused()
    assert titles(app) == ["Ambassador at Large", "Counsellor", "Counsellor"]

    link = page.get_by_role("link", name="Change title: Bruno BRITO")
    open_cell(keys, link)
    page.keyboard.type("Nobody reads this")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    open_cell(keys, page.get_by_role("link", name="Change title: Clara COSTA"))
    with app.extensions["database"].committing() as session:
        clara = session.scalars(select(Participant).order_by(Participant.id.desc()).limit(1)).one()
        clara.title = "Consul"
    page.keyboard.type("Consul General")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("It now reads “Consul”.")
    assert titles(app) == ["Ambassador at Large", "Counsellor", "Consul"]
    keys.to(page.get_by_role("button", name="Save mine"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Change title: Clara COSTA")).to_be_focused()
    assert titles(app) == ["Ambassador at Large", "Counsellor", "Consul General"]
    page.goto(f"/people?edit=yes&columns={','.join(PEOPLE_COLUMNS)}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0  # a wide table moves in its own frame


def open_cell(keys: Keyboard, link: Locator) -> None:
    """Open the cell: the title is in its field, marked, so that typing takes its place."""
    keys.to(link)
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator("td input[name=title]")).to_be_focused()


def titles(app: Flask) -> list[str]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Participant.title).order_by(Participant.id)))


def functions(app: Flask) -> list[str]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Participant.function).order_by(Participant.id)))


@pytest.mark.browser
def test_an_officer_works_in_the_list_of_delegations(page: Page) -> None:
    keys = Keyboard(page)
    sign_in(keys, Role.PROTOCOL_OFFICER)
    open_list(keys, "Delegations")
    assert keys.round() == []

    page.reload()
    settled(page)
    keys.into_the_page()
    keys.choose(page.get_by_label("Head", exact=True), "None named")
    keys.follow(page.get_by_role("button", name="Filter"))
    keys.into_the_page()
    keys.follow(page.get_by_role("link", name="Delegation", exact=False).and_(page.locator(".sort")))
    keys.into_the_page()
    keys.follow(page.get_by_role("main").get_by_role("link", name="Brazil"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brazil")
    keys.into_the_page()
    keys.follow(page.get_by_role("main").get_by_role("link", name="Ana ALVES").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana ALVES")

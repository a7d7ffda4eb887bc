"""The finder: from any page by keyboard alone, only what the user may see, and names are text whatever they say (UX-01)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from summit.accounts.policy import Role
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.desk.stage import HOSTILE, Scene, make_scene
from tests.factories import make_delegation, make_participant, make_summit, make_user
from tests.journeys.live import Desk, chromium, served, settled

Clients = Callable[..., PageClient]


def suggested(client: PageClient, text: str) -> dict[str, list[str]]:
    answer = client.get("/search/suggestions", query_string={"q": text})
    assert answer.status_code == 200
    for group in answer.json["groups"]:
        for result in group["results"]:
            assert client.get(result["address"]).status_code == 200, result
    return {
        group["name"]: [result["label"] for result in group["results"]] for group in answer.json["groups"] if group["results"]
    }


def test_everything_of_the_search_page_is_suggested(scene: Scene, client_as: Clients) -> None:
    client = client_as(Role.ORGANIZER)
    assert suggested(client, "nhat ban") == {"People": ["JP HEADNAME"], "Delegations": ["Japan"]}
    assert suggested(client, "hall 1") == {"Rooms": ["H-01 Hall room 1"]}
    assert suggested(client, "da nang evidence") == {"Programme": ["Évidence numérique à Đà Nẵng"]}
    assert suggested(client, "") == suggested(client, "atlantis") == {}
    answer = client.get("/search/suggestions?q=headname+jap").json
    assert (answer["total"], answer["is_more"]) == (1, False)
    assert answer["groups"][0]["results"] == [
        {
            "label": "JP HEADNAME",
            "detail": "Japan · Head of Delegation",
            "address": f"/people/{scene.japan.head.code}",
        }
    ]


def test_many_results_lead_to_the_list_of_them_all(database: Database, scene: Scene, client_as: Clients) -> None:
    with database.committing() as session:
        for _ in range(11):
            make_participant(session, make_delegation(session, "FR"), family_name="Martin", badge_name="MARTIN")
    client = client_as(Role.PROTOCOL_OFFICER)
    assert suggested(client, "martin") == {"People": [*["MARTIN"] * 8, "All people who match"]}
    answer = client.get("/search/suggestions?q=martin").json
    assert (answer["total"], answer["is_more"]) == (11, False)
    assert answer["groups"][0]["results"][-1]["address"] == "/people?q=martin"


def test_only_what_is_within_reach_is_suggested(scene: Scene, client_as: Clients) -> None:
    france = client_as(user=scene.france.focal_point)
    assert suggested(france, "headname") == {"People": ["FR HEADNAME"]}
    assert suggested(france, "japan") == suggested(france, "rehearsal") == {}
    assert suggested(client_as(Role.BILATERAL_DESK), "bilateral meeting") == {}
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        client = client_as(role)
        assert client.get("/search/suggestions?q=headname").status_code == 403, role
        assert "data-finder" not in client.get("/account").get_data(as_text=True), role


@pytest.fixture
def page(sqlite_app: Flask) -> Iterator[Page]:
    """A browser on the page of today, signed in as a chief of protocol, with people of hostile names among the rest."""
    database: Database = sqlite_app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        make_scene(session)
        make_user(session, roles=[Role.CHIEF_OF_PROTOCOL], email="chief_of_protocol@example.org")
        for name in HOSTILE:
            make_participant(session, make_delegation(session, "FR", badge_quota=500), family_name="Evil", badge_name=name)
    with served(sqlite_app) as address, chromium() as browser:
        yield Desk(browser, address, Role.CHIEF_OF_PROTOCOL).page


@pytest.mark.browser
def test_a_person_is_found_by_keyboard_from_any_page(page: Page) -> None:
    page.get_by_role("link", name="Delegations", exact=True).first.focus()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Person, delegation")
    expect(field).to_be_focused()
    page.keyboard.type("headname")
    expect(page.get_by_role("option")).to_have_count(3)
    expect(page.locator("[data-finder-state]")).to_have_text("3 results")
    expect(field).to_have_attribute("aria-activedescendant", "finder-option-1")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "finder-option-2")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").nth(2)).to_have_attribute("aria-selected", "true")
    name = page.get_by_role("option").nth(2).locator("bdi").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/P-*")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


@pytest.mark.browser
def test_enter_waits_for_the_results_and_a_page_is_found(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("side ev")
    page.keyboard.press("Enter")
    page.wait_for_url("**/side-events")
    settled(page)
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    expect(page.locator("[data-finder-state]")).to_have_text("Nothing was found that is open to you.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=zzzz")


@pytest.mark.browser
def test_escape_closes_and_gives_the_focus_back(page: Page) -> None:
    link = page.get_by_role("link", name="People", exact=True).first
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("evil")
    expect(page.get_by_role("option").first).to_be_visible()
    assert set(HOSTILE) >= set(page.locator("[role=option] bdi").all_inner_texts())
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(page.locator("[data-finder]")).not_to_be_visible()
    expect(link).to_be_focused()


@pytest.mark.browser
def test_a_stroke_in_a_field_is_a_letter_and_the_key_can_be_switched_off(page: Page) -> None:
    """WCAG 2.1.4."""
    page.locator("#menu-q").focus()
    page.keyboard.press("/")
    expect(page.locator("#menu-q")).to_have_value("/")
    page.keyboard.press("Control+k")
    page.get_by_role("checkbox", name="The key / opens this too").uncheck()
    page.keyboard.press("Escape")
    page.locator("#content").focus()
    page.keyboard.press("/")
    expect(page.locator("[data-finder]")).not_to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.locator("[data-finder]")).to_be_visible()

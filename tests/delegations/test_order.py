"""The order of a delegation as in the note verbale (DEL-13): moved at once, by form, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.rules import OrderChanged
from summit.foundation.db import Database
from summit.foundation.errors import StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_summit, make_user
from tests.journeys.live import Desk, chromium, served

Sign = Callable[..., PageClient]
NAMES = ("Head", "Berg", "Dahl", "Falk")


def people(session: Session) -> tuple[str, list[str]]:
    """A delegation of four, the head first: its code and theirs."""
    delegation = make_delegation(session)
    functions = (DelegateFunction.HOD, *[DelegateFunction.ADV] * 3)
    made = [
        make_participant(session, delegation, function=function, family_name=name)
        for name, function in zip(NAMES, functions, strict=True)
    ]
    return delegation.code, [one.code for one in made]


def order(session: Session, code: str) -> list[str]:
    return [one.code for one in queries.people_of(session, queries.delegation_by_code(session, code).id)]


def put(session: Session, code: str, wanted: list[str], seen: list[str]) -> None:
    delegation = queries.delegation_by_code(session, code)
    actions.order_people(session, SYSTEM, NOW, delegation=delegation, wanted=wanted, seen=seen)


def test_all_are_put_in_order_at_once(session: Session) -> None:
    code, seen = people(session)
    head, berg, dahl, falk = seen
    put(session, code, [head, falk, berg, dahl], seen)
    assert order(session, code) == [head, falk, berg, dahl]
    line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "order_people")).one()
    assert (line.object_code, line.after) == (code, {"order": f"{head} {falk} {berg} {dahl}"})


def test_the_head_stays_first_whatever_is_sent(session: Session) -> None:
    code, seen = people(session)
    put(session, code, seen[::-1], seen)
    assert order(session, code) == [seen[0], *seen[:0:-1]]


def test_who_is_withdrawn_keeps_a_place_behind(session: Session) -> None:
    code, (head, berg, dahl, falk) = people(session)
    gone = queries.participant_by_code(session, berg)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="ill")
    put(session, code, [head, falk, dahl], [head, dahl, falk])
    actions.reinstate_participant(session, SYSTEM, NOW, participant=gone, version=gone.version)
    assert order(session, code) == [head, falk, dahl, berg]


def test_another_order_than_the_one_seen_is_refused(session: Session) -> None:
    code, seen = people(session)
    for wanted in ([], seen[:3], [*seen, seen[1]], [*seen[:3], "P-NOBODY"]):
        with pytest.raises(OrderChanged):
            put(session, code, wanted, seen)
    with pytest.raises(StaleVersion, match="present one"):
        put(session, code, seen, seen[::-1])
    assert order(session, code) == seen


def test_two_orders_at_once_are_one(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        code, seen = people(session)
    first, second = [seen[0], seen[2], seen[1], seen[3]], [seen[0], seen[3], seen[2], seen[1]]
    told = at_once(lambda session: put(session, code, first, seen), lambda session: put(session, code, second, seen))
    assert sorted(one == "done" for one in told) == [False, True]
    with database.reading() as session:
        assert order(session, code) == (first, second)[told.index("done")]


def test_the_form_saves_and_a_stale_one_shows_the_present_order(client_as: Sign, database: Database) -> None:
    with database.committing() as session:
        code, seen = people(session)
    client, path = client_as(Role.PROTOCOL_OFFICER), f"/delegations/{code}/order"
    wanted = [seen[0], *seen[:0:-1]]
    body = {"seen": " ".join(seen), "wanted": " ".join(wanted)}
    assert client.send(path, body, from_page=path).status_code == 303
    stale = client.send(path, body, from_page=path)
    page = stale.get_data(as_text=True)
    assert stale.status_code == 409
    assert "Somebody changed this order" in page
    assert page.count(f'value="{" ".join(wanted)}"') == 2


@pytest.fixture
def page(sqlite_app: Flask) -> Iterator[Page]:
    """A browser on the order of a delegation of four, signed in as an officer of the protocol department."""
    database: Database = sqlite_app.extensions["database"]
    with database.committing() as session:
        make_summit(session)
        make_user(session, roles=[Role.PROTOCOL_OFFICER], email="protocol_officer@example.org")
        code, _ = people(session)
    with served(sqlite_app) as address, chromium() as browser:
        opened = Desk(browser, address, Role.PROTOCOL_OFFICER).page
        opened.goto(f"/delegations/{code}/order")
        yield opened


def shown(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('[data-order-rows] tr')].map((row) => row.id)")


def test_a_line_is_moved_by_keyboard_and_announced(page: Page) -> None:
    """UX-12, WCAG 2.1.1 and 2.5.7: taken up, moved, put back, moved again, saved."""
    head, berg, dahl, falk = shown(page)
    grip, told = page.locator("[data-grip]").nth(3), page.locator("[data-order-told]")
    grip.focus()
    page.keyboard.press("ArrowUp")
    assert shown(page) == [head, berg, dahl, falk]
    page.keyboard.press("Space")
    expect(told).to_contain_text("taken up from place 4 of 4")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(told).to_contain_text("now place 2 of 4")
    assert shown(page) == [head, falk, berg, dahl]
    page.keyboard.press("Escape")
    assert shown(page) == [head, berg, dahl, falk]
    expect(page.get_by_role("button", name="Save this order")).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    expect(told).to_contain_text("put down at place 3 of 4")
    page.get_by_role("button", name="Save this order").click()
    expect(page.get_by_text("The order is saved.")).to_be_visible()
    assert shown(page) == [head, berg, falk, dahl]


def test_a_line_is_dragged(page: Page) -> None:
    head, berg, dahl, falk = shown(page)
    grip = page.locator("[data-grip]").nth(3).bounding_box()
    there = page.locator("[data-order-rows] tr").nth(1).bounding_box()
    assert grip is not None
    assert there is not None
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, there["y"] + 5, steps=6)
    page.mouse.up()
    assert shown(page) == [head, falk, berg, dahl]
    page.get_by_role("button", name="Save this order").click()
    expect(page.get_by_text("The order is saved.")).to_be_visible()
    assert shown(page) == [head, falk, berg, dahl]

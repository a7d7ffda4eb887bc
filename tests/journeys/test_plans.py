"""The bilateral desk plans three hundred requests, drags one into a conflict, publishes; a minister is late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import read_plan
from summit.bilaterals.lifecycle import MeetingState, PlanState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, PlanStep, ScheduleRun
from summit.delegations.models import Party
from summit.foundation.codes import new_code
from summit.foundation.db import Database
from summit.notices.models import Notice
from tests.bilaterals.stage import Team, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM, make_summit, make_user
from tests.journeys.live import Desk, chromium, migrated_app, served, settled

WISHES, TEAMS, ROOMS = 300, 26, 12
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app with the two offices that plan; a test fills it."""
    app = migrated_app(_sqlite_template, tmp_path)
    with app.extensions["database"].committing() as session:
        make_summit(session)
        for role in (Role.BILATERAL_DESK, Role.CHIEF_OF_PROTOCOL):
            make_user(session, roles=[role], email=f"{role.value}@example.org")
    yield app
    app.extensions["database"].engine.dispose()


def teams_of(session: Session, count: int) -> list[Team]:
    """Delegations of States with a head and a focal point each."""
    codes = session.scalars(select(Party.code).where(Party.kind == "STATE_M").order_by(Party.code).limit(count)).all()
    return [make_team(session, code) for code in codes]


def wishes(session: Session, teams: list[Team], count: int) -> None:
    """That many requests, each of two teams: rows without their history."""
    pairs = list(combinations(teams, 2))[:count]
    session.add_all(
        MeetingRequest(
            code=new_code("MR"),
            asking_id=one.delegation.id,
            asked_id=other.delegation.id,
            asking_principal_id=one.head.id,
            asked_principal_id=other.head.id,
            requested_at=NOW,
        )
        for one, other in pairs
    )
    session.flush()


def planned(app: Flask) -> str:
    """The code of a planning that has come to its end."""
    with app.app_context(), app.extensions["database"].committing() as session:
        run = actions.ask_for_plan(session, SYSTEM, datetime.now(UTC), seconds=10)
    return run.code


def board(page: Page, code: str) -> None:
    page.goto(f"/bilaterals/plans/{code}")
    expect(page.locator("[data-board][data-ready]")).to_be_visible()
    settled(page)


def blocks(page: Page) -> Locator:
    return page.locator(".plan-block.mark-planned")


def told(page: Page) -> Locator:
    return page.locator("[data-told]")


def test_three_hundred_requests_are_planned_one_is_dragged_and_all_are_published(app: Flask) -> None:
    database: Database = app.extensions["database"]
    with database.committing() as session:
        make_rooms(session, *[12] * ROOMS)
        wishes(session, teams_of(session, TEAMS), WISHES)
    with served(app) as address, chromium() as browser:
        desk = Desk(browser, address, Role.BILATERAL_DESK, viewport=DESK)
        page = desk.page
        page.goto("/bilaterals/plans")
        expect(page.get_by_text(f"{WISHES} open requests can be planned")).to_be_visible()
        page.get_by_label("Time to search").select_option("30")
        page.get_by_role("button", name="Plan the meetings").click()
        expect(page.locator("[data-board][data-ready]")).to_be_visible()
        placed = int(page.locator("[data-placed]").inner_text())
        assert placed == len(plan(database).meetings) > WISHES * 0.8
        dragged_into_a_conflict(page, database)
        page.get_by_role("link", name="Publish").click()
        expect(page.get_by_text(f"{placed} meetings will be held")).to_be_visible()
        page.get_by_role("button", name="Publish the plan").click()
        expect(page.get_by_text(f"{placed} meetings are held.")).to_be_visible()
        page.goto("/bilaterals/plans")
        expect(page.get_by_text(f"beside {placed} meetings that stand")).to_be_visible()
    with database.reading() as session:
        run = session.scalars(select(ScheduleRun)).one()
        assert run.state == PlanState.PUBLISHED
        held = session.scalars(select(BilateralMeeting)).all()
        assert {one.state for one in held} == {MeetingState.HELD}
        found = {(one.request.code, one.room.code, one.starts_at) for one in held}
        clock = queries.clock_of(session, run)
        assert found == {(one.request, one.room, clock.moment(one.start)) for one in read_plan(run.plan).meetings}
        assert session.scalar(select(func.count()).select_from(Notice)) == 2 * placed


def plan(database: Database):
    with database.reading() as session:
        return read_plan(session.scalars(select(ScheduleRun)).one().plan)


def dragged_into_a_conflict(page: Page, database: Database) -> None:
    """Over another meeting of its room the reason is read while it is held; dropped there it stays where it was."""
    lane = page.locator(".plan-lane").first.locator(".plan-block.mark-planned")
    one, other = (box(lane.nth(at)) for at in (0, 1))
    page.mouse.move(*one)
    page.mouse.down()
    page.mouse.move(one[0] + 20, one[1], steps=2)
    page.mouse.move(*other, steps=5)
    expect(told(page)).to_contain_text("is not clear in time")
    expect(page.locator(".plan-held.is-broken")).to_be_visible()
    page.mouse.up()
    expect(told(page)).to_contain_text("cannot be there")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PlanStep)) == 0


def box(block: Locator) -> tuple[float, float]:
    block.scroll_into_view_if_needed()
    found = block.bounding_box()
    assert found is not None
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def test_everything_on_the_board_is_done_by_keyboard(app: Flask) -> None:
    database: Database = app.extensions["database"]
    with database.committing() as session:
        make_rooms(session, 12, 12)
        wishes(session, teams_of(session, 3), 3)
    code = planned(app)
    with served(app) as address, chromium() as browser:
        page = Desk(browser, address, Role.BILATERAL_DESK, viewport=DESK).page
        board(page, code)
        while "plan-block" not in (page.evaluate("document.activeElement.className") or ""):
            page.keyboard.press("Tab")
        request = page.evaluate("document.activeElement.dataset.request")
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Escape")
        expect(told(page)).to_have_text("It stays where it was.")
        page.keyboard.press("Delete")
        expect(told(page)).to_contain_text("put aside")
        expect(page.locator("[data-unplaced-count]")).to_have_text("1")
        page.keyboard.press("Enter")  # the focus went with the meeting to the list beside
        for _ in range(47):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        expect(told(page)).to_contain_text("in B-02: possible.")
        page.keyboard.press("Enter")
        expect(told(page)).to_contain_text("moved to")
        assert page.evaluate("document.activeElement.dataset.request") == request
        expect(page.locator("[data-steps]")).to_have_text("2")
        page.get_by_role("button", name="Principals").press("Enter")
        expect(page.locator(f".plan-block[data-request='{request}']")).to_have_count(2)
        page.get_by_role("button", name="Take the last one back").press("Enter")
        expect(page.get_by_text("Taken back:")).to_be_visible()
    with database.reading() as session:
        run = queries.plan_by_code(session, code)
        assert request not in {one.request for one in queries.draft_of(session, run)}


def test_a_minister_is_late_and_one_of_two_answers_is_sent(app: Flask) -> None:
    database: Database = app.extensions["database"]
    with database.committing() as session:
        rooms = make_rooms(session, 12, 12)
        late, *others = teams_of(session, 4)
        first = meet(session, late, others[0], rooms[0], "09:00", minutes=30)
        stays = meet(session, others[1], others[2], rooms[1], "09:00", minutes=30)
        codes = first.code, stays.code
        before = {one.code: one.starts_at for one in (first, stays)}
        name = late.head.person.badge_name or late.head.person.family_name
        letters = session.scalar(select(func.count()).select_from(Notice)) or 0
    with served(app) as address, chromium() as browser:
        page = Desk(browser, address, Role.BILATERAL_DESK, viewport=DESK).page
        dispatch = lateness(page, name)
        page.get_by_role("button", name="Move the meetings and tell them").click()
        expect(page.get_by_role("alert")).to_contain_text("only by the Chief of Protocol")
        chief = Desk(browser, address, Role.CHIEF_OF_PROTOCOL, viewport=DESK).page
        chief.goto(dispatch)
        expect(chief.get_by_text("2 delegations will be told")).to_be_visible()
        chief.get_by_role("button", name="Move the meetings and tell them").click()
        expect(chief.get_by_text("1 meetings are moved.")).to_be_visible()
    with database.reading() as session:
        after = {one.code: one.starts_at for one in session.scalars(select(BilateralMeeting))}
        assert after[codes[1]] == before[codes[1]]
        assert after[codes[0]] > before[codes[0]]
        assert session.scalars(select(ScheduleRun.state)).all() == [PlanState.PUBLISHED]
        assert session.scalar(select(func.count()).select_from(Notice)) == letters + 2


def lateness(page: Page, name: str) -> str:
    """The desk says who is late; two answers stand beside each other; the address of the nearer one's dispatch."""
    page.goto("/bilaterals/plans")
    page.get_by_role("link", name="Something has happened").click()
    page.get_by_label("A principal is late or away").check()
    choice = page.locator("#principal option", has_text=re.compile(re.escape(name)))
    page.get_by_label("Principal", exact=True).select_option(choice.first.get_attribute("value"))
    page.get_by_label("Until").fill("11:00")
    page.get_by_role("button", name="Look for ways to go on").click()
    expect(page.get_by_role("heading", name="Move only the meetings concerned")).to_be_visible()
    expect(page.get_by_role("heading", name="Move those of their counterparts too")).to_be_visible()
    page.get_by_role("link", name=re.compile("only the meetings concerned")).click()
    expect(page.get_by_text("2 delegations will be told")).to_be_visible()
    return page.url

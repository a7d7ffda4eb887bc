"""Who may know of a meeting (domain 5.6, BIL-50, BIL-51, PM-5): every page of the room, as every office and as every side."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select, text

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.bilaterals import actions
from summit.bilaterals.models import MeetingRequest
from summit.delegations.actions import hold_participant
from summit.foundation.db import Database
from tests.bilaterals.stage import agree, ask, hanoi, make_rooms, make_team, meet
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, make_participant, make_user

Browser = Callable[..., PageClient]
SUBJECT = "Marker of the subject"
PRINCIPALS = ("Zoë MARKER-ASKING", "Yun MARKER-ASKED")
DAY = "2025-10-25"
OTHER_OFFICES = set(Role) - {Role.BILATERAL_DESK, Role.CHIEF_OF_PROTOCOL}
NOUNS = (
    "acceptance", "other-time", "declination", "withdrawal", "principal", "placement", "relocation", "cancellation",
)  # fmt: skip
ANSWER = {"version": "1", "starts_at": hanoi("10:00").isoformat(), "slot": hanoi("11:00").isoformat(), "room": "B-03"}


@dataclass(frozen=True)
class Scene:
    """A request in each state between the two delegations, and everybody who might look."""

    codes: tuple[str, ...]
    confirmed: str
    asking: User
    asked: User
    third: User
    principal: User
    colleague: User
    third_delegate: User
    third_code: str


@pytest.fixture
def scene(database: Database) -> Scene:
    """Switzerland and Türkiye meet; Chile has business of its own."""
    with database.committing() as session:
        rooms = make_rooms(session, 10, 10, 10)
        asking = make_team(session, "CH", name=PRINCIPALS[0])
        asked = make_team(session, "TR", name=PRINCIPALS[1])
        third, fourth = make_team(session, "CL"), make_team(session, "DE")
        own = meet(session, third, fourth, rooms[2], "17:00").request
        confirmed = meet(session, asking, asked, rooms[0], "10:00", subject=SUBJECT).request
        off = meet(session, asking, asked, rooms[1], "12:00", subject=SUBJECT)
        actions.cancel(session, SYSTEM, NOW, meeting=off, version=None)
        placing = agree(session, asking, asked, "15:00", subject=SUBJECT)
        sent = ask(session, asking, asked, subject=SUBJECT)
        delegates = []
        for participant in (asking.head, make_participant(session, asking.delegation), third.head):
            participant.user_id = make_user(session, roles=[Role.DELEGATE]).id
            delegates.append(session.get_one(User, participant.user_id))
        return Scene(
            codes=(confirmed.code, off.request.code, placing.code, sent.code),
            confirmed=confirmed.code,
            asking=asking.focal_point,
            asked=asked.focal_point,
            third=third.focal_point,
            principal=delegates[0],
            colleague=delegates[1],
            third_delegate=delegates[2],
            third_code=own.code,
        )


def doors(app: Flask, scene: Scene) -> list[str]:
    """Every page of the room, and the pages of the programme on which rooms are shown."""
    found = []
    for rule in app.url_map.iter_rules():
        own = rule.endpoint.startswith("bilaterals.") or rule.endpoint in ("agenda.grid", "agenda.day")
        if own and "GET" in (rule.methods or ()):
            for code in scene.codes if "<string:code>" in rule.rule else ("",):
                found.append(re.sub("<string:code>", code, re.sub("<(string:)?day>", DAY, rule.rule)))
    return sorted(set(found))


def traces(page: str, scene: Scene) -> set[str]:
    """What a page tells of the meetings between the two."""
    secrets = {*PRINCIPALS, SUBJECT, *scene.codes}
    return {secret for secret in secrets if secret in page}


def delegations_named(page: str) -> bool:
    """Whether the page names one of the two parties outside a select of all delegations."""
    rest = re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
    return "Switzerland" in rest or "Türkiye" in rest


def test_the_walk_covers_the_room(app: Flask, scene: Scene) -> None:
    paths = doors(app, scene)
    assert f"/bilaterals/{scene.confirmed}" in paths
    assert {"/bilaterals", "/bilaterals/waiting", "/bilaterals/request", f"/bilaterals/rooms/{DAY}"} <= set(paths)
    assert len(paths) >= 6 + 3 * len(scene.codes)


def test_no_other_office_learns_that_they_meet(app: Flask, client_as: Browser, scene: Scene) -> None:
    boards = set()
    for role in OTHER_OFFICES:
        browser = client_as(role)
        for path in doors(app, scene):
            answer = browser.get(path)
            page = answer.get_data(as_text=True)
            assert answer.status_code in (200, 302, 403, 404), (role, path)
            assert traces(page.replace(path, ""), scene) == set(), (role, path)
            assert not delegations_named(page), (role, path)
        board = browser.get(f"/bilaterals/rooms/{DAY}")
        if board.status_code == 200:
            boards.add(role)
            assert board.get_data(as_text=True).count("Reserved") == 2
    assert boards == OTHER_OFFICES - {Role.AUDITOR, Role.ADMINISTRATOR}


def test_other_delegations_see_their_own_business_only(app: Flask, client_as: Browser, scene: Scene) -> None:
    for user in (scene.third, scene.third_delegate, scene.colleague):
        browser = client_as(user=user)
        for path in doors(app, scene):
            page = browser.get(path).get_data(as_text=True)
            assert traces(page.replace(path, ""), scene) == set(), (user.name, path)
            assert user is scene.colleague or not delegations_named(page), (user.name, path)
    listed = client_as(user=scene.third).get("/bilaterals").get_data(as_text=True)
    assert scene.third_code in listed
    assert 'All <span>1</span>' in listed
    board = client_as(user=scene.third).get(f"/bilaterals/rooms/{DAY}").get_data(as_text=True)
    assert board.count("Reserved") == 1
    assert "Chile – Germany" in board


def test_a_foreign_request_is_answered_like_a_missing_one(client_as: Browser, scene: Scene) -> None:
    """ROL-01, also for every answer that could be posted to it."""
    for user in (scene.third, scene.third_delegate, scene.colleague):
        browser = client_as(user=user)
        token = browser.token("/account")
        for path in ("", "/acceptance", "/other-time", "/declination", "/withdrawal", "/principal"):
            answers = []
            for code in (*scene.codes, "MR-NOSUCH22"):
                address = f"/bilaterals/{code}{path}"
                answer = browser.post(address, data={"csrf_token": token, **ANSWER}) if path else browser.get(address)
                body = re.sub(r"[0-9a-f]{16}", "", answer.get_data(as_text=True).replace(code, ""))
                answers.append((answer.status_code, re.sub(r'value="[^"]*"', "", body)))
            assert len(set(answers)) == 1, (user.name, path)
            assert answers[0][0] in (403, 404, 422), (user.name, path)


def test_nothing_changes_through_a_foreign_hand(database: Database, client_as: Browser, scene: Scene) -> None:
    def state() -> list[tuple[object, ...]]:
        with database.reading() as session:
            return [tuple(row) for row in session.execute(text("SELECT code, state, turn, version FROM meeting_requests"))]

    before = state()
    for browser in (
        *(client_as(user=user) for user in (scene.third, scene.principal, scene.colleague)),
        *(client_as(role) for role in sorted(OTHER_OFFICES)),
    ):
        token = browser.token("/account")
        for code in (scene.confirmed, scene.codes[2], scene.codes[3]):
            for noun in NOUNS:
                browser.post(f"/bilaterals/{code}/{noun}", data={"csrf_token": token, **ANSWER})
    assert state() == before


def test_both_sides_see_each_other_and_only_the_asking_one_its_subject(client_as: Browser, scene: Scene) -> None:
    for user, knows_subject in ((scene.asking, True), (scene.asked, False)):
        browser = client_as(user=user)
        listed = browser.get("/bilaterals").get_data(as_text=True)
        assert traces(listed, scene) == {*PRINCIPALS, *scene.codes}
        for code in scene.codes:
            page = browser.get(f"/bilaterals/{code}").get_data(as_text=True)
            assert traces(page, scene) - {SUBJECT} == {*PRINCIPALS, code}
            assert (SUBJECT in page) is knows_subject
        board = browser.get(f"/bilaterals/rooms/{DAY}").get_data(as_text=True)
        assert "Switzerland – Türkiye" in board
        assert board.count("Reserved") == 1


def test_a_principal_sees_the_meeting_and_no_request(client_as: Browser, scene: Scene) -> None:
    browser = client_as(user=scene.principal)
    listed = browser.get("/bilaterals").get_data(as_text=True)
    assert traces(listed, scene) == {*PRINCIPALS, *scene.codes[:2]}
    for code in scene.codes[:2]:
        assert traces(browser.get(f"/bilaterals/{code}").get_data(as_text=True), scene) == {*PRINCIPALS, code}
    for code in scene.codes[2:]:
        assert browser.get(f"/bilaterals/{code}").status_code == 404
    assert SUBJECT not in listed


def test_an_offer_tells_the_one_who_makes_it_nothing(database: Database, client_as: Browser, scene: Scene) -> None:
    """BIL-22: a time at which the counterpart is busy looks to the one who offers it like one at which it is free."""
    browser = client_as(user=scene.asking)
    code, pages = scene.codes[3], []
    for clock in ("08:00", "18:00"):
        offer = {"version": str(version_of(database, code)), "day": DAY, "clock": clock}
        answer = browser.send(f"/bilaterals/{code}/other-time", offer, follow_redirects=True)
        page = re.sub(r"<section class=\"panel\">\s*<h2>History.*", "", answer.get_data(as_text=True), flags=re.DOTALL)
        end = "08:30" if clock == "08:00" else "18:30"
        pages.append(re.sub(r'value="[^"]*"', "", page.replace(clock, "").replace(end, "")))
        if len(pages) == 1:
            with database.committing() as session:
                busy = session.scalars(select(MeetingRequest).where(MeetingRequest.code == code)).one().asked_principal
                assert busy is not None
                hold_participant(
                    session, participant=busy, held_from=hanoi("18:00"), held_until=hanoi("19:00"), kind="attends",
                    duty_code="X-1", label="Busy",
                )  # fmt: skip
    assert pages[0] == pages[1]


def version_of(database: Database, code: str) -> int:
    with database.reading() as session:
        return session.scalars(select(MeetingRequest.version).where(MeetingRequest.code == code)).one()


def test_the_desk_and_the_chief_read_everything_and_each_reading_is_written_down(
    database: Database, client_as: Browser, scene: Scene
) -> None:
    """BIL-51."""
    for role in (Role.BILATERAL_DESK, Role.CHIEF_OF_PROTOCOL):
        browser = client_as(role)
        with database.committing() as session:
            lines_before = len(readings(session))
        looks = [
            ("/bilaterals", {*scene.codes, scene.third_code}, "list"),
            (f"/bilaterals/{scene.confirmed}", {scene.confirmed}, scene.confirmed),
            (f"/bilaterals/{scene.confirmed}/relocation", {scene.confirmed}, scene.confirmed),
            ("/bilaterals/waiting", {scene.codes[2]}, "waiting"),
            (f"/bilaterals/{scene.codes[2]}/placement", {scene.codes[2]}, scene.codes[2]),
            (f"/bilaterals/rooms/{DAY}", {scene.confirmed, scene.third_code}, f"board {DAY}"),
        ]
        for path, _, _ in looks:
            assert browser.get(path).status_code == 200
        assert SUBJECT in browser.get(f"/bilaterals/{scene.confirmed}").get_data(as_text=True)
        looks.append(looks[1])
        with database.reading() as session:
            lines = readings(session)[lines_before:]
        assert [(set(line.after["requests"].split()), line.object_code) for line in lines] == [
            (codes, where) for _, codes, where in looks
        ]


def test_reading_of_the_own_business_is_nobody_s_concern(
    database: Database, client_as: Browser, scene: Scene
) -> None:
    for user in (scene.asking, scene.asked, scene.principal):
        browser = client_as(user=user)
        for path in ("/bilaterals", f"/bilaterals/{scene.confirmed}", f"/bilaterals/rooms/{DAY}"):
            assert browser.get(path).status_code == 200
    with database.reading() as session:
        assert readings(session) == []


def test_no_subject_lies_open_in_the_database(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        assert session.scalars(select(MeetingRequest.subject_sealed)).all().count("") == 1
        for table in MeetingRequest.metadata.tables:
            for row in session.execute(text(f'SELECT * FROM "{table}"')):  # every table of the installation
                assert SUBJECT not in repr(row), table


def readings(session: object) -> list[AuditEntry]:
    statement = select(AuditEntry).where(AuditEntry.object_kind == "bilateral_reading").order_by(AuditEntry.id)
    return list(session.scalars(statement))

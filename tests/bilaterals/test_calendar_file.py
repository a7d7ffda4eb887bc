"""The calendar file of a meeting: for the two sides and the desk, without its subject, following every change (BIL-50)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from icalendar import Calendar
from icalendar.cal import Component

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.queries import journal
from summit.bilaterals import actions
from summit.bilaterals.ics import STATUS
from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.queries import meeting_of, request_within
from summit.delegations.queries import Reach
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.venues.queries import room_by_code
from tests.bilaterals.stage import CHIEF, agree, hanoi, make_rooms, make_team, meet
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, make_participant, make_user

Clients = Callable[..., PageClient]
SUBJECT = "Marker of the subject"
DESK = Reach(everything=True)


@dataclass(frozen=True)
class Scene:
    """Switzerland asked the Republic of Korea; the codes of their meeting and of a request without one."""

    code: str
    agreed: str
    asking: User
    asked: User
    third: User
    principal: User
    colleague: User


@pytest.fixture
def scene(database: Database) -> Scene:
    with database.committing() as session:
        rooms = make_rooms(session, 12, 12)
        asking, asked, third = (make_team(session, code) for code in ("CH", "KR", "CL"))
        meeting = meet(session, asking, asked, rooms[0], "10:00", subject=SUBJECT)
        agreed = agree(session, asking, asked, "15:00", subject=SUBJECT)
        delegates = []
        for participant in (asked.head, make_participant(session, asked.delegation)):
            participant.user_id = make_user(session, roles=[Role.DELEGATE]).id
            delegates.append(session.get_one(User, participant.user_id))
        return Scene(
            meeting.request.code, agreed.code, asking.focal_point, asked.focal_point, third.focal_point, *delegates
        )


def event_of(browser: PageClient, code: str) -> tuple[str, Component]:
    """The method of the file and its only event."""
    answer = browser.get(f"/bilaterals/{code}/meeting.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="meeting-{code}.ics"'
    assert SUBJECT not in answer.get_data(as_text=True).replace("\r\n ", "")
    calendar = Calendar.from_ical(answer.data)
    (found,) = calendar.walk("VEVENT")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    return str(calendar["METHOD"]), found


def test_each_side_reads_with_whom_when_and_where(scene: Scene, client_as: Clients) -> None:
    for user, summary in (
        (scene.asking, "Bilateral meeting with the Republic of Korea"),
        (scene.asked, "Bilateral meeting with Switzerland"),
        (scene.principal, "Bilateral meeting with Switzerland"),
    ):
        method, found = event_of(client_as(user=user), scene.code)
        assert (method, str(found["STATUS"]), str(found["CLASS"])) == ("PUBLISH", "CONFIRMED", "CONFIDENTIAL")
        assert str(found["SUMMARY"]) == summary
        assert str(found["LOCATION"]) == "Bilateral room 1"
        assert str(found["DESCRIPTION"]).splitlines() == ["CH HEADNAME, Switzerland", "KR HEADNAME, Republic of Korea"]
        assert (found["DTSTART"].dt, found["DTEND"].dt) == (hanoi("10:00"), hanoi("10:30"))
        assert found["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"


def test_a_change_is_the_same_event_with_a_higher_number(
    scene: Scene, client_as: Clients, database: Database
) -> None:
    browser = client_as(user=scene.asked)
    seen = [event_of(browser, scene.code)]
    for step in ("room", "time", "off"):
        with database.committing() as session:
            meeting = meeting_of(session, request_within(session, DESK, scene.code))
            assert meeting is not None
            if step == "off":
                actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=None)
            else:
                room, at = room_by_code(session, "B-02"), hanoi("10:00" if step == "room" else "18:00")
                actions.move(
                    session, CHIEF, utc_now(), meeting=meeting, room=room, starts_at=at, version=None
                )
        seen.append(event_of(browser, scene.code))
    assert len({str(found["UID"]) for _, found in seen}) == 1
    numbers = [int(found["SEQUENCE"]) for _, found in seen]
    assert numbers == sorted(set(numbers))
    assert [(method, str(found["STATUS"])) for method, found in seen] == [
        ("PUBLISH", "CONFIRMED"), ("PUBLISH", "CONFIRMED"), ("PUBLISH", "TENTATIVE"), ("CANCEL", "CANCELLED"),
    ]  # fmt: skip
    moments: list[datetime] = [found["DTSTART"].dt for _, found in seen]
    assert moments == [hanoi("10:00"), hanoi("10:00"), hanoi("18:00"), hanoi("18:00")]


def test_others_find_nothing(scene: Scene, client_as: Clients) -> None:
    for user in (scene.third, scene.colleague):
        browser = client_as(user=user)
        for code in (scene.code, scene.agreed, "MR-NOSUCH22"):
            assert browser.get(f"/bilaterals/{code}/meeting.ics").status_code == 404
    assert client_as(user=scene.asking).get(f"/bilaterals/{scene.agreed}/meeting.ics").status_code == 404
    assert client_as(Role.PROTOCOL_OFFICER).get(f"/bilaterals/{scene.code}/meeting.ics").status_code == 403


def test_what_the_desk_takes_is_in_the_journal(scene: Scene, client_as: Clients, database: Database) -> None:
    """BIL-51."""
    event_of(client_as(user=scene.asking), scene.code)
    _, found = event_of(client_as(Role.BILATERAL_DESK), scene.code)
    assert str(found["SUMMARY"]) == "Bilateral meeting of Switzerland and the Republic of Korea"
    with database.reading() as session:
        (line,) = [line for line in journal(session) if line.object_kind == "bilateral_reading"]
    assert (line.object_code, line.after["requests"]) == (f"calendar file {scene.code}", scene.code)


def test_the_organizer_is_the_address_of_our_letters(scene: Scene, app: Flask, client_as: Clients) -> None:
    settings = app.config["SUMMIT"]
    _, found = event_of(client_as(user=scene.asking), scene.code)
    assert ("ORGANIZER" in found) is bool(settings.mail_from)


def test_it_is_offered_where_one_looks(scene: Scene, client_as: Clients) -> None:
    address = f"/bilaterals/{scene.code}/meeting.ics"
    for user in (scene.asking, scene.asked, scene.principal):
        assert address in client_as(user=user).get(f"/bilaterals/{scene.code}").get_data(as_text=True)
    assert address in client_as(user=scene.principal).get("/my").get_data(as_text=True)
    page = client_as(user=scene.asking).get(f"/bilaterals/{scene.agreed}").get_data(as_text=True)
    assert "meeting.ics" not in page


def test_every_state_of_a_meeting_has_its_status() -> None:
    assert set(STATUS) == set(MeetingState)

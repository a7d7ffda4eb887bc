"""Many organizers at once, through the action and through the page (RT-01, SES-02, SID-07)."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.agenda.actions import add_sponsor, name_contributor, schedule_entry
from summit.agenda.lifecycle import EntryKind
from summit.agenda.models import AgendaEntry, Contributor, Sponsorship
from summit.agenda.queries import entry_by_code
from summit.delegations.models import Engagement
from summit.delegations.queries import delegation_by_code, participant_by_code
from summit.foundation.db import Database
from summit.foundation.errors import SummitError
from summit.venues.models import RoomHold
from tests.agenda.conftest import DISCUSSION, SIDE_EVENT, Desk, at
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

RACERS = 6


def at_once(database: Database, deeds: list[Callable[[Session], object]]) -> list[str]:
    """Every deed in its own thread and transaction, let loose together: "" or the name of the refusal."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[Session], object]) -> str:
        start.wait(timeout=30)
        try:
            with database.committing() as session:
                deed(session)
        except SummitError as refusal:
            return type(refusal).__name__
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_one_room_and_one_hour_go_to_one_line(house: Database) -> None:
    def deed(racer: int, number: int) -> Callable[[Session], object]:
        day, hour = divmod(number, 10)
        draft = replace(
            DISCUSSION,
            title=f"Line {racer}",
            starts_at=at(8 + hour, day=25 + day),
            ends_at=at(9 + hour, day=25 + day),
        )
        return lambda session: schedule_entry(session, SYSTEM, NOW, facts=draft)

    for number in range(20):
        told = at_once(house, [deed(racer, number) for racer in range(RACERS)])
        assert sorted(told) == ["", *["RoomTaken"] * (RACERS - 1)]
    assert (count(house, AgendaEntry), count(house, RoomHold)) == (20, 20)


def test_two_lines_for_all_heads_in_different_rooms_still_never_overlap(house: Database) -> None:
    """SES-02 is no constraint of the database, so whoever changes the programme waits for the others."""
    rooms = ["HALL", "M-1", "M-2", "M-3"]

    def deed(room: str, number: int) -> Callable[[Session], object]:
        draft = replace(
            DISCUSSION,
            kind=EntryKind.CEREMONY,
            room=room,
            for_all_heads=True,
            starts_at=at(8 + number),
            ends_at=at(9 + number),
        )
        return lambda session: schedule_entry(session, SYSTEM, NOW, facts=draft)

    for number in range(10):
        told = at_once(house, [deed(room, number) for room in rooms])
        assert sorted(told) == ["", *["AllHeadsClash"] * 3]
    assert count(house, AgendaEntry) == 10


def test_one_speaker_wanted_by_two_lines_at_once_speaks_in_one(house: Database) -> None:
    with house.committing() as session:
        speaker = make_participant(session, make_delegation(session, "FR")).code
        desk = Desk(session)
        pairs = [
            [desk.schedule(room=room, starts_at=at(8 + n), ends_at=at(9 + n)).code for room in ("M-1", "M-2")]
            for n in range(10)
        ]

    def deed(code: str) -> Callable[[Session], object]:
        return lambda session: name_contributor(
            session,
            SYSTEM,
            NOW,
            entry=entry_by_code(session, code),
            participant=participant_by_code(session, speaker),
            part="speaker",
        )

    for pair in pairs:
        told = at_once(house, [deed(code) for code in pair])
        assert sorted(told) == ["", "ParticipantBusy"]
    assert (count(house, Contributor), count(house, Engagement)) == (10, 10)


def test_one_body_does_not_lead_two_side_events_by_being_quick(house: Database) -> None:
    with house.committing() as session:
        france = make_delegation(session, "FR").code
        desk = Desk(session)
        codes = [desk.schedule(SIDE_EVENT, room=room).code for room in ("M-1", "M-2", "M-3")]

    def deed(code: str) -> Callable[[Session], object]:
        return lambda session: add_sponsor(
            session,
            SYSTEM,
            NOW,
            entry=entry_by_code(session, code),
            delegation=delegation_by_code(session, france),
            is_lead=True,
        )

    assert sorted(at_once(house, [deed(code) for code in codes])) == ["", "LeadsAlready", "LeadsAlready"]
    assert count(house, Sponsorship) == 1


def test_the_losers_page_offers_alternatives(house: Database, client_as: Callable[..., FlaskClient]) -> None:
    clients = [client_as(Role.ORGANIZER) for _ in range(4)]
    start = Barrier(len(clients))
    form = {
        "kind": "discussion",
        "title": "Wanted by all",
        "day": "2025-10-26",
        "starts": "10:00",
        "ends": "11:00",
        "room": "M-1",
        "languages": "en",
        "access": "delegates",
        "is_public": "y",
        "setup_minutes": "15",
        "topic": "",
    }
    data = [{**form, "csrf_token": client.token("/programme/draft")} for client in clients]

    def press(number: int) -> tuple[int, str, float]:
        start.wait(timeout=30)
        began = time.monotonic()
        answer = clients[number].post("/programme/draft", data=data[number])
        return answer.status_code, answer.get_data(as_text=True), time.monotonic() - began

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(press, range(len(clients))))
    assert sorted(status for status, _, _ in answers) == [303, 409, 409, 409]
    for status, page, _ in answers:
        if status == 409:
            assert "Room M-1 is taken 09:45–11:00 (Hanoi time) by Wanted by all." in page
            assert page.count('name="alternative"') == 3
    slowest = max(seconds for _, _, seconds in answers)
    print(f"{house.engine.dialect.name}: slowest of {len(clients)} pages {slowest * 1000:.0f} ms")

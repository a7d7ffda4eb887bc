"""The planning screen's doors: who may enter, what they say of a place, and what a page that is out of date gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.bilaterals import queries
from summit.bilaterals.facts import PlannedMeeting
from summit.foundation.db import Database
from tests.bilaterals.stage import make_team
from tests.bilaterals.test_plan_runs import crowd, planned
from tests.browser import PageClient

Browser = Callable[..., PageClient]


@dataclass(frozen=True)
class Planned:
    """A plan of three meetings beside one that stands: its address, its requests, a planned meeting, its version."""

    address: str
    code: str
    codes: tuple[str, ...]
    meeting: PlannedMeeting
    version: int


@pytest.fixture
def found(database: Database) -> Planned:
    with database.committing() as session:
        codes = crowd(session, meeting=True)
    code = planned(database)
    with database.reading() as session:
        run = queries.plan_by_code(session, code)
        every = tuple(request.code for request in queries.problem_of(run).requests)
        meeting = next(one for one in queries.draft_of(session, run) if one.request == codes[0])
    return Planned(f"/bilaterals/plans/{code}", code, every, meeting, run.version)


def draft(database: Database, code: str) -> set[PlannedMeeting]:
    with database.reading() as session:
        return set(queries.draft_of(session, queries.plan_by_code(session, code)))


def test_only_the_desk_and_the_chief_enter(client_as: Browser, database: Database, found: Planned) -> None:
    with database.committing() as session:
        contact = make_team(session, "FR").focal_point
    paths = ("", "/board", "/verdict", "/progress", "/comparison", "/publication", f"/places/{found.meeting.request}")
    for client, status in (
        (client_as(Role.BILATERAL_DESK), 200), (client_as(Role.CHIEF_OF_PROTOCOL), 200),
        (client_as(user=contact), 403), (client_as(Role.PROTOCOL_OFFICER), 403),
    ):  # fmt: skip
        assert {path: client.get(found.address + path).status_code for path in paths} == dict.fromkeys(paths, status)
        assert client.get("/bilaterals/plans").status_code == status


def test_who_reads_a_plan_is_noted_with_every_request_of_it(client_as: Browser, database: Database, found: Planned) -> None:
    desk = client_as(Role.BILATERAL_DESK)
    for path in ("", "/board"):
        desk.get(found.address + path)
    with database.reading() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "bilateral_reading")).all()
        assert [(line.object_code, set(line.after["requests"].split())) for line in lines] == [
            (f"plan {found.code}", set(found.codes))
        ] * 2


def test_the_verdict_is_that_of_the_checker(client_as: Browser, found: Planned) -> None:
    desk = client_as(Role.BILATERAL_DESK)
    one = found.meeting

    def verdict(room: str, start: int) -> object:
        question = {"request": one.request, "room": room, "start": str(start)}
        return desk.get(f"{found.address}/verdict", query_string=question).get_json()

    assert verdict(one.room, one.start) == {"isPossible": True, "sentences": [], "version": found.version}
    assert verdict("B-01", 60) == {
        "isPossible": False,
        "sentences": [
            "Lao People's Democratic Republic – Chile lies outside the days.",
            "Lao People's Democratic Republic – Chile lies outside the times that suit.",
        ],
        "version": found.version,
    }
    assert desk.get(f"{found.address}/verdict?request={one.request}&room=B-01&start=x").get_json()["isPossible"] is False


def test_a_board_that_is_out_of_date_changes_nothing(client_as: Browser, database: Database, found: Planned) -> None:
    desk, chief = client_as(Role.BILATERAL_DESK), client_as(Role.CHIEF_OF_PROTOCOL)
    aside = {"request": found.meeting.request, "room": "", "start": "0", "version": str(found.version)}
    before = draft(database, found.code)
    told = desk.send(f"{found.address}/steps", aside)
    assert (told.status_code, told.get_json()["version"], told.get_json()["meeting"]["standing"]) == (
        200, found.version + 1, "unplaced",
    )  # fmt: skip
    late = chief.send(f"{found.address}/steps", aside)
    assert late.status_code == 409
    assert set(late.get_json()) == {"sentence"}
    assert draft(database, found.code) == before - {found.meeting}
    back = desk.send(f"{found.address}/steps", {**aside, "room": "B-01", "start": "60", "version": str(found.version + 1)})
    assert (back.status_code, "outside the days" in back.get_json()["sentence"]) == (422, True)
    assert desk.send(f"{found.address}/reversal", {"version": str(found.version + 1)}).status_code == 303
    assert draft(database, found.code) == before


def test_the_plain_form_moves_and_refuses_like_the_board(client_as: Browser, database: Database, found: Planned) -> None:
    desk = client_as(Role.BILATERAL_DESK)
    page = f"{found.address}/places/{found.meeting.request}"
    refused = desk.send(page, {"room": "B-01", "start": "60", "version": str(found.version)})
    assert refused.status_code == 422
    assert "lies outside the days" in refused.get_data(as_text=True)
    moved = desk.send(page, {"room": "", "start": "", "version": str(found.version)})
    assert (moved.status_code, moved.location) == (303, found.address)
    assert found.meeting not in draft(database, found.code)

"""The scheduling problem as the register states it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from summit.agenda import actions as agenda
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import (
    Fixed,
    LeftOut,
    OutReason,
    PlanClock,
    PlanRequest,
    PlanRoom,
    Principal,
    RoomClass,
    SchedulingProblem,
    Span,
    read_meetings,
    read_problem,
)
from summit.bilaterals.rules import conflicts
from summit.delegations.lifecycle import PartyKind
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken
from summit.venues.actions import hold_room
from summit.venues.models import Room
from tests.badges.stage import counted
from tests.bilaterals.stage import ZONE, Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.factories import FACTS, NOW, SYSTEM

EIGHT, TEN, NOON, TWENTY = 480, 600, 720, 1200
DAYS = ((EIGHT, TWENTY), (1440 + EIGHT, 1440 + TWENTY))


def closed(session: Session, room: Room) -> None:
    hold_room(
        session, room=room, held_from=hanoi("14:00"), held_until=hanoi("15:00"), kind="agenda_entry", code="E-1", label="X"
    )  # fmt: skip


def test_the_whole_register_as_a_problem(session: Session) -> None:
    laos, chile, japan = (make_team(session, code) for code in ("LA", "CL", "JP"))
    small, large = make_rooms(session, 8, 12)
    standing = meet(session, laos, chile, large, "10:00")
    wished = ask(session, laos, japan)
    agreed = agree(session, chile, japan, "16:00", minutes=20)
    closed(session, small)
    case = queries.planning_case(session, NOW)
    assert case.clock == PlanClock(FACTS.first_day, ZONE)
    assert case.left_out == ()
    assert case.problem == SchedulingProblem(
        slot=15,
        days=DAYS,
        reset=15,
        rooms=(
            PlanRoom("B-01", RoomClass.STANDARD, 8, "V-bilateral/", ((14 * 60 - 15, 15 * 60),)),
            PlanRoom("B-02", RoomClass.STANDARD, 12, "V-bilateral/"),
        ),
        principals=tuple(
            Principal(code, buffer=5) for code in sorted(team.head.code for team in (laos, chile, japan))
        ),
        requests=(
            PlanRequest(
                standing.request.code, laos.head.code, chile.head.code, 30, 4, 2, persons=8, fixed=Fixed("B-02", TEN)
            ),
            PlanRequest(wished.code, laos.head.code, japan.head.code, 30, 2, 2, ((540, NOON),), persons=8),
            PlanRequest(agreed.code, chile.head.code, japan.head.code, 20, 4, 2, ((960, 980),), persons=8),
        ),
    )


def test_the_first_of_several_choices_and_an_offered_hour_are_wished(session: Session) -> None:
    """BIL-01: the times that would suit are kept; which of them is best only weighs."""
    laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
    make_rooms(session, 12)
    more = (Span(hanoi("15:00"), hanoi("17:00")), Span(hanoi("08:00", 26), hanoi("10:00", 26)))
    several = ask(session, laos, chile, more=more)
    inside, outside = ask(session, laos, japan), ask(session, chile, japan)
    anytime = ask(session, kenya, japan, wished_from=None, wished_until=None)
    for request, clock in ((inside, "09:30"), (outside, "16:00"), (anytime, "18:00")):
        actions.offer_other_time(
            session, SYSTEM, NOW, request=request, by="asked", version=None, starts_at=hanoi(clock)
        )
    found = {one.code: (one.windows, one.wished) for one in queries.scheduling_problem(session, NOW).requests}
    assert found == {
        several.code: (((540, NOON), (900, 1020), (1440 + EIGHT, 1440 + TEN)), ((540, NOON),)),
        inside.code: (((540, NOON),), ((570, 600),)),
        outside.code: (((540, NOON), (960, 990)), ((960, 990),)),
        anytime.code: ((), ((1080, 1110),)),
    }


def test_duties_close_the_time_before_them_that_the_way_takes(session: Session) -> None:
    laos, chile = make_team(session, "LA"), make_team(session, "CL")
    make_rooms(session, 12)
    ask(session, laos, chile)
    draft = EntryDraft(
        kind=EntryKind.PLENARY, title="Opening", starts_at=hanoi("09:00"), ends_at=hanoi("10:00"), for_all_heads=True
    )
    agenda.schedule_entry(session, SYSTEM, NOW, facts=draft)
    session.flush()
    (one, other) = queries.scheduling_problem(session, NOW).principals
    assert one.busy == other.busy == ((540 - 5, TEN),)


def test_what_cannot_be_planned_is_left_out_with_its_reason(session: Session) -> None:
    laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
    make_rooms(session, 12)
    nobody = ask(session, laos, chile)
    nobody.asked_principal = None
    odd = agree(session, laos, japan, "10:10")
    first = ask(session, chile, kenya)
    back = ask(session, kenya, chile)
    session.flush()
    case = queries.planning_case(session, NOW)
    assert set(case.left_out) == {
        LeftOut(nobody.code, OutReason.NOBODY_NAMED),
        LeftOut(odd.code, OutReason.OFF_THE_QUARTER),
        LeftOut(back.code, OutReason.TWIN),
    }
    assert [(one.code, one.weight) for one in case.problem.requests] == [(first.code, 4)]


def test_what_lies_behind_is_not_planned(session: Session) -> None:
    laos, chile = make_team(session, "LA"), make_team(session, "CL")
    (room,) = make_rooms(session, 12)
    meeting = meet(session, laos, chile, room, "09:00")
    during = queries.scheduling_problem(session, hanoi("09:07"))
    assert during.days == ((555, TWENTY), DAYS[1])
    assert during.requests == ()
    assert during.rooms[0].closed == ((555, 585),)
    session.delete(meeting)
    with pytest.raises(RuleBroken, match="lies ahead"):
        queries.scheduling_problem(session, hanoi("20:30", 26))


@pytest.mark.parametrize(("one", "other", "expected"), [(10, 70, 1), (30, 45, 2), (50, 60, 3)])
def test_the_higher_of_two_gives_the_class(session: Session, one: int, other: int, expected: int) -> None:
    asking, asked = make_team(session, "LA", rank_class=one), make_team(session, "CL", rank_class=other)
    make_rooms(session, 12)
    ask(session, asking, asked)
    assert [request.priority for request in queries.scheduling_problem(session, NOW).requests] == [expected]


def test_a_leader_of_the_host_comes_first(session: Session) -> None:
    host, guest = make_team(session, "VN", rank_class=10), make_team(session, "LA")
    host.delegation.party.kind = PartyKind.HOST
    make_rooms(session, 12)
    ask(session, guest, host)
    assert [request.priority for request in queries.scheduling_problem(session, NOW).requests] == [0]


def test_many_requests_cost_as_many_queries_as_one(database: Database) -> None:
    def cost() -> int:
        with database.reading() as session, counted(database) as sent:
            queries.scheduling_problem(session, NOW)
        return len(sent)

    with database.committing() as session:
        teams: list[Team] = [make_team(session, code) for code in ("LA", "CL", "JP", "KE")]
        make_rooms(session, 12)
        ask(session, teams[0], teams[1])
    few = cost()
    with database.committing() as session:
        for one in teams:
            for other in teams:
                if one is not other and (one, other) != (teams[0], teams[1]):
                    ask(session, one, other)
    assert cost() == few <= 16


def test_the_exported_problem_is_solved_and_checked_from_the_shell(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.committing() as session:
        laos, chile, japan = (make_team(session, code) for code in ("LA", "CL", "JP"))
        (room,) = make_rooms(session, 12)
        meet(session, laos, chile, room, "10:00")
        wished = ask(session, laos, japan)
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    runner = app.test_cli_runner()
    with app.app_context():
        told = runner.invoke(args=["bilaterals", "export-problem", "--out", str(problem)])
        assert told.output == "1 requests, 1 meetings that stand, 0 requests left out.\n"
        solved = runner.invoke(args=["bilaterals", "solve", str(problem), "--out", str(plan), "--time-limit", "5"])
        assert solved.exit_code == 0
    meetings = read_meetings(plan.read_text())
    assert {one.request for one in meetings} >= {wished.code}
    assert conflicts(meetings, read_problem(problem.read_text())) == []
    for name in ("HEADNAME", "Laos"):
        assert name not in problem.read_text()


def test_cancelled_meetings_are_not_planned_again(session: Session) -> None:
    laos, chile = make_team(session, "LA"), make_team(session, "CL")
    (room,) = make_rooms(session, 12)
    meeting = meet(session, laos, chile, room, "09:00")
    actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=meeting.version)
    assert queries.scheduling_problem(session, NOW).requests == ()

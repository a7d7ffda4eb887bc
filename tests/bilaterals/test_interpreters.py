"""No more meetings at one time ask the host for a language than it has interpreters (BIL-15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import (
    Arrangements,
    Broken,
    Place,
    PlanClock,
    PlannedMeeting,
    Reason,
    ReasonKind,
    Rule,
    Span,
    Surroundings,
    TiedMeeting,
)
from summit.bilaterals.lifecycle import Interpretation
from summit.bilaterals.models import BilateralMeeting, InterpreterPool, MeetingRequest
from summit.bilaterals.rules import (
    InterpretersTaken,
    asked_languages,
    broken_words,
    conflicts,
    newly_broken,
    reason_words,
    require_interpreters,
)
from summit.bilaterals.solver import solve
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from summit.venues.models import Room
from tests.bilaterals.stage import ZONE, Team, ask, hanoi, make_rooms, make_team
from tests.bilaterals.test_races import at_once
from tests.browser import PageClient
from tests.factories import FACTS, NOW, SYSTEM

__all__ = ["at_once"]

FRENCH = Arrangements(language="fr", interpretation=Interpretation.ASKED)
OWN = Arrangements(language="fr", interpretation=Interpretation.OWN)
Browser = Callable[..., PageClient]


def pool(session: Session, language: str, places: int) -> None:
    actions.set_interpreters(session, SYSTEM, NOW, language=language, places=places)


def hold(session: Session, request: MeetingRequest, room: Room, clock: str) -> BilateralMeeting:
    with session.begin_nested():
        return actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi(clock))


@pytest.fixture
def teams(session: Session) -> list[Team]:
    return [make_team(session, code) for code in ("LA", "CL", "JP", "KE", "FR", "BR")]


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((("fr", "asked"), ("ja", "own")), ("fr",)),
        ((("fr", "asked"), ("fr", "asked")), ("fr",)),
        ((("vi", "asked"), ("fr", "asked")), ("fr", "vi")),
        ((("", "asked"), ("fr", "none")), ()),
    ],
)
def test_only_what_is_asked_of_the_host_counts(sides: tuple[tuple[str, str], ...], expected: tuple[str, ...]) -> None:
    assert asked_languages(*sides) == expected


def test_the_number_is_set_changed_and_forgotten(session: Session) -> None:
    for places in (2, 0):
        pool(session, "fr", places)
        assert queries.interpreter_pools(session) == {"fr": places}
    actions.forget_interpreters(session, SYSTEM, NOW, language="fr")
    with pytest.raises(NotFound):
        actions.forget_interpreters(session, SYSTEM, NOW, language="fr")
    assert queries.interpreter_pools(session) == {}
    for language, places in (("xx-", 1), ("fr", 100), ("fr", -1)):
        with pytest.raises(RuleBroken):
            pool(session, language, places)
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "interpreter_pool").order_by(AuditEntry.id))
    assert [(one.before["places"], one.after["places"]) for one in lines] == [("", "2"), ("2", "0"), ("0", "")]


def test_a_place_is_refused_when_all_interpreters_are_at_work(session: Session, teams: list[Team]) -> None:
    laos, chile, japan, kenya, france, brazil = teams
    rooms = make_rooms(session, 12, 12, 12, 12)
    pool(session, "fr", 1)
    hold(session, ask(session, laos, chile, arrangements=FRENCH), rooms[0], "10:00")
    hold(session, ask(session, france, brazil, arrangements=OWN), rooms[2], "10:00")
    request = ask(session, japan, kenya, arrangements=FRENCH)
    for clock in ("10:00", "09:45", "10:15"):
        with pytest.raises(InterpretersTaken, match=r"^All interpreters for French are at work then\."):
            hold(session, request, rooms[1], clock)
    offered = queries.offered_times(session, request, NOW)
    assert (offered[0], offered[-1]) == (hanoi("09:00"), hanoi("11:30"))
    assert not [one for one in offered if hanoi("09:30") < one < hanoi("10:30")]
    meeting = hold(session, request, rooms[1], "10:30")

    def move(clock: str, room: Room) -> None:
        with session.begin_nested():
            actions.move(
                session, SYSTEM, NOW, meeting=meeting, room=room, starts_at=hanoi(clock), version=meeting.version
            )

    with pytest.raises(InterpretersTaken):
        move("10:15", rooms[1])
    session.refresh(meeting)
    pool(session, "fr", 0)
    with pytest.raises(InterpretersTaken):
        move("15:00", rooms[1])
    session.refresh(meeting)
    move("10:30", rooms[3])  # another room takes no other interpreter
    assert meeting.room.code == "B-04"


def test_two_that_do_not_touch_each_other_need_one(session: Session) -> None:
    """Three meetings of which never two are at the same time leave the second interpreter free all the time."""
    def tied(start: str, end: str) -> TiedMeeting:
        return TiedMeeting(start, frozenset(), Place("V", ""), Span(hanoi(start), hanoi(end)), ("fr",))

    around = Surroundings(tied=(tied("09:00", "09:30"), tied("09:30", "10:00"), tied("11:00", "11:30")), pools={"fr": 2})
    whole = Span(hanoi("09:00"), hanoi("12:00"))
    require_interpreters(whole, ["fr", "ja"], around)
    with pytest.raises(InterpretersTaken):
        require_interpreters(whole, ["fr"], replace(around, pools={"fr": 1}))


def test_the_last_interpreter_goes_to_one_of_two(database: Database, at_once: Callable[..., list[str]]) -> None:
    with database.committing() as session:
        teams = [make_team(session, code) for code in ("LA", "CL", "JP", "KE")]
        rooms = [room.id for room in make_rooms(session, 12, 12)]
        requests = [ask(session, one, other, arrangements=FRENCH).id for one, other in (teams[:2], teams[2:])]
        pool(session, "fr", 1)

    def holding(request: int, room: int) -> Callable[[Session], object]:
        return lambda session: hold(
            session, session.get_one(MeetingRequest, request), session.get_one(Room, room), "10:00"
        )

    for _ in range(10):
        told = at_once(*(holding(*pair) for pair in zip(requests, rooms, strict=True)))
        assert sorted(told) == ["All interpreters for French are at work then. Choose another time.", "done"]
        with database.committing() as session:
            (meeting,) = session.scalars(select(BilateralMeeting).where(BilateralMeeting.state == "held"))
            actions.release(session, SYSTEM, NOW, request=meeting.request, by="desk", version=None)


def test_two_who_enter_one_language_at_once_make_one_line(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    for _ in range(10):
        told = at_once(*(lambda session, places=places: pool(session, "fr", places) for places in (2, 3)))
        assert "done" in told
        assert {one for one in told if one != "done"} <= {
            "Somebody else has entered this language in the same moment. Look at the list again."
        }
        with database.committing() as session:
            assert session.scalar(select(func.count()).select_from(InterpreterPool)) == 1
            session.execute(delete(InterpreterPool))


def test_the_problem_names_pools_and_languages_and_the_plan_keeps_them(session: Session, teams: list[Team]) -> None:
    laos, chile, japan, kenya, france, brazil = teams
    rooms = make_rooms(session, 12, 12, 12)
    pool(session, "fr", 1)
    hold(session, ask(session, laos, chile, arrangements=FRENCH), rooms[0], "10:00")
    window = {"clock_from": "10:00", "clock_until": "10:30"}
    wanted = ask(session, japan, kenya, arrangements=FRENCH, **window)
    free = ask(session, france, brazil, arrangements=OWN, **window)
    found = queries.scheduling_problem(session, NOW)
    assert found.interpreters == {"fr": 1}
    assert [one.languages for one in found.requests] == [("fr",), ("fr",), ()]
    plan = solve(found, time_limit=2)
    assert [one.request for one in plan.unplaced] == [wanted.code]
    assert plan.unplaced[0].reason.kind in (ReasonKind.INTERPRETERS_TAKEN, ReasonKind.NEVER_BOTH_FREE)
    assert free.code in {one.request for one in plan.meetings}
    empty = ({"B-01", "B-02", "B-03"} - {one.room for one in plan.meetings}).pop()
    broken = conflicts((*plan.meetings, PlannedMeeting(wanted.code, empty, 600)), found)
    assert {one.rule for one in broken} == {Rule.INTERPRETERS}


def test_what_stands_already_may_be_more_than_there_are(session: Session, teams: list[Team]) -> None:
    """A number that was lowered afterwards breaks no plan; the desk names the interpreters of each."""
    laos, chile, japan, kenya, france, brazil = teams
    rooms = make_rooms(session, 12, 12, 12)
    for one, other, room in ((laos, chile, rooms[0]), (japan, kenya, rooms[1])):
        hold(session, ask(session, one, other, arrangements=FRENCH), room, "10:00")
    pool(session, "fr", 1)
    wanted = ask(session, france, brazil, arrangements=FRENCH)
    found = queries.scheduling_problem(session, NOW)
    plan = solve(found, time_limit=2)
    assert wanted.code in {one.request for one in plan.meetings}
    assert newly_broken(plan.meetings, found) == []


def test_the_desk_reads_the_name_of_the_language() -> None:
    told = broken_words(Broken(Rule.INTERPRETERS, ("M1", "M2"), "fr"), {"M1": "A – B", "M2": "C – D"})
    assert told == "A – B, C – D: not enough interpreters for French."
    reason = Reason(ReasonKind.INTERPRETERS_TAKEN, language="fr")
    assert reason_words(reason, {}, PlanClock(FACTS.first_day, ZONE)) == "All interpreters for French are at work."


def test_the_desk_enters_the_numbers(client_as: Browser, database: Database) -> None:
    desk, page = client_as(Role.BILATERAL_DESK), "/bilaterals/interpreters"
    assert "No language is counted yet" in desk.get(page).get_data(as_text=True)
    assert desk.send(page, {"language": "fr", "places": "2"}).status_code == 303
    assert "<td>French</td><td class=\"number\">2</td>" in desk.get(page).get_data(as_text=True)
    for wrong in ({"language": "fr", "places": "100"}, {"language": "zz9", "places": "1"}, {"language": "fr", "places": ""}):
        assert desk.send(page, wrong).status_code == 422
    with database.reading() as session:
        assert queries.interpreter_pools(session) == {"fr": 2}
    assert desk.send(f"{page}/fr/removal", {}, from_page=page).status_code == 303
    with database.reading() as session:
        assert queries.interpreter_pools(session) == {}
    assert client_as(Role.PROTOCOL_OFFICER).get(page).status_code == 403

"""A plan of equal weight is made pleasant: compact days, most of all for leaders, wished times, short ways."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings

from summit.bilaterals.facts import Fixed, PlannedMeeting, PlanRoom, Principal, RoomClass, SchedulingProblem
from summit.bilaterals.rules import conflicts
from summit.bilaterals.solver import solve
from summit.bilaterals.solver.comfort import Comfort, Polish
from summit.bilaterals.solver.search import fill
from summit.bilaterals.solver.table import Table
from summit.bilaterals.solver.terms import terms
from tests.bilaterals.problems import problem, problems, request


def laid_out(found: SchedulingProblem, *meetings: PlannedMeeting) -> Table:
    """A table with these meetings."""
    table = Table(terms(found))
    number = {one.code: index for index, one in enumerate(found.requests)}
    rooms = {room.code: index for index, room in enumerate(found.rooms)}
    for one in meetings:
        table.place(number[one.request], (one.start, rooms[one.room]))
    return table


def polished(table: Table) -> tuple[PlannedMeeting, ...]:
    """What lies on the table after many moves."""
    Polish(table, random.Random(1)).run(time.monotonic() + 60, 2000)
    return table.meetings()


@settings(deadline=None, max_examples=60)
@given(problems())
def test_no_meeting_is_lost_and_no_rule_is_broken_and_the_cost_never_rises(found: SchedulingProblem) -> None:
    table = Table(terms(found))
    fill(table, range(len(found.requests)))
    before, cost, lie = set(table.placed), Comfort(table).whole(), table.meetings()
    Polish(table, random.Random(1)).run(time.monotonic() + 60, 300)
    assert set(table.placed) == before
    assert [one.rule for one in conflicts(table.meetings(), found)] == []
    assert Comfort(table).whole() < cost or table.meetings() == lie


def test_the_cost_of_a_plan_is_minutes_of_days_ways_and_times_that_were_not_wished() -> None:
    """P1 is a leader, so those minutes count four times; P2 and P3 count once, and have one meeting of half an hour."""
    found = problem(
        travel={"A": {"B": 20}, "B": {"A": 25}},
        requests=(request("M1", "P1", "P2", priority=0, wished=((570, 660),)), request("M2", "P1", "P3")),
    )
    table = laid_out(found, PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R2", 615))
    leader = 4 * ((645 - 540) + 20)
    assert Comfort(table).whole() == leader + 4 * 30 + 30 + 45


def test_a_day_loses_its_hole() -> None:
    found = problem(requests=(request("M1", "P1", "P2"), request("M2", "P1", "P3")))
    table = laid_out(found, PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R1", 630))
    starts = sorted(one.start for one in polished(table))
    assert starts[1] - starts[0] in (30, 45) or starts[1] >= 1980 > starts[0]


def test_two_meetings_change_places_where_each_has_what_the_other_wishes() -> None:
    found = problem(
        days=((540, 600),),
        reset=0,
        rooms=problem().rooms[:1],
        requests=(request("M1", "P1", "P2", wished=((570, 600),)), request("M2", "P3", "P4", wished=((540, 570),))),
    )
    table = laid_out(found, PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R1", 570))
    assert polished(table) == (PlannedMeeting("M2", "R1", 540), PlannedMeeting("M1", "R1", 570))


def test_a_fixed_meeting_is_not_moved_to_a_wished_time() -> None:
    found = problem(requests=(request("M1", "P1", "P2", fixed=Fixed("R1", 540), wished=((600, 660),)),))
    assert polished(laid_out(found)) == (PlannedMeeting("M1", "R1", 540),)


def test_a_whole_plan_keeps_to_wished_times_and_short_ways_where_weight_allows() -> None:
    found = problem(
        travel={"A": {"B": 20}, "B": {"A": 20}},
        rooms=(PlanRoom("R1", RoomClass.STANDARD, 8, "A"), PlanRoom("R2", RoomClass.STANDARD, 8, "B")),
        principals=tuple(Principal(f"P{number}") for number in range(1, 4)),
        requests=(
            request("M1", "P1", "P2", wished=((2010, 2040),)),
            request("M2", "P1", "P3", wished=((2055, 2085),)),
        ),
    )
    plan = solve(found)
    assert [(one.request, one.start) for one in plan.meetings] == [("M1", 2010), ("M2", 2055)]
    assert len({one.room for one in plan.meetings}) == 1

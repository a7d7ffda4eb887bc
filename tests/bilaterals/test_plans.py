"""Plans of many meetings keep every rule, are as good as trying everything, and say how good they are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.bilaterals.facts import (
    Fixed,
    PlannedMeeting,
    PlanRoom,
    PlanStatus,
    Principal,
    ReasonKind,
    RoomClass,
    Rule,
    SchedulingProblem,
)
from summit.bilaterals.rules import conflicts
from summit.bilaterals.solver import solve
from tests.bilaterals.problems import problem, problems, request

FRENCH = request("M1", "P1", "P2", languages=("fr",))
many = settings(deadline=None, max_examples=500)
some = settings(deadline=None, max_examples=100)


def weights(found: SchedulingProblem, meetings: tuple[PlannedMeeting, ...]) -> tuple[int, ...]:
    """The weight placed by class, the first class first."""
    placed = {meeting.request for meeting in meetings}
    classes = sorted({one.priority for one in found.requests})
    return tuple(
        sum(one.weight for one in found.requests if one.code in placed and one.priority == each)
        for each in classes
    )


def best_by_trying(found: SchedulingProblem) -> tuple[int, ...]:
    """The best weights of all plans there are, judged by the checker alone."""
    best = tuple(0 for _ in sorted({one.priority for one in found.requests}))
    starts = [start for low, high in found.days for start in range(low, high, found.slot)]

    def grow(rest: list[int], meetings: tuple[PlannedMeeting, ...]) -> None:
        nonlocal best
        reached = weights(found, meetings)
        fixed = [one.code for one in found.requests if one.fixed]
        if set(fixed) <= {meeting.request for meeting in meetings}:
            best = max(best, reached)
        if (
            not rest
            or weights(found, meetings + tuple(PlannedMeeting(found.requests[n].code, "", 0) for n in rest))
            <= best
        ):
            return
        one = found.requests[rest[0]]
        wanted = product(starts, [room.code for room in found.rooms])
        for start, room in [(one.fixed.start, one.fixed.room)] if one.fixed else wanted:
            meeting = PlannedMeeting(one.code, room, start)
            broken = [
                each for each in conflicts((*meetings, meeting), found) if each.rule is not Rule.FIXED_MOVED
            ]
            if not broken:
                grow(rest[1:], (*meetings, meeting))
        if not one.fixed:
            grow(rest[1:], meetings)

    order = sorted(range(len(found.requests)), key=lambda number: found.requests[number].fixed is None)
    grow(order, ())
    return best


@many
@given(problems(8))
def test_every_plan_keeps_every_rule_and_no_bound_is_below_it(found: SchedulingProblem) -> None:
    plan = solve(found, time_limit=0.6)
    assert conflicts(plan.meetings, found) == []
    assert all(one.objective <= one.bound for one in plan.classes)
    placed, told = {one.request for one in plan.meetings}, {one.request for one in plan.unplaced}
    assert not placed & told
    assert placed | told == {one.code for one in found.requests}


@some
@given(problems(4, rules=False))
def test_a_small_plan_is_as_good_as_trying_everything(found: SchedulingProblem) -> None:
    plan = solve(found, time_limit=5)
    best = best_by_trying(found)
    assert weights(found, plan.meetings) == best
    assert plan.bound >= plan.objective


@some
@given(problems(3))
def test_with_every_rule_a_small_plan_is_as_good_as_trying_everything(found: SchedulingProblem) -> None:
    assert weights(found, solve(found, time_limit=5).meetings) == best_by_trying(found)


def test_the_same_problem_gives_the_same_plan() -> None:
    found = problem(
        requests=tuple(request(f"M{n}", f"P{n % 4 + 1}", f"P{(n + 1 + n % 2) % 4 + 1}") for n in range(7))
    )
    first, second = solve(found), solve(found)
    assert (first.meetings, first.unplaced, first.classes) == (
        second.meetings,
        second.unplaced,
        second.classes,
    )


def test_the_host_leader_comes_before_all_weight_of_others() -> None:
    """BIL-21."""
    crowd = tuple(request(f"M{n}", "P1", "P2", weight=1000, priority=3) for n in range(8))
    found = problem(
        days=((540, 570),),
        rooms=problem().rooms[:1],
        requests=(*crowd, request("HOST", "P1", "P3", weight=1, priority=0)),
    )
    plan = solve(found)
    assert [one.request for one in plan.meetings] == ["HOST"]
    assert plan.status is PlanStatus.OPTIMAL


def test_better_plans_are_told_on_the_way() -> None:
    told: list[int] = []
    plan = solve(problem(), better=lambda found: told.append(found.objective))
    assert told == sorted(told)
    assert told[-1] == plan.objective == 2


def test_a_fixed_meeting_stays_and_others_go_round_it() -> None:
    found = problem(
        days=((540, 600),),
        rooms=problem().rooms[:1],
        requests=(request("M1", "P1", "P2", fixed=Fixed("R1", 540)), request("M2", "P3", "P4")),
    )
    plan = solve(found)
    assert plan.meetings == (PlannedMeeting("M1", "R1", 540),)
    assert plan.unplaced[0].reason.kind is ReasonKind.ROOMS_TAKEN
    assert plan.unplaced[0].reason.times == (540, 555, 570)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (problem(requests=(request("M1", "P1", "P2", persons=13),)), ReasonKind.NO_ROOM),
        (problem(principals=(Principal("P1", ((0, 3000),)), Principal("P2")), requests=(request("M1", "P1", "P2"),)),
         ReasonKind.NEVER_BOTH_FREE),
        (problem(principals=(Principal("P1", max_per_day=0), Principal("P2")), requests=(request("M1", "P1", "P2"),)),
         ReasonKind.DAY_FULL),
        (problem(interpreters={"fr": 0}, requests=(FRENCH,)), ReasonKind.INTERPRETERS_TAKEN),
        (problem(days=((540, 570),), requests=(request("M1", "P1", "P2", weight=2), request("M2", "P1", "P3"))),
         ReasonKind.MEETINGS_IN_THE_WAY),
    ],
)  # fmt: skip
def test_a_request_without_a_place_has_its_reason(found: SchedulingProblem, kind: ReasonKind) -> None:
    plan = solve(found)
    assert [one.reason.kind for one in plan.unplaced] == [kind]


MEETING = PlannedMeeting("M1", "R1", 540)


@pytest.mark.parametrize(
    ("rule", "changes", "meetings"),
    [
        (Rule.UNKNOWN, {}, [PlannedMeeting("M9", "R1", 540)]),
        (Rule.TWICE, {}, [MEETING, PlannedMeeting("M1", "R2", 1980)]),
        (Rule.FIXED_MOVED, {"requests": (request("M1", "P1", "P2", fixed=Fixed("R2", 540)),)}, [MEETING]),
        (Rule.FIXED_MOVED, {"requests": (request("M1", "P1", "P2", fixed=Fixed("R2", 540)),)}, []),
        (Rule.OUTSIDE_DAYS, {}, [PlannedMeeting("M1", "R1", 645)]),
        (Rule.OFF_SLOT, {}, [PlannedMeeting("M1", "R1", 541)]),
        (Rule.OUTSIDE_WINDOWS, {"requests": (request("M1", "P1", "P2", windows=((555, 600),)),)}, [MEETING]),
        (Rule.ROOM_CLASS, {"requests": (request("M1", "P1", "P2", room_class=RoomClass.STANDARD),)}, [MEETING]),
        (Rule.CAPACITY, {"requests": (request("M1", "P1", "P2", persons=13),)}, [MEETING]),
        (Rule.ROOM_CLOSED, {"rooms": (PlanRoom("R1", RoomClass.VIP, 12, "A", ((560, 580),)),)}, [MEETING]),
        (Rule.ROOM_TAKEN, {}, [MEETING, PlannedMeeting("M2", "R1", 570)]),
        (Rule.PRINCIPAL_BUSY, {"principals": (Principal("P1", ((569, 600),)), Principal("P2"))}, [MEETING]),
        (Rule.TWO_PLACES, {"requests": (request("M1", "P1", "P2"), request("M2", "P1", "P3"))},
         [MEETING, PlannedMeeting("M2", "R2", 555)]),
        (Rule.TOO_CLOSE, {"requests": (request("M1", "P1", "P2"), request("M2", "P1", "P3")),
                          "principals": (Principal("P1", buffer=5), Principal("P2"), Principal("P3"))},
         [MEETING, PlannedMeeting("M2", "R2", 570)]),
        (Rule.TRAVEL, {"requests": (request("M1", "P1", "P2"), request("M2", "P1", "P3")), "travel": {"A": {"B": 10}}},
         [MEETING, PlannedMeeting("M2", "R2", 570)]),
        (Rule.TRAVEL, {"principals": (Principal("P1", zone_at=((575, 600, "B"),)), Principal("P2")),
                       "travel": {"A": {"B": 10}}},
         [MEETING]),
        (Rule.DAY_FULL, {"requests": (request("M1", "P1", "P2"), request("M2", "P1", "P3")),
                         "principals": (Principal("P1", max_per_day=1), Principal("P2"), Principal("P3"))},
         [MEETING, PlannedMeeting("M2", "R2", 600)]),
        (Rule.INTERPRETERS, {"requests": (FRENCH, request("M2", "P3", "P4", languages=("fr",))),
                             "interpreters": {"fr": 1}},
         [MEETING, PlannedMeeting("M2", "R2", 555)]),
        (Rule.SEPARATION, {"separate": (("P1", "P3"),), "reset": 0}, [MEETING, PlannedMeeting("M2", "R1", 570)]),
    ],
)  # fmt: skip
def test_the_checker_names_the_rule_that_is_broken(
    rule: Rule, changes: dict[str, object], meetings: list[PlannedMeeting]
) -> None:
    assert [one.rule for one in conflicts(meetings, problem(**changes))] == [rule]


@pytest.mark.parametrize(
    ("changes", "meetings"),
    [
        ({}, [MEETING, PlannedMeeting("M2", "R1", 585)]),
        ({"separate": (("P1", "P3"),), "reset": 0}, [MEETING, PlannedMeeting("M2", "R1", 585)]),
        ({"separate": (("P1", "P2"),)}, [MEETING]),
        ({"principals": (Principal("P1", ((570, 600),)), Principal("P2"))}, [MEETING]),
    ],
)
def test_what_just_fits_breaks_nothing(changes: dict[str, object], meetings: list[PlannedMeeting]) -> None:
    assert conflicts(meetings, problem(**changes)) == []


@given(problems(), st.data())
@settings(deadline=None, max_examples=60)
def test_the_order_of_a_plan_does_not_matter_to_the_checker(
    found: SchedulingProblem, data: st.DataObject
) -> None:
    places = st.tuples(st.sampled_from(found.rooms), st.sampled_from([540, 555, 570, 1980]))
    meetings = [
        PlannedMeeting(one.code, room.code, start)
        for one in found.requests
        for room, start in [data.draw(places)]
    ]
    assert set(conflicts(meetings, found)) == set(conflicts(list(reversed(meetings)), found))

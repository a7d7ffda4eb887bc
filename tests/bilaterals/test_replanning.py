"""A plan that the day overtook keeps its weight, moves as little as can be, and says what became of every meeting."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.bilaterals.facts import (
    DROPPED,
    MOVED_ROOM,
    MOVED_TIME,
    Fixed,
    PlannedMeeting,
    PlanRoom,
    Principal,
    ReasonKind,
    Replan,
    Ring,
    RoomClass,
    SchedulingProblem,
    read_known_of,
    read_meetings,
    write_plan,
    write_problem,
)
from summit.bilaterals.rules import conflicts
from summit.bilaterals.solver import replan, replans, solve
from tests.bilaterals.problems import DAYS, problem, problems, request

MANY = settings(deadline=None, max_examples=150)


def lifted(found: SchedulingProblem, answer: Replan) -> SchedulingProblem:
    """The problem without the fixed places that the answer had to lift."""
    return replace(
        found,
        requests=tuple(
            replace(one, fixed=None) if one.code in answer.lifted else one for one in found.requests
        ),
    )


def cost(before: PlannedMeeting, after: PlannedMeeting | None) -> int:
    if after is None:
        return DROPPED
    if after == before:
        return 0
    return MOVED_ROOM if after.start == before.start else MOVED_TIME


def merit(
    found: SchedulingProblem,
    previous: Sequence[PlannedMeeting],
    told: Sequence[str],
    meetings: Sequence[PlannedMeeting],
) -> tuple[object, ...]:
    """What a new plan is judged by: weight kept by class, then what the changes cost, told ones first, then new weight."""
    now = {one.request: one for one in meetings}
    known = {one.request: one for one in previous}
    classes = sorted({one.priority for one in found.requests})
    costs = {code: cost(one, now.get(code)) for code, one in known.items() if code in {r.code for r in found.requests}}

    def weight(each: int, *, kept: bool) -> int:
        return sum(
            one.weight
            for one in found.requests
            if one.code in now and one.priority == each and (one.code in known) == kept
        )

    return (
        tuple(weight(each, kept=True) for each in classes),
        -sum(points for code, points in costs.items() if code in told),
        -sum(points for code, points in costs.items() if code not in told),
        tuple(weight(each, kept=False) for each in classes),
    )


Changed = tuple[SchedulingProblem, list[PlannedMeeting], list[str]]  # the problem now, the earlier plan, the told


@st.composite
def changes(draw: st.DrawFn, most: int = 10, *, rules: bool = True) -> Changed:
    """A plan, and its problem after somebody was late, a room was shut, a request withdrawn or another one made."""
    whole = draw(problems(most, rules=rules))
    asked = draw(st.integers(1, len(whole.requests)))
    plan = solve(replace(whole, requests=whole.requests[:asked]), time_limit=2)
    late, day = draw(st.sampled_from(whole.principals)), draw(st.sampled_from(DAYS))
    busy = (day[0], day[0] + draw(st.sampled_from([30, 45, 90])))
    shut = draw(st.sampled_from(whole.rooms))
    changed = replace(
        whole,
        principals=tuple(
            replace(one, busy=(*one.busy, busy)) if one is late else one for one in whole.principals
        ),
        rooms=tuple(
            replace(one, closed=(*one.closed, busy)) if one is shut and draw(st.booleans()) else one
            for one in whole.rooms
        ),
        requests=whole.requests[draw(st.sampled_from([0, 0, 1])) :] or whole.requests,
    )
    told = [one.request for one in plan.meetings if draw(st.booleans())]
    return changed, list(plan.meetings), told


@MANY
@given(changes())
def test_new_plans_keep_every_rule_and_move_nothing_outside_their_ring(
    drawn: Changed,
) -> None:
    changed, previous, told = drawn
    before = {one.request: one for one in previous}
    answers = list(replans(changed, previous, told=told, time_limit=10))
    assert [answer.ring for answer in answers] == list(Ring)
    merits = [merit(changed, previous, told, answer.plan.meetings) for answer in answers]
    assert merits == sorted(merits)
    for answer in answers:
        now = {one.request: one for one in answer.plan.meetings}
        assert conflicts(answer.plan.meetings, lifted(changed, answer)) == []
        stays = set(before) - answer.movable - set(answer.withdrawn)
        fixed = {one.code for one in changed.requests if one.fixed}
        assert {code: now.get(code) for code in stays - fixed} == {code: before[code] for code in stays - fixed}
        assert_all_accounted_for(answer, before, set(told))
        assert answer.told.spent >= answer.told.least
        assert all(one.objective <= one.bound for one in answer.plan.classes)
    assert answers[0].movable <= answers[1].movable <= answers[2].movable


def assert_all_accounted_for(answer: Replan, before: dict[str, PlannedMeeting], told: set[str]) -> None:
    parts = [
        [one.request for one in answer.kept],
        [one.after.request for one in answer.moved],
        [one.request for one in answer.dropped],
        list(answer.withdrawn),
    ]
    together = [code for part in parts for code in part]
    assert len(together) == len(set(together))
    assert set(together) - set(answer.lifted) == set(before) - set(answer.lifted)
    assert set(before) <= set(together)
    assert all(one.before == before.get(one.before.request, one.before) != one.after for one in answer.moved)
    assert all(one.told == (one.after.request in told | set(answer.lifted)) for one in answer.moved)
    placed = [one.request for one in (*answer.kept, *(each.after for each in answer.moved), *answer.added)]
    assert sorted(placed) == sorted(one.request for one in answer.plan.meetings)
    assert {one.request for one in answer.dropped} <= {one.request for one in answer.plan.unplaced}


def every_plan(
    found: SchedulingProblem, free: Sequence[str], meetings: tuple[PlannedMeeting, ...]
) -> Iterator[tuple[PlannedMeeting, ...]]:
    """All plans in which the free requests lie anywhere or nowhere, judged by the checker alone."""
    if not free:
        yield meetings
        return
    yield from every_plan(found, free[1:], meetings)
    starts = [start for low, high in found.days for start in range(low, high, found.slot)]
    for start, room in product(starts, found.rooms):
        grown = (*meetings, PlannedMeeting(free[0], room.code, start))
        if not conflicts(grown, found):
            yield from every_plan(found, free[1:], grown)


@settings(deadline=None, max_examples=100)
@given(changes(3))
def test_a_small_new_plan_is_as_good_as_trying_everything(
    drawn: Changed,
) -> None:
    changed, previous, told = drawn
    changed = replace(changed, requests=tuple(replace(one, fixed=None) for one in changed.requests))
    answer = replan(changed, previous, told=told, ring=Ring.ALL)
    codes = [one.code for one in changed.requests]
    best = max(merit(changed, previous, told, one)[:3] for one in every_plan(changed, codes, ()))
    assert merit(changed, previous, told, answer.plan.meetings)[:3] == best
    assert answer.is_proven


@MANY
@given(problems())
def test_without_a_change_nothing_moves(found: SchedulingProblem) -> None:
    plan = solve(found, time_limit=2)
    for answer in replans(found, plan.meetings, told=[one.request for one in plan.meetings]):
        assert answer.plan.meetings == plan.meetings
        assert (answer.moved, answer.dropped, answer.lifted, answer.told.spent) == ((), (), (), 0)
        assert answer.kept == plan.meetings


def late(code: str, until: int) -> tuple[Principal, ...]:
    """The four principals of the small problem, one of whom comes only then."""
    return tuple(
        replace(one, busy=((DAYS[0][0], until),)) if one.code == code else one for one in problem().principals
    )


def test_who_was_told_is_spared_before_who_was_not() -> None:
    """P1 comes late and meets P2 at a time when one of two others must leave the only room."""
    found = problem(
        days=((540, 600),),
        reset=0,
        rooms=problem().rooms[:1],
        principals=tuple(Principal(f"P{number}") for number in range(1, 7)),
        requests=(
            request("M1", "P1", "P2", weight=9, duration=15),
            request("M2", "P3", "P4", duration=15),
            request("M3", "P5", "P6", duration=15),
        ),
    )
    previous = [PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R1", 570), PlannedMeeting("M3", "R1", 585)]
    changed = replace(
        found, principals=(Principal("P1", busy=((540, 570),)), *found.principals[1:]),
        rooms=(replace(found.rooms[0], closed=((555, 570),)),),
    )  # fmt: skip
    for told, moved in ((["M1", "M2"], "M3"), (["M1", "M3"], "M2")):
        answer = replan(changed, previous, told=told, ring=Ring.ALL)
        assert [one.after.request for one in answer.moved if one.after.request != "M1"] == [moved]
        assert answer.is_proven


def test_another_room_is_less_of_a_change_than_another_time() -> None:
    found = problem(requests=(request("M1", "P1", "P2"),))
    changed = replace(found, rooms=(PlanRoom("R1", RoomClass.VIP, 12, "A", ((540, 600),)), found.rooms[1]))
    answer = replan(changed, [PlannedMeeting("M1", "R1", 540)], told=["M1"], ring=Ring.OWN)
    assert [one.after for one in answer.moved] == [PlannedMeeting("M1", "R2", 540)]
    assert answer.moved[0].keeps_time
    assert (answer.told.spent, answer.told.least) == (MOVED_ROOM, MOVED_ROOM)


def test_a_fixed_meeting_that_became_impossible_is_lifted_and_named() -> None:
    found = problem(requests=(request("M1", "P1", "P2", fixed=Fixed("R1", 540)), request("M2", "P3", "P4")))
    changed = replace(found, principals=late("P1", 600))
    answer = replan(changed, [PlannedMeeting("M1", "R1", 540)], told=["M1"], ring=Ring.OWN)
    assert answer.lifted == ("M1",)
    assert [(one.before, one.after.start >= 600, one.told) for one in answer.moved] == [
        (PlannedMeeting("M1", "R1", 540), True, True)
    ]
    assert conflicts(answer.plan.meetings, lifted(changed, answer)) == []


def test_two_fixed_meetings_that_exclude_each_other_are_not_both_kept() -> None:
    found = problem(
        requests=(request("M1", "P1", "P2", weight=2, fixed=Fixed("R1", 540)),
                  request("M2", "P1", "P3", fixed=Fixed("R2", 540))),
    )  # fmt: skip
    answer = replan(found, [], told=[], ring=Ring.OWN)
    assert answer.lifted == ("M2",)
    assert conflicts(answer.plan.meetings, lifted(found, answer)) == []


def test_what_finds_no_place_is_dropped_with_its_reason_and_a_request_that_is_gone_is_withdrawn() -> None:
    found = problem(days=((540, 660),), requests=(request("M1", "P1", "P2"),))
    changed = replace(found, principals=late("P1", 645))
    previous = [PlannedMeeting("M1", "R1", 540), PlannedMeeting("GONE", "R2", 600)]
    answer = replan(changed, previous, told=["M1", "GONE"])
    assert [(one.request, one.reason.kind, one.reason.who) for one in answer.dropped] == [
        ("M1", ReasonKind.NEVER_BOTH_FREE, ("P1", "P2"))
    ]
    assert answer.withdrawn == ("GONE",)
    assert answer.plan.meetings == ()


def test_a_room_that_is_gone_moves_only_its_own_meetings_at_first() -> None:
    found = problem(requests=(request("M1", "P1", "P2"), request("M2", "P1", "P3"), request("M3", "P3", "P4")))
    previous = [PlannedMeeting("M1", "R9", 540), PlannedMeeting("M2", "R1", 600), PlannedMeeting("M3", "R2", 540)]
    answers = list(replans(found, previous, told=["M1"]))
    assert [sorted(answer.movable) for answer in answers] == [["M1"], ["M1", "M2"], ["M1", "M2", "M3"]]
    assert [[one.after for one in answer.moved] for answer in answers] == [[PlannedMeeting("M1", "R1", 540)]] * 3


def test_a_plan_is_mended_from_the_shell(app: Flask, tmp_path: Path) -> None:
    found = problem()
    (tmp_path / "problem.json").write_text(
        write_problem(replace(found, principals=late("P1", 570))), encoding="utf-8"
    )
    plan = replace(solve(found), meetings=(PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R2", 540)))
    (tmp_path / "plan.json").write_text(write_plan(plan), encoding="utf-8")
    names = [str(tmp_path / name) for name in ("problem.json", "plan.json", "new.json")]
    runner = app.test_cli_runner()
    made = runner.invoke(
        args=["bilaterals", "replan", names[0], "--previous", names[1], "--out", names[2], "--ring", "all"]
    )
    lines = [line for line in made.output.splitlines() if line.endswith(" s.")]
    assert made.exit_code == 0, made.output
    assert [line.split(":")[0] for line in lines] == [
        "Only those concerned", "Their counterparts too", "Everybody",
    ]  # fmt: skip
    assert "1 kept, 1 moved, 0 dropped, 0 added. Weight 2, nothing better exists" in lines[-1]
    text = (tmp_path / "new.json").read_text(encoding="utf-8")
    new = json.loads(text)
    assert [(one["request"], one["from"]["start"], one["told"]) for one in new["moved"]] == [("M1", 540, True)]
    assert (new["dropped"], new["lifted"], new["proven"], new["ring"]) == ([], [], True, 2)
    assert set(read_known_of(text)) == {one.request for one in read_meetings(text)} == {"M1", "M2"}
    checked = runner.invoke(args=["bilaterals", "check", names[0], names[2]])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("told", ["M1", {"M1": True}])
def test_a_plan_with_a_list_that_is_none_is_refused_in_a_sentence(
    app: Flask, tmp_path: Path, told: object
) -> None:
    (tmp_path / "problem.json").write_text(write_problem(problem()), encoding="utf-8")
    (tmp_path / "plan.json").write_text(json.dumps({"meetings": [], "told": told}), encoding="utf-8")
    names = [str(tmp_path / name) for name in ("problem.json", "plan.json", "new.json")]
    answer = app.test_cli_runner().invoke(
        args=["bilaterals", "replan", names[0], "--previous", names[1], "--out", names[2]]
    )
    assert (answer.exit_code, answer.output) == (1, "Error: The file is no plan: told is no list.\n")
    assert not (tmp_path / "new.json").exists()

"""What stands against a meeting that is moved by hand: the same, however few of the others are looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summit.bilaterals.facts import Broken, Change, Fixed, PlannedMeeting, Rule, SchedulingProblem
from summit.bilaterals.rules import changes, conflicts, newly_broken, objections, placed, weight
from tests.bilaterals.problems import DAYS, problem, problems, request

ONE, OTHER = PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R2", 600)


@settings(deadline=None, max_examples=150)
@given(problems(), st.data())
def test_an_objection_is_what_the_checker_says_of_that_meeting(found: SchedulingProblem, data: st.DataObject) -> None:
    codes = st.sampled_from([one.code for one in found.requests])
    rooms = st.sampled_from([one.code for one in found.rooms])
    starts = st.sampled_from([start for day in DAYS for start in range(*day, 15)])
    meetings = st.builds(PlannedMeeting, codes, rooms, starts)
    draft = data.draw(st.lists(meetings, max_size=8, unique_by=lambda one: one.request))
    meeting = data.draw(meetings)
    everything = conflicts(placed(draft, meeting), found)
    against = list(dict.fromkeys(one for one in everything if meeting.request in one.requests))
    told = objections(meeting, draft, found)
    assert [one for one in told if one.rule is not Rule.SEPARATION] == [
        one for one in against if one.rule is not Rule.SEPARATION
    ]
    bare = [Broken(Rule.SEPARATION, (meeting.request,))]  # neither whom nor where, and once (BIL-18)
    apart = any(one.rule is Rule.SEPARATION for one in against)
    assert [one for one in told if one.rule is Rule.SEPARATION] == (bare if apart else [])


def test_a_meeting_is_placed_moved_and_put_aside() -> None:
    assert placed((), ONE) == (ONE,)
    assert placed((ONE, OTHER), PlannedMeeting("M1", "R2", 570)) == (OTHER, PlannedMeeting("M1", "R2", 570))
    assert placed((ONE, OTHER), PlannedMeeting("M1", "", 0)) == (OTHER,)


def test_what_stands_already_is_no_fault_of_a_plan() -> None:
    clash = problem(
        requests=(
            request("M1", "P1", "P2", fixed=Fixed("R1", 540)),
            request("M2", "P1", "P3", fixed=Fixed("R2", 540)),
            request("M3", "P3", "P4"),
        )
    )
    standing = [PlannedMeeting("M1", "R1", 540), PlannedMeeting("M2", "R2", 540)]
    assert newly_broken([*standing, PlannedMeeting("M3", "R2", 600)], clash) == []
    assert [one.requests for one in newly_broken([*standing, PlannedMeeting("M3", "R1", 540)], clash)] == [
        ("M1", "M3"), ("M2", "M3"),
    ]  # fmt: skip


def test_two_plans_differ_in_what_moved_came_and_went() -> None:
    moved = PlannedMeeting("M1", "R1", 570)
    assert changes((ONE, OTHER), (moved, PlannedMeeting("M3", "R2", 600))) == [
        Change("M1", ONE, moved), Change("M2", OTHER, None), Change("M3", None, PlannedMeeting("M3", "R2", 600)),
    ]  # fmt: skip
    assert changes((ONE,), (ONE,)) == []
    assert weight((ONE, OTHER), problem(requests=(request("M1", "P1", "P2", weight=4), request("M2", "P3", "P4")))) == 5

"""The search for times and rooms, and that the rules agree with what it finds."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from summit.bilaterals.facts import PlacingProblem, Proposal, RoomChoice, Span
from summit.bilaterals.rules import principal_span, room_span
from summit.bilaterals.solver import free_starts, proposals, spread
from tests.bilaterals.stage import hanoi


def span(start: str, end: str) -> Span:
    return Span(hanoi(start), hanoi(end))


def problem(**changes: object) -> PlacingProblem:
    values: dict[str, object] = {
        "windows": (span("09:00", "11:00"),),
        "length": timedelta(minutes=30),
        "reset": timedelta(minutes=15),
        "buffer": timedelta(minutes=5),
        "persons": 8,
        "closed": (),
        "rooms": (RoomChoice("B-01", "One", 10), RoomChoice("B-02", "Two", 8)),
    }
    return PlacingProblem(**{**values, **changes})


def test_every_quarter_of_the_window_is_a_start_until_the_meeting_would_not_end_in_it() -> None:
    assert free_starts(problem()) == [
        hanoi(clock) for clock in ("09:00", "09:15", "09:30", "09:45", "10:00", "10:15", "10:30")
    ]


def test_a_closed_hour_needs_the_buffer_before_it_and_nothing_after_it() -> None:
    """10:00-10:30 would end at 10:35 with its buffer; what starts as the other ends is free (BK-3)."""
    starts = free_starts(problem(closed=(span("09:30", "09:45"), span("10:15", "10:30"))))
    assert starts == [hanoi("10:30")]
    assert free_starts(problem(closed=(span("09:35", "11:00"),))) == [hanoi("09:00")]
    assert free_starts(problem(closed=(span("09:34", "11:00"),))) == []


def test_a_room_needs_its_reset_before_the_next_hold() -> None:
    """BIL-13: 09:00-09:30 and fifteen minutes of reset touch a hold that begins at 09:45, no more."""
    held = RoomChoice("B-01", "One", 10, (span("09:45", "11:00"),))
    assert free_starts(problem(rooms=(held,))) == [hanoi("09:00")]


def test_too_small_rooms_are_never_proposed() -> None:
    assert proposals(problem(persons=9), 1) == [
        Proposal(hanoi("09:00"), hanoi("09:30"), "B-01", "One", 10, 1)
    ]
    assert proposals(problem(persons=11)) == []


def test_proposals_come_by_time_then_fewest_empty_seats_then_room_code() -> None:
    rooms = (RoomChoice("B-10", "Ten", 8), RoomChoice("B-02", "Two", 8), RoomChoice("B-01", "One", 12))
    found = proposals(problem(rooms=rooms))
    assert [(one.starts_at, one.room_code, one.spare) for one in found] == [
        (hanoi("09:00"), "B-02", 0),
        (hanoi("09:00"), "B-10", 0),
        (hanoi("09:00"), "B-01", 4),
        (hanoi("09:15"), "B-02", 0),
        (hanoi("09:15"), "B-10", 0),
    ]


def test_the_same_problem_gives_the_same_list_whatever_the_order_of_its_parts() -> None:
    rooms = [RoomChoice(f"B-{number:02d}", "", 8 + number % 3) for number in range(12)]
    first = proposals(problem(rooms=tuple(rooms)), 20)
    for seed in range(5):
        Random(seed).shuffle(rooms)
        assert proposals(problem(rooms=tuple(rooms)), 20) == first


def test_a_few_times_are_spread_over_the_wish() -> None:
    starts = free_starts(problem(windows=(span("08:00", "20:00"),)))
    assert [start.hour + 7 for start in spread(starts, 5)] == [8, 11, 13, 16, 19]
    assert spread(starts, 5)[0] == starts[0]
    assert spread(starts, 5)[-1] == starts[-1]
    assert spread(starts[:3], 5) == starts[:3]
    assert spread([], 5) == []


minutes = st.integers(0, 600)


def stretch(pair: tuple[int, int]) -> Span:
    start = hanoi("08:00") + timedelta(minutes=pair[0])
    return Span(start, start + timedelta(minutes=pair[1]))


stretches = st.lists(st.tuples(minutes, st.integers(5, 90)).map(stretch), max_size=6).map(tuple)


@settings(max_examples=150, deadline=None)
@given(closed=stretches, held=stretches, length=st.sampled_from([15, 20, 30, 45]))
def test_nothing_is_proposed_that_the_rules_would_refuse(
    closed: tuple[Span, ...], held: tuple[Span, ...], length: int
) -> None:
    rooms = (RoomChoice("B-01", "One", 8, held), RoomChoice("B-02", "Two", 7))
    found = proposals(
        problem(windows=(span("08:00", "20:00"),), closed=closed, rooms=rooms, length=timedelta(minutes=length)), 100
    )
    for one in found:
        assert not any(principal_span(one.starts_at, length).clashes(other) for other in closed)
        assert not any(room_span(one.starts_at, length).clashes(other) for other in held)
        assert one.room_code == "B-01"
        assert hanoi("08:00") <= one.starts_at
        assert one.ends_at == one.starts_at + timedelta(minutes=length) <= hanoi("20:00")

"""Judgements about rooms and their times, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit.foundation.errors import RuleBroken
from summit.venues.facts import HoldFacts, RoomFacts
from summit.venues.rules import (
    nearest_times,
    opening_windows,
    overlap,
    require_length,
    require_room,
    require_summit,
    taken_sentence,
)
from tests.factories import FACTS

ZONE = "Asia/Ho_Chi_Minh"


def at(hour: int, minute: int = 0, day: int = 25) -> datetime:
    """A Hanoi wall-clock time as a moment."""
    return datetime(2025, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        ((8, 9), False),  # well before
        ((9, 10), False),  # ends where the first starts (BK-3)
        ((9, 11), True),  # overlaps the start
        ((10, 11), True),  # same start, shorter
        ((10, 12), True),  # equal
        ((10, 13), True),  # same start, longer
        ((10.5, 11.5), True),  # inside
        ((11, 12), True),  # same end
        ((9, 13), True),  # around
        ((9, 12), True),  # same end, longer
        ((11, 13), True),  # overlaps the end
        ((12, 13), False),  # starts where the first ends
        ((13, 14), False),  # well after
    ],
)
def test_half_open_times_clash_only_when_they_share_a_moment(
    other: tuple[float, float], clashes: bool
) -> None:
    first = (at(10), at(12))
    second = (at(0) + timedelta(hours=other[0]), at(0) + timedelta(hours=other[1]))
    assert overlap(first, second) is clashes
    assert overlap(second, first) is clashes


def test_the_nearest_free_times_come_first_and_keep_apart() -> None:
    windows = opening_windows([date(2025, 10, 25)], ZONE)
    held = [(at(10), at(11)), (at(11, 30), at(12))]
    found = nearest_times((at(10), at(11)), held, windows, count=3)
    assert found == [(at(9), at(10)), (at(8), at(9)), (at(12), at(13))]  # of equals, the earlier first


def test_a_full_day_sends_to_the_next_and_a_full_summit_to_nothing() -> None:
    windows = opening_windows([date(2025, 10, 25), date(2025, 10, 26)], ZONE)
    assert windows == [(at(7), at(22)), (at(7, day=26), at(22, day=26))]
    whole_day = [(at(7), at(22))]
    assert nearest_times((at(20), at(21)), whole_day, windows, count=2) == [
        (at(7, day=26), at(8, day=26)),
        (at(8, day=26), at(9, day=26)),
    ]
    assert nearest_times((at(20), at(21)), [(at(0), at(23, 59, 27))], windows, count=3) == []


@given(
    starts=st.integers(0, 56),
    length=st.integers(1, 12),
    held=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 16)), max_size=8),
)
def test_whatever_is_held_an_alternative_is_free_open_and_as_long(
    starts: int, length: int, held: list[tuple[int, int]]
) -> None:
    quarter = timedelta(minutes=15)
    windows = opening_windows([date(2025, 10, 25)], ZONE)
    wish = (at(7) + starts * quarter, at(7) + (starts + length) * quarter)
    intervals = [(at(7) + one * quarter, at(7) + (one + size) * quarter) for one, size in held]
    found = nearest_times(wish, intervals, windows, count=3)
    for number, slot in enumerate(found):
        assert slot[1] - slot[0] == wish[1] - wish[0]
        assert at(7) <= slot[0]
        assert slot[1] <= at(22)
        assert not any(overlap(slot, other) for other in (*intervals, *found[:number]))
    distances = [abs(slot[0] - wish[0]) for slot in found]
    assert distances == sorted(distances)


def hold(start: datetime, end: datetime, label: str) -> HoldFacts:
    return HoldFacts("B-03", "Bilateral room 3", start, end, "agenda_entry", "E-1", label)


def test_the_sentence_says_who_holds_the_room_and_never_whose_bilateral_it_is() -> None:
    opening = hold(at(9, 45), at(11), "Opening session")
    assert taken_sentence(opening, FACTS) == "Room B-03 is taken 09:45–11:00 (Hanoi time) by Opening session."
    bilateral = hold(at(10), at(10, 30), "Reserved")
    assert taken_sentence(bilateral, FACTS) == "Room B-03 is taken 10:00–10:30 (Hanoi time) and reserved."
    dinner = hold(at(19), at(0, 30, day=26), "Gala dinner")
    assert (
        taken_sentence(dinner, FACTS)
        == "Room B-03 is taken 19:00–00:30 on 26 October (Hanoi time) by Gala dinner."
    )


def test_times_are_said_on_the_clocks_of_the_place() -> None:
    assert FACTS.hour(at(9)) == "09:00"
    assert FACTS.clock(at(9)) == "Hanoi time (UTC+7)"
    assert FACTS.day_of(at(0, 30, day=26)) == date(2025, 10, 26)
    assert FACTS.days() == (date(2025, 10, 25), date(2025, 10, 26))
    nepal = replace(FACTS, place="Kathmandu", zone="Asia/Kathmandu")
    assert nepal.clock(at(9)) == "Kathmandu time (UTC+5:45)"
    brussels = replace(FACTS, place="Brussels", zone="Europe/Brussels")
    assert brussels.span(
        datetime(2026, 10, 25, 0, 0, tzinfo=UTC), datetime(2026, 10, 25, 4, 0, tzinfo=UTC)
    ) == ("02:00–05:00")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "B 03"}, "code"),
        ({"code": "B/03"}, "code"),
        ({"code": "B" * 21}, "code"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 100_001}, "capacity"),
        ({"kind": "cupboard"}, "kind"),
    ],
)
def test_a_room_that_cannot_be_held_is_refused_at_its_field(changes: dict[str, object], field: str) -> None:
    room = RoomFacts("B-03", "Bilateral room 3", 12, kind="bilateral")
    require_room(room)
    with pytest.raises(RuleBroken) as refusal:
        require_room(replace(room, **changes))
    assert refusal.value.field == field


def test_a_summit_needs_days_in_order_and_a_zone_that_exists() -> None:
    require_summit(FACTS)
    with pytest.raises(RuleBroken, match="last day"):
        require_summit(replace(FACTS, last_day=date(2025, 10, 24)))
    with pytest.raises(RuleBroken, match="time zone"):
        require_summit(replace(FACTS, zone="Hanoi"))


def test_a_hold_has_a_length() -> None:
    require_length(at(9), at(10))
    with pytest.raises(RuleBroken, match="later than the start"):
        require_length(at(10), at(10))

"""Judgements about rooms and their times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from summit.foundation.clock import moment
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.venues.facts import RESERVED, ROOM_KINDS, FreeSlot, HoldFacts, RoomFacts, SummitFacts

ALTERNATIVES = 3
STEP = timedelta(minutes=15)
DAY_OPENS = time(7)
DAY_CLOSES = time(22)
ROOM_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
Interval = tuple[datetime, datetime]


class RoomTaken(Conflict):
    """Somebody holds the room then: `hold` is the one that stands, `alternatives` are free (BK-2)."""

    def __init__(
        self, sentence: str, *, hold: HoldFacts | None = None, alternatives: Sequence[FreeSlot] = ()
    ) -> None:
        super().__init__(sentence)
        self.hold = hold
        self.alternatives = list(alternatives)


class CodeTaken(Conflict):
    """Another venue or room has this code."""


class SummitNotSetUp(NotFound):
    """Nobody has entered the summit's title, place and days yet."""


def taken_sentence(hold: HoldFacts, summit: SummitFacts) -> str:
    """`Room B-03 is taken 10:00–11:00 (Hanoi time) by Opening.`; a bilateral is only `reserved` (PM-5)."""
    span = summit.span(hold.held_from, hold.held_until)
    by = "and reserved" if hold.label == RESERVED else f"by {hold.label}"
    return f"Room {hold.room_code} is taken {span} ({summit.place} time) {by}."


def closed_sentence(closure: HoldFacts, summit: SummitFacts) -> str:
    """`Room B-03 is closed 10:00–11:00 (Hanoi time).`"""
    span = summit.span(closure.held_from, closure.held_until)
    return f"Room {closure.room_code} is closed {span} ({summit.place} time)."


def overlap(one: Interval, other: Interval) -> bool:
    """Half-open intervals: what ends at 10:00 does not clash with what starts at 10:00 (BK-3)."""
    return one[0] < other[1] and other[0] < one[1]


def nearest_times(
    wish: Interval, held: Sequence[Interval], windows: Iterable[Interval], *, count: int
) -> list[Interval]:
    """Up to `count` free times as long as the wish, nearest first, none overlapping another of them.

    `windows` are the hours in which the house is open; starts lie on quarters of an hour after each opening.
    """
    length = wish[1] - wish[0]
    starts = sorted(
        (start for opens, closes in windows for start in _steps(opens, closes - length)),
        key=lambda start: (abs(start - wish[0]), start),
    )
    chosen: list[Interval] = []
    for start in starts:
        candidate = (start, start + length)
        if len(chosen) == count:
            break
        if not any(overlap(candidate, other) for other in (*held, *chosen)):
            chosen.append(candidate)
    return chosen


def opening_windows(days: Iterable[date], zone: str) -> list[Interval]:
    """07:00 to 22:00 on each day, as moments."""
    return [
        (moment(datetime.combine(day, DAY_OPENS), zone), moment(datetime.combine(day, DAY_CLOSES), zone))
        for day in sorted(set(days))
    ]


def require_length(held_from: datetime, held_until: datetime) -> None:
    """A hold has a length; refused before the database does, with a sentence."""
    if held_from >= held_until:
        raise RuleBroken("The end must be later than the start.", "ends_at")


def require_room(facts: RoomFacts) -> None:
    """What a room must have to be held."""
    if not ROOM_CODE.fullmatch(facts.code):
        raise RuleBroken(
            "Give the room a code of 1 to 20 letters, digits, points and dashes, as on its door.", "code"
        )
    if not facts.name.strip() or len(facts.name) > 120:
        raise RuleBroken("Give the room a name of 1 to 120 characters.", "name")
    if not 0 < facts.capacity <= 100_000:
        raise RuleBroken("The capacity is a number of persons, from 1 to 100,000.", "capacity")
    if facts.kind not in ROOM_KINDS:
        raise RuleBroken("Choose a kind of room from the list.", "kind")


def require_summit(facts: SummitFacts) -> None:
    """Days in order, and a time zone that the clocks know."""
    if facts.first_day > facts.last_day:
        raise RuleBroken("The last day must not be before the first.", "last_day")
    if facts.zone not in available_timezones() and facts.zone != "UTC":
        raise RuleBroken("Choose a time zone such as Asia/Ho_Chi_Minh.", "zone")
    ZoneInfo(facts.zone)


def _steps(first: datetime, last: datetime) -> Iterable[datetime]:
    while first <= last:
        yield first
        first += STEP

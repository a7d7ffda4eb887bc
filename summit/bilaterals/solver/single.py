"""Finds times and rooms for one meeting. It knows nothing of the rules that judge what it found: two independent minds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from summit.bilaterals.facts import PlacingProblem, Proposal, RoomChoice, Span

STEP = timedelta(minutes=15)


def free_starts(problem: PlacingProblem) -> list[datetime]:
    """Every start on a quarter of an hour at which both principals and at least one room are free, in order."""
    return [start for start in _starts(problem) if next(_rooms_at(problem, start), None) is not None]


def spread(starts: list[datetime], count: int) -> list[datetime]:
    """At most `count` of the starts, the first and the last among them and the others evenly between."""
    if len(starts) <= count:
        return list(starts)
    last = len(starts) - 1
    return [starts[round(number * last / (count - 1))] for number in range(count)]


def proposals(problem: PlacingProblem, count: int = 5) -> list[Proposal]:
    """The first `count` pairs of time and room: earliest, then fewest empty seats, then by room code (BIL-20).

    The same problem gives the same list.
    """
    found: list[Proposal] = []
    for start in _starts(problem):
        for room in sorted(_rooms_at(problem, start), key=lambda room: (room.capacity, room.code)):
            spare = room.capacity - problem.persons
            found.append(Proposal(start, start + problem.length, room.code, room.name, room.capacity, spare))
            if len(found) == count:
                return found
    return found


def _starts(problem: PlacingProblem) -> Iterator[datetime]:
    for window in sorted(problem.windows, key=lambda window: window.starts_at):
        start = window.starts_at
        while start + problem.length <= window.ends_at:
            needed = Span(start, start + problem.length + problem.buffer)
            if not any(needed.clashes(closed) for closed in problem.closed):
                yield start
            start += STEP


def _rooms_at(problem: PlacingProblem, start: datetime) -> Iterator[RoomChoice]:
    needed = Span(start, start + problem.length + problem.reset)
    meeting = Span(start, start + problem.length)
    for room in problem.rooms:
        is_free = not any(needed.clashes(held) for held in room.held)
        if room.capacity >= problem.persons and is_free and not any(meeting.clashes(far) for far in room.far):
            yield room

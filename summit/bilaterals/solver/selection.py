"""Who is to meet on which day, with no thought of the hour: a small model whose best value no plan can exceed.

A plan's meetings obey its rows, so its optimum is an upper bound; and its selection can nearly always be time-tabled, for
the hard part is whom to refuse, not when to meet.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summit.bilaterals.solver.highs import Sums
from summit.bilaterals.solver.terms import Terms, all_minutes, free_stretches
from summit.bilaterals.solver.tight import Effort, Reached, best

Key = tuple[int, int]  # request, day
Reach = Callable[[Mapping[int, int], int], Reached | None]  # a sum to raise, and how many are still to come


@dataclass(frozen=True)
class Selection:
    """The day of each request that was chosen, and by priority class the most weight that any plan can place.

    A bound holds for plans in which no class before has less than `given`.
    """

    days: dict[int, int]
    bounds: dict[int, int]
    given: dict[int, float]


@dataclass(frozen=True)
class _Row:
    """The sum of these requests' amounts on that day is at most `limit`."""

    amounts: dict[Key, int]
    limit: int


def select(
    terms: Terms, seconds: float, *, at_least: Mapping[int, int] | None = None, effort: Effort = Effort.WHOLE
) -> Selection:
    """The best selection, class after class; each class is bounded while those before it reach their own best.

    `at_least` are weights that classes must reach instead, as a plan did. Stops after `seconds` by the clock with what it
    has, and the bounds it has proven.
    """
    keys = [(request, day) for request in range(len(terms.requests)) for day in _days(terms, request)]
    number = {key: index for index, key in enumerate(keys)}
    sums = Sums(len(keys))
    for request in range(len(terms.requests)):
        own = [number[request, day] for day in _days(terms, request)]
        if len(own) > 1:
            sums.at_most(own, None, 1)
    for row in _rows(terms, keys):
        sums.at_most([number[key] for key in row.amounts], row.amounts.values(), row.limit)
    until = time.monotonic() + seconds

    def reach(own: Mapping[int, int], classes_left: int) -> Reached | None:
        now = time.monotonic()
        return best(sums, own, now + (until - now) / classes_left, effort)

    return _by_class(terms, sums, keys, reach, at_least or {})


def _by_class(
    terms: Terms, sums: Sums, keys: Sequence[Key], reach: Reach, at_least: Mapping[int, int]
) -> Selection:
    bounds: dict[int, int] = {}
    given: dict[int, float] = {}
    days: dict[int, int] = {}
    classes = sorted({request.priority for request in terms.requests})
    for number, priority in enumerate(classes):
        own = {
            index: terms.requests[key[0]].weight
            for index, key in enumerate(keys)
            if terms.requests[key[0]].priority == priority
        }
        answer = reach(own, len(classes) - number) if own else None
        fixed = sum(one.weight for one in terms.requests if one.fixed and one.priority == priority)
        most, reached = sum(one.weight for one in terms.requests if one.priority == priority) - fixed, 0
        if answer is not None:
            most, reached = min(most, answer.bound), answer.total
            if answer.chosen is not None:
                days = {keys[index][0]: keys[index][1] for index in answer.chosen}
        elif not own:
            most = 0
        bounds[priority] = most + fixed
        least = at_least[priority] - fixed if priority in at_least else reached
        given[priority] = least + fixed
        if own:
            sums.at_least(list(own), own.values(), least)
    return Selection(days, bounds, given)


def _days(terms: Terms, request: int) -> list[int]:
    return sorted({terms.day_of(start) for start in terms.starts[request]})


def _rows(terms: Terms, keys: list[Key]) -> Iterator[_Row]:
    by_side: dict[tuple[int, int], list[Key]] = defaultdict(list)
    by_day: dict[int, list[Key]] = defaultdict(list)
    for key in keys:
        by_day[key[1]].append(key)
        for side in terms.sides[key[0]]:
            by_side[side, key[1]].append(key)
    for (side, day), own in by_side.items():
        yield from _of_principal(terms, side, day, own)
    for day, own in by_day.items():
        yield from _of_rooms(terms, day, own)
        yield from _of_interpreters(terms, day, own)


def _of_principal(terms: Terms, side: int, day: int, own: list[Key]) -> Iterator[_Row]:
    cap = terms.cap_left(side, day)
    if cap < len(own):
        yield _Row(dict.fromkeys(own, 1), max(cap, 0))
    yield from _of_time(terms, own, terms.gap[side], [terms.busy[side]])


def _of_rooms(terms: Terms, day: int, own: list[Key]) -> Iterator[_Row]:
    """For each set of rooms that some requests are bound to, by class and size, the time these rooms have (BIL-14)."""
    seen: set[tuple[int, ...]] = set()
    needs = {(terms.requests[key[0]].room_class, terms.requests[key[0]].persons) for key in own}
    for room_class, persons in sorted(needs, key=lambda need: (need[0] is not None, need[1])):
        rooms = terms.suitable(room_class, persons)
        if rooms in seen:
            continue
        seen.add(rooms)
        bound = [
            key
            for key in own
            if set(terms.suitable(terms.requests[key[0]].room_class, terms.requests[key[0]].persons))
            <= set(rooms)
        ]
        yield from _of_time(terms, bound, terms.problem.reset, [terms.closed[room] for room in rooms])


def _of_interpreters(terms: Terms, day: int, own: list[Key]) -> Iterator[_Row]:
    for language, pool in terms.problem.interpreters.items():
        speaking = [key for key in own if language in terms.languages[key[0]]]
        if speaking:
            yield from _of_time(terms, speaking, 0, [0] * pool)


def _of_time(terms: Terms, own: list[Key], gap: int, shut: list[int]) -> Iterator[_Row]:
    """What fits one after the other into the free time of people or rooms, each with minutes that are `shut`.

    Starts lie on the grid, so a meeting takes its own length and the gap, rounded up to the grid; after the last of a stretch
    the gap may reach into what follows. Beside the minutes the number of meetings is bounded.
    """
    slot = terms.problem.slot
    low, high = terms.problem.days[own[0][1]]
    takes = {key: _up(terms.requests[key[0]].duration + gap, slot) for key in own}
    over = max(takes[key] - terms.requests[key[0]].duration for key in own)
    shortest = min(terms.requests[key[0]].duration for key in own)
    least = min(takes.values())
    unused = ~_covered(terms, own)
    total = number = 0
    for mask in shut:
        for start, end in free_stretches(mask | unused, low, high):
            first = low + _up(start - low, slot)
            if end - first >= shortest:
                room = (end - first + over) // slot * slot
                total += room
                number += room // least
    if sum(takes.values()) > total:
        yield _Row(takes, total)
    if len(own) > number:
        yield _Row(dict.fromkeys(own, 1), number)


def _covered(terms: Terms, own: list[Key]) -> int:
    """The minutes in which at least one of these meetings could be held."""
    return all_minutes(
        (start, start + terms.duration(key[0])) for key in own for start in terms.starts[key[0]]
    )


def _up(value: int, slot: int) -> int:
    return -(-value // slot) * slot

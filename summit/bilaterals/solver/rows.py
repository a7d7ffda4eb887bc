"""The rules between meetings as rows of a model: options, and sums of them that stay under a limit.

What lies on the table already stays there, and the rows leave room for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from summit.bilaterals.facts import APART, RoomClass
from summit.bilaterals.solver.table import Table
from summit.bilaterals.solver.terms import minutes

Row = tuple[list[int], list[int] | None, int]  # members, their amounts if not once each, and the limit of the sum


@dataclass(frozen=True)
class Option:
    """One way to hold a meeting: request, start, and the kinds of room open to it, of one zone where zones matter."""

    request: int
    start: int
    kinds: tuple[int, ...]


class Rows:
    """What a plan of these options keeps. `kinds` are rooms that nobody can tell apart, by the numbers in the options.

    Not `zonewise`: an option may have kinds in several zones; of the ways between zones only the shortest is minded.
    """

    def __init__(
        self,
        table: Table,
        kinds: Sequence[tuple[int, ...]],
        options: Sequence[Option],
        *,
        zonewise: bool = True,
    ) -> None:
        """The table is only read."""
        self.terms = table.terms
        self.kinds = kinds
        self.options = options
        self._table = table
        self._zonewise = zonewise and table.terms.minds_zones
        ways = [self._way(one.zone, other.zone) for one in self.terms.rooms for other in self.terms.rooms]
        self._shortest = min(ways, default=0)

    def __iter__(self) -> Iterator[Row]:
        once: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            once[option.request].append(number)
        for members in once.values():
            if len(members) > 1:
                yield members, None, 1
        yield from self._of_rooms()
        yield from self._of_interpreters()
        for side, members in self._by_side().items():
            yield from self._of_principal(side, members)
        if self._zonewise:
            by_side = self._by_side()
            for side, members in by_side.items():
                yield from self._ways(side, members)
            for one, others in enumerate(self.terms.apart):
                for other in others:
                    yield from self._kept_apart(by_side.get(one, []), by_side.get(other, []))

    def _by_side(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            for side in self.terms.sides[option.request]:
                found[side].append(number)
        return found

    def _end(self, number: int) -> int:
        option = self.options[number]
        return option.start + self.terms.duration(option.request)

    def _at_once(
        self, members: list[int], after: int, also: Iterable[int] = ()
    ) -> Iterator[tuple[int, list[int]]]:
        """For each start among the members, those that are held then, or have ended less than `after` minutes before.

        `also` are further minutes to look at.
        """
        starts = sorted({self.options[number].start for number in members} | set(also))
        covering: dict[int, list[int]] = {start: [] for start in starts}
        for number in members:
            begin, end = self.options[number].start, self._end(number) + after
            for start in starts[bisect_left(starts, begin) : bisect_left(starts, end)]:
                covering[start].append(number)
        for start, group in covering.items():
            if len(group) > 1:
                yield start, group

    def _of_principal(self, side: int, members: list[int]) -> Iterator[Row]:
        terms = self.terms
        for _, group in self._at_once(members, max(terms.gap[side], self._shortest)):
            yield group, None, 1
        by_day: dict[int, list[int]] = defaultdict(list)
        for number in members:
            by_day[terms.day_of(self.options[number].start)].append(number)
        for day, own in by_day.items():
            left = self._table.meetings_left(side, day)
            if left < len({self.options[number].request for number in own}):
                yield own, None, left

    def _of_rooms(self) -> Iterator[Row]:
        """Meetings that are bound to the same kinds are never more than there are rooms of these."""
        by_kinds: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            by_kinds[option.kinds].append(number)
        for kinds in by_kinds:
            limit = sum(len(self.kinds[kind]) for kind in kinds)
            bound = [
                number
                for other, members in by_kinds.items()
                if set(other) <= set(kinds)
                for number in members
            ]
            for _, group in self._at_once(bound, self.terms.problem.reset):
                if len(group) > limit:
                    yield group, None, limit

    def _of_interpreters(self) -> Iterator[Row]:
        for language, pool in self.terms.problem.interpreters.items():
            members = [
                n for n, option in enumerate(self.options) if language in self.terms.languages[option.request]
            ]
            for start, group in self._at_once(members, 0, self._table.starts_at_work(language)):
                left = pool - self._table.at_work(language, start)
                if len(group) > left:
                    yield group, None, left

    def _ways(self, side: int, members: list[int]) -> Iterator[Row]:
        """Who starts in one zone has not just come out of a meeting too far away (BIL-12)."""
        zones = sorted({self._zone(number) for number in members})
        for there, here in product(zones, zones):
            way = self._way(there, here)
            if way <= max(self.terms.gap[side], self._shortest):
                continue
            ends = [number for number in members if self._zone(number) == there]
            begins: dict[int, list[int]] = defaultdict(list)
            for number in members:
                if self._zone(number) == here:
                    begins[self.options[number].start].append(number)
            for start, starting in begins.items():
                before = [number for number in ends if self._end(number) <= start < self._end(number) + way]
                yield from self._not_both(before, starting, way, 1)

    def _kept_apart(self, ones: list[int], others: list[int]) -> Iterator[Row]:
        """Nobody starts in a zone where the other is, or was a quarter of an hour before (BIL-18)."""
        together = set(ones) & set(others)
        begins: dict[tuple[int, str], list[int]] = defaultdict(list)
        for number in ones:
            if number not in together:
                begins[self.options[number].start, self._zone(number)].append(number)
        for (start, zone), starting in begins.items():
            near = [
                number
                for number in others
                if number not in together
                and self._zone(number) == zone
                and self.options[number].start <= start < self._end(number) + APART
            ]
            yield from self._not_both(near, starting, APART, 2)

    def _not_both(
        self, some: list[int], starting: list[int], within: int, most: int
    ) -> Iterator[Row]:
        """Some of the first and one of the second exclude each other.

        Of the first `most` may be true, and more where meetings are so short that several end `within` those minutes.
        """
        second = set(starting)
        some = [number for number in some if number not in second]
        if some and starting:
            shortest = min(self.terms.duration(self.options[number].request) for number in some)
            many = most + (within - 1) // max(shortest, 1)
            yield [*some, *starting], [1] * len(some) + [many] * len(starting), many

    def _way(self, one: str, other: str) -> int:
        return self.terms.problem.travel.get(one, {}).get(other, 0)

    def _zone(self, number: int) -> str:
        return self.terms.rooms[self.kinds[self.options[number].kinds[0]][0]].zone


def kinds_of_rooms(table: Table, starts: list[int]) -> list[tuple[int, ...]]:
    """Rooms by kind: of one class, free at the same minutes around those starts, large enough for the same requests, and
    where it matters in one zone.
    """
    terms = table.terms
    longest = max((request.duration for request in terms.requests), default=0) + terms.problem.reset
    around = minutes(min(starts, default=0) - longest, max(starts, default=0) + longest)
    sizes = sorted({request.persons for request in terms.requests})
    found: dict[tuple[RoomClass, int, int, str], list[int]] = defaultdict(list)
    for number, room in enumerate(terms.rooms):
        seats = sum(size <= room.capacity for size in sizes)
        zone = room.zone if terms.minds_zones or any(one.zone_at for one in terms.problem.principals) else ""
        found[room.room_class, seats, (terms.closed[number] | table.held(number)) & around, zone].append(
            number
        )
    return [tuple(rooms) for rooms in found.values()]

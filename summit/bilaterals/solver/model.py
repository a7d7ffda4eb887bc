"""The exact model: which request starts when, in which kind of room. Every plan that keeps the rules is one of its points.

Rooms that nobody can tell apart are one kind, with a number of them. The model counts at each moment the meetings that are
bound to the same kinds; which room each gets is settled afterwards. Now and then one is left without, so the bound holds,
and the places are what was really settled. HiGHS maximizes class after class.
"""

from __future__ import annotations

import math
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from summit.bilaterals.facts import APART, RoomClass
from summit.bilaterals.solver.highs import (
    LinearConstraint,
    LinearExpr,
    Model,
    Variable,
    new_model,
    solved,
    weighed,
)
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import MARGIN, minutes

WHOLE = 0.999  # a value of the relaxation that counts as one
CLASS_STEP = 100  # a point of a class beside one of the next, where they are decided together


@dataclass(frozen=True)
class Option:
    """One way to hold a meeting: request, start, and the kinds of room open to it, of one zone where zones matter."""

    request: int
    start: int
    kinds: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """What the model found: places by request, and by priority class the most weight that is possible.

    A bound holds for plans in which no class before has less than `given`.
    """

    places: dict[int, Place]
    bounds: dict[int, int]
    given: dict[int, float]


class ExactModel:
    """The options of some requests beside what lies on the table already and stays there."""

    def __init__(
        self, table: Table, requests: Iterable[int], starts: Mapping[int, Collection[int]] | None = None
    ) -> None:
        """`starts` narrows the starts of a request; without it all of its own count. The table is only read."""
        self.terms = terms = table.terms
        requests = tuple(requests)
        possible = [
            start
            for request in requests
            for start in (terms.starts[request] if starts is None else starts[request])
        ]
        self.kinds = _kinds(table, possible)
        kind_of = {room: number for number, rooms in enumerate(self.kinds) for room in rooms}
        self.options: list[Option] = []
        one_of: dict[tuple[int, ...], list[int]] = {}  # of the rooms of a choice one of each kind
        for request in requests:
            for start in terms.starts[request] if starts is None else starts[request]:
                if table.suits_both(request, start):
                    rooms = terms.choices[request][start]
                    if rooms not in one_of:
                        one_of[rooms] = list({kind_of[room]: room for room in rooms}.values())
                    open_rooms = [room for room in one_of[rooms] if table.is_open(request, start, room)]
                    for kinds in self._together([kind_of[room] for room in open_rooms]):
                        self.options.append(Option(request, start, kinds))
        self._table = table

    def solve(self, seconds: float, *, exactly: bool = True) -> Answer:
        """The best places within `seconds` by the clock.

        Not `exactly`: the relaxation is solved, what it leaves whole is kept, and only the rest is decided. That takes a
        fraction of the time, and its bounds hold as well.
        """
        model = new_model()
        chosen = [model.new_var(0, 1, exactly, "") for _ in self.options]
        for members, amounts, limit in self._rows():
            model.add(weighed([chosen[one] for one in members], amounts) <= limit)
        until = time.monotonic() + seconds
        bounds: dict[int, int] = {}
        given: dict[int, float] = {}
        values: list[float] = []
        reached: list[LinearConstraint] = []
        totals = self._totals(chosen)
        for number, (priority, total) in enumerate(totals):
            model.maximize(total)
            share = (until - time.monotonic()) / (len(totals) - number)
            solver = solved(model, share if exactly else share * 0.7)
            if solver is None:
                bounds[priority] = self._most(priority)
                continue
            bounds[priority] = min(self._most(priority), math.floor(solver.best_objective_bound + 1e-6))
            values = [solver.value(one) for one in chosen]
            if number + 1 < len(totals):
                given[priority] = solver.objective_value - 1e-4
                reached.append(model.add(total >= given[priority]))
        if values and not exactly:
            for row in reached:
                row.lower_bound = -math.inf
            values = self._decided(model, chosen, values, until)
        taken = (
            [option for option, value in zip(self.options, values, strict=True) if value > 0.5]
            if values
            else []
        )
        return Answer(self._in_rooms(taken), bounds, given)

    def _totals(self, chosen: list[Variable]) -> list[tuple[int, LinearExpr]]:
        own: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            own[self.terms.requests[option.request].priority].append(number)
        return [
            (
                priority,
                weighed(
                    [chosen[number] for number in own[priority]],
                    [self.terms.requests[self.options[number].request].weight for number in own[priority]],
                ),
            )
            for priority in sorted(own)
        ]

    def _most(self, priority: int) -> int:
        able = {option.request for option in self.options}
        return sum(
            one.weight for n, one in enumerate(self.terms.requests) if n in able and one.priority == priority
        )

    def _decided(
        self,
        model: Model,
        chosen: list[Variable],
        values: list[float],
        until: float,
    ) -> list[float]:
        """What the relaxation leaves whole stays, the rest becomes a question of yes or no; its own values if that fails."""
        for variable, value in zip(chosen, values, strict=True):
            if value > WHOLE:
                variable.lower_bound = 1
            else:
                variable.is_integral = True
        requests = self.terms.requests
        weights = [
            requests[one.request].weight * CLASS_STEP ** (3 - requests[one.request].priority)
            for one in self.options
        ]
        model.maximize(weighed(chosen, weights))
        solver = solved(model, until - time.monotonic())
        return values if solver is None else [solver.value(one) for one in chosen]

    def _in_rooms(self, taken: list[Option]) -> dict[int, Place]:
        """A room for each meeting at its hour, for as much weight as can be.

        First the kind of each, in a model of its own; then of that kind the first room that is clear, which always exists.
        """
        ways = [(option, kind) for option in taken for kind in option.kinds]
        model = new_model()
        chosen = [model.new_bool_var("") for _ in ways]
        for option in taken:
            model.add(sum(one for one, (other, _) in zip(chosen, ways, strict=True) if other is option) <= 1)
        for kind, rooms in enumerate(self.kinds):
            own = [number for number, (_, one) in enumerate(ways) if one == kind]
            for moment in sorted({ways[number][0].start for number in own}):
                held = [number for number in own if self._is_held(ways[number][0], moment)]
                if len(held) > len(rooms):
                    model.add(sum(chosen[number] for number in held) <= len(rooms))
        weights = [1 + self.terms.requests[option.request].weight for option, _ in ways]
        model.maximize(weighed(chosen, weights))
        solver = solved(model, 2)
        if solver is None:
            return {}
        return self._seated([way for way, one in zip(ways, chosen, strict=True) if solver.value(one) > 0.5])

    def _seated(self, ways: list[tuple[Option, int]]) -> dict[int, Place]:
        reset = self.terms.problem.reset
        clear_from: dict[int, int] = defaultdict(lambda: -MARGIN)
        places: dict[int, Place] = {}
        for option, kind in sorted(ways, key=lambda way: (way[0].start, way[0].request)):
            room = next(room for room in self.kinds[kind] if clear_from[room] <= option.start)
            clear_from[room] = option.start + self.terms.duration(option.request) + reset
            places[option.request] = (option.start, room)
        return places

    def _is_held(self, option: Option, moment: int) -> bool:
        return (
            option.start
            <= moment
            < option.start + self.terms.duration(option.request) + self.terms.problem.reset
        )

    def _together(self, kinds: list[int]) -> list[tuple[int, ...]]:
        """The kinds, those of each zone together where zones matter."""
        if not self.terms.minds_zones:
            return [tuple(sorted(kinds))] if kinds else []
        by_zone: dict[str, list[int]] = defaultdict(list)
        for kind in sorted(kinds):
            by_zone[self.terms.rooms[self.kinds[kind][0]].zone].append(kind)
        return [tuple(own) for own in by_zone.values()]

    def _rows(self) -> Iterator[tuple[list[int], list[int], int]]:
        """Members, their amounts, and the limit of the sum."""
        once: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            once[option.request].append(number)
        for members in once.values():
            yield members, [1] * len(members), 1
        yield from self._of_rooms()
        yield from self._of_interpreters()
        for side, members in self._by_side().items():
            yield from self._of_principal(side, members)
        if self.terms.minds_zones:
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

    def _of_principal(self, side: int, members: list[int]) -> Iterator[tuple[list[int], list[int], int]]:
        terms = self.terms
        for _, group in self._at_once(members, terms.gap[side]):
            yield group, [1] * len(group), 1
        by_day: dict[int, list[int]] = defaultdict(list)
        for number in members:
            by_day[terms.day_of(self.options[number].start)].append(number)
        for day, own in by_day.items():
            left = self._table.meetings_left(side, day)
            if left < len({self.options[number].request for number in own}):
                yield own, [1] * len(own), left

    def _of_rooms(self) -> Iterator[tuple[list[int], list[int], int]]:
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
                    yield group, [1] * len(group), limit

    def _of_interpreters(self) -> Iterator[tuple[list[int], list[int], int]]:
        for language, pool in self.terms.problem.interpreters.items():
            members = [
                n for n, option in enumerate(self.options) if language in self.terms.languages[option.request]
            ]
            for start, group in self._at_once(members, 0, self._table.starts_at_work(language)):
                left = pool - self._table.at_work(language, start)
                if len(group) > left:
                    yield group, [1] * len(group), left

    def _ways(self, side: int, members: list[int]) -> Iterator[tuple[list[int], list[int], int]]:
        """Who starts in one zone has not just come out of a meeting too far away (BIL-12)."""
        travel = self.terms.problem.travel
        zones = sorted({self._zone(number) for number in members})
        for there, here in product(zones, zones):
            way = travel.get(there, {}).get(here, 0)
            if way <= self.terms.gap[side]:
                continue
            ends = [number for number in members if self._zone(number) == there]
            begins: dict[int, list[int]] = defaultdict(list)
            for number in members:
                if self._zone(number) == here:
                    begins[self.options[number].start].append(number)
            for start, starting in begins.items():
                before = [number for number in ends if self._end(number) <= start < self._end(number) + way]
                yield from self._not_both(before, starting, way, 1)

    def _kept_apart(self, ones: list[int], others: list[int]) -> Iterator[tuple[list[int], list[int], int]]:
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
    ) -> Iterator[tuple[list[int], list[int], int]]:
        """Some of the first and one of the second exclude each other.

        Of the first `most` may be true, and more where meetings are so short that several end `within` those minutes.
        """
        second = set(starting)
        some = [number for number in some if number not in second]
        if some and starting:
            shortest = min(self.terms.duration(self.options[number].request) for number in some)
            many = most + (within - 1) // max(shortest, 1)
            yield [*some, *starting], [1] * len(some) + [many] * len(starting), many

    def _zone(self, number: int) -> str:
        return self.terms.rooms[self.kinds[self.options[number].kinds[0]][0]].zone


def _kinds(table: Table, starts: list[int]) -> list[tuple[int, ...]]:
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

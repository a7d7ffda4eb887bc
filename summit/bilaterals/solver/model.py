"""The exact model but for the rooms: which request starts when. Every plan that keeps the rules is one of its points.

Rooms that nobody can tell apart are one kind, with a number of them. The model counts at each moment the meetings that are
bound to the same kinds, and of the ways between zones minds the shortest; which room each meeting gets is settled afterwards.
Now and then one is left without, so the bound holds, and the places are what was really settled.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from summit.bilaterals.solver.highs import Sums
from summit.bilaterals.solver.rows import Option, Rows, kinds_of_rooms
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import MARGIN, Terms
from summit.bilaterals.solver.tight import NO_BOUND, Effort, best

SEATING = 0.4  # of the time for giving the rooms, where their zones matter


@dataclass(frozen=True)
class Found:
    """What the model found: places by request, and by priority class the most weight that is possible.

    A bound holds for plans in which no class before has less than `given`.
    """

    places: dict[int, Place]
    bounds: dict[int, int]
    given: dict[int, int]


class ExactModel:
    """The options of some requests beside what lies on the table already and stays there."""

    def __init__(
        self, table: Table, requests: Iterable[int], starts: Mapping[int, Collection[int]] | None = None
    ) -> None:
        """`starts` narrows the starts of a request; without it all of its own count. The table is only read."""
        self.terms = terms = table.terms
        self._table = table
        requests = tuple(requests)
        possible = {
            start
            for request in requests
            for start in (terms.starts[request] if starts is None else starts[request])
        }
        self.kinds = kinds_of_rooms(table, list(possible))
        self._kind_of = {room: number for number, rooms in enumerate(self.kinds) for room in rooms}
        self._one_of: dict[tuple[int, ...], dict[int, int]] = {}  # of the rooms of a choice one of each kind
        self._kinds_of: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.options = [
            Option(request, start, kinds)
            for request in requests
            for start in (terms.starts[request] if starts is None else starts[request])
            if table.suits_both(request, start) and (kinds := self._open_kinds(request, start))
        ]

    def solve(
        self, seconds: float, effort: Effort = Effort.WHOLE, enough: Mapping[int, int] | None = None
    ) -> Found:
        """The best places within `seconds` by the clock; the bounds hold whatever the effort.

        `enough` is the weight by class beyond which nothing better is looked for.
        """
        end = time.monotonic() + seconds
        until = end - seconds * (SEATING if self.terms.minds_zones else 0)
        sums = Sums(len(self.options))
        for members, amounts, limit in Rows(self._table, self.kinds, self.options, zonewise=False):
            sums.at_most(members, amounts, limit)
        bounds: dict[int, int] = {}
        given: dict[int, int] = {}
        taken: list[Option] = []
        totals = self._totals()
        for number, (priority, weights) in enumerate(totals.items()):
            share = (until - time.monotonic()) / (len(totals) - number)
            most = (enough or {}).get(priority, NO_BOUND)
            reached = best(sums, weights, time.monotonic() + share, effort, most)
            if reached is None:
                bounds[priority] = self._most(priority)
                continue
            bounds[priority], given[priority] = reached.bound, reached.total
            sums.at_least(list(weights), weights.values(), reached.total)
            if reached.chosen is not None:
                taken = [self.options[one] for one in reached.chosen]
        return Found(self._in_rooms(taken, end), bounds, given)

    def _open_kinds(self, request: int, start: int) -> tuple[int, ...]:
        rooms = self.terms.choices[request][start]
        if rooms not in self._one_of:
            self._one_of[rooms] = {self._kind_of[room]: room for room in reversed(rooms)}
            self._kinds_of[rooms] = tuple(sorted(self._one_of[rooms]))
        if not self._table.placed:
            return self._kinds_of[rooms]
        one_of = self._one_of[rooms]
        return tuple(
            kind for kind in self._kinds_of[rooms] if self._table.is_open(request, start, one_of[kind])
        )

    def _totals(self) -> dict[int, dict[int, int]]:
        """By class, the first before the others, the weight of each of its options."""
        own: dict[int, dict[int, int]] = defaultdict(dict)
        for number, option in enumerate(self.options):
            wanted = self.terms.requests[option.request]
            own[wanted.priority][number] = wanted.weight
        return dict(sorted(own.items()))

    def _most(self, priority: int) -> int:
        able = {option.request for option in self.options}
        return sum(
            one.weight for n, one in enumerate(self.terms.requests) if n in able and one.priority == priority
        )

    def _in_rooms(self, taken: Sequence[Option], until: float) -> dict[int, Place]:
        """A room for each meeting, for as much weight as can be: the kind, in a model of its own, then the first of that kind
        that is clear, which always exists.

        Where zones and ways leave some without, meetings may start up to two slots earlier or later.
        """
        hours = {option.request: option.start for option in taken}
        kept: list[Option] = []
        for slack in range(3 if self.terms.minds_zones else 1):
            given = self._given(hours, slack * self.terms.problem.slot, until) if hours else []
            if self._weight(given) > self._weight(kept):
                kept = given
            if len(kept) == len(hours) or time.monotonic() >= until:
                break
        return seated(self.terms, self.kinds, ((option, option.kinds[0]) for option in kept))

    def _given(self, hours: Mapping[int, int], slack: int, until: float) -> list[Option]:
        """For these meetings a kind of room, and a start at most `slack` minutes from their hour."""
        ways = [
            Option(option.request, option.start, (kind,))
            for option in self.options
            if option.request in hours and abs(option.start - hours[option.request]) <= slack
            for kind in option.kinds
        ]
        sums = Sums(len(ways))
        for members, amounts, limit in Rows(self._table, self.kinds, ways):
            sums.at_most(members, amounts, limit)
        reached = best(sums, {number: self._worth(way) for number, way in enumerate(ways)}, until, Effort.SETTLED)
        return [] if reached is None or reached.chosen is None else [ways[one] for one in reached.chosen]

    def _worth(self, option: Option) -> int:
        return 1 + self.terms.requests[option.request].weight

    def _weight(self, options: Iterable[Option]) -> int:
        return sum(map(self._worth, options))


def seated(
    terms: Terms, kinds: Sequence[tuple[int, ...]], ways: Iterable[tuple[Option, int]]
) -> dict[int, Place]:
    """For meetings of a kind, never more at once than it has rooms, the first room that is clear."""
    clear_from: dict[int, int] = defaultdict(lambda: -MARGIN)
    places: dict[int, Place] = {}
    for option, kind in sorted(ways, key=lambda way: (way[0].start, way[0].request)):
        room = next(room for room in kinds[kind] if clear_from[room] <= option.start)
        clear_from[room] = option.start + terms.duration(option.request) + terms.problem.reset
        places[option.request] = (option.start, room)
    return places

"""The exact model: which request starts when, in which kind of room. Every plan that keeps the rules is one of its points.

Rooms that nobody can tell apart are one kind, with a number of them. The model counts at each moment the meetings that are
bound to the same kinds; which room each gets is settled afterwards. Now and then one is left without, so the bound holds,
and the places are what was really settled. HiGHS maximizes class after class.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from summit.bilaterals.solver.highs import (
    LinearConstraint,
    LinearExpr,
    Model,
    Variable,
    new_model,
    solved,
    weighed,
)
from summit.bilaterals.solver.rows import Option, Rows, kinds_of_rooms
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import MARGIN, Terms

WHOLE = 0.999  # a value of the relaxation that counts as one
CLASS_STEP = 100  # a point of a class beside one of the next, where they are decided together


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
        self.kinds = kinds_of_rooms(table, possible)
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
        for members, amounts, limit in Rows(self._table, self.kinds, self.options):
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
        taken_ways = [way for way, one in zip(ways, chosen, strict=True) if solver.value(one) > 0.5]
        return seated(self.terms, self.kinds, taken_ways)

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

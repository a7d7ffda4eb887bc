"""A plan for all requests at once: a good one at once, a better one while time remains, and how far it is from the best.

First a selection without the hour gives the bound and says whom to refuse; the rest is laid out by hand, then each day
exactly, then everything exactly. Whatever the order of events, the best plan seen is what is returned.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping

from summit.bilaterals.facts import ClassResult, Plan, SchedulingProblem
from summit.bilaterals.solver.comfort import Polish
from summit.bilaterals.solver.earlier import Earlier
from summit.bilaterals.solver.reasons import unplaced
from summit.bilaterals.solver.search import Ejection, by_weight, fill
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import Terms, terms

QUICK = 0.3  # seconds of exchanging by hand between two exact steps
BOUNDING = 2.0  # seconds at most for bounds beside the plan that was found, where there are several classes
LARGE = 120_000  # options beyond which the whole is not tried in one piece
ROOMWISE = 60_000  # places beyond which rooms are only counted
POLISHING, SHARE = 5.0, 0.1  # seconds that are kept for the second goal, at most that share of all
REASONS = 0.0001  # seconds that are kept for each request, for the reasons of those without a place
POLISHED = 250  # moves tried for each meeting that is placed
Better = Callable[[Plan], None]


def solve(
    problem: SchedulingProblem, *, seed: int = 1, time_limit: float = 10.0, better: Better | None = None
) -> Plan:
    """The best plan found within about `time_limit` seconds by the clock, with its proven bound.

    `better` is called with each better plan on the way, from this thread. The same problem and seed give the same plan as
    long as time does not cut the work short. Raises UnknownCode for a problem that does not fit together.
    """
    return _Planning(problem, seed, time_limit, better).plan()


class _Planning:
    def __init__(
        self, problem: SchedulingProblem, seed: int, time_limit: float, better: Better | None
    ) -> None:
        self.began = time.monotonic()
        self.end = self.began + time_limit - min(REASONS * len(problem.requests), SHARE * time_limit)
        self.until = self.end - min(POLISHING, SHARE * time_limit)
        self.terms: Terms = terms(problem)
        self.best = Table(self.terms)
        self._proofs: list[tuple[dict[int, int], dict[int, float]]] = []
        self.rng = random.Random(seed)
        self._better = better

    def plan(self) -> Plan:
        everything = range(len(self.terms.requests))
        fill(self.best, by_weight(self.terms, everything))
        self._told()
        self._choose_whom()
        self._told()
        if self._is_open():
            self._lay_out_days()
        if self._is_open():
            self._as_a_whole()
        if self._is_open():
            self._exchange(self.until - time.monotonic())
        self._polish()
        if len(self._bounds()) > 1:
            self._bound_beside_this_plan()
        return self._as_plan(with_reasons=True)

    def _bound_beside_this_plan(self) -> None:
        """Bounds of the later classes hold for plans in which the earlier do no worse than in this one, not than in the
        selection's.
        """
        from summit.bilaterals.solver.selection import select

        found = select(self.terms, BOUNDING, at_least=self._placed())
        self._prove(found.bounds, found.given)

    def _choose_whom(self) -> None:
        """The bound from the model without the clock, and a plan that serves its selection first."""
        from summit.bilaterals.solver.selection import select
        from summit.bilaterals.solver.tight import Effort

        found = select(self.terms, self._left(0.9), effort=Effort.SETTLED)
        self._prove(found.bounds, found.given)
        self.days = found.days
        led = Table(self.terms)
        order = by_weight(self.terms, found.days)
        fill(led, order, found.days)
        fill(led, order)
        fill(led, by_weight(self.terms, range(len(self.terms.requests))))
        self._take(led)

    def _polish(self) -> None:
        """The second goal, at equal weight: compact days, wished times, short ways."""
        moves = POLISHED * len(self.best.placed)
        Polish(self.best, self.rng).run(self.end, moves)
        fill(self.best, by_weight(self.terms, range(len(self.terms.requests))))

    def _exchange(self, seconds: float) -> None:
        self._told()
        Ejection(self.best, self.rng).run(min(self.until, time.monotonic() + seconds), self._enough())

    def _lay_out_days(self) -> None:
        """Each day's selection in one piece: all days roughly first, then with care; and exchanges by hand.

        Where zones matter care with the hours is lost on the rooms, which have the time instead.
        """
        from summit.bilaterals.solver.model import ExactModel
        from summit.bilaterals.solver.tight import Effort

        terms, days = self.terms, range(len(self.terms.problem.days))
        models = []
        for day in days:
            starts = {
                request: [start for start in terms.starts[request] if terms.day_of(start) == day]
                for request, its_day in self.days.items()
                if its_day == day and not self.best.is_fixed(request)
            }
            models.append(ExactModel(Table(terms), starts, starts))
        for effort in (Effort.ROUNDED,) if terms.minds_zones else (Effort.ROUNDED, Effort.SETTLED):
            table = Table(terms)
            for day in days:
                _lay_out(table, models[day].solve(self._left(1 / (len(days) - day)), effort).places)
            fill(table, by_weight(terms, range(len(terms.requests))))
            self._take(table)
            self._told()
            if not self._is_open():
                return
        self._exchange(min(QUICK, self._left(0.1)))

    def _as_a_whole(self) -> None:
        """Everything in one model, as long as time remains; where it is small, once more with every room by itself."""
        from summit.bilaterals.solver.model import ExactModel
        from summit.bilaterals.solver.selection import select

        found = select(self.terms, self._left(0.2))
        self._prove(found.bounds, found.given)
        fixed = self._fixed()
        enough = {priority: most - fixed[priority] for priority, most in self._bounds().items()}
        base = Table(self.terms)
        model = ExactModel(base, [one for one in range(len(self.terms.requests)) if not base.is_fixed(one)])
        if len(model.options) <= LARGE and self._is_open():
            answer = model.solve(self._left(0.9), enough=enough)
            self._learn(answer.bounds, answer.given)
            _lay_out(base, answer.places)
            self._finish(base)
        if self._is_open():
            self._room_by_room()

    def _room_by_room(self) -> None:
        from summit.bilaterals.solver.neighborhood import Neighborhood

        terms, base = self.terms, Table(self.terms)
        waiting = [one for one in range(len(terms.requests)) if not base.is_fixed(one)]
        if sum(len(rooms) for one in waiting for rooms in terms.choices[one].values()) > ROOMWISE:
            return
        found = Neighborhood(base, waiting, Earlier({}, frozenset())).solve(self._left(0.9))
        if found is not None:
            self._learn(found.weights, found.reached)
            _lay_out(base, found.places)
            self._finish(base)

    def _finish(self, table: Table) -> None:
        """Whatever still fits, then exchanges by hand."""
        fill(table, by_weight(self.terms, range(len(self.terms.requests))))
        self._take(table)
        self._exchange(min(QUICK, self._left(0.2)))

    def _learn(self, bounds: Mapping[int, int], given: Mapping[int, float]) -> None:
        """Keep bounds of what is not fixed."""
        fixed = self._fixed()
        self._prove(
            {priority: weight + bounds.get(priority, 0) for priority, weight in fixed.items()},
            {priority: weight + fixed[priority] for priority, weight in given.items()},
        )

    def _prove(self, bounds: Mapping[int, int], given: Mapping[int, float]) -> None:
        """Keep bounds by class that hold where no class before has less than what is given."""
        self._proofs.append((dict(bounds), dict(given)))

    def _bounds(self) -> dict[int, int]:
        """By class the least of the bounds that hold beside the best plan."""
        placed, most = self._placed(), self._wanted()
        for bounds, given in self._proofs:
            for priority in most:
                if all(placed[before] >= given.get(before, 0) for before in most if before < priority):
                    most[priority] = min(most[priority], bounds.get(priority, most[priority]))
        return most

    def _wanted(self) -> dict[int, int]:
        wanted: dict[int, int] = {}
        for request in self.terms.requests:
            wanted[request.priority] = wanted.get(request.priority, 0) + request.weight
        return wanted

    def _fixed(self) -> dict[int, int]:
        fixed = dict.fromkeys(self._wanted(), 0)
        for request in self.terms.requests:
            if request.fixed is not None:
                fixed[request.priority] += request.weight
        return fixed

    def _take(self, table: Table) -> None:
        if table.value > self.best.value:
            self.best = table

    def _placed(self) -> dict[int, int]:
        placed = dict.fromkeys(self._wanted(), 0)
        for request in self.best.placed:
            placed[self.terms.requests[request].priority] += self.terms.requests[request].weight
        return placed

    def _told(self) -> None:
        if self._better is not None:
            self._better(self._as_plan(with_reasons=False))

    def _left(self, share: float) -> float:
        return max(0.05, (self.until - time.monotonic()) * share)

    def _is_open(self) -> bool:
        return time.monotonic() < self.until and self.best.value < self._enough()

    def _enough(self) -> int:
        """The value of a plan that reaches every bound."""
        weight = {
            request.priority: self.terms.value[number] // request.weight
            for number, request in enumerate(self.terms.requests)
            if request.weight
        }
        return sum(bound * weight.get(priority, 1) for priority, bound in self._bounds().items())

    def _as_plan(self, *, with_reasons: bool) -> Plan:
        table, placed, bounds = self.best, self._placed(), self._bounds()
        return Plan(
            meetings=table.meetings(),
            unplaced=unplaced(table) if with_reasons else (),
            classes=tuple(ClassResult(one, placed[one], bounds[one]) for one in sorted(placed)),
            seconds=time.monotonic() - self.began,
        )


def _lay_out(table: Table, places: Mapping[int, Place]) -> None:
    """What fits of these places: an answer that time cut short may ask for too much."""
    for request, (start, room) in places.items():
        if table.suits_both(request, start) and table.is_open(request, start, room):
            table.place(request, (start, room))

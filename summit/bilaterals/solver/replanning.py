"""A plan changed on the day: what became impossible finds another place, and as few as can be are moved for it (BIL-41).

Three answers, each at least as good as the one before: at once with the meetings that are concerned themselves, then with
those of their counterparts, then with all.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit.bilaterals.facts import (
    ClassResult,
    Effort,
    Moved,
    Plan,
    PlannedMeeting,
    Replan,
    Ring,
    SchedulingProblem,
)
from summit.bilaterals.solver.earlier import measure
from summit.bilaterals.solver.reasons import unplaced
from summit.bilaterals.solver.search import by_weight, fill
from summit.bilaterals.solver.standing import Standing
from summit.bilaterals.solver.table import Place, Table

if TYPE_CHECKING:
    from summit.bilaterals.solver.neighborhood import Found

SHARE = {Ring.OWN: 0.3, Ring.COUNTERPARTS: 0.6, Ring.ALL: 1.0}  # of the time that is left, where rings follow
ROOMWISE = 60_000  # places beyond which rooms are counted first and given afterwards
WHOLE = 120_000  # starts beyond which a ring is not tried in one piece


def replan(
    problem: SchedulingProblem,
    previous: Sequence[PlannedMeeting],
    *,
    told: Collection[str],
    ring: Ring = Ring.COUNTERPARTS,
    time_limit: float = 10.0,
) -> Replan:
    """The best plan found within that ring in about `time_limit` seconds by the clock, as `replans` finds it."""
    return list(replans(problem, previous, told=told, ring=ring, time_limit=time_limit))[-1]


def replans(
    problem: SchedulingProblem,
    previous: Sequence[PlannedMeeting],
    *,
    told: Collection[str],
    ring: Ring = Ring.ALL,
    time_limit: float = 30.0,
) -> Iterator[Replan]:
    """A plan for the changed problem from each ring up to `ring`, none worse than the one before.

    Class by class as much weight is kept as can be; then as little as can be is changed of what people were `told` of, and
    then of the rest. Requests that had no place before get what is left: nothing moves for them, and without a change in the
    problem nothing moves at all. Raises UnknownCode for a problem that does not fit together.
    """
    work = _Replanning(Standing(problem, previous, told))
    until = time.monotonic() + time_limit
    for each in Ring:
        if each <= ring:
            share = 1.0 if each is ring else SHARE[each]
            yield work.within(each, (until - time.monotonic()) * share)


@dataclass
class _Bounds:
    """The most weight of each class that a plan of the ring can have, and the least that its changes cost."""

    weights: dict[int, int]
    costs: dict[bool, int]


class _Replanning:
    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.terms = standing.terms
        self.earlier = standing.earlier
        self.classes = sorted({request.priority for request in self.terms.requests})
        self.best = self._by_hand(standing.movable(Ring.OWN))
        self.shown: Table | None = None

    def within(self, ring: Ring, seconds: float) -> Replan:
        """The best plan in which only the meetings of the ring moved."""
        began = time.monotonic()
        movable = self.standing.movable(ring)
        base = self.standing.table(movable)
        bounds = self._bounds(base, self._laid_out(base, movable, began + seconds * 0.9))
        table = self._with_others(bounds, began + seconds)
        if self.shown is None or measure(table, self.earlier) > measure(self.shown, self.earlier):
            self.shown = table
        return self._told(ring, self.shown, bounds, time.monotonic() - began)

    def _by_hand(self, movable: frozenset[int]) -> Table:
        """What can stay stays, the rest goes to the nearest free time, where it finds any."""
        table, stand = self.standing.table(movable), self.standing.stand
        order = sorted(movable, key=self.standing.first_served)
        for request in order:
            place = stand[request]
            if place is not None and request not in self.standing.impossible and _fits(table, request, place):
                table.place(request, place)
        for request in order:
            place = None if request in table.placed else table.free_place(request, self._nearest(request))
            if place is not None:
                table.place(request, place)
        return table

    def _nearest(self, request: int) -> tuple[int, ...]:
        was = self.earlier.places[request][0]
        return tuple(sorted(self.terms.starts[request], key=lambda start: (abs(start - was), start)))

    def _laid_out(self, base: Table, movable: frozenset[int], until: float) -> Found | None:
        """The model of the ring solved and its plan taken, if it is small enough to be tried."""
        from summit.bilaterals.solver.neighborhood import Neighborhood

        sizes = [len(self.terms.choices[one][start]) for one in movable for start in self.terms.starts[one]]
        if len(sizes) > WHOLE:
            return None
        if sum(sizes) <= ROOMWISE:
            found = Neighborhood(base, sorted(movable), self.earlier).solve(until - time.monotonic())
            self._take(movable, found)
            return found
        counted = Neighborhood(base, sorted(movable), self.earlier, roomwise=False)
        found = counted.solve((until - time.monotonic()) * 0.7)
        if found is not None:
            starts = {request: (start,) for request, start in found.starts.items()}
            rooms = Neighborhood(base, starts, self.earlier, starts)
            self._take(movable, rooms.solve(until - time.monotonic()))
        return found

    def _take(self, movable: frozenset[int], found: Found | None) -> None:
        """The places found, where they are better than what was there."""
        table = self.standing.table(movable)
        self._lay(table, found)
        if measure(table, self.earlier) > measure(self.best, self.earlier):
            self.best = table

    def _lay(self, table: Table, found: Found | None) -> None:
        for request, place in found.places.items() if found else ():
            if _fits(table, request, place):
                table.place(request, place)

    def _with_others(self, bounds: _Bounds, until: float) -> Table:
        """The best plan, where requests that had no place before get what is left.

        The bounds of their weight are added to those given.
        """
        from summit.bilaterals.solver.neighborhood import Neighborhood

        waiting = [
            one
            for one in range(len(self.terms.requests))
            if one not in self.best.placed and one not in self.earlier.places
        ]
        table = self.standing.table(range(len(self.terms.requests)))
        for request, place in self.best.placed.items():
            table.place(request, place)
        found = Neighborhood(table, waiting, self.earlier).solve(until - time.monotonic())
        self._lay(table, found)
        for request in waiting if found is None else ():
            priority = self.terms.requests[request].priority
            bounds.weights[priority] += self.terms.requests[request].weight
        for priority, most in found.weights.items() if found else ():
            bounds.weights[priority] += most
        fill(table, by_weight(self.terms, waiting))
        return table

    def _bounds(self, base: Table, found: Found | None) -> _Bounds:
        """What no plan of the ring exceeds in meetings that stood before; without an answer, what is wanted."""
        weights, costs = dict.fromkeys(self.classes, 0), {True: 0, False: 0}
        for request in self.earlier.places:
            if found is None or request in base.placed:
                weights[self.terms.requests[request].priority] += self.terms.requests[request].weight
            if request in base.placed:
                costs[request in self.earlier.told] += self.earlier.cost(request, base.placed[request])
        for request in base.placed:
            if request not in self.earlier.places:
                weights[self.terms.requests[request].priority] += self.terms.requests[request].weight
        if found is not None:
            for priority, most in found.weights.items():
                weights[priority] += most
            for told, least in found.costs.items():
                costs[told] += least
        return _Bounds(weights, costs)

    def _told(self, ring: Ring, table: Table, bounds: _Bounds, seconds: float) -> Replan:
        code = [request.code for request in self.terms.requests]
        known = {code[request]: self.standing.before[code[request]] for request in self.earlier.places}
        told = {code[request] for request in self.earlier.told}
        reached = measure(table, self.earlier)
        plan = self._as_plan(table, bounds, seconds)
        return Replan(
            ring=ring,
            plan=plan,
            kept=tuple(meeting for meeting in plan.meetings if known.get(meeting.request) == meeting),
            moved=tuple(
                Moved(known[meeting.request], meeting, meeting.request in told)
                for meeting in plan.meetings
                if meeting.request in known and known[meeting.request] != meeting
            ),
            added=tuple(meeting for meeting in plan.meetings if meeting.request not in known),
            dropped=tuple(one for one in plan.unplaced if one.request in known),
            withdrawn=tuple(one for one in self.standing.before if one not in known),
            lifted=tuple(code[request] for request in sorted(self.standing.lifted)),
            movable=frozenset(code[request] for request in self.standing.movable(ring)),
            known_of=frozenset(told),
            told=Effort(-reached.told, bounds.costs[True]),
            others=Effort(-reached.others, bounds.costs[False]),
        )

    def _as_plan(self, table: Table, bounds: _Bounds, seconds: float) -> Plan:
        placed = dict.fromkeys(self.classes, 0)
        for request in table.placed:
            placed[self.terms.requests[request].priority] += self.terms.requests[request].weight
        return Plan(
            meetings=table.meetings(),
            unplaced=unplaced(table),
            classes=tuple(ClassResult(one, placed[one], bounds.weights[one]) for one in self.classes),
            seconds=seconds,
        )


def _fits(table: Table, request: int, place: Place) -> bool:
    return table.suits_both(request, place[0]) and table.is_open(request, *place)

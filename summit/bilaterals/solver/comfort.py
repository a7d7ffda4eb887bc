"""A plan made pleasant at equal weight: days without holes, most of all for leaders, times that were wished, short ways.

Meetings change places at random, and less and less is taken that makes it worse. No meeting is ever lost.
"""

from __future__ import annotations

import math
import random
import time

from summit.bilaterals.solver.table import Place, Table

UNWISHED = 45  # minutes of somebody's day that a meeting at another time than wished stands for
WARM, COLD = 40.0, 2.0  # minutes of worsening that are taken readily at the beginning, and at the end
ROUND = 64  # moves between two looks at the clock


class Comfort:
    """The comfort of the plan on the table, as a cost in minutes: the less the better.

    Of every principal and day the minutes from the first meeting to the end of the last, and the way between meetings, count
    once for those of the last class and once more for each class before it.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._terms = terms = table.terms
        self._days = range(len(terms.problem.days))
        self._times = [1] * len(terms.gap)
        for request, wanted in enumerate(terms.requests):
            for side in terms.sides[request]:
                self._times[side] = max(self._times[side], 4 - wanted.priority)

    def whole(self) -> int:
        """The cost of the whole plan."""
        days = sum(self._of(side, day) for side in range(len(self._times)) for day in self._days)
        return days + sum(self.wish(request, place) for request, place in self._table.placed.items())

    def around(self, requests: tuple[int, ...], days: set[int]) -> int:
        """The cost of those days for everybody in these meetings."""
        sides = {side for request in requests for side in self._terms.sides[request]}
        return sum(self._of(side, day) for side in sides for day in days)

    def wish(self, request: int, place: Place) -> int:
        """What it costs that the meeting lies outside the times that were wished."""
        wanted, (start, _) = self._terms.requests[request], place
        end = start + wanted.duration
        if not wanted.wished or any(low <= start and end <= high for low, high in wanted.wished):
            return 0
        return UNWISHED

    def _of(self, side: int, day: int) -> int:
        minutes = self._table.day_span(side, day)
        if minutes and self._terms.problem.travel:
            minutes += self._ways(side, day)
        return minutes * self._times[side]

    def _ways(self, side: int, day: int) -> int:
        places = sorted(
            place for place in self._table.places_of(side) if self._terms.day_of(place[0]) == day
        )
        return sum(self._terms.way(one[1], other[1]) for one, other in zip(places, places[1:], strict=False))


class Polish:
    """Moves meetings on the table to where they are more comfortable."""

    def __init__(self, table: Table, rng: random.Random) -> None:
        self._table, self._rng = table, rng
        self._comfort = Comfort(table)
        self._movable = [one for one in table.placed if not table.is_fixed(one) and table.terms.starts[one]]
        self._movable.sort()

    def run(self, until: float, moves: int) -> None:
        """Try so many moves, until `until` by the monotonic clock at the latest.

        A plan that is no better in the end is the one before.
        """
        if not self._movable:
            return
        before, cost = dict(self._table.placed), self._comfort.whole()
        for number in range(moves):
            if number % ROUND == 0:
                if time.monotonic() >= until:
                    break
                heat = WARM * (COLD / WARM) ** (number / moves)
            self._try(self._rng.choice(self._movable), heat)
        if self._comfort.whole() >= cost:
            self._back_to(before)

    def _try(self, request: int, heat: float) -> None:
        table, rng = self._table, self._rng
        old = table.placed[request]
        start = rng.choice(table.terms.starts[request])
        rooms = table.terms.choices[request][start]
        new = (start, rng.choice(rooms))
        if new == old:
            return
        table.remove(request)
        if not table.suits_both(request, start) or not table.is_open(request, *new):
            room = table.room_at(request, start) if table.suits_both(request, start) else None
            if room is None:
                table.place(request, old)
                self._exchange(request, new, heat)
                return
            new = (start, room)
        table.place(request, old)
        self._judge({request: old}, {request: new}, heat)

    def _exchange(self, request: int, new: Place, heat: float) -> None:
        """The one meeting that stands in the way goes to where this one was."""
        table = self._table
        old = table.placed[request]
        others = table.blockers(request, *new) - {request}
        if len(others) != 1:
            return
        (other,) = others
        start = old[0]
        if table.is_fixed(other) or start not in table.terms.choices[other]:
            return
        there = table.placed[other]
        table.remove(request)
        table.remove(other)
        room = old[1] if old[1] in table.terms.choices[other][start] else None
        fits = room is not None and table.suits_both(request, new[0]) and table.is_open(request, *new)
        if fits and room is not None:
            table.place(request, new)
            fits = table.suits_both(other, start) and table.is_open(other, start, room)
            table.remove(request)
        table.place(request, old)
        table.place(other, there)
        if fits and room is not None:
            self._judge({request: old, other: there}, {request: new, other: (start, room)}, heat)

    def _judge(self, old: dict[int, Place], new: dict[int, Place], heat: float) -> None:
        """Put the meetings to their new places, and back again if that is too much worse."""
        table, comfort = self._table, self._comfort
        days = {table.terms.day_of(place[0]) for place in (*old.values(), *new.values())}
        requests = tuple(old)
        before = comfort.around(requests, days) + sum(comfort.wish(one, old[one]) for one in requests)
        self._shift(new)
        worse = comfort.around(requests, days) + sum(comfort.wish(one, new[one]) for one in requests) - before
        if worse > 0 and self._rng.random() >= math.exp(-worse / heat):
            self._shift(old)

    def _shift(self, places: dict[int, Place]) -> None:
        for one in places:
            self._table.remove(one)
        for one, place in places.items():
            self._table.place(one, place)

    def _back_to(self, places: dict[int, Place]) -> None:
        for one in self._movable:
            self._table.remove(one)
        for one in self._movable:
            self._table.place(one, places[one])

"""Lays meetings out by hand, as it were: the weightiest first, then one in place of others wherever that gains."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Mapping, Sequence

from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import Terms

MOST_BLOCKERS = 3
TRIED = 12  # places looked at for one request before the next has its turn


def by_weight(terms: Terms, requests: Iterable[int]) -> list[int]:
    """The order in which requests are served: most value for a minute of both principals first."""
    return sorted(requests, key=lambda number: (-terms.value[number] / _takes(terms, number), number))


def fill(table: Table, order: Sequence[int], days: Mapping[int, int] | None = None) -> None:
    """Lay out whatever fits, in that order; where `days` names a day for a request, only on it."""
    terms = table.terms
    for request in order:
        if request in table.placed:
            continue
        starts = terms.starts[request]
        if days is not None:
            starts = tuple(start for start in starts if terms.day_of(start) == days[request])
        place = table.free_place(request, starts)
        if place is not None:
            table.place(request, place)


class Ejection:
    """Puts a request in the place of others, if these find another place or weigh less.

    `run` goes on until the time is over or the value `enough` is reached.
    """

    def __init__(self, table: Table, rng: random.Random) -> None:
        self._table = table
        self._rng = rng

    def run(self, until: float, enough: int) -> None:
        """Improve the table until `until` by the monotonic clock."""
        table, rng = self._table, self._rng
        while table.value < enough and time.monotonic() < until:
            waiting = [
                one
                for one in range(len(table.terms.requests))
                if one not in table.placed and table.terms.starts[one]
            ]
            if not waiting:
                return
            rng.shuffle(waiting)
            for request in waiting:
                if time.monotonic() >= until or table.value >= enough:
                    return
                self.try_in(request)

    def try_in(self, request: int) -> bool:
        """Whether the request, or those it took the place of, brought more than was lost; else the table is as it was.

        Nothing gained and nothing lost counts as a step aside and is kept: it opens other ways.
        """
        for place in self._places(request):
            blockers = self._table.blockers(request, *place)
            if len(blockers) > MOST_BLOCKERS or any(self._table.is_fixed(one) for one in blockers):
                continue
            if self._exchanged(request, place, blockers):
                return True
        return False

    def _places(self, request: int) -> Iterable[Place]:
        terms, rng = self._table.terms, self._rng
        choices = terms.choices[request]
        for _ in range(min(TRIED, 2 * len(terms.starts[request]))):
            start = rng.choice(terms.starts[request])
            room = self._table.room_at(request, start)
            yield start, rng.choice(choices[start]) if room is None else room

    def _exchanged(self, request: int, place: Place, blockers: set[int]) -> bool:
        table, values = self._table, self._table.terms.value
        before = table.value
        undo: list[tuple[int, Place | None]] = []
        for one in blockers:
            undo.append((one, table.remove(one)))
        if table.suits_both(request, place[0]) and table.is_open(request, *place):
            table.place(request, place)
            undo.append((request, None))
        for one in sorted(blockers, key=lambda one: -values[one]):
            found = table.free_place(one, self._shuffled(one))
            if found is not None:
                table.place(one, found)
                undo.append((one, None))
        if table.value > before or (table.value == before and self._rng.random() < 0.5):
            return True
        for one, where in reversed(undo):
            if where is None:
                table.remove(one)
            else:
                table.place(one, where)
        return False

    def _shuffled(self, request: int) -> tuple[int, ...]:
        starts = self._table.terms.starts[request]
        turn = self._rng.randrange(len(starts)) if starts else 0
        return starts[turn:] + starts[:turn]


def _takes(terms: Terms, request: int) -> int:
    one, other = terms.sides[request]
    return 2 * terms.requests[request].duration + terms.gap[one] + terms.gap[other]

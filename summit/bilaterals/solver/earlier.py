"""A plan beside the one before it: what people were told of, and what a change costs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summit.bilaterals.facts import DROPPED, MOVED_ROOM, MOVED_TIME
from summit.bilaterals.solver.table import Place, Table


@dataclass(frozen=True)
class Earlier:
    """The plan before: where each request stood, and which of them people were told of. By index of the request.

    A room is None where there is no such room any more.
    """

    places: Mapping[int, tuple[int, int | None]]
    told: frozenset[int]

    def cost(self, request: int, place: Place | None) -> int:
        """What it costs people that the request has this place now; nothing where it had none before."""
        if request not in self.places:
            return 0
        if place is None:
            return DROPPED
        if place == self.places[request]:
            return 0
        return MOVED_ROOM if place[0] == self.places[request][0] else MOVED_TIME


@dataclass(frozen=True, order=True)
class Measure:
    """How good a plan is beside the earlier one; the greater is the better.

    `kept` is the weight by class of what stood in the earlier plan, `added` that of what did not. Costs are negative.
    """

    kept: tuple[int, ...]
    told: int
    others: int
    added: tuple[int, ...]


def measure(table: Table, earlier: Earlier) -> Measure:
    """The measure of what lies on the table."""
    classes = sorted({request.priority for request in table.terms.requests})
    kept, added, costs = dict.fromkeys(classes, 0), dict.fromkeys(classes, 0), {True: 0, False: 0}
    for request, wanted in enumerate(table.terms.requests):
        place = table.placed.get(request)
        if place is not None:
            (kept if request in earlier.places else added)[wanted.priority] += wanted.weight
        costs[request in earlier.told] -= earlier.cost(request, place)
    return Measure(tuple(kept.values()), costs[True], costs[False], tuple(added.values()))

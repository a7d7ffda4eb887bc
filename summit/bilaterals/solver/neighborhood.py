"""Some meetings of a plan laid out anew beside those that stay: the most weight first, then the fewest changes.

A room whose free time differs from the others' is a kind of its own, so what the model says can be held can be held.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summit.bilaterals.facts import DROPPED, MOVED_TIME
from summit.bilaterals.solver.earlier import Earlier
from summit.bilaterals.solver.highs import Sums
from summit.bilaterals.solver.model import seated
from summit.bilaterals.solver.rows import Option, Rows, kinds_of_rooms
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import MARGIN, Terms, minutes
from summit.bilaterals.solver.tight import Reached, best

LARGEST = 1_000_000  # beyond which the solver's tolerances would count


@dataclass
class Found:
    """Where the requests are laid out: `places` where the rooms were given one by one, else only `starts`.

    Bounds of what these requests come to: weight by class, and the least cost, of what people were told of and of the rest.
    `reached` is the weight by class that they do come to.
    """

    places: dict[int, Place]
    starts: dict[int, int]
    weights: dict[int, int]
    costs: dict[bool, int]
    reached: dict[int, int]


Starts = Mapping[int, Collection[int]]


class Neighborhood:
    """The options of some requests beside what lies on the table and stays there."""

    def __init__(self, table: Table, requests: Iterable[int], earlier: Earlier, starts: Starts | None = None,
                 *, roomwise: bool = True) -> None:  # fmt: skip
        """`starts` narrows the starts of a request. Not `roomwise`: rooms are only counted, for a model that is small."""
        self.terms: Terms = table.terms
        self.requests = tuple(requests)
        self._table, self._earlier, self._roomwise = table, earlier, roomwise
        self._all = {one: self.terms.starts[one] if starts is None else starts[one] for one in self.requests}
        self.kinds: list[tuple[int, ...]] = []
        self.options: list[Option] = list(self._by_room() if roomwise else self._by_kinds())

    def solve(self, seconds: float) -> Found | None:
        """The best places within `seconds` by the clock; None if there was no answer."""
        until = time.monotonic() + seconds
        sums = Sums(len(self.options))
        for members, amounts, limit in Rows(self._table, self.kinds, self.options):
            sums.at_most(members, amounts, limit)
        aims = self._aims()
        taken: list[Option] = []
        for group in _together(aims):
            whole = _summed(group)
            if not whole:
                continue
            reached = best(sums, whole, until)
            if reached is None or reached.chosen is None:
                return None
            taken = [self.options[one] for one in reached.chosen]
            _share_out(group, reached)
            sums.at_least(list(whole), whole.values(), reached.total)
        return Found(
            places=seated(self.terms, self.kinds, ((option, option.kinds[0]) for option in taken))
            if self._roomwise
            else {},
            starts={option.request: option.start for option in taken},
            weights={aim.priority: aim.bound for aim in aims if aim.priority is not None},
            costs={aim.told: aim.most - aim.bound for aim in aims if aim.priority is None},
            reached=_weights(self.terms, taken),
        )

    def _aims(self) -> list[_Aim]:
        """What is to be reached, one after the other: weight class by class, then few changes."""
        weights: dict[int, dict[int, int]] = defaultdict(dict)
        spared: dict[bool, dict[int, int]] = {True: {}, False: {}}
        for number, option in enumerate(self.options):
            wanted = self.terms.requests[option.request]
            weights[wanted.priority][number] = wanted.weight
            if option.request in self._earlier.places:
                spared[option.request in self._earlier.told][number] = DROPPED - self._cost(option)
        aims = [_Aim(amounts, priority) for priority, amounts in sorted(weights.items())]
        for told, amounts in spared.items():
            count = sum(
                one in self._earlier.places and (one in self._earlier.told) == told for one in self.requests
            )
            aims.append(_Aim(amounts, None, told, DROPPED * count))
        for aim in aims:
            aim.bound = aim.at_most(self.options)
        return aims

    def _cost(self, option: Option) -> int:
        rooms = self.kinds[option.kinds[0]]
        place = self._earlier.places[option.request]
        if self._roomwise:
            same = next((room for room in rooms if room == place[1]), rooms[0])
            return self._earlier.cost(option.request, (option.start, same))
        return 0 if option.start == place[0] else MOVED_TIME

    def _by_kinds(self) -> Iterator[Option]:
        possible = [start for starts in self._all.values() for start in starts]
        self.kinds = kinds_of_rooms(self._table, possible)
        kind_of = {room: number for number, rooms in enumerate(self.kinds) for room in rooms}
        for request, start in self._possible():
            by_zone: dict[str, set[int]] = defaultdict(set)
            for room in self.terms.choices[request][start]:
                zone = self.terms.rooms[room].zone if self.terms.minds_zones else ""
                if kind_of[room] not in by_zone[zone] and self._table.is_open(request, start, room):
                    by_zone[zone].add(kind_of[room])
            for kinds in by_zone.values():
                if kinds:
                    yield Option(request, start, tuple(sorted(kinds)))

    def _by_room(self) -> Iterator[Option]:
        stretches = _Stretches(self._table, self.requests, self._earlier)
        for request, start in self._possible():
            seen: set[int] = set()
            for room in self.terms.choices[request][start]:
                if self._table.is_open(request, start, room):
                    kind = stretches.kind(room, start)
                    if kind not in seen:
                        seen.add(kind)
                        yield Option(request, start, (kind,))
        self.kinds = stretches.kinds()

    def _possible(self) -> Iterator[tuple[int, int]]:
        for request in self.requests:
            for start in self._all[request]:
                if self._table.suits_both(request, start):
                    yield request, start


def _weights(terms: Terms, taken: Iterable[Option]) -> dict[int, int]:
    weights: dict[int, int] = defaultdict(int)
    for option in taken:
        weights[terms.requests[option.request].priority] += terms.requests[option.request].weight
    return dict(weights)


@dataclass
class _Aim:
    """A sum of options that is to be as great as can be. `priority` None: what is spared of `most`, the cost of no plan."""

    amounts: dict[int, int]
    priority: int | None
    told: bool = False
    most: int = 0
    bound: int = 0

    def at_most(self, options: Sequence[Option]) -> int:
        """The sum if nothing stood in the way of anything."""
        most: dict[int, int] = {}
        for number, amount in self.amounts.items():
            request = options[number].request
            most[request] = max(most.get(request, 0), amount)
        return sum(most.values())


def _together(aims: Sequence[_Aim]) -> Iterator[list[_Aim]]:
    """Aims that one sum can stand for, a point of one above everything of the next, without numbers too large."""
    group: list[_Aim] = []
    for aim in aims:
        group.append(aim)
        if max(_summed(group).values(), default=0) > LARGEST and len(group) > 1:
            yield group[:-1]
            group = [aim]
    if group:
        yield group


def _scales(group: Sequence[_Aim]) -> list[int]:
    scales = [1]
    for aim in reversed(group[1:]):
        scales.append(scales[-1] * (1 + aim.bound))
    return scales[::-1]


def _summed(group: Sequence[_Aim]) -> dict[int, int]:
    total: dict[int, int] = defaultdict(int)
    for aim, scale in zip(group, _scales(group), strict=True):
        for option, amount in aim.amounts.items():
            total[option] += scale * amount
    return dict(total)


def _share_out(group: Sequence[_Aim], reached: Reached) -> None:
    """From the bound of the sum the bound of each aim, for plans that do no worse in those before."""
    rest = reached.bound
    for aim, scale in zip(group, _scales(group), strict=True):
        got = sum(aim.amounts.get(option, 0) for option in reached.chosen or ())
        aim.bound = min(aim.bound, max(got, rest // scale))
        rest -= got * scale


class _Stretches:
    """The time of the rooms between the meetings that stay. Rooms with the same stretch are one kind for it, except where a
    meeting of the earlier plan may want its own room again.
    """

    def __init__(self, table: Table, requests: Iterable[int], earlier: Earlier) -> None:
        self._table = table
        self._terms = table.terms
        reset = self._terms.problem.reset
        self._taken = [
            _spread(table.held(room), reset) for room in range(len(self._terms.rooms))
        ]  # bits in which no other meeting can be held
        self._earlier: dict[int, list[int]] = defaultdict(list)
        for request in requests:
            start, room = earlier.places.get(request, (0, None))
            if room is not None:
                self._earlier[room].append(start)
        self._number: dict[tuple[object, ...], int] = {}
        self._rooms: list[list[int]] = []
        self._known: dict[tuple[int, int], int] = {}

    def kind(self, room: int, start: int) -> int:
        """The number of the kind of that room at that start, where the room is open."""
        low, high = self._around(room, start)
        known = self._known.get((room, low))
        if known is not None:
            return known
        terms = self._terms
        whole = minutes(low, high)
        wanted = any(low <= start < high for start in self._earlier.get(room, ()))
        key = (
            low,
            high,
            terms.closed[room] & whole,
            terms.rooms[room].room_class,
            terms.rooms[room].capacity,
            terms.rooms[room].zone,
            room if wanted else None,
        )
        number = self._number.setdefault(key, len(self._rooms))
        if number == len(self._rooms):
            self._rooms.append([])
        self._rooms[number].append(room)
        self._known[room, low] = number
        return number

    def kinds(self) -> list[tuple[int, ...]]:
        """The rooms of each kind, by its number."""
        return [tuple(rooms) for rooms in self._rooms]

    def _around(self, room: int, start: int) -> tuple[int, int]:
        taken, at = self._taken[room], start + MARGIN
        low = (taken & ((1 << at) - 1)).bit_length() - MARGIN
        after = taken >> at
        high = start + (after & -after).bit_length() - 1 if after else self._terms.problem.days[-1][1] + MARGIN
        return low, high


def _spread(held: int, reset: int) -> int:
    """The minutes held, and `reset` before and after each."""
    done, whole = 0, held
    while done < reset:
        step = min(reset - done, max(done, 1))
        whole |= (whole << step) | (whole >> step)
        done += step
    return whole

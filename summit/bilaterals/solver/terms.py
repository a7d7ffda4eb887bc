"""A scheduling problem worked out once: indices for codes, a bit for every minute, starts and rooms of each request.

Only what depends on no other meeting is settled here. A set of minutes is an integer: bit m stands for minute m, moved by
MARGIN so that what reaches before the first midnight has a bit as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summit.bilaterals.facts import Interval, PlanRequest, PlanRoom, RoomClass, SchedulingProblem

MARGIN = 24 * 60


class UnknownCode(ValueError):
    """A request names a principal or a room that the problem does not have."""


def minutes(start: int, end: int) -> int:
    """The set of the minutes `[start, end)`."""
    return ((1 << max(end - start, 0)) - 1) << (start + MARGIN)


def all_minutes(intervals: Iterable[Interval]) -> int:
    """The set of all minutes of these intervals."""
    whole = 0
    for start, end in intervals:
        whole |= minutes(start, end)
    return whole


@dataclass
class Terms:
    """What search and models share; nothing here changes after `terms` has made it.

    By index of the request: `sides` are the indices of its two principals, `value` its weight, scaled so that one point of a
    class is worth more than everything of the classes after it, `languages` the pools it draws on, `starts` the starts at
    which
    both are free and some room is open. `choices[request][start]` are the rooms open to it then, the best fit first. A fixed
    request has neither: it lies where it lies.
    By index of the principal: `gap`, `cap` (a large number where there is none), `apart` those to be kept away, `busy` the
    minutes of duties and around fixed meetings. By index of the room: `closed`, the same for rooms.
    `minds_zones`: it matters in which zone a meeting is held.
    """

    problem: SchedulingProblem
    requests: tuple[PlanRequest, ...]
    rooms: tuple[PlanRoom, ...]
    sides: list[tuple[int, int]]
    value: list[int]
    languages: list[tuple[str, ...]]
    gap: list[int]
    cap: list[int]
    apart: list[frozenset[int]]
    busy: list[int]
    closed: list[int]
    minds_zones: bool
    both_free: list[tuple[int, ...]] = field(default_factory=list)
    starts: list[tuple[int, ...]] = field(default_factory=list)
    choices: list[dict[int, tuple[int, ...]]] = field(default_factory=list)
    _day: dict[int, int] = field(default_factory=dict)
    _fixed_on: dict[tuple[int, int], int] = field(default_factory=dict)
    _suitable: dict[tuple[RoomClass | None, int], tuple[int, ...]] = field(default_factory=dict)

    def day_of(self, start: int) -> int:
        """The number of the day that this minute lies in; the nearest one for a fixed meeting outside all days."""
        if start not in self._day:
            days = self.problem.days
            self._day[start] = min(
                range(len(days)), key=lambda day: max(days[day][0] - start, start - days[day][1] + 1, 0)
            )
        return self._day[start]

    def way(self, one: int, other: int) -> int:
        """Minutes from one room to another, by their indices."""
        return self.problem.travel.get(self.rooms[one].zone, {}).get(self.rooms[other].zone, 0)

    def suitable(self, room_class: RoomClass | None, persons: int) -> tuple[int, ...]:
        """The rooms of that class with that many seats, the best fit first: no VIP room without need, no empty seats."""
        key = (room_class, persons)
        if key not in self._suitable:
            found = [
                (room.room_class == RoomClass.VIP, room.capacity, room.code, number)
                for number, room in enumerate(self.rooms)
                if room.capacity >= persons and room_class in (None, room.room_class)
            ]
            self._suitable[key] = tuple(number for *_, number in sorted(found))
        return self._suitable[key]

    def stands(self, request: int, start: int, room: int) -> bool:
        """Whether the meeting could be held there if there were no other; a start off the grid counts as any other."""
        wanted = self.requests[request]
        end = start + wanted.duration
        span = minutes(start, end)
        return (
            any(low <= start and end <= high for low, high in self.problem.days)
            and (not wanted.windows or any(low <= start and end <= high for low, high in wanted.windows))
            and room in self.suitable(wanted.room_class, wanted.persons)
            and not self.closed[room] & span
            and not any(self.busy[side] & span for side in self.sides[request])
            and self.is_near(request, start, room)
        )

    def is_near(self, request: int, start: int, room: int, sides: Iterable[int] | None = None) -> bool:
        """Whether the way is short enough between that room and where the two, or these, spend their duties (BIL-12)."""
        travel, zone, end = self.problem.travel, self.rooms[room].zone, start + self.duration(request)
        for side in self.sides[request] if sides is None else sides:
            for low, high, place in self.problem.principals[side].zone_at:
                if end <= low and low - end < travel.get(zone, {}).get(place, 0):
                    return False
                if start >= high and start - high < travel.get(place, {}).get(zone, 0):
                    return False
        return True

    def cap_left(self, principal: int, day: int) -> int:
        """How many meetings the principal may have that day besides the fixed ones."""
        return self.cap[principal] - self._fixed_on.get((principal, day), 0)

    def duration(self, request: int) -> int:
        """Minutes that the meeting lasts."""
        return self.requests[request].duration


def terms(problem: SchedulingProblem) -> Terms:
    """Work the problem out. Raises UnknownCode for a request about somebody or some room that is not there."""
    index = {principal.code: number for number, principal in enumerate(problem.principals)}
    room_index = {room.code for room in problem.rooms}
    for request in problem.requests:
        for code in (request.a, request.b):
            if code not in index:
                raise UnknownCode(
                    f"Request {request.code} names the principal {code}, who is not in the problem."
                )
        if request.fixed is not None and request.fixed.room not in room_index:
            raise UnknownCode(
                f"Request {request.code} stands in the room {request.fixed.room}, which is not in the problem."
            )
    apart: list[set[int]] = [set() for _ in problem.principals]
    for one, other in problem.separate:
        apart[index[one]].add(index[other])
        apart[index[other]].add(index[one])
    made = Terms(
        problem=problem,
        requests=problem.requests,
        rooms=problem.rooms,
        sides=[(index[request.a], index[request.b]) for request in problem.requests],
        value=_values(problem.requests),
        languages=[
            tuple(language for language in request.languages if language in problem.interpreters)
            for request in problem.requests
        ],
        gap=[principal.buffer for principal in problem.principals],
        cap=[
            len(problem.requests) if one.max_per_day is None else one.max_per_day
            for one in problem.principals
        ],
        apart=[frozenset(others) for others in apart],
        busy=[all_minutes(principal.busy) for principal in problem.principals],
        closed=[all_minutes(room.closed) for room in problem.rooms],
        minds_zones=bool(problem.travel) or any(apart),
    )
    _settle_fixed(made)
    _settle_choices(made)
    return made


def free_stretches(shut: int, low: int, high: int) -> Iterator[Interval]:
    """The stretches of `[low, high)` outside the set of minutes `shut`, in time order."""
    at = low
    while at < high:
        rest = ~(shut >> (at + MARGIN)) & ((1 << (high - at)) - 1)
        if not rest:
            return
        at += (rest & -rest).bit_length() - 1
        busy = shut >> (at + MARGIN)
        end = at + (busy & -busy).bit_length() - 1 if busy else high
        yield at, min(end, high)
        at = end


def _values(requests: Sequence[PlanRequest]) -> list[int]:
    scale: dict[int, int] = {}
    step = 1
    for priority in sorted({request.priority for request in requests}, reverse=True):
        scale[priority] = step
        step *= 1 + sum(request.weight for request in requests if request.priority == priority)
    return [request.weight * scale[request.priority] for request in requests]


def _settle_fixed(made: Terms) -> None:
    """Nobody else meets in the room of a fixed meeting or takes its principals, clearing and gap included."""
    rooms = {room.code: number for number, room in enumerate(made.rooms)}
    for number, request in enumerate(made.requests):
        if request.fixed is not None:
            start, end = request.fixed.start, request.fixed.start + request.duration
            reset = made.problem.reset
            made.closed[rooms[request.fixed.room]] |= minutes(start - reset, end + reset)
            day = made.day_of(start)
            for side in made.sides[number]:
                made._fixed_on[side, day] = made._fixed_on.get((side, day), 0) + 1
                made.busy[side] |= minutes(start - made.gap[side], end + made.gap[side])


def _settle_choices(made: Terms) -> None:
    problem = made.problem
    open_rooms: dict[tuple[RoomClass | None, int, int, int], tuple[int, ...]] = {}
    for number, request in enumerate(problem.requests):
        one, other = made.sides[number]
        both = made.busy[one] | made.busy[other]
        found: dict[int, tuple[int, ...]] = {}
        free: list[int] = []
        for start in _grid(problem, request) if request.fixed is None else ():
            span = minutes(start, start + request.duration)
            if both & span:
                continue
            free.append(start)
            key = (request.room_class, request.persons, request.duration, start)
            if key not in open_rooms:
                open_rooms[key] = tuple(
                    room
                    for room in made.suitable(request.room_class, request.persons)
                    if not made.closed[room] & span
                )
            rooms = open_rooms[key]
            if any(problem.principals[side].zone_at for side in (one, other)):
                rooms = tuple(room for room in rooms if made.is_near(number, start, room))
            if rooms:
                found[start] = rooms
        made.both_free.append(tuple(free))
        made.starts.append(tuple(found))
        made.choices.append(found)


def _grid(problem: SchedulingProblem, request: PlanRequest) -> Iterable[int]:
    for day_start, day_end in problem.days:
        for start in range(day_start, day_end - request.duration + 1, problem.slot):
            end = start + request.duration
            if not request.windows or any(low <= start and end <= high for low, high in request.windows):
                yield start

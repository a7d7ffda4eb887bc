"""The table on which meetings are laid out one by one: which place is free, what stands in the way of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from summit.bilaterals.facts import APART, PlannedMeeting
from summit.bilaterals.solver.terms import MARGIN, Terms, minutes

Place = tuple[int, int]  # start, index of the room


class Table:
    """Meetings that are laid out, by index of their request. Every rule between two meetings is kept here.

    Fixed meetings lie on it from the beginning and never leave. `value` is the sum of the values laid out.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.placed: dict[int, Place] = {}
        self.value = 0
        self._held = [0] * len(terms.rooms)
        self._met = [0] * len(terms.gap)
        self._count: dict[tuple[int, int], int] = defaultdict(int)
        self._of_room: list[set[int]] = [set() for _ in terms.rooms]
        self._of_principal: list[set[int]] = [set() for _ in terms.gap]
        self._at_work: dict[str, dict[int, Place]] = {language: {} for language in terms.problem.interpreters}
        self._span: dict[tuple[int, int, int], int] = {}
        rooms = {room.code: number for number, room in enumerate(terms.rooms)}
        for number, request in enumerate(terms.requests):
            if request.fixed is not None:
                self.place(number, (request.fixed.start, rooms[request.fixed.room]))

    def place(self, request: int, place: Place) -> None:
        """Lay the meeting out there; whether it fits has been asked before."""
        terms, (start, room) = self.terms, place
        span = self._wide(start, terms.requests[request].duration, 0)
        self.placed[request] = place
        self.value += terms.value[request]
        self._held[room] |= span
        self._of_room[room].add(request)
        for side in terms.sides[request]:
            self._met[side] |= span
            self._count[side, self.terms.day_of(start)] += 1
            self._of_principal[side].add(request)
        for language in terms.languages[request]:
            self._at_work[language][request] = place

    def remove(self, request: int) -> Place:
        """Take the meeting off; returns where it lay."""
        terms = self.terms
        start, room = self.placed.pop(request)
        span = self._wide(start, terms.requests[request].duration, 0)
        self.value -= terms.value[request]
        self._held[room] &= ~span
        self._of_room[room].discard(request)
        for side in terms.sides[request]:
            self._met[side] &= ~span
            self._count[side, self.terms.day_of(start)] -= 1
            self._of_principal[side].discard(request)
        for language in terms.languages[request]:
            del self._at_work[language][request]
        return start, room

    def suits_both(self, request: int, start: int) -> bool:
        """Whether both principals and the interpreters can, whatever the room."""
        terms = self.terms
        day = terms.day_of(start)
        for side in terms.sides[request]:
            if self.meets_near(side, request, start):
                return False
            if self._count[side, day] >= terms.cap[side]:
                return False
        return all(self.interpreter_free(request, language, start) for language in terms.languages[request])

    def is_open(self, request: int, start: int, room: int) -> bool:
        """Whether the room is free then, and near enough, and nobody to be kept away is beside it."""
        if not self.is_clear(request, start, room):
            return False
        return not self.terms.minds_zones or next(self._in_the_zone(request, start, room), None) is None

    def is_clear(self, request: int, start: int, room: int) -> bool:
        """Whether the room has no other meeting then, clearing included."""
        terms = self.terms
        return not self._held[room] & self._wide(start, terms.requests[request].duration, terms.problem.reset)

    def meets_near(self, side: int, request: int, start: int) -> bool:
        """Whether that principal has another meeting then, or too close to it."""
        terms = self.terms
        return bool(self._met[side] & self._wide(start, terms.requests[request].duration, terms.gap[side]))

    def is_apart(self, request: int, start: int, room: int) -> bool:
        """Whether nobody to be kept away is near that room then (BIL-18)."""
        return next(self._to_be_kept_away(request, start, room), None) is None

    def room_at(self, request: int, start: int) -> int | None:
        """The best fitting room that is open then; both principals have been asked."""
        for room in self.terms.choices[request][start]:
            if self.is_open(request, start, room):
                return room
        return None

    def free_place(self, request: int, starts: tuple[int, ...]) -> Place | None:
        """The first of the starts at which the meeting can be held, with its room."""
        for start in starts:
            if self.suits_both(request, start):
                room = self.room_at(request, start)
                if room is not None:
                    return start, room
        return None

    def blockers(self, request: int, start: int, room: int) -> set[int]:
        """The meetings without which this one could be held there: those of the two principals, and in the room.

        Where a principal has as many meetings as one wants that day, the least of them; the same for interpreters.
        """
        terms, duration = self.terms, self.terms.requests[request].duration
        found = {
            other
            for side in terms.sides[request]
            if self.meets_near(side, request, start)
            for other in self._of_principal[side]
            if self._too_near(other, start, duration, terms.gap[side])
        }
        if not self.is_clear(request, start, room):
            reset = terms.problem.reset
            found |= {other for other in self._of_room[room] if self._too_near(other, start, duration, reset)}
        if terms.minds_zones:
            found |= set(self._in_the_zone(request, start, room))
        day = terms.day_of(start)
        for side in terms.sides[request]:
            held = [
                other for other in self._of_principal[side] if self.terms.day_of(self.placed[other][0]) == day
            ]
            if held and len(held) >= terms.cap[side] and not found.intersection(held):
                found.add(min(held, key=self._least))
        for language in terms.languages[request]:
            if not self.interpreter_free(request, language, start):
                busy = [
                    other for other in self._at_work[language] if self._too_near(other, start, duration, 0)
                ]
                if busy and not found.intersection(busy):
                    found.add(min(busy, key=self._least))
        return found

    def interpreter_free(self, request: int, language: str, start: int) -> bool:
        """Whether one of the pool is free throughout (BIL-15)."""
        duration = self.terms.requests[request].duration
        near = [
            (where[0], where[0] + self.terms.requests[other].duration)
            for other, where in self._at_work[language].items()
            if where[0] < start + duration and start < where[0] + self.terms.requests[other].duration
        ]
        pool = self.terms.problem.interpreters[language]
        if len(near) < pool:
            return True
        moments = [start, *(begin for begin, _ in near if begin > start)]
        return all(sum(begin <= at < end for begin, end in near) < pool for at in moments)

    def held(self, room: int) -> int:
        """The minutes in which the room has meetings, without their clearing."""
        return self._held[room]

    def day_span(self, side: int, day: int) -> int:
        """The minutes from the principal's first meeting of the day to the end of the last, 0 without one."""
        low, high = self.terms.problem.days[day]
        met = (self._met[side] >> (low + MARGIN)) & ((1 << (high - low)) - 1)
        return met.bit_length() - (met & -met).bit_length() + 1 if met else 0

    def places_of(self, side: int) -> list[Place]:
        """Where the principal's meetings lie."""
        return [self.placed[request] for request in self._of_principal[side]]

    def meetings_left(self, side: int, day: int) -> int:
        """How many more meetings the principal may have that day."""
        return self.terms.cap[side] - self._count[side, day]

    def at_work(self, language: str, minute: int) -> int:
        """How many interpreters of the pool have a meeting at that minute."""
        return sum(
            begin <= minute < begin + self.terms.requests[other].duration
            for other, (begin, _) in self._at_work[language].items()
        )

    def starts_at_work(self, language: str) -> list[int]:
        """The starts of the meetings that take an interpreter of the pool."""
        return [start for start, _ in self._at_work[language].values()]

    def is_fixed(self, request: int) -> bool:
        """Whether the meeting may not be taken off."""
        return self.terms.requests[request].fixed is not None

    def meetings(self) -> tuple[PlannedMeeting, ...]:
        """What lies on the table, in time order."""
        terms = self.terms
        return tuple(
            PlannedMeeting(terms.requests[request].code, terms.rooms[room].code, start)
            for request, (start, room) in sorted(
                self.placed.items(), key=lambda item: (item[1][0], terms.rooms[item[1][1]].code)
            )
        )

    def _in_the_zone(self, request: int, start: int, room: int) -> Iterator[int]:
        """Meetings too far away for one of the two, or too close for one who is to be kept apart (BIL-12, BIL-18)."""
        terms, placed = self.terms, self.placed
        end = start + terms.requests[request].duration
        for side in terms.sides[request]:
            for other in self._of_principal[side]:
                begin, there = placed[other]
                until = begin + terms.requests[other].duration
                if (until <= start and start - until < terms.way(there, room)) or (
                    end <= begin and begin - end < terms.way(room, there)
                ):
                    yield other
        yield from self._to_be_kept_away(request, start, room)

    def _to_be_kept_away(self, request: int, start: int, room: int) -> Iterator[int]:
        terms, duration = self.terms, self.terms.requests[request].duration
        zone = terms.rooms[room].zone
        for side in terms.sides[request]:
            for kept in terms.apart[side]:
                if kept in terms.sides[request]:
                    continue
                for other in self._of_principal[kept]:
                    there = self.placed[other][1]
                    if side in terms.sides[other] or terms.rooms[there].zone != zone:
                        continue
                    if self._too_near(other, start, duration, APART):
                        yield other

    def _too_near(self, other: int, start: int, duration: int, gap: int) -> bool:
        begin = self.placed[other][0]
        return begin < start + duration + gap and start < begin + self.terms.requests[other].duration + gap

    def _least(self, request: int) -> tuple[bool, int, int]:
        return self.is_fixed(request), self.terms.value[request], request

    def _wide(self, start: int, duration: int, gap: int) -> int:
        key = (start, duration, gap)
        if key not in self._span:
            self._span[key] = minutes(start - gap, start + duration + gap)
        return self._span[key]

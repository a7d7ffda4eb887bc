"""What of an earlier plan still stands in a changed problem, what became impossible, and how far a change may reach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from summit.bilaterals.facts import PlannedMeeting, Ring, SchedulingProblem
from summit.bilaterals.solver.earlier import Earlier
from summit.bilaterals.solver.table import Place, Table
from summit.bilaterals.solver.terms import Terms, terms


class Standing:
    """The meetings of an earlier plan beside the problem as it is now, by index of the request.

    `terms` know no fixed meetings: these are simply never `movable`, but for the `lifted`, whose place is impossible. `stand`
    is where each meeting is to be held as things are, None where the room is gone. `before` are the earlier meetings, and the
    lifted, by code.
    """

    def __init__(
        self, problem: SchedulingProblem, previous: Sequence[PlannedMeeting], told: Collection[str]
    ) -> None:
        loose = tuple(replace(request, fixed=None) for request in problem.requests)
        self.terms: Terms = terms(replace(problem, requests=loose))
        self._number = {request.code: index for index, request in enumerate(problem.requests)}
        self._rooms = {room.code: index for index, room in enumerate(problem.rooms)}
        self.before = {meeting.request: meeting for meeting in previous}
        self._told = {self._number[code] for code in told if code in self.before and code in self._number}
        fixed = {
            index: PlannedMeeting(one.code, one.fixed.room, one.fixed.start)
            for index, one in enumerate(problem.requests)
            if one.fixed is not None
        }
        self._fixed = set(fixed)
        places = self._places()
        self.stand: dict[int, Place | None] = {
            request: None if room is None else (start, room)
            for request, (start, room) in {
                **places, **{index: self._place(meeting) for index, meeting in fixed.items()}
            }.items()
        }  # fmt: skip
        self.lifted: set[int] = set()
        self.impossible: set[int] = set()
        self._concerned: set[int] = set()
        self._judge()
        for request in self.lifted:
            self.before.setdefault(problem.requests[request].code, fixed[request])
        self.earlier = Earlier(self._places(), frozenset(self._told | self.lifted))

    def movable(self, ring: Ring) -> frozenset[int]:
        """The requests whose meeting the ring lets move."""
        held = set(self.stand) - self._fixed
        concerned, moved = set(self._concerned), set(self.impossible)
        for each in Ring:
            moved |= {one for one in held if concerned & set(self.terms.sides[one])}
            if each is ring:
                break
            concerned |= {side for one in moved for side in self.terms.sides[one]}
        return frozenset(held | self.impossible if ring is Ring.ALL else moved)

    def table(self, movable: Collection[int]) -> Table:
        """A table with everything that stays."""
        table = Table(self.terms)
        for request, place in self.stand.items():
            if request not in movable and place is not None:
                table.place(request, place)
        return table

    def first_served(self, request: int) -> tuple[bool, bool, int, int]:
        """The order in which meetings keep their place where not all can."""
        return request not in self._fixed, request not in self._told, -self.terms.value[request], request

    def _place(self, meeting: PlannedMeeting) -> tuple[int, int | None]:
        return meeting.start, self._rooms.get(meeting.room)

    def _places(self) -> dict[int, tuple[int, int | None]]:
        return {
            self._number[code]: self._place(one) for code, one in self.before.items() if code in self._number
        }

    def _judge(self) -> None:
        """Which meetings cannot be held where they stand, and whose day is the cause."""
        table = Table(self.terms)
        for request in sorted(self.stand, key=self.first_served):
            place = self.stand[request]
            if place is None or not self._stands(request, place):
                self._strike(request)
                if place is not None:
                    self._concerned |= {
                        side for side in self.terms.sides[request] if self._has_duty(request, side, place)
                    }
            elif table.suits_both(request, place[0]) and table.is_open(request, *place):
                table.place(request, place)
            else:
                self._strike(request)
                for other in table.blockers(request, *place):
                    if other not in self._fixed:
                        self.impossible.add(other)
                    self._concerned |= set(self.terms.sides[other]) & set(self.terms.sides[request])

    def _stands(self, request: int, place: Place) -> bool:
        """Whether the meeting could be held there if there were no other."""
        start, room = place
        if request in self._fixed:
            return self.terms.stands(request, start, room)
        return room in self.terms.choices[request].get(start, ())

    def _strike(self, request: int) -> None:
        self.impossible.add(request)
        if request in self._fixed:
            self.lifted.add(request)

    def _has_duty(self, request: int, side: int, place: Place) -> bool:
        start, room = place
        end = start + self.terms.duration(request)
        busy = any(
            low < end and start < high for low, high in self.terms.problem.principals[side].busy
        )
        return busy or not self.terms.is_near(request, start, room, (side,))

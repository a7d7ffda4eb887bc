"""Why requests have no place beside a plan that is given: for one that was stopped before it could say so."""

from __future__ import annotations

from collections.abc import Iterable

from summit.bilaterals.facts import PlannedMeeting, SchedulingProblem, Unplaced
from summit.bilaterals.solver.reasons import unplaced
from summit.bilaterals.solver.table import Table
from summit.bilaterals.solver.terms import terms


def explained(problem: SchedulingProblem, meetings: Iterable[PlannedMeeting]) -> tuple[Unplaced, ...]:
    """The requests without a place beside these meetings, each with its reason."""
    table = Table(terms(problem))
    rooms = {room.code: number for number, room in enumerate(problem.rooms)}
    requests = {request.code: number for number, request in enumerate(problem.requests)}
    for meeting in meetings:
        number = requests[meeting.request]
        if not table.is_fixed(number):
            table.place(number, (meeting.start, rooms[meeting.room]))
    return unplaced(table)

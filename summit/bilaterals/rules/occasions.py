"""What an occasion of the day means for the problem (BIL-41). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from summit.bilaterals.facts import (
    Answer,
    Interval,
    Occasion,
    OccasionKind,
    PlanClock,
    PlannedMeeting,
    SchedulingProblem,
)
from summit.bilaterals.rules.drafts import PlanOutdated
from summit.bilaterals.rules.plan_words import Names
from summit.delegations.models import Participant
from summit.foundation.errors import RuleBroken
from summit.venues.models import Room

NOBODY = "Choose whom or which room it is about."
Thing = TypeVar("Thing", Participant, Room)


def require_occasion(occasion: Occasion, problem: SchedulingProblem) -> None:
    """The principal or the room has a place in the problem, and the time has a length."""
    require_time(occasion)
    known = {
        OccasionKind.LATE: {one.code for one in problem.principals},
        OccasionKind.ROOM_LOST: {one.code for one in problem.rooms},
        OccasionKind.PROGRAMME: {""},
    }
    if occasion.code not in known[occasion.kind]:
        raise RuleBroken(NOBODY, "principal")


def require_time(occasion: Occasion) -> None:
    """What keeps a principal or a room has a length."""
    if occasion.kind is not OccasionKind.PROGRAMME and occasion.start >= occasion.until:
        raise RuleBroken("The end comes after the beginning.", "clock_until")


def require_noted(found: Thing | None) -> Thing:
    """It is about somebody, or about a room."""
    if found is None:
        raise RuleBroken(NOBODY, "principal")
    return found


def struck(problem: SchedulingProblem) -> SchedulingProblem:
    """The problem of the meetings that stand, each of which may move; what happened is in the register by then."""
    standing = (request for request in problem.requests if request.fixed is not None)
    return replace(problem, requests=tuple(replace(request, fixed=None) for request in standing))


def stood(problem: SchedulingProblem) -> tuple[PlannedMeeting, ...]:
    """The meetings of a problem that stand."""
    return tuple(PlannedMeeting(one.code, one.fixed.room, one.fixed.start) for one in problem.requests if one.fixed)


def still_standing(answer: Answer, here: Iterable[PlannedMeeting]) -> None:
    """Every meeting that the answer moves or drops stands where it stood when the answer was found."""
    standing = {one.request: one for one in here}
    for moved in answer.moved:
        if standing.get(moved.before.request) != moved.before:
            raise PlanOutdated("A meeting has changed since these answers were found. Ask for new ones.")
    if any(code not in standing for code, _ in answer.dropped):
        raise PlanOutdated("A meeting has come to its end since these answers were found. Ask for new ones.")


def occasion_words(occasion: Occasion, names: Names, clock: PlanClock) -> str:
    """What happened, as the heading of the answers."""
    about = names.get(occasion.code, occasion.code)
    if occasion.kind is OccasionKind.LATE:
        return f"{about} is not there from {clock.spoken(occasion.start)} until {clock.hour(occasion.until)}."
    if occasion.kind is OccasionKind.ROOM_LOST:
        return f"Room {about} is lost from {clock.spoken(occasion.start)} until {clock.hour(occasion.until)}."
    return "The programme has changed."


def joined(spans: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """The same time as intervals that do not touch, in order."""
    found: list[Interval] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def without(spans: tuple[Interval, ...], holes: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time but for the holes."""
    found = list(spans)
    for start, end in holes:
        cut = ((one, min(other, start)) for one, other in found), ((max(one, end), other) for one, other in found)
        found = sorted((one, other) for part in cut for one, other in part if one < other)
    return tuple(found)

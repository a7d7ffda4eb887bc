"""What may be done with a plan by hand: the same checker judges a meeting that is dragged (BIL-10 to BIL-18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summit.bilaterals.facts import APART, Broken, Change, PlannedMeeting, Rule, SchedulingProblem
from summit.bilaterals.rules.plans import conflicts
from summit.foundation.errors import Conflict, RuleBroken


class PlanBroken(RuleBroken):
    """The meeting cannot stand there; the sentence names every rule against it."""


class PlanOutdated(Conflict):
    """The plan does not fit the register any more."""


class PlanningAtWork(Conflict):
    """Another planning is at work."""


class NothingToUndo(Conflict):
    """No change by hand is left to take back."""


class MeetingsRefused(Conflict):
    """Some meetings of the plan could not be held, so none was; `refused` has a sentence for each."""

    def __init__(self, refused: Sequence[str]) -> None:
        super().__init__(f"Nothing was published. {len(refused)} of the meetings cannot be held.")
        self.refused = tuple(refused)


def require_something_to_plan(wishes: int) -> None:
    """A plan places at least one request."""
    if not wishes:
        raise RuleBroken("No open request can be planned now.")


def require_movable(problem: SchedulingProblem, request: str) -> None:
    """Only what the plan itself placed, or could not place, is moved in it; what is held or confirmed stands (BIL-41)."""
    found = next((one for one in problem.requests if one.code == request), None)
    if found is None:
        raise PlanBroken("This request does not stand in the plan.")
    if found.fixed is not None:
        raise PlanBroken("This meeting is held or confirmed. Move it on its own page.")


def placed(draft: Iterable[PlannedMeeting], meeting: PlannedMeeting) -> tuple[PlannedMeeting, ...]:
    """The draft with that meeting where it says; an empty room puts the request aside."""
    others = tuple(one for one in draft if one.request != meeting.request)
    return (*others, meeting) if meeting.room else others


def objections(meeting: PlannedMeeting, draft: Iterable[PlannedMeeting], problem: SchedulingProblem) -> list[Broken]:
    """What stands against that meeting in this draft; what the others break among themselves is no objection to it.

    The checker is asked about those alone that share the room or a principal, and about those at the same time where
    interpreters or pairs to be kept apart make them count.
    """
    concerned = _beside(meeting, placed(draft, meeting), problem)
    found = [one for one in conflicts(concerned, problem) if meeting.request in one.requests]
    return list(dict.fromkeys(_discreet(one, (meeting.request,)) for one in found))


def _beside(
    meeting: PlannedMeeting, draft: Iterable[PlannedMeeting], problem: SchedulingProblem
) -> Iterator[PlannedMeeting]:
    wanted = {request.code: request for request in problem.requests}
    minds_time = bool(problem.interpreters or problem.separate)
    own = wanted.get(meeting.request)
    for one in draft:
        other = wanted.get(one.request)
        if one.room == meeting.room or one.request == meeting.request:
            yield one
        elif own is not None and other is not None:
            shares_one = not {own.a, own.b}.isdisjoint((other.a, other.b))
            if shares_one or (minds_time and _is_near(meeting.start, own.duration, one.start, other.duration)):
                yield one


def _is_near(start: int, duration: int, begin: int, length: int) -> bool:
    """Whether two meetings are at the same time, or less than a quarter of an hour apart."""
    return begin < start + duration + APART and start < begin + length + APART


def newly_broken(draft: Sequence[PlannedMeeting], problem: SchedulingProblem) -> list[Broken]:
    """What the planned meetings of a draft break; no plan is to blame for what meetings break that stand already."""
    standing = {request.code for request in problem.requests if request.fixed is not None}
    found = [one for one in conflicts(draft, problem) if not standing.issuperset(one.requests)]
    return list(dict.fromkeys(_discreet(one, [code for code in one.requests if code not in standing]) for one in found))


def is_advice(broken: Broken) -> bool:
    """Whether a hand may leave the meeting there once protocol has taken note (BIL-18)."""
    return broken.rule is Rule.SEPARATION


def _discreet(broken: Broken, movable: Sequence[str]) -> Broken:
    """Of two meetings to be kept apart only one that can move is named, so that nobody reads who the pair is (BIL-18)."""
    return Broken(broken.rule, (movable[0],)) if is_advice(broken) else broken


def weight(draft: Iterable[PlannedMeeting], problem: SchedulingProblem) -> int:
    """The weight of the requests that have a place."""
    weights = {request.code: request.weight for request in problem.requests}
    return sum(weights.get(one.request, 0) for one in draft)


def changes(one: Iterable[PlannedMeeting], other: Iterable[PlannedMeeting]) -> list[Change]:
    """In what the second plan differs from the first, by request."""
    before = {meeting.request: meeting for meeting in one}
    after = {meeting.request: meeting for meeting in other}
    return [
        Change(code, before.get(code), after.get(code))
        for code in sorted(before.keys() | after.keys())
        if before.get(code) != after.get(code)
    ]

"""Whether a plan still fits the register: the checker of all plans, asked about the problem as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summit.bilaterals.facts import Broken, PlannedMeeting, SchedulingProblem
from summit.bilaterals.models import ScheduleRun
from summit.bilaterals.queries.plans.runs import problem_of
from summit.bilaterals.rules import is_advice, newly_broken, stood


@dataclass(frozen=True)
class Fit:
    """What publishing would hold, in the order of time, what stands against it now, and what is only advised (BIL-18)."""

    wanted: tuple[PlannedMeeting, ...] = ()
    broken: tuple[Broken, ...] = ()
    advised: tuple[Broken, ...] = ()


def fit_of(run: ScheduleRun, draft: Iterable[PlannedMeeting], problem: SchedulingProblem) -> Fit:
    """The draft beside the register's present `problem`: what stood before, or stands by now, is held already."""
    standing = {one.request for source in (problem_of(run), problem) for one in stood(source)}
    wanted = sorted(
        (meeting for meeting in draft if meeting.request not in standing),
        key=lambda meeting: (meeting.start, meeting.room, meeting.request),
    )
    found = newly_broken([*wanted, *stood(problem)], problem)
    return Fit(
        tuple(wanted),
        tuple(one for one in found if not is_advice(one)),
        tuple(one for one in found if is_advice(one)),
    )

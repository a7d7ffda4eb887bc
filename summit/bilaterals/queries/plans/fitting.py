"""Whether a plan still fits the register: the checker of all plans, asked about the problem as it is now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.bilaterals.facts import Broken, PlanBoard, PlannedMeeting, SchedulingProblem
from summit.bilaterals.queries.plans.problem import scheduling_problem
from summit.bilaterals.rules import newly_broken


def against_the_register(session: Session, board: PlanBoard, now: datetime) -> list[Broken]:
    """What stands against publishing this draft now. Raises RuleBroken once the whole summit lies behind."""
    problem = scheduling_problem(session, now)
    return newly_broken(beside_what_stands(board, problem), problem)


def to_be_held(board: PlanBoard, problem: SchedulingProblem) -> list[PlannedMeeting]:
    """The meetings that publishing makes: what stood when it was planned, or stands by now, is none of them."""
    standing = {one.code for source in (board.problem, problem) for one in source.requests if one.fixed is not None}
    return sorted(
        (meeting for meeting in board.draft if meeting.request not in standing),
        key=lambda meeting: (meeting.start, meeting.room, meeting.request),
    )


def beside_what_stands(board: PlanBoard, problem: SchedulingProblem) -> list[PlannedMeeting]:
    """The draft's own meetings with those that stand in the register now."""
    fixed = [PlannedMeeting(one.code, one.fixed.room, one.fixed.start) for one in problem.requests if one.fixed]
    return [*to_be_held(board, problem), *fixed]

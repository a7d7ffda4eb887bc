"""Plannings: the list, one of them, how far it is, and its draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import (
    PlannedMeeting,
    PlanProgress,
    PlanRunLine,
    SchedulingProblem,
    StoredPlan,
    read_plan,
    read_problem,
)
from summit.bilaterals.lifecycle import PlanState
from summit.bilaterals.models import PlanStep, ScheduleRun
from summit.bilaterals.rules import placed
from summit.foundation.errors import NotFound

MOST_BESIDE = 100
AT_WORK = frozenset({PlanState.QUEUED, PlanState.RUNNING})


def plan_runs() -> Select[ScheduleRun]:
    """The statement of all plannings, the newest first."""
    return select(ScheduleRun).order_by(ScheduleRun.asked_at.desc(), ScheduleRun.id.desc())


def plans_beside(session: Session, run: ScheduleRun) -> list[PlanRunLine]:
    """The other plannings that came to a plan, the newest first, a hundred at most."""
    found = session.scalars(_came_to_a_plan(run))
    return [run_line(one) for one in found if one.state not in AT_WORK]


def _came_to_a_plan(besides: ScheduleRun) -> Select[ScheduleRun]:
    wanted = (ScheduleRun.id != besides.id, ScheduleRun.plan != "", ScheduleRun.occasion == "")
    return plan_runs().where(*wanted).limit(MOST_BESIDE)


def plan_by_code(session: Session, code: str) -> ScheduleRun:
    """The planning of that code, or NotFound."""
    found = session.scalar(select(ScheduleRun).where(ScheduleRun.code == code).options(joinedload(ScheduleRun.job)))
    if found is None:
        raise NotFound()
    return found


def plan_to_change(session: Session, code: str) -> ScheduleRun:
    """The planning, locked until the transaction ends, or NotFound."""
    found = session.scalar(select(ScheduleRun).where(ScheduleRun.code == code).with_for_update())
    if found is None:
        raise NotFound()
    return found


def problem_of(run: ScheduleRun) -> SchedulingProblem:
    """The problem as it was frozen."""
    return read_problem(run.problem)


def steps_taken(session: Session, run: ScheduleRun) -> Sequence[PlanStep]:
    """The changes by hand, in their order."""
    return session.scalars(select(PlanStep).where(PlanStep.run_id == run.id).order_by(PlanStep.number)).all()


def last_step(session: Session, run: ScheduleRun) -> PlanStep | None:
    """The last change by hand that was not taken back."""
    statement = select(PlanStep).where(PlanStep.run_id == run.id).order_by(PlanStep.number.desc()).limit(1)
    return session.scalar(statement)


def draft_of(session: Session, run: ScheduleRun) -> tuple[PlannedMeeting, ...]:
    """The plan as it was found, with every change by hand."""
    return drafted(read_plan(run.plan), steps_taken(session, run))


def drafted(plan: StoredPlan, steps: Sequence[PlanStep]) -> tuple[PlannedMeeting, ...]:
    """A plan with these changes."""
    found = plan.meetings
    for step in steps:
        found = placed(found, PlannedMeeting(step.request_code, step.room_after, step.start_after))
    return found


def run_line(run: ScheduleRun) -> PlanRunLine:
    """A loaded planning as a line of the list."""
    plan, problem = read_plan(run.plan), problem_of(run)
    return PlanRunLine(
        code=run.code,
        state=run.state,
        asked_at=run.asked_at,
        asked_by_name=run.asked_by_name,
        seconds=run.seconds,
        placed=len(plan.meetings),
        wanted=len(problem.requests),
        objective=plan.objective,
        bound=plan.bound,
        fault=run.fault,
        version=run.version,
        is_occasion=bool(run.occasion),
    )


def progress_of(run: ScheduleRun, now: datetime) -> PlanProgress:
    """How far the work is; without a plan yet, everything is still possible."""
    plan, problem = read_plan(run.plan), problem_of(run)
    until = run.ended_at or now
    return PlanProgress(
        state=run.state,
        seconds=min(int((until - run.started_at).total_seconds()), run.seconds) if run.started_at else 0,
        limit=run.seconds,
        placed=len(plan.meetings),
        wanted=len(problem.requests),
        objective=plan.objective,
        bound=plan.bound if run.plan else sum(request.weight for request in problem.requests),
        is_moving=run.state in AT_WORK,
    )

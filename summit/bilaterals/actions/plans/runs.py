"""Plannings: asked for, at work, stopped, given up. The solver itself runs in a process of its own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.occasions import note_occasion
from summit.bilaterals.facts import Occasion, PlanningCase, write_left_out, write_occasion, write_problem
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.models import ScheduleRun
from summit.bilaterals.queries import planning_case
from summit.bilaterals.rules import (
    PlanningAtWork,
    require_occasion,
    require_something_to_plan,
    require_version,
)
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.jobs import JobState, queue_job

PLAN_KIND = "bilaterals.plan"
SECONDS_ON_THE_DAY = 10
_CUT_OFF = "The planning was cut off too often. Ask for it again."
_ENDED = frozenset({JobState.FAILED, JobState.CANCELLED, JobState.DONE})


def ask_for_plan(session: Session, actor: Actor, now: datetime, *, seconds: int, seed: int = 1) -> ScheduleRun:
    """Freeze the problem and queue the planning. Raises PlanningAtWork beside another one, RuleBroken without a wish."""
    case = planning_case(session, now)
    wishes = sum(1 for request in case.problem.requests if request.fixed is None)
    require_something_to_plan(wishes)
    run = _queued(session, actor, now, case=case, seconds=seconds, seed=seed)
    after = {"wishes": wishes, "left_out": len(case.left_out), "seconds": seconds, "seed": seed}
    record(session, actor, now, verb="ask", of=("bilateral_plan", run.code), after=after)
    return run


def ask_for_answers(session: Session, actor: Actor, now: datetime, *, occasion: Occasion) -> ScheduleRun:
    """Something happened on the day: note it, freeze what stands and queue the search for ways to go on (BIL-41).

    Nothing moves yet. Raises PlanningAtWork, and RuleBroken for an occasion that names nothing.
    """
    note_occasion(session, actor, now, occasion=occasion)
    case = planning_case(session, now)
    require_occasion(occasion, case.problem)
    run = _queued(session, actor, now, case=case, seconds=SECONDS_ON_THE_DAY, occasion=occasion)
    after = {"kind": occasion.kind, "from": occasion.start, "until": occasion.until}
    record(session, actor, now, verb="ask", of=("bilateral_plan", run.code), after=after)
    return run


def start_plan(session: Session, now: datetime, *, run: ScheduleRun) -> None:
    """The worker begins, or begins again after it was cut off."""
    run.state = PLAN.after(PlanState(run.state), "start").value
    run.started_at, run.plan, run.answers = now, "", ""


def keep_better(session: Session, *, run_id: int, **found: str) -> bool:
    """Keep a better `plan`, or the `answers` so far, while the work goes on; whether somebody asked meanwhile that it stops.

    Readers' versions stay as they are: nobody has changed anything.
    """
    wanted = (ScheduleRun.id == run_id, ScheduleRun.state == PlanState.RUNNING)
    values = {name: text for name, text in found.items() if text} or {"state": PlanState.RUNNING.value}
    asked = session.scalar(update(ScheduleRun).where(*wanted).values(**values).returning(ScheduleRun.stop_asked))
    return asked is not False


def finish_plan(
    session: Session, now: datetime, *, run: ScheduleRun, plan: str, answers: str = ""
) -> None:
    """The work is done: proven, or its time is over. A plan that was stopped is the best until then."""
    verb = "stop" if run.stop_asked else "finish"
    run.state = PLAN.after(PlanState(run.state), verb).value
    run.plan, run.answers, run.ended_at = plan, answers, now
    record(session, Actor.system("planning"), now, verb=verb, of=("bilateral_plan", run.code))


def stop_plan(session: Session, actor: Actor, now: datetime, *, run: ScheduleRun) -> None:
    """Ask the work to end now and keep the best plan so far; one that has not begun is given up."""
    if run.state == PlanState.QUEUED:
        discard_plan(session, actor, now, run=run, version=None)
        return
    PLAN.after(PlanState(run.state), "stop")
    run.stop_asked = True
    record(session, actor, now, verb="halt", of=("bilateral_plan", run.code))


def fail_plan(session: Session, now: datetime, *, run: ScheduleRun, fault: str) -> None:
    """The work broke off; another planning can be asked for."""
    run.state = PLAN.after(PlanState(run.state), "fail").value
    run.fault, run.ended_at = fault[:500], now
    record(session, Actor.system("planning"), now, verb="fail", of=("bilateral_plan", run.code))


def discard_plan(
    session: Session, actor: Actor, now: datetime, *, run: ScheduleRun, version: int | None
) -> None:
    """Lay the plan aside: it stays to be read and compared, and cannot be published any more."""
    require_version(version, run.version)
    run.state = PLAN.after(PlanState(run.state), "discard").value
    run.ended_at = run.ended_at or now
    record(session, actor, now, verb="discard", of=("bilateral_plan", run.code))


def _queued(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    case: PlanningCase,
    seconds: int,
    seed: int = 1,
    occasion: Occasion | None = None,
) -> ScheduleRun:
    _give_up_the_cut_off(session, now)
    run = ScheduleRun(
        code=new_code("PL"),
        state=PLAN.first.value,
        first_day=case.clock.first_day,
        seed=seed,
        seconds=seconds,
        occasion=write_occasion(occasion) if occasion else "",
        problem=write_problem(case.problem),
        left_out=write_left_out(case.left_out),
        asked_at=now,
        asked_by=actor.code,
        asked_by_name=actor.name,
    )
    with refused_as(
        session, schedule_runs_one_at_work=PlanningAtWork("Another planning is at work. Wait for its end, or stop it.")
    ):
        session.add(run)
    run.job = queue_job(session, now, kind=PLAN_KIND, payload={"plan": run.code}, created_by=actor.code)
    session.flush()
    return run


def _give_up_the_cut_off(session: Session, now: datetime) -> None:
    """A planning whose worker gave up does not keep the next one waiting."""
    at_work = ScheduleRun.state.in_([PlanState.QUEUED, PlanState.RUNNING])
    for run in session.scalars(select(ScheduleRun).where(at_work)):
        if run.job is not None and run.job.state in _ENDED:
            fail_plan(session, now, run=run, fault=_CUT_OFF)
    session.flush()

"""Changing a plan by hand before it is published: one meeting at a time, each change can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.facts import Broken, PlannedMeeting, SchedulingProblem
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.models import PlanStep, ScheduleRun
from summit.bilaterals.queries import draft_of, last_step, problem_of, request_names
from summit.bilaterals.rules import (
    NothingToUndo,
    OtherRoomAdvised,
    PlanBroken,
    broken_words,
    is_advice,
    objections,
    require_movable,
    require_version,
)


def move_in_plan(
    session: Session, actor: Actor, now: datetime, *, run: ScheduleRun, meeting: PlannedMeeting, version: int | None,
    room_noted: bool = False,
) -> None:
    """Give a request of the plan that place; an empty room puts it aside. The draft keeps every rule at any time.

    Raises PlanBroken with every rule that stands against it, OtherRoomAdvised where only that does and protocol has not taken
    note (BIL-18), StaleVersion when somebody else changed the draft meanwhile.
    """
    require_version(version, run.version)
    PLAN.after(PlanState(run.state), "publish")
    problem, draft = problem_of(run), draft_of(session, run)
    require_movable(problem, meeting.request)
    before = next((one for one in draft if one.request == meeting.request), None)
    if meeting.room:
        _require_unopposed(session, problem, objections(meeting, draft, problem), room_noted=room_noted)
    last = last_step(session, run)
    session.add(
        PlanStep(
            run_id=run.id,
            number=last.number + 1 if last else 1,
            request_code=meeting.request,
            room_before=before.room if before else "",
            start_before=before.start if before else 0,
            room_after=meeting.room,
            start_after=meeting.start if meeting.room else 0,
            taken_at=now,
            taken_by_name=actor.name,
        )
    )
    _touch(run, now)
    session.flush()
    after = {"request": meeting.request, "room": meeting.room, "start": meeting.start if meeting.room else None}
    record(session, actor, now, verb="change", of=("bilateral_plan", run.code), after=after)


def _require_unopposed(
    session: Session, problem: SchedulingProblem, against: Sequence[Broken], *, room_noted: bool
) -> None:
    if not against:
        return
    names = request_names(session, problem)
    sentences = " ".join(broken_words(one, names) for one in against)
    if not all(is_advice(one) for one in against):
        raise PlanBroken(sentences)
    if not room_noted:
        raise OtherRoomAdvised(sentences)


def undo_in_plan(
    session: Session, actor: Actor, now: datetime, *, run: ScheduleRun, version: int | None
) -> str:
    """Take the last change by hand back; returns the code of its request. Raises NothingToUndo without one."""
    require_version(version, run.version)
    PLAN.after(PlanState(run.state), "publish")
    last = last_step(session, run)
    if last is None:
        raise NothingToUndo("No change by hand is left to take back.")
    session.execute(delete(PlanStep).where(PlanStep.id == last.id))
    _touch(run, now)
    session.flush()
    record(session, actor, now, verb="undo", of=("bilateral_plan", run.code), after={"request": last.request_code})
    return last.request_code


def _touch(run: ScheduleRun, now: datetime) -> None:
    """Every change counts one version, two within one moment as well."""
    run.changed_at = now
    flag_modified(run, "changed_at")

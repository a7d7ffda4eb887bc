"""A plan becomes meetings, and an answer of the day is sent: all of it in one transaction, or nothing (BIL-03, BIL-41)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.holding import NOTHING_NOTED, hold
from summit.bilaterals.actions.placing import cancel, move
from summit.bilaterals.actions.taking import lock_interpreters, lock_requests
from summit.bilaterals.actions.tying import untie
from summit.bilaterals.facts import Answer, MovedTo, Noted, PlanClock, PlannedMeeting, Warned
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, ScheduleRun
from summit.bilaterals.permissions import may_move_confirmed
from summit.bilaterals.queries import (
    clock_of,
    draft_of,
    fit_of,
    meetings_that_stand,
    problem_of,
    request_names,
    scheduling_problem,
)
from summit.bilaterals.queries.requests import with_sides
from summit.bilaterals.rules import (
    MeetingsRefused,
    OtherRoomAdvised,
    PlanOutdated,
    broken_words,
    require_chief,
    require_version,
    still_standing,
)
from summit.foundation.errors import Conflict, RuleBroken
from summit.venues.models import Room

NO_TIME_FOUND = "no other time was found after a change on the day"


def publish_plan(
    session: Session, actor: Actor, now: datetime, *, run: ScheduleRun, version: int | None, noted: Noted = NOTHING_NOTED
) -> list[BilateralMeeting]:
    """Hold every meeting of the plan; both sides of each are told and have to accept (BIL-02, BIL-03).

    Raises PlanOutdated when the plan does not fit the register any more, by the checker of all plans, OtherRoomAdvised until
    protocol has taken note (BIL-18), and MeetingsRefused that names each meeting which could not be held; then none is.
    """
    require_version(version, run.version)
    state = PLAN.after(PlanState(run.state), "publish")
    names = request_names(session, problem_of(run))
    fit = fit_of(run, draft_of(session, run), scheduling_problem(session, now))
    if fit.broken:
        raise PlanOutdated(" ".join(broken_words(one, names) for one in fit.broken))
    if fit.advised and Warned.ROOM not in noted.warnings:
        raise OtherRoomAdvised(" ".join(broken_words(one, names) for one in fit.advised))
    lock_interpreters(session)
    requests = _requests(session, [one.request for one in fit.wanted])
    lock_requests(session, [request.id for request in requests.values()])
    rooms, clock = _rooms(session), clock_of(session, run)
    noted = Noted((*noted.warnings, Warned.WAY))  # the plan has judged the ways (BIL-12)
    held: list[BilateralMeeting] = []
    refused: list[str] = []
    with session.begin_nested():
        for one in fit.wanted:
            request, room, starts_at = requests[one.request], rooms[one.room], clock.moment(one.start)
            try:
                with session.begin_nested():
                    made = hold(
                        session, actor, now, request=request, room=room, starts_at=starts_at, noted=noted
                    )
                held.append(made)
            except (RuleBroken, Conflict) as refusal:
                refused.append(f"{names[one.request]}: {refusal.sentence}")
        if refused:
            raise MeetingsRefused(refused)
    run.state = state.value
    session.flush()
    record(session, actor, now, verb="publish", of=("bilateral_plan", run.code), after={"held": len(held)})
    return held


def send_answer(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    run: ScheduleRun,
    version: int | None,
    answer: Answer,
    calls_off: bool = False,
) -> list[BilateralMeeting]:
    """Move the meetings as the answer says, or none, and tell their sides (BIL-41); `move` says who may, and what follows.

    What found no place is called off when `calls_off`, a confirmed meeting only by the Chief of Protocol (BIL-21), and
    otherwise stays as it is. Raises PlanOutdated when one of the meetings has moved meanwhile.
    """
    require_version(version, run.version)
    lock_interpreters(session)
    state = PLAN.after(PlanState(run.state), "publish")
    clock, rooms = clock_of(session, run), _rooms(session)
    dropped = [code for code, _ in answer.dropped]
    meetings = meetings_that_stand(session, now, [*(one.after.request for one in answer.moved), *dropped])
    lock_requests(session, [meeting.request_id for meeting in meetings.values()])
    _require_unchanged(answer, meetings, clock)
    with session.begin_nested():
        for meeting in meetings.values():  # places are given up before they are taken, for two may change theirs
            if meeting.request.code not in dropped or calls_off:
                untie(session, meeting)
        moved = [
            _moved(session, actor, now, one, meetings[one.after.request], rooms, clock) for one in answer.moved
        ]
        for code in dropped if calls_off else ():
            require_chief(meetings[code], None, is_chief=may_move_confirmed(actor))
            cancel(session, actor, now, meeting=meetings[code], version=None, reason=NO_TIME_FOUND)
    run.state = state.value
    session.flush()
    after = {"moved": len(moved), "called_off": len(dropped) if calls_off else 0, "ring": int(answer.ring)}
    record(session, actor, now, verb="send", of=("bilateral_plan", run.code), after=after)
    return moved


def _moved(
    session: Session,
    actor: Actor,
    now: datetime,
    one: MovedTo,
    meeting: BilateralMeeting,
    rooms: dict[str, Room],
    clock: PlanClock,
) -> BilateralMeeting:
    move(
        session,
        actor,
        now,
        meeting=meeting,
        room=rooms[one.after.room],
        starts_at=clock.moment(one.after.start),
        version=None,
        noted=Noted((Warned.WAY,)),
    )
    return meeting


def _require_unchanged(answer: Answer, meetings: dict[str, BilateralMeeting], clock: PlanClock) -> None:
    here = [
        PlannedMeeting(code, meeting.room.code, clock.minutes(meeting.starts_at))
        for code, meeting in meetings.items()
    ]
    still_standing(answer, here)


def _requests(session: Session, codes: Sequence[str]) -> dict[str, MeetingRequest]:
    statement = with_sides(select(MeetingRequest).where(MeetingRequest.code.in_(codes)))
    return {request.code: request for request in session.scalars(statement)}


def _rooms(session: Session) -> dict[str, Room]:
    return {room.code: room for room in session.scalars(select(Room).options(joinedload(Room.venue)))}

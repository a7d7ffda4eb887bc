"""Giving an agreed meeting its room, moving it, calling it off (BIL-03, BIL-10, BIL-13, BIL-42)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.holding import NOTHING_NOTED, clear_the_way, hold
from summit.bilaterals.actions.letters import tell_of
from summit.bilaterals.actions.noting import note_meeting
from summit.bilaterals.actions.taking import lock_interpreters, take_meeting, take_request
from summit.bilaterals.actions.tying import require_possible, require_well_placed, tie, untie
from summit.bilaterals.facts import Noted, Warned
from summit.bilaterals.lifecycle import BOTH, MEETING, REQUEST, MeetingState, News, RequestState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.permissions import may_move_confirmed
from summit.bilaterals.rules import (
    held_until,
    is_held,
    require_both_agreed,
    require_chief,
    require_not_lapsed,
)
from summit.venues.models import Room
from summit.venues.queries import as_of


def confirm(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    room: Room,
    starts_at: datetime,
    version: int | None = None,
    noted: Noted = NOTHING_NOTED,
) -> BilateralMeeting:
    """Place the meeting at the time that both delegations accepted; raises TimesDiffer for any other (BIL-03).

    Room and both principals are tied in this one transaction, or nothing is. Raises besides what `hold` raises.
    """
    lock_interpreters(session)
    take_request(session, now, request, version)
    require_both_agreed(request, starts_at)
    return hold(session, actor, now, request=request, room=room, starts_at=starts_at, noted=noted)


def move(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    meeting: BilateralMeeting,
    room: Room,
    starts_at: datetime,
    version: int | None,
    noted: Noted = NOTHING_NOTED,
) -> None:
    """Give a meeting another room or time; a refusal leaves all as it was. Raises what `hold` raises.

    A confirmed one changes its time only by the Chief of Protocol (BIL-21). At another time every meeting is held, and both
    sides have to give their word to it again (BIL-03).
    """
    lock_interpreters(session)
    take_meeting(session, meeting, version)
    require_chief(meeting, starts_at, is_chief=may_move_confirmed(actor))
    require_not_lapsed(meeting, as_of(session, now))
    request, is_same_time = meeting.request, starts_at == meeting.starts_at
    state = MEETING.after(MeetingState(meeting.state), "move" if is_same_time or is_held(meeting) else "hold")
    meeting.room, meeting.starts_at = room, starts_at
    meeting.ends_at = starts_at + timedelta(minutes=request.minutes)
    meeting.state = state.value
    if is_held(meeting):
        _hold_anew(session, now, meeting, is_same_time=is_same_time)
    clear_the_way(session, actor, now, meeting)
    if is_same_time and not noted.flight_reason:
        noted = replace(noted, flight_reason=meeting.flight_reason)
    meeting.flight_reason = require_possible(
        session, now, request, room, starts_at, noted=noted, except_code=meeting.code
    )
    is_noted = Warned.ROOM in noted.warnings
    require_well_placed(session, now, meeting, is_noted=is_noted, is_same_time=is_same_time)
    request.proposed_at = starts_at
    tie(session, now, meeting)
    note_meeting(session, actor, now, meeting, verb="move", reason=meeting.flight_reason)
    session.flush()
    tell_of(session, now, meeting, News.MOVED if is_same_time else News.HELD)


def cancel(
    session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None, reason: str = ""
) -> None:
    """Call the meeting off: room and principals are free at once, and both sides are told (BIL-42)."""
    take_meeting(session, meeting, version)
    meeting.state = MEETING.after(MeetingState(meeting.state), "cancel").value
    untie(session, meeting)
    note_meeting(session, actor, now, meeting, verb="cancel", reason=reason)
    tell_of(session, now, meeting, News.CALLED_OFF)


def _hold_anew(session: Session, now: datetime, meeting: BilateralMeeting, *, is_same_time: bool) -> None:
    """Another room leaves the acceptances as they are; another time begins the round again (BIL-03)."""
    meeting.held_until = held_until(meeting.starts_at, as_of(session, now))
    if is_same_time:
        return
    meeting.asking_accepted_at = meeting.asked_accepted_at = meeting.confirmed_at = None
    request = meeting.request
    request.state = REQUEST.after(RequestState(request.state), "hold").value
    request.turn = BOTH

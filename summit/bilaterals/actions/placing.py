"""Giving an agreed meeting its room, moving it, calling it off (BIL-03, BIL-10, BIL-13, BIL-42)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.letters import tell
from summit.bilaterals.actions.taking import take_meeting, take_request
from summit.bilaterals.facts import RESERVED
from summit.bilaterals.lifecycle import MEETING, MeetingState, News
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries import duties_of
from summit.bilaterals.rules import (
    AlreadyPlaced,
    present,
    principal_span,
    require_ahead,
    require_both_agreed,
    require_both_told,
    require_levels_noted,
    require_open,
    require_principal,
    require_seats,
    require_summit_day,
    room_span,
)
from summit.delegations.actions import hold_participant, release_duty
from summit.delegations.models import Participant
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.venues.actions import move_hold, release_room
from summit.venues.models import Room
from summit.venues.queries import the_summit

HOLDER = "bilateral_meeting"
ENGAGEMENT = "bilateral"
ENGAGEMENT_LABEL = "Bilateral meeting"


def confirm(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    room: Room,
    starts_at: datetime,
    version: int | None = None,
    levels_noted: bool = False,
) -> BilateralMeeting:
    """Place the meeting: room and both principals are held in this one transaction, or nothing is (BIL-03).

    Raises TimesDiffer unless both delegations accepted this time, RoomTaken with alternatives, ParticipantBusy or
    PrincipalBlocked without saying by what, RoomTooSmall, and LevelsDiffer until `levels_noted` (BIL-04).
    """
    take_request(session, request, version)
    require_both_agreed(request, starts_at)
    principals = _principals(request)
    require_levels_noted(*principals, is_noted=levels_noted)
    meeting = BilateralMeeting(
        code=new_code("BM"),
        request=request,
        room=room,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=request.minutes),
        state=MEETING.first.value,
        confirmed_at=now,
    )
    _require_possible(session, now, request, room, starts_at)
    with refused_as(session, bilateral_meetings_request_id=AlreadyPlaced("This request has its meeting.")):
        session.add(meeting)
    _hold(session, meeting, principals)
    _record(session, actor, now, meeting, verb="confirm")
    _tell_both(session, now, request, News.CONFIRMED)
    return meeting


def move(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    meeting: BilateralMeeting,
    room: Room,
    starts_at: datetime,
    version: int | None,
    both_agreed: bool = False,
) -> None:
    """Give a confirmed meeting another room, or another time to which both sides agreed; a refusal leaves all as it was."""
    take_meeting(session, meeting, version)
    state = MEETING.after(MeetingState(meeting.state), "move")
    request = meeting.request
    require_both_told(is_same_time=starts_at == meeting.starts_at, both_agreed=both_agreed)
    principals = _principals(request)
    _require_possible(session, now, request, room, starts_at, except_code=meeting.code)
    meeting.room, meeting.starts_at = room, starts_at
    meeting.ends_at = starts_at + timedelta(minutes=request.minutes)
    meeting.state = state.value
    request.proposed_at = starts_at
    _hold(session, meeting, principals)
    _record(session, actor, now, meeting, verb="move")
    _tell_both(session, now, request, News.MOVED)


def cancel(
    session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None, reason: str = ""
) -> None:
    """Call the meeting off: room and principals are free at once, and both sides are told (BIL-42)."""
    take_meeting(session, meeting, version)
    meeting.state = MEETING.after(MeetingState(meeting.state), "cancel").value
    release_room(session, meeting.code)
    release_duty(session, meeting.code)
    session.flush()
    _record(session, actor, now, meeting, verb="cancel", reason=reason)
    _tell_both(session, now, meeting.request, News.CALLED_OFF)


def _principals(request: MeetingRequest) -> tuple[Participant, Participant]:
    return (
        require_principal(request.asking_principal, request.asking_id),
        require_principal(request.asked_principal, request.asked_id),
    )


def _require_possible(
    session: Session, now: datetime, request: MeetingRequest, room: Room, starts_at: datetime, *, except_code: str = ""
) -> None:
    summit = the_summit(session)
    require_ahead(starts_at, present(now, summit.days(), summit.zone))
    require_summit_day(starts_at, summit.days(), summit.zone)
    require_seats(request.persons_per_side, room.capacity, room.code)
    concerned = [principal.id for principal in _principals(request)]
    wanted = principal_span(starts_at, request.minutes)
    duties = duties_of(session, concerned, wanted.starts_at, wanted.ends_at)
    require_open(wanted, duties, except_code=except_code)


def _hold(session: Session, meeting: BilateralMeeting, principals: tuple[Participant, Participant]) -> None:
    """Tie the room, then the principals in one order, so that two who place meetings never wait for each other in a ring."""
    held = room_span(meeting.starts_at, meeting.request.minutes)
    move_hold(
        session,
        room=meeting.room,
        held_from=held.starts_at,
        held_until=held.ends_at,
        kind=HOLDER,
        code=meeting.code,
        label=RESERVED,
    )
    busy = principal_span(meeting.starts_at, meeting.request.minutes)
    ids = [principal.id for principal in principals]
    taken = select(Participant.id).where(Participant.id.in_(ids)).order_by(Participant.id)
    session.execute(taken.with_for_update(key_share=True)).all()
    for principal in sorted(principals, key=lambda one: one.id):
        hold_participant(
            session,
            participant=principal,
            held_from=busy.starts_at,
            held_until=busy.ends_at,
            kind=ENGAGEMENT,
            duty_code=meeting.code,
            label=ENGAGEMENT_LABEL,
        )


def _tell_both(session: Session, now: datetime, request: MeetingRequest, news: News) -> None:
    tell(session, now, request=request, delegation_ids=[request.asking_id, request.asked_id], news=news)


def _record(
    session: Session, actor: Actor, now: datetime, meeting: BilateralMeeting, *, verb: str, reason: str = ""
) -> None:
    """Room and time, no names: the journal has more readers than the meeting (PM-5)."""
    after = {
        "by": "desk",
        "meeting": meeting.code,
        "state": meeting.state,
        "time": meeting.starts_at.isoformat(),
        "room": meeting.room.code,
    }
    record(session, actor, now, verb=verb, of=("meeting_request", meeting.request.code), after=after, reason=reason)

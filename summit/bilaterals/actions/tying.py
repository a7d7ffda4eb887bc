"""Tying a room and two principals to a meeting, and setting them free (BIL-10, BIL-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.bilaterals.facts import RESERVED, Noted, Span, Warned
from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries import duties_of, languages_of, place_of, surroundings
from summit.bilaterals.rules import (
    hard_way,
    principal_span,
    require_ahead,
    require_apart,
    require_interpreters,
    require_placeable,
    require_principal,
    require_seats,
    require_summit_day,
    require_way,
    require_way_noted,
    room_span,
)
from summit.delegations.actions import hold_participant, release_duty
from summit.delegations.models import Participant
from summit.venues.actions import move_hold, release_room
from summit.venues.models import Room
from summit.venues.queries import room_facts, the_summit

HOLDER = "bilateral_meeting"
ENGAGEMENT = "bilateral"
ENGAGEMENT_LABEL = "Bilateral meeting"


def principals_of_both(request: MeetingRequest) -> tuple[Participant, Participant]:
    """The two who meet; raises RuleBroken when one is not named or has left."""
    return (
        require_principal(request.asking_principal, request.asking_id),
        require_principal(request.asked_principal, request.asked_id),
    )


def require_possible(
    session: Session,
    now: datetime,
    request: MeetingRequest,
    room: Room,
    starts_at: datetime,
    *,
    noted: Noted,
    except_code: str = "",
) -> str:
    """The time lies ahead in the summit's days, the room has the seats, no duty keeps a principal, and both can be there.

    Answers why the meeting may stand inside the time that a flight keeps free, empty where it does not (BIL-16).
    """
    summit = the_summit(session)
    require_ahead(starts_at, summit.present(now))
    require_summit_day(starts_at, summit.days(), summit.zone)
    require_seats(request.persons_per_side, room.capacity, room.code)
    principals = principals_of_both(request)
    wanted = principal_span(starts_at, request.minutes)
    duties = duties_of(session, [one.id for one in principals], wanted.starts_at, wanted.ends_at, now=now)
    reason = require_placeable(wanted, duties, noted.flight_reason, except_code=except_code)
    hurried = hard_way(principals)
    span, place = Span(starts_at, starts_at + timedelta(minutes=request.minutes)), place_of(room_facts(room))
    theirs = [duty for duty in duties if duty.participant_id in hurried]
    require_way(span, place, theirs, except_code=except_code)
    others = [duty for duty in duties if duty.participant_id not in hurried]
    require_way_noted(span, place, others, except_code=except_code, is_noted=Warned.WAY in noted.warnings)
    return reason


def require_well_placed(
    session: Session, now: datetime, meeting: BilateralMeeting, *, is_noted: bool, is_same_time: bool = False
) -> None:
    """An interpreter is left where the host is asked for one (BIL-15), unless the time stays the same, and nobody who is kept
    apart from one of the two delegations is near, or protocol has taken note (BIL-18).
    """
    request, span = meeting.request, Span(meeting.starts_at, meeting.ends_at)
    around = surroundings(session, now).without([meeting.code])
    if not is_same_time:
        require_interpreters(span, languages_of(request), around)
    sides = frozenset({request.asking_id, request.asked_id})
    require_apart(span, place_of(room_facts(meeting.room)), sides, around, is_noted=is_noted)


def tie(session: Session, now: datetime, meeting: BilateralMeeting) -> None:
    """Tie the room, then the principals in one order, so that two who place meetings never wait for each other in a ring.

    While the meeting is only held, all three are tied until the hold lapses. Raises RoomTaken or ParticipantBusy.
    """
    lapses_at = meeting.held_until if meeting.state == MeetingState.HELD else None
    principals = principals_of_both(meeting.request)
    held = room_span(meeting.starts_at, meeting.request.minutes)
    move_hold(
        session,
        room=meeting.room,
        held_from=held.starts_at,
        held_until=held.ends_at,
        kind=HOLDER,
        code=meeting.code,
        label=RESERVED,
        lapses_at=lapses_at,
        now=now,
    )
    busy = principal_span(meeting.starts_at, meeting.request.minutes)
    lock_principals(session, {principal.id for principal in principals})
    for principal in sorted(principals, key=lambda one: one.id):
        hold_participant(
            session,
            participant=principal,
            held_from=busy.starts_at,
            held_until=busy.ends_at,
            kind=ENGAGEMENT,
            duty_code=meeting.code,
            label=ENGAGEMENT_LABEL,
            lapses_at=lapses_at,
            now=now,
        )


def untie(session: Session, meeting: BilateralMeeting) -> None:
    """Room and principals are free at once (BIL-42)."""
    release_room(session, meeting.code)
    release_duty(session, meeting.code)
    session.flush()


def lock_principals(session: Session, participant_ids: set[int]) -> None:
    """Whoever wants one of these principals waits here, in the order of their ids."""
    taken = select(Participant.id).where(Participant.id.in_(participant_ids)).order_by(Participant.id)
    session.execute(taken.with_for_update(key_share=True)).all()

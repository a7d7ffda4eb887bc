"""Holding a place for a meeting before both sides have agreed, and what ends a hold (BIL-02, BIL-03, BIL-21)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.freeing import expire, give_up, hand_back, supersede
from summit.bilaterals.actions.letters import tell, tell_both
from summit.bilaterals.actions.noting import note_meeting
from summit.bilaterals.actions.rooms import displace_room
from summit.bilaterals.actions.taking import lock_interpreters, lock_requests, take_request
from summit.bilaterals.actions.tying import principals_of_both, require_possible, require_well_placed, tie
from summit.bilaterals.facts import Noted, Warned
from summit.bilaterals.lifecycle import BOTH, DESK, MEETING, REQUEST, MeetingState, News, RequestState, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries import holds_in_the_way, lapsed_holds, own_rooms_in_the_way
from summit.bilaterals.rules import (
    AlreadyPlaced,
    gives_way,
    has_lapsed,
    held_until,
    is_agreed,
    is_held,
    meeting_priority,
    require_held,
    require_levels_noted,
    require_not_held,
    room_span,
)
from summit.delegations.queries import rank_table
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.venues.models import Room
from summit.venues.queries import as_of

NOTHING_NOTED = Noted()


def hold(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    room: Room,
    starts_at: datetime,
    noted: Noted = NOTHING_NOTED,
    version: int | None = None,
) -> BilateralMeeting:
    """Tie a room and both principals to a time that both sides then have to accept, until the hold lapses (BIL-02).

    Where both have accepted that very time before, the meeting is confirmed at once (BIL-03). A held place of a lower class
    gives way (BIL-21). Raises RoomTaken with alternatives, ParticipantBusy or PrincipalBlocked without saying by what,
    RoomTooSmall, AlreadyPlaced, and until it is `noted` LevelsDiffer (BIL-04), WayIsLong (BIL-12), FlightIsClose (BIL-16) and
    OtherRoomAdvised (BIL-18). Whoever holds many in one transaction locks them first, with `lock_interpreters` and
    `lock_requests`.
    """
    lock_interpreters(session)
    require_not_held(take_request(session, now, request, version))
    state = REQUEST.after(RequestState(request.state), "hold")
    meeting = _place(session, actor, now, request=request, room=room, starts_at=starts_at, noted=noted)
    if not is_held(meeting):
        note_meeting(session, actor, now, meeting, verb="confirm", reason=meeting.flight_reason)
        tell_both(session, now, request, News.CONFIRMED)
        return meeting
    _await_answers(now, meeting, state)
    session.flush()
    note_meeting(session, actor, now, meeting, verb="hold", reason=meeting.flight_reason)
    tell_both(session, now, request, News.HELD)
    return meeting


def release(
    session: Session, actor: Actor, now: datetime, *, request: MeetingRequest, by: str, version: int | None
) -> None:
    """Give the held place up without declining the meeting: it is free at once, and the desk looks for another.

    `by` is asking, asked or desk. Raises TimeNotOffered when nothing is held any more.
    """
    meeting = require_held(take_request(session, now, request, version))
    give_up(session, actor, now, meeting, by=by)
    hand_back(session, request)
    if by == DESK:
        tell_both(session, now, request, News.RELEASED)
        return
    other_id = request.asked_id if Side(by) is Side.ASKING else request.asking_id
    tell(session, now, request=request, delegation_ids=[other_id], news=News.RELEASED)


def expire_holds(session: Session, now: datetime) -> int:
    """End every hold that has lapsed and tell its two sides; returns how many. Safe to run again at any time."""
    found = lapsed_holds(session, now)
    lock_requests(session, [meeting.request_id for meeting in found])
    late = [meeting for meeting in found if has_lapsed(_anew(session, meeting), as_of(session, now))]
    for meeting in late:
        expire(session, now, meeting)
    return len(late)


def _place(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    room: Room,
    starts_at: datetime,
    noted: Noted,
) -> BilateralMeeting:
    """Make the meeting of a locked request and tie its room and principals, or raise and leave all as it was.

    It is held, or confirmed when both sides have accepted that very time.
    """
    principals = principals_of_both(request)
    require_levels_noted(*principals, request.kind, is_noted=Warned.LEVELS in noted.warnings)
    meeting = BilateralMeeting(
        code=new_code("BM"),
        request=request,
        room=room,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=request.minutes),
        state=MEETING.first.value,
        priority=meeting_priority(principals, rank_table(session)),
        held_until=held_until(starts_at, as_of(session, now)),
    )
    if is_agreed(request, starts_at):
        _confirm(now, meeting)
    clear_the_way(session, actor, now, meeting)
    meeting.flight_reason = require_possible(session, now, request, room, starts_at, noted=noted)
    require_well_placed(session, now, meeting, is_noted=Warned.ROOM in noted.warnings)
    with refused_as(session, bilateral_meetings_standing=AlreadyPlaced("This request has its meeting.")):
        session.add(meeting)
    tie(session, now, meeting)
    return meeting


def settle(session: Session, now: datetime, meeting: BilateralMeeting) -> None:
    """Both sides have accepted: what was tied for some hours is tied for good (BIL-03)."""
    _confirm(now, meeting)
    session.flush()
    tie(session, now, meeting)


def _confirm(now: datetime, meeting: BilateralMeeting) -> None:
    meeting.state = MEETING.after(MeetingState(meeting.state), "confirm").value
    meeting.asking_accepted_at = meeting.asking_accepted_at or now
    meeting.asked_accepted_at = meeting.asked_accepted_at or now
    meeting.confirmed_at, meeting.held_until = now, None


def _await_answers(now: datetime, meeting: BilateralMeeting, state: RequestState) -> None:
    """Both sides answer next, but for the one that offered or accepted this very time already (BIL-03)."""
    request = meeting.request
    was_offered = request.state == RequestState.OTHER_TIME and request.proposed_at == meeting.starts_at
    if was_offered and request.turn == Side.ASKING:
        meeting.asked_accepted_at = now
    elif was_offered and request.turn == Side.ASKED:
        meeting.asking_accepted_at = now
    else:
        request.turn = BOTH
    request.state, request.proposed_at = state.value, meeting.starts_at


def clear_the_way(session: Session, actor: Actor, now: datetime, wanted: BilateralMeeting) -> None:
    """End what has lapsed in the place that is wanted, whatever is only held there for a lower class (BIL-21), and a room
    that a delegation has for itself.
    """
    for meeting in holds_in_the_way(session, wanted):
        lock_requests(session, [meeting.request_id])
        _anew(session, meeting)
        if has_lapsed(meeting, as_of(session, now)):
            expire(session, now, meeting)
        elif gives_way(meeting, wanted.priority):
            supersede(session, actor, now, meeting)
    tied = room_span(wanted.starts_at, wanted.request.minutes)
    for own in own_rooms_in_the_way(session, wanted.room.id, tied):
        displace_room(session, actor, now, own=own)


def _anew(session: Session, meeting: BilateralMeeting) -> BilateralMeeting:
    session.refresh(meeting)
    return meeting

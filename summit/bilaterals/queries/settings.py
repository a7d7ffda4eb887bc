"""How rooms are set for meetings, for those who may know of them (BIL-30 to BIL-32). The subject is never part of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from summit.bilaterals.facts import RequestFacts, RoomSetting, SettingSide
from summit.bilaterals.lifecycle import SETTLED, MeetingState, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.permissions import requests_within
from summit.bilaterals.queries.requests import request_facts, with_sides
from summit.bilaterals.queries.schedule import in_states, room_place, seat_of, sides_of
from summit.bilaterals.rules import from_the_door, room_span
from summit.delegations.queries import Reach, spoken_name
from summit.foundation.errors import NotFound
from summit.venues.queries import as_of


def room_setting(session: Session, viewer: Reach, code: str, now: datetime) -> RoomSetting:
    """How the room is set for the meeting of that request; NotFound for whoever may not know, and while there is none."""
    found = session.scalar(_known(session, viewer, now).where(MeetingRequest.code == code))
    if found is None:
        raise NotFound()
    return _setting(found)


def room_settings(
    session: Session, viewer: Reach, now: datetime, between: tuple[datetime, datetime]
) -> list[RoomSetting]:
    """Every meeting that begins in that half-open time and that the viewer may know, in time order; one query."""
    start, end = between
    in_time = (BilateralMeeting.starts_at >= start) & (BilateralMeeting.starts_at < end)
    return [_setting(meeting) for meeting in session.scalars(_known(session, viewer, now).where(in_time))]


def placed_meetings(session: Session, viewer: Reach, now: datetime) -> list[tuple[MeetingRequest, BilateralMeeting]]:
    """Every meeting that has a room and that the viewer may know, with its request, in time order."""
    return [(meeting.request, meeting) for meeting in session.scalars(_known(session, viewer, now))]


def known_requests(
    session: Session, viewer: Reach, delegation_id: int, now: datetime
) -> list[tuple[MeetingRequest, RequestFacts]]:
    """Every request from or to the delegation that the viewer may know, the oldest first, loaded and as facts."""
    wanted = (MeetingRequest.asking_id == delegation_id) | (MeetingRequest.asked_id == delegation_id)
    statement = with_sides(select(MeetingRequest)).where(wanted, requests_within(viewer))
    found = session.scalars(statement.order_by(MeetingRequest.requested_at, MeetingRequest.id)).all()
    return list(zip(found, request_facts(session, found, viewer, now), strict=True))


def _known(session: Session, viewer: Reach, now: datetime) -> Select[BilateralMeeting]:
    """What has a room now: meetings that both accepted, and holds that have not lapsed."""
    standing = or_(BilateralMeeting.state.in_(SETTLED), BilateralMeeting.held_until > as_of(session, now))
    return in_states({*SETTLED, MeetingState.HELD}).where(standing, requests_within(viewer))


def _setting(meeting: BilateralMeeting) -> RoomSetting:
    request = meeting.request
    left, right = sides_of(request)
    is_yielded = (left, right) != from_the_door(seat_of(request.asking), seat_of(request.asked))
    return RoomSetting(
        code=request.code,
        version=meeting.version,
        is_held=meeting.state == MeetingState.HELD,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        cleared_at=room_span(meeting.starts_at, request.minutes).ends_at,
        place=room_place(meeting.room),
        persons_per_side=request.persons_per_side,
        press=request.press,
        exchanges_gifts=request.exchanges_gifts,
        liaison=meeting.liaison_name,
        interpreter=meeting.interpreter_name,
        is_yielded=is_yielded,
        left=_side(request, left),
        right=_side(request, right),
    )


def _side(request: MeetingRequest, side: Side) -> SettingSide:
    is_asking = side is Side.ASKING
    delegation = request.asking if is_asking else request.asked
    principal = request.asking_principal if is_asking else request.asked_principal
    return SettingSide(
        delegation_id=delegation.id,
        party_id=delegation.party_id,
        flag=delegation.party.flag,
        is_host=seat_of(delegation).is_host,
        principal=spoken_name(principal.person) if principal else "",
        principal_title=principal.title if principal else "",
        language=request.asking_language if is_asking else request.asked_language,
        interpretation=request.asking_interpretation if is_asking else request.asked_interpretation,
    )

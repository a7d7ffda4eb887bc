"""Places that are only held: which have lapsed, and which stand in the way of another meeting (BIL-02, BIL-21)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.models import BilateralMeeting
from summit.bilaterals.rules import principal_span, room_span
from summit.delegations.models import Engagement
from summit.venues.models import RoomHold
from summit.venues.queries import as_of


def lapsed_holds(session: Session, now: datetime) -> Sequence[BilateralMeeting]:
    """Held meetings whose time to be accepted is over, by request."""
    statement = select(BilateralMeeting).where(
        BilateralMeeting.state == MeetingState.HELD, BilateralMeeting.held_until <= as_of(session, now)
    )
    return session.scalars(statement.order_by(BilateralMeeting.request_id)).all()


def holds_in_the_way(session: Session, wanted: BilateralMeeting) -> Sequence[BilateralMeeting]:
    """Other held meetings that tie the room or a principal that this one wants, by request."""
    request = wanted.request
    room, person = room_span(wanted.starts_at, request.minutes), principal_span(wanted.starts_at, request.minutes)
    in_room = select(RoomHold.holder_code).where(
        RoomHold.room_id == wanted.room.id, RoomHold.held_from < room.ends_at, RoomHold.held_until > room.starts_at
    )
    with_person = select(Engagement.duty_code).where(
        Engagement.participant_id.in_([request.asking_principal_id, request.asked_principal_id]),
        Engagement.held_from < person.ends_at,
        Engagement.held_until > person.starts_at,
    )
    statement = select(BilateralMeeting).where(
        BilateralMeeting.state == MeetingState.HELD,
        BilateralMeeting.code != wanted.code,
        or_(BilateralMeeting.code.in_(in_room), BilateralMeeting.code.in_(with_person)),
    )
    return session.scalars(statement.order_by(BilateralMeeting.request_id)).all()

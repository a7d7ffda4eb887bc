"""Rooms for delegations' own meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import OwnRoomFacts, Span
from summit.bilaterals.lifecycle import RoomRequestState
from summit.bilaterals.models import RoomRequest
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach, names_of
from summit.foundation.clock import moment
from summit.foundation.errors import NotFound
from summit.venues.facts import RoomFacts
from summit.venues.models import RoomHold
from summit.venues.queries import free_rooms

OWN_ROOM = "delegation_meeting"
KINDS = ("meeting", "bilateral")  # of rooms, in the order in which they are given


def room_requests(session: Session, within: Reach) -> list[OwnRoomFacts]:
    """The rooms of the delegations within reach, by time."""
    statement = (
        select(RoomRequest)
        .join(RoomRequest.delegation)
        .where(within.of_delegations())
        .order_by(RoomRequest.starts_at, RoomRequest.id)
        .options(joinedload(RoomRequest.room), joinedload(RoomRequest.delegation).joinedload(Delegation.party))
    )
    found = session.scalars(statement).all()
    names = names_of(session, {one.delegation.party_id for one in found})
    return [
        OwnRoomFacts(
            code=one.code,
            delegation=names[one.delegation.party_id],
            flag=one.delegation.party.flag,
            span=Span(one.starts_at, one.ends_at),
            room_code=one.room.code,
            room_name=one.room.name,
            persons=one.persons,
            state=one.state,
            version=one.version,
        )
        for one in found
    ]


def room_request_within(session: Session, within: Reach, code: str) -> RoomRequest:
    """The room of that code if its delegation is within reach; NotFound for a foreign one as for a missing one."""
    statement = select(RoomRequest).join(RoomRequest.delegation).where(RoomRequest.code == code, within.of_delegations())
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found


def rooms_on(session: Session, delegation_id: int, day: date, zone: str) -> int:
    """How many rooms the delegation has on that local day."""
    opens = moment(datetime.combine(day, time()), zone)
    statement = select(func.count()).where(
        RoomRequest.delegation_id == delegation_id,
        RoomRequest.state == RoomRequestState.BOOKED,
        RoomRequest.starts_at >= opens,
        RoomRequest.starts_at < opens + timedelta(days=1),
    )
    return session.scalar(statement) or 0


def room_to_give(session: Session, tied: Span, persons: int, now: datetime) -> RoomFacts | None:
    """The smallest free room that is large enough, meeting rooms before those for bilaterals."""
    for kind in KINDS:
        free = free_rooms(
            session, held_from=tied.starts_at, held_until=tied.ends_at, capacity=persons, kind=kind, now=now
        )
        if free:
            return free[0]
    return None


def own_rooms_in_the_way(session: Session, room_id: int, tied: Span) -> Sequence[RoomRequest]:
    """Rooms of delegations that are tied at that time, in the order of their codes."""
    holds = select(RoomHold.holder_code).where(
        RoomHold.room_id == room_id,
        RoomHold.holder_kind == OWN_ROOM,
        RoomHold.held_from < tied.ends_at,
        RoomHold.held_until > tied.starts_at,
    )
    statement = select(RoomRequest).where(RoomRequest.code.in_(holds)).order_by(RoomRequest.code)
    return session.scalars(statement.with_for_update(of=RoomRequest).execution_options(populate_existing=True)).all()

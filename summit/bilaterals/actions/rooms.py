"""A room for a delegation's own meeting: given at once, and given up when a bilateral meeting needs it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.letters import write
from summit.bilaterals.facts import RESERVED, Span
from summit.bilaterals.lifecycle import ROOM_REQUEST, News, RoomRequestState
from summit.bilaterals.models import RoomRequest
from summit.bilaterals.queries import OWN_ROOM, room_to_give, rooms_on
from summit.bilaterals.rules import (
    NoRoomFree,
    own_room_span,
    require_ahead,
    require_few_rooms,
    require_room_wish,
    require_summit_day,
    require_version,
)
from summit.delegations.models import Delegation
from summit.foundation.codes import new_code
from summit.venues.actions import hold_room, release_room
from summit.venues.queries import room_by_code, the_summit


def ask_room(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    starts_at: datetime,
    minutes: int,
    persons: int,
) -> RoomRequest:
    """Give the delegation the smallest room that is free; at most two a day, counted under its lock.

    Raises RoomsUsedUp, NoRoomFree, RoomTaken when another was faster, or RuleBroken.
    """
    summit = the_summit(session)
    require_room_wish(minutes, persons)
    require_ahead(starts_at, summit.present(now))
    require_summit_day(starts_at, summit.days(), summit.zone, field="day")
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update(key_share=True)).all()
    require_few_rooms(rooms_on(session, delegation.id, summit.day_of(starts_at), summit.zone))
    span = Span(starts_at, starts_at + timedelta(minutes=minutes))
    tied = own_room_span(span)
    given = room_to_give(session, tied, persons, now)
    if given is None:
        raise NoRoomFree("No room is free for so many persons then. Choose another time.", "clock")
    own = RoomRequest(
        code=new_code("RR"),
        delegation=delegation,
        room=room_by_code(session, given.code),
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        persons=persons,
        state=ROOM_REQUEST.first.value,
        requested_at=now,
    )
    session.add(own)
    session.flush()
    hold_room(
        session, room=own.room, held_from=tied.starts_at, held_until=tied.ends_at, kind=OWN_ROOM, code=own.code,
        label=RESERVED, now=now,
    )  # fmt: skip
    _record(session, actor, now, own, "ask")
    return own


def cancel_room(session: Session, actor: Actor, now: datetime, *, own: RoomRequest, version: int | None) -> None:
    """Give the room back; it is free at once."""
    locked = select(RoomRequest).where(RoomRequest.id == own.id).with_for_update(of=RoomRequest)
    session.scalars(locked.execution_options(populate_existing=True)).one()
    require_version(version, own.version)
    _end(session, actor, now, own, "cancel")


def displace_room(session: Session, actor: Actor, now: datetime, *, own: RoomRequest) -> None:
    """A bilateral meeting takes the room; the delegation is told. `own` is locked already."""
    _end(session, actor, now, own, "displace")
    write(
        session, now, about=f"{own.code}:{own.version}", delegation_ids=[own.delegation_id], news=News.ROOM_TAKEN
    )


def _end(session: Session, actor: Actor, now: datetime, own: RoomRequest, verb: str) -> None:
    own.state = ROOM_REQUEST.after(RoomRequestState(own.state), verb).value
    release_room(session, own.code)
    session.flush()
    _record(session, actor, now, own, verb)


def _record(session: Session, actor: Actor, now: datetime, own: RoomRequest, verb: str) -> None:
    after = {"state": own.state, "time": own.starts_at.isoformat(), "room": own.room.code}
    record(session, actor, now, verb=verb, of=("room_request", own.code), after=after)

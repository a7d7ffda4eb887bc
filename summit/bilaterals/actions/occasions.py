"""What happened on the day is written down, so that all that comes after knows of it (BIL-41)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.blocking import block_principal, unblock_principal
from summit.bilaterals.facts import Occasion, OccasionKind, PlanClock, Span
from summit.bilaterals.lifecycle import BlockKind
from summit.bilaterals.models import PrincipalBlock
from summit.bilaterals.rules import require_noted, require_time
from summit.delegations.models import Participant
from summit.venues.actions import close_room, reopen_room
from summit.venues.models import Room, RoomClosure
from summit.venues.queries import the_summit


def note_occasion(session: Session, actor: Actor, now: datetime, *, occasion: Occasion) -> None:
    """The principal is not there, or the room is closed, for that time: nothing new is placed against it.

    What stands there stays, and is shown. A change of the programme stands in the programme already. Said twice, it is noted
    once. Raises RuleBroken when it names nobody or no time.
    """
    require_time(occasion)
    summit = the_summit(session)
    clock = PlanClock(summit.first_day, summit.zone)
    span = Span(clock.moment(occasion.start), clock.moment(occasion.until))
    if occasion.kind is OccasionKind.LATE:
        principal = require_noted(session.scalar(select(Participant).where(Participant.code == occasion.code)))
        block_principal(session, actor, now, participant=principal, kind=BlockKind.AWAY, span=span)
    elif occasion.kind is OccasionKind.ROOM_LOST:
        room = require_noted(session.scalar(select(Room).where(Room.code == occasion.code)))
        close_room(session, actor, now, room=room, closed_from=span.starts_at, closed_until=span.ends_at)


def take_back(session: Session, actor: Actor, now: datetime, *, noted: PrincipalBlock | RoomClosure) -> None:
    """It was not so, or is over: the principal is there, or the room open, again."""
    if isinstance(noted, PrincipalBlock):
        unblock_principal(session, actor, now, block=noted)
    else:
        reopen_room(session, actor, now, closure=noted)

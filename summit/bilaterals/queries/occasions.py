"""What was noted on the day and still keeps a principal or a room (BIL-41). For the desk alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import NotedOccasion, OccasionKind, Span
from summit.bilaterals.lifecycle import BlockKind
from summit.bilaterals.models import PrincipalBlock
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of, spoken_name
from summit.foundation.errors import NotFound
from summit.venues.models import RoomClosure
from summit.venues.queries import as_of


def noted_occasions(session: Session, now: datetime) -> list[NotedOccasion]:
    """Every principal who is not there and every room that is closed, now or later, by time."""
    at, person = as_of(session, now), joinedload(PrincipalBlock.participant)
    away = session.scalars(
        select(PrincipalBlock)
        .where(PrincipalBlock.kind == BlockKind.AWAY, PrincipalBlock.ends_at > at)
        .options(
            person.joinedload(Participant.person), person.joinedload(Participant.delegation).joinedload(Delegation.party)
        )
    ).all()
    closed = session.scalars(
        select(RoomClosure).where(RoomClosure.closed_until > at).options(joinedload(RoomClosure.room))
    ).all()
    names = names_of(session, {one.participant.delegation.party_id for one in away})
    found = [
        *(
            NotedOccasion(
                one.code,
                OccasionKind.LATE,
                f"{spoken_name(one.participant.person)} ({names[one.participant.delegation.party_id]})",
                Span(one.starts_at, one.ends_at),
            )
            for one in away
        ),
        *(
            NotedOccasion(one.code, OccasionKind.ROOM_LOST, one.room.code, Span(one.closed_from, one.closed_until))
            for one in closed
        ),
    ]
    return sorted(found, key=lambda one: (one.span.starts_at, one.code))


def noted_by_code(session: Session, code: str) -> PrincipalBlock | RoomClosure:
    """What was noted under that code, or NotFound; not what a delegation entered itself."""
    away = select(PrincipalBlock).where(PrincipalBlock.code == code, PrincipalBlock.kind == BlockKind.AWAY)
    found = session.scalar(away) or session.scalar(select(RoomClosure).where(RoomClosure.code == code))
    if found is None:
        raise NotFound()
    return found

"""When principals are busy, and why: programme, meetings, flights, and what they asked to be kept free (BIL-10 to BIL-17)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.agenda.queries import all_heads_between
from summit.bilaterals.facts import Duty, EngagementLine, Place, Span
from summit.bilaterals.lifecycle import BLOCK_NAMES, BlockKind
from summit.bilaterals.models import PrincipalBlock
from summit.bilaterals.rules import (
    AFTER_ARRIVAL,
    BEFORE_DEPARTURE,
    FLIGHTS,
    OF_THE_DELEGATION,
    SOFT,
    closed_spans,
)
from summit.delegations.models import Headship, Participant
from summit.delegations.queries import engagements_of
from summit.foundation.errors import NotFound
from summit.venues.facts import RoomFacts
from summit.venues.queries import rooms_held_by

MARGIN = timedelta(hours=1)
ALL_HEADS = "all_heads"


def duties_of(
    session: Session, participant_ids: Collection[int], start: datetime, end: datetime, *, now: datetime | None = None
) -> list[Duty]:
    """What keeps these participants busy in that time and an hour around it, each with its place where it is known.

    All-heads lines count for the one who then heads (BIL-10); flights for as long as they keep somebody away (BIL-16). What
    has lapsed at `now` keeps nobody.
    """
    opens, closes = start - MARGIN, end + MARGIN
    busy = [
        Duty(one.participant_id, Span(one.held_from, one.held_until), one.kind, one.duty_code, one.label)
        for one in engagements_of(session, participant_ids, opens, closes, now=now)
    ]
    known = [*busy, *_all_heads(session, participant_ids, opens, closes)]
    places = {code: place_of(room) for code, room in rooms_held_by(session, {duty.code for duty in known}).items()}
    return [
        *(replace(duty, place=places.get(duty.code)) for duty in known),
        *_blocks(session, participant_ids, start, end),
    ]


def calendar_of(
    session: Session, participant: Participant, start: datetime, end: datetime, now: datetime
) -> list[EngagementLine]:
    """The principal's calendar by time: what cannot be given up, and what is asked to be kept free."""
    duties = duties_of(session, [participant.id], start, end, now=now)
    away = closed_spans([duty for duty in duties if duty.kind in FLIGHTS])
    lines = [
        EngagementLine(
            duty.span,
            duty.kind,
            duty.label,
            is_kept=duty.kind not in SOFT,
            block=duty.code if duty.kind in OF_THE_DELEGATION else "",
            clashes=duty.kind not in FLIGHTS and any(duty.span.clashes(span) for span in away),
        )
        for duty in duties
    ]
    return sorted(lines, key=lambda line: (line.span.starts_at, line.span.ends_at, line.label))


def block_by_code(session: Session, participant_id: int, code: str) -> PrincipalBlock:
    """The block of that code if the delegation entered it for this participant; NotFound for all others."""
    found = session.scalar(
        select(PrincipalBlock).where(
            PrincipalBlock.code == code,
            PrincipalBlock.participant_id == participant_id,
            PrincipalBlock.kind.in_(OF_THE_DELEGATION),
        )
    )
    if found is None:
        raise NotFound()
    return found


def place_of(room: RoomFacts) -> Place:
    """Where the room is, as far as the way to it matters."""
    return Place(room.venue_code, room.floor)


def _all_heads(
    session: Session, participant_ids: Collection[int], start: datetime, end: datetime
) -> list[Duty]:
    headships = session.execute(
        select(Headship.participant_id, Headship.head_from, Headship.head_until).where(
            Headship.participant_id.in_(participant_ids), Headship.head_from < end, Headship.head_until > start
        )
    ).all()
    return [
        Duty(head.participant_id, Span(line.starts_at, line.ends_at), ALL_HEADS, line.code, "All heads of delegation")
        for line in all_heads_between(session, start, end)
        for head in headships
        if head.head_from <= line.starts_at < head.head_until
    ]


def _blocks(session: Session, participant_ids: Collection[int], start: datetime, end: datetime) -> list[Duty]:
    """An arrival matters to all that comes before it, a departure to all that comes after it."""
    statement = select(PrincipalBlock).where(PrincipalBlock.participant_id.in_(participant_ids))
    kept = []
    for block in session.scalars(statement.order_by(PrincipalBlock.starts_at, PrincipalBlock.id)):
        duty = Duty(
            block.participant_id,
            Span(block.starts_at, block.ends_at),
            block.kind,
            block.code,
            BLOCK_NAMES[BlockKind(block.kind)],
        )
        is_near = block.starts_at < end and block.ends_at > start
        is_ahead = block.kind == BlockKind.ARRIVAL and block.ends_at + AFTER_ARRIVAL > start
        is_behind = block.kind == BlockKind.DEPARTURE and block.starts_at - BEFORE_DEPARTURE < end
        if is_near or is_ahead or is_behind:
            kept.append(duty)
    return kept

"""What the host has settled: who is kept apart (BIL-18), how many interpreters it has (BIL-15), and what the judgement of a
place needs of it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import Pair, Place, SeparationLine, Span, Surroundings, TiedMeeting
from summit.bilaterals.models import BilateralMeeting, InterpreterPool, MeetingRequest, SeparationPair
from summit.bilaterals.queries.requests import side_facts
from summit.bilaterals.rules import asked_languages
from summit.delegations.models import Delegation
from summit.delegations.queries import names_of
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal
from summit.venues.models import Room, RoomHold, Venue
from summit.venues.queries import as_of


def separations(session: Session) -> list[SeparationLine]:
    """Every pair with its reason, the newest first; only for whoever may keep delegations apart."""
    statement = select(SeparationPair).options(
        joinedload(SeparationPair.one).joinedload(Delegation.party),
        joinedload(SeparationPair.other).joinedload(Delegation.party),
    )
    found = session.scalars(statement.order_by(SeparationPair.entered_at.desc(), SeparationPair.id.desc())).all()
    names = names_of(session, {side.party_id for pair in found for side in (pair.one, pair.other)})
    return [
        SeparationLine(
            code=pair.code,
            one=side_facts(pair.one, None, names),
            other=side_facts(pair.other, None, names),
            reason=unseal(session, pair.reason_sealed) if pair.reason_sealed else "",
            entered_by=pair.entered_by_name,
            entered_at=pair.entered_at,
        )
        for pair in found
    ]


def separation_by_code(session: Session, code: str) -> SeparationPair:
    """The pair of that code, or NotFound."""
    found = session.scalar(select(SeparationPair).where(SeparationPair.code == code))
    if found is None:
        raise NotFound()
    return found


def separated(session: Session) -> tuple[Pair, ...]:
    """The pairs by the ids of their delegations."""
    rows = session.execute(select(SeparationPair.one_id, SeparationPair.other_id).order_by(SeparationPair.id))
    return tuple((row.one_id, row.other_id) for row in rows)


def surroundings(session: Session, now: datetime) -> Surroundings:
    """Who is kept apart, how many interpreters there are, and what ties its room at `now`: three queries at most."""
    pairs, pools = separated(session), interpreter_pools(session)
    if not pairs and not pools:
        return Surroundings()
    statement = (
        select(
            BilateralMeeting.code,
            BilateralMeeting.starts_at,
            BilateralMeeting.ends_at,
            MeetingRequest.asking_id,
            MeetingRequest.asked_id,
            MeetingRequest.asking_language,
            MeetingRequest.asking_interpretation,
            MeetingRequest.asked_language,
            MeetingRequest.asked_interpretation,
            Venue.code.label("venue"),
            Room.floor,
        )
        .join(MeetingRequest, MeetingRequest.id == BilateralMeeting.request_id)
        .join(RoomHold, RoomHold.holder_code == BilateralMeeting.code)
        .join(Room, Room.id == RoomHold.room_id)
        .join(Venue, Venue.id == Room.venue_id)
        .where(or_(RoomHold.lapses_at.is_(None), RoomHold.lapses_at > as_of(session, now)))
    )
    return Surroundings(
        pairs,
        tuple(
            TiedMeeting(
                row.code,
                frozenset({row.asking_id, row.asked_id}),
                Place(row.venue, row.floor),
                Span(row.starts_at, row.ends_at),
                asked_languages(
                    (row.asking_language, row.asking_interpretation), (row.asked_language, row.asked_interpretation)
                ),
            )
            for row in session.execute(statement)
        ),
        pools,
    )


def interpreter_pools(session: Session) -> dict[str, int]:
    """How many interpreters of a language the host has, by the code; what is not there is not counted (BIL-15)."""
    rows = session.execute(select(InterpreterPool.language, InterpreterPool.places).order_by(InterpreterPool.language))
    return {row.language: row.places for row in rows}

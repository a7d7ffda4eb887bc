"""When participants are busy."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from summit.delegations.facts import EngagementFacts
from summit.delegations.models import Engagement
from summit.venues.queries import as_of


def engagements_of(
    session: Session, participant_ids: Collection[int], start: datetime, end: datetime, *, now: datetime | None = None
) -> list[EngagementFacts]:
    """Every duty of these participants that touches [start, end), by time, in one query; not those lapsed at `now`."""
    statement = (
        select(Engagement)
        .where(
            Engagement.participant_id.in_(participant_ids),
            Engagement.held_from < end,
            start < Engagement.held_until,
            *(() if now is None else (or_(Engagement.lapses_at.is_(None), Engagement.lapses_at > as_of(session, now)),)),
        )
        .order_by(Engagement.held_from, Engagement.id)
    )
    return [
        EngagementFacts(row.participant_id, row.held_from, row.held_until, row.kind, row.duty_code, row.label)
        for row in session.scalars(statement)
    ]

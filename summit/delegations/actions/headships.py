"""Who heads a delegation when (DEL-10)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Delegation, Headship, Participant
from summit.delegations.queries.heads import headship_at
from summit.delegations.rules import (
    ALREADY_NAMED,
    ALWAYS_FROM,
    ALWAYS_UNTIL,
    HeadAlreadyNamed,
    require_enrolled,
    require_span,
)
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound


def name_head(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    participant: Participant,
    head_from: datetime | None = None,
    head_until: datetime | None = None,
) -> Headship:
    """Name the head from `head_from` until `head_until`; without them for ever on that side.

    The database keeps two heads of one moment apart: HeadAlreadyNamed.
    """
    if participant.delegation_id != delegation.id:
        raise NotFound()
    require_enrolled(participant)
    start, end = head_from or ALWAYS_FROM, head_until or ALWAYS_UNTIL
    require_span(start, end, "head_until")
    headship = Headship(
        delegation_id=delegation.id, participant_id=participant.id, head_from=start, head_until=end
    )
    with refused_as(session, one_head_at_a_time=HeadAlreadyNamed(ALREADY_NAMED)):
        session.add(headship)
    record(
        session,
        actor,
        now,
        verb="name_head",
        of=("delegation", delegation.code),
        after={"participant": participant.code, "from": head_from, "until": head_until},
    )
    return headship


def end_headship(session: Session, actor: Actor, now: datetime, *, headship: Headship, head_until: datetime) -> None:
    """Let a headship end at that moment; one that would not have begun by then is removed."""
    delegation = session.get_one(Delegation, headship.delegation_id)
    participant = session.get_one(Participant, headship.participant_id)
    before = {"participant": participant.code, "until": headship.head_until}
    if head_until <= headship.head_from:
        session.delete(headship)
    else:
        headship.head_until = min(head_until, headship.head_until)
    session.flush()
    record(
        session,
        actor,
        now,
        verb="end_headship",
        of=("delegation", delegation.code),
        before=before,
        after={"until": head_until},
    )


def hand_over_headship(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    participant: Participant,
    head_from: datetime | None = None,
    head_until: datetime | None = None,
) -> Headship:
    """End the headship that runs at `head_from` and let this participant follow, in one step."""
    start = head_from or ALWAYS_FROM
    present = headship_at(session, delegation.id, start)
    if present is not None:
        end_headship(session, actor, now, headship=present, head_until=start)
    return name_head(
        session,
        actor,
        now,
        delegation=delegation,
        participant=participant,
        head_from=head_from,
        head_until=head_until,
    )


def drop_headships(session: Session, participant: Participant) -> None:
    """A person who is withdrawn, or is head no longer, leaves the seat free."""
    session.execute(delete(Headship).where(Headship.participant_id == participant.id))

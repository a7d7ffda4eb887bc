"""Nominations: those of a delegation, and the one behind a secret address."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import DelegationFacts, NominationFacts, PersonEntry
from summit.delegations.lifecycle import CATEGORY_NAMES, FUNCTION_NAMES, DelegateFunction
from summit.delegations.models import Delegation, Nomination
from summit.delegations.queries.delegations import delegation_facts
from summit.delegations.rules import warnings_of_answers
from summit.foundation.codes import hashed
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit


def waiting_nominations(session: Session, delegation_id: int, now: datetime) -> list[NominationFacts]:
    """Who was asked and has not answered yet, those whose link ran out too, the oldest first."""
    statement = (
        select(Nomination)
        .where(
            Nomination.delegation_id == delegation_id, Nomination.used_at.is_(None), Nomination.ended_at.is_(None)
        )
        .order_by(Nomination.nominated_at, Nomination.id)
    )
    return [nomination_facts(one, now) for one in session.scalars(statement)]


def nomination_facts(nomination: Nomination, now: datetime) -> NominationFacts:
    """One nomination as plain values."""
    return NominationFacts(
        code=nomination.code,
        name=nomination.name,
        email=nomination.email,
        function_name=FUNCTION_NAMES[DelegateFunction(nomination.function)],
        category_name=CATEGORY_NAMES[nomination.category],
        expires_at=nomination.expires_at,
        is_open=now < nomination.expires_at,
    )


def nomination_delegation(session: Session, code: str) -> DelegationFacts:
    """The delegation into which the nomination of that code leads, used or not."""
    found = session.scalars(select(Nomination).where(Nomination.code == code)).one()
    return delegation_facts(session, found.delegation)


def own_warnings(session: Session, nomination: Nomination, person: PersonEntry) -> tuple[str, ...]:
    """What a nominated person should look at before sending; none of it stands in the way."""
    return warnings_of_answers(person, the_summit(session).last_day, is_late=nomination.is_late)


def nomination_of(session: Session, delegation_id: int, code: str) -> Nomination:
    """One nomination of this delegation, or NotFound."""
    found = session.scalar(
        select(Nomination).where(Nomination.code == code, Nomination.delegation_id == delegation_id)
    )
    if found is None:
        raise NotFound()
    return found


def nomination_by_secret(session: Session, secret: str, now: datetime) -> Nomination:
    """What a one-time link stands for while it can be taken up, or NotFound: why it failed is nobody's business."""
    found = session.scalar(
        select(Nomination)
        .where(
            Nomination.token_hash == hashed(secret),
            Nomination.used_at.is_(None),
            Nomination.ended_at.is_(None),
            Nomination.expires_at > now,
        )
        .options(joinedload(Nomination.delegation).joinedload(Delegation.party))
    )
    if found is None:
        raise NotFound("This link is not valid any more. Ask the focal point of your delegation for a new one.")
    return found

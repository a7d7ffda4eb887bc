"""Who may pass a gate, for the lists on paper that a power failure leaves us with (BDG-04, BDG-09)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accreditation.queries import admitted, categories
from summit.badges.facts import GateLine
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.queries import names_of

IN_HAND = (BadgeState.PRINTED.value, BadgeState.HANDED_OUT.value)


def gate_lines(session: Session) -> list[GateLine]:
    """Everybody who is admitted and has a live card, by delegation and name; four queries.

    A card whose bearer a proxy still owes the check of identity is among them, and marked (BDG-06).
    """
    statement = (
        select(
            Person.badge_name, Participant.category, Delegation.party_id, Badge.serial, Badge.issue_number, Badge.needs_check
        )
        .join(Participant, Participant.id == Badge.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .join(Delegation, Delegation.id == Participant.delegation_id)
        .where(Badge.state.in_(IN_HAND), Badge.participant_id.in_(admitted()))
        .order_by(Delegation.sort_name, Delegation.id, Participant.sort_name, Participant.id)
    )
    rows = session.execute(statement).all()
    names, known = names_of(session, {row.party_id for row in rows}), categories(session)
    return [
        GateLine(
            name=row.badge_name,
            delegation=names[row.party_id],
            category=row.category,
            zones=known[row.category].zones if row.category in known else (),
            serial=row.serial,
            issue_number=row.issue_number,
            needs_check=row.needs_check,
        )
        for row in rows
    ]

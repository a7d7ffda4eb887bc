"""Who took whose place (ACC-11)."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import Substitute
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Participant, Replacement
from summit.delegations.queries.heads import spoken_name


def replaced_by(session: Session, participant: Participant) -> Substitute | None:
    """Who took the place of this person."""
    chosen = select(Participant).join(Replacement, Replacement.by_id == Participant.id)
    return _substitute(session, chosen.where(Replacement.replaced_id == participant.id))


def replacing(session: Session, participant: Participant) -> Substitute | None:
    """Whose place this person has taken."""
    chosen = select(Participant).join(Replacement, Replacement.replaced_id == Participant.id)
    return _substitute(session, chosen.where(Replacement.by_id == participant.id))


def able_to_replace(session: Session, replaced: Participant) -> list[Participant]:
    """Those of the delegation who have not taken anybody else's place, the latest registered first."""
    taken = select(Replacement.by_id).where(Replacement.replaced_id != replaced.id)
    statement = (
        select(Participant)
        .where(
            Participant.delegation_id == replaced.delegation_id,
            Participant.state == ParticipantState.ENROLLED.value,
            Participant.id.not_in(taken),
        )
        .options(joinedload(Participant.person))
        .order_by(Participant.registered_at.desc(), Participant.id.desc())
    )
    return list(session.scalars(statement))


def _substitute(session: Session, statement: Select[Participant]) -> Substitute | None:
    found = session.scalar(statement.options(joinedload(Participant.person)))
    return None if found is None else Substitute(found.code, spoken_name(found.person))

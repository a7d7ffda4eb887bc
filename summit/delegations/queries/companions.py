"""Who accompanies whom (DEL-11)."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import Companion
from summit.delegations.lifecycle import (
    FUNCTION_NAMES,
    DelegateFunction,
    ParticipantState,
)
from summit.delegations.models import Accompaniment, Participant
from summit.delegations.queries.heads import spoken_name
from summit.delegations.queries.ranks import rank_table


def companion_of(session: Session, participant: Participant) -> Companion | None:
    """The principal whom this spouse or partner accompanies, or who accompanies this principal; None when nobody does."""
    joined = or_(
        (Accompaniment.participant_id == participant.id) & (Accompaniment.principal_id == Participant.id),
        (Accompaniment.principal_id == participant.id) & (Accompaniment.participant_id == Participant.id),
    )
    found = session.execute(
        select(Participant, Accompaniment.principal_id)
        .join(Accompaniment, joined)
        .options(joinedload(Participant.person))
    ).one_or_none()
    if found is None:
        return None
    other, principal_id = found
    return Companion(
        code=other.code,
        name=spoken_name(other.person),
        function=FUNCTION_NAMES[DelegateFunction(other.function)],
        rank=rank_table(session).name_of(other.rank_class),
        is_principal=other.id == principal_id,
        is_withdrawn=other.state == ParticipantState.WITHDRAWN,
    )


def accompaniment_of(session: Session, participant: Participant) -> Accompaniment | None:
    """The row that links this spouse or partner to a principal."""
    return session.get(Accompaniment, participant.id)

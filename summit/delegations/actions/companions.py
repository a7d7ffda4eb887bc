"""A spouse or partner and the principal whom they accompany (DEL-11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.deadlines import keep_deadline
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Accompaniment, Participant
from summit.delegations.queries.companions import accompaniment_of
from summit.delegations.rules import (
    PrincipalAccompanied,
    require_companion,
    require_editable,
    require_enrolled,
)
from summit.foundation.db import refused_as

ACCOMPANIED = "Another spouse or partner accompanies this principal already."


def accompany(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, principal: Participant | None
) -> None:
    """Say whom a spouse or partner accompanies; None for nobody any more.

    Raises PrincipalAccompanied, NotFound for somebody of another delegation, RuleBroken with the field, RecordLocked.
    """
    require_enrolled(participant)
    require_editable(participant, actor)
    keep_deadline(session, actor, now, kind=DeadlineKind.CHANGES)
    if principal is not None:
        require_companion(participant, principal)
    present = accompaniment_of(session, participant)
    before = session.get_one(Participant, present.principal_id).code if present else ""
    with refused_as(session, accompaniments_principal_id=PrincipalAccompanied(ACCOMPANIED)):
        if principal is None:
            drop_companion(session, participant)
        elif present is not None:
            present.principal_id = principal.id
        else:
            session.add(Accompaniment(participant_id=participant.id, principal_id=principal.id))
    record(
        session, actor, now,
        verb="accompany", of=("participant", participant.code),
        before={"principal": before}, after={"principal": principal.code if principal else ""},
    )  # fmt: skip


def drop_companion(session: Session, participant: Participant) -> None:
    """A spouse or partner who leaves, or is one no longer, leaves the principal free; a principal who leaves does not."""
    session.execute(delete(Accompaniment).where(Accompaniment.participant_id == participant.id))

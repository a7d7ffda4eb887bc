"""A spouse or partner and the principal whom they accompany (DEL-11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, case, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.deadlines import keep_deadline
from summit.delegations.lifecycle import UNRANKED, DeadlineKind, DelegateFunction
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
        session.refresh(principal, with_for_update={"of": Participant})  # the class does not change meanwhile
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
    place_by_class(session, participant)
    record(
        session, actor, now,
        verb="accompany", of=("participant", participant.code),
        before={"principal": before}, after={"principal": principal.code if principal else ""},
    )  # fmt: skip


def drop_companion(session: Session, participant: Participant) -> None:
    """A spouse or partner who leaves, or is one no longer, leaves the principal free; a principal who leaves does not."""
    session.execute(delete(Accompaniment).where(Accompaniment.participant_id == participant.id))
    place_by_class(session, participant)


def place_by_class(session: Session, participant: Participant) -> None:
    """Renew the class by which lists place this participant and the spouse or partner of this participant.

    A spouse without an office of one's own follows the principal; who holds one is placed by it (DEL-11). The versions of
    the records stay.
    """
    session.flush()
    principal = aliased(Participant)
    followed = (
        select(principal.rank_class)
        .join(Accompaniment, Accompaniment.principal_id == principal.id)
        .where(Accompaniment.participant_id == Participant.id)
        .scalar_subquery()
    )
    follows = and_(Participant.function == DelegateFunction.SPO.value, Participant.rank_class == UNRANKED)
    spouse = select(Accompaniment.participant_id).where(Accompaniment.principal_id == participant.id)
    session.execute(
        update(Participant)
        .where(or_(Participant.id == participant.id, Participant.id.in_(spouse)))
        .values(
            placed_class=case(
                (follows, func.coalesce(followed, Participant.rank_class)), else_=Participant.rank_class
            )
        )
        .execution_options(synchronize_session=False)
    )
    session.expire(participant, ["placed_class"])

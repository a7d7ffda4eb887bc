"""Reported losses (BDG-03)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, contains_eager

from summit.badges.facts import LossLine
from summit.badges.lifecycle import OPEN_LOSSES
from summit.badges.models import Badge, BadgeLoss
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.queries import Reach, names_of
from summit.foundation.errors import NotFound


def losses_within(within: Reach, state: str = "") -> Select[BadgeLoss]:
    """The reports within reach, the newest first: a statement to be paged."""
    statement = _loaded().where(within.of_participants()).order_by(BadgeLoss.reported_at.desc(), BadgeLoss.id.desc())
    return statement.where(BadgeLoss.state == state) if state else statement


def loss_within(session: Session, within: Reach, code: str) -> BadgeLoss:
    """The report of that code if it is within reach; NotFound for a foreign one as for a missing one (ROL-01)."""
    return _found(session.scalar(_loaded().where(BadgeLoss.code == code, within.of_participants())))


def loss_to_change(session: Session, code: str) -> BadgeLoss:
    """The report of that code, and nobody else may change it until the transaction ends."""
    statement = _loaded().where(BadgeLoss.code == code).with_for_update(of=BadgeLoss)
    return _found(session.scalar(statement.execution_options(populate_existing=True)))


def open_loss_of(session: Session, participant: Participant) -> BadgeLoss | None:
    """The report of this person that has no new card yet."""
    statement = _loaded().where(Badge.participant_id == participant.id, BadgeLoss.state.in_(OPEN_LOSSES))
    return session.scalar(statement.order_by(BadgeLoss.id.desc()).limit(1))


def loss_lines(session: Session, rows: Sequence[BadgeLoss], *, for_host: bool) -> list[LossLine]:
    """These reports as lines of a list: one more query. Who decided is named to the host alone (ACC-04)."""
    names = names_of(session, {row.badge.participant.delegation.party_id for row in rows})
    return [
        LossLine(
            code=row.code,
            state=row.state,
            kind=row.badge.state,
            serial=row.badge.serial,
            issue_number=row.badge.issue_number,
            name=row.badge.participant.person.badge_name,
            participant_code=row.badge.participant.code,
            delegation=names[row.badge.participant.delegation.party_id],
            flag=row.badge.participant.delegation.party.flag,
            circumstances=row.circumstances,
            reported_at=row.reported_at,
            reported_by_name=row.reported_by_name if for_host else "",
            decided_at=row.decided_at,
            decided_by_name=row.decided_by_name if for_host else "",
            reason=row.reason,
            replacement=row.replacement.serial if row.replacement else "",
            version=row.version,
        )
        for row in rows
    ]


def names_with_loss(session: Session, participant_ids: Sequence[int]) -> list[str]:
    """Names of those of these people whose reported loss has no new card yet."""
    statement = (
        select(Person.badge_name)
        .join(Participant, Participant.person_id == Person.id)
        .join(Badge, Badge.participant_id == Participant.id)
        .join(BadgeLoss, BadgeLoss.badge_id == Badge.id)
        .where(Participant.id.in_(participant_ids), BadgeLoss.state.in_(OPEN_LOSSES))
        .order_by(Person.badge_name)
    )
    return list(session.scalars(statement))


def _loaded() -> Select[BadgeLoss]:
    replacement = aliased(Badge)
    card = contains_eager(BadgeLoss.badge)
    participant = card.contains_eager(Badge.participant)
    return (
        select(BadgeLoss)
        .join(BadgeLoss.badge)
        .join(Badge.participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .join(Delegation.party)
        .outerjoin(BadgeLoss.replacement.of_type(replacement))
        .options(
            participant.contains_eager(Participant.person),
            participant.contains_eager(Participant.delegation).contains_eager(Delegation.party),
            contains_eager(BadgeLoss.replacement.of_type(replacement)),
        )
    )


def _found(loss: BadgeLoss | None) -> BadgeLoss:
    if loss is None:
        raise NotFound()
    return loss

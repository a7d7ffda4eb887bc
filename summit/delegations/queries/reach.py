"""Whom a user can reach for an action: every read and every door begins here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session, joinedload

from summit.accounts.policy import Action, Role, Scope, grants
from summit.audit.facts import Actor
from summit.delegations.models import Delegation, FocalPoint, Participant
from summit.foundation.errors import NotFound


@dataclass(frozen=True)
class Reach:
    """`everything`, or these delegations, and within them only one participant when `only_participant` is set."""

    everything: bool = False
    delegations: frozenset[int] = frozenset()
    only_participant: int | None = None

    def of_delegations(self) -> ColumnElement[bool]:
        """The condition for a statement over Delegation."""
        if self.everything:
            return true()
        return Delegation.id.in_(self.delegations) if self.delegations else false()

    def of_participants(self) -> ColumnElement[bool]:
        """The condition for a statement over Participant."""
        if self.everything:
            return true()
        if self.only_participant is not None:
            return Participant.id == self.only_participant
        return Participant.delegation_id.in_(self.delegations) if self.delegations else false()

    def covers(self, participant: Participant) -> bool:
        """Whether this participant is within reach."""
        if self.everything:
            return True
        if self.only_participant is not None:
            return participant.id == self.only_participant
        return participant.delegation_id in self.delegations


NOTHING = Reach()


def reach(session: Session, actor: Actor, action: Action, now: datetime, *, acting_for: str = "") -> Reach:
    """What this user can reach for this action now. The system (commands, jobs) reaches everything.

    A focal point's scope is the mandate that is in force, one at a time: `acting_for` chooses among several (PM-3).
    """
    if actor.user_id is None:
        return Reach(everything=True)
    scopes = {grant.scope for grant in grants(actor.roles, action)}
    if Scope.EVENT in scopes:
        return Reach(everything=True)
    if Scope.OWN not in scopes:
        return NOTHING
    mandate = mandate_of(session, actor.user_id, now, acting_for=acting_for)
    if mandate is not None and Role.FOCAL_POINT.value in actor.roles and grants(frozenset({"focal_point"}), action):
        return Reach(delegations=frozenset({mandate.id}))
    return _own_record(session, actor, action)


def _own_record(session: Session, actor: Actor, action: Action) -> Reach:
    if Role.DELEGATE.value not in actor.roles or not grants(frozenset({"delegate"}), action):
        return NOTHING
    own = session.execute(
        select(Participant.id, Participant.delegation_id).where(Participant.user_id == actor.user_id)
    ).one_or_none()
    return Reach(delegations=frozenset({own.delegation_id}), only_participant=own.id) if own else NOTHING


def mandate_of(session: Session, user_id: int, now: datetime, *, acting_for: str = "") -> Delegation | None:
    """The delegation for which the user acts now; the one named by `acting_for` if that mandate is in force."""
    found = mandates_of(session, user_id, now)
    chosen = [delegation for delegation in found if delegation.code == acting_for]
    return next(iter(chosen or found), None)


def mandates_of(session: Session, user_id: int, now: datetime) -> list[Delegation]:
    """Every delegation with a mandate of this user in force now, by name."""
    statement = (
        select(Delegation)
        .join(FocalPoint, FocalPoint.delegation_id == Delegation.id)
        .where(FocalPoint.user_id == user_id, FocalPoint.mandate_from <= now, now < FocalPoint.mandate_until)
        .order_by(Delegation.sort_name)
        .options(joinedload(Delegation.party))
    )
    return list(session.scalars(statement).unique())


def delegation_within(session: Session, within: Reach, code: str) -> Delegation:
    """The delegation of that code if it is within reach; NotFound for a foreign one as for a missing one (ROL-01)."""
    statement = (
        select(Delegation).where(Delegation.code == code, within.of_delegations()).options(joinedload(Delegation.party))
    )
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found


def participant_within(session: Session, within: Reach, code: str) -> Participant:
    """The participant of that code if within reach, with person, delegation and party loaded; else NotFound."""
    statement = (
        select(Participant)
        .where(Participant.code == code, within.of_participants())
        .options(
            joinedload(Participant.person),
            joinedload(Participant.delegation).joinedload(Delegation.party),
        )
    )
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found

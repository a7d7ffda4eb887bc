"""One application: finding it, what was decided on it, and what binds an officer to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, and_, exists, false, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.accreditation.facts import Change, DecisionFacts, Ties
from summit.accreditation.lifecycle import NEUTRAL, Reason, reasons_for
from summit.accreditation.models import Accreditation, Decision
from summit.accreditation.rules import SPOKEN
from summit.audit.facts import Actor
from summit.audit.queries import history
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, FocalPoint, Participant
from summit.delegations.queries import Reach, mandates_of
from summit.foundation.errors import NotFound

KIND = "accreditation"
BY_THE_HOST = "the host"
BY_DELEGATION = "the delegation"
DELEGATION_VERBS = frozenset({"submit", "withdraw"})
OPEN_TO_DELEGATION = frozenset({"return_", "withdraw"})


def accreditation_within(session: Session, within: Reach, code: str) -> Accreditation:
    """The application of that code if within reach, with person, delegation and party; else NotFound (ROL-01)."""
    found = session.scalar(_loaded().where(Accreditation.code == code, within.of_participants()))
    if found is None:
        raise NotFound()
    return found


def accreditation_of(session: Session, participant: Participant) -> Accreditation | None:
    """The application of this participant; None while it is a draft."""
    return session.scalar(select(Accreditation).where(Accreditation.participant_id == participant.id))


def accreditations_to_change(session: Session, within: Reach, codes: Collection[str]) -> list[Accreditation]:
    """Those of these applications that are within reach, by id.

    The rows of application and participant are taken before anything is changed, so that two batches queue instead of
    waiting for each other in a ring.
    """
    statement = (
        _loaded()
        .where(Accreditation.code.in_(codes), within.of_participants())
        .order_by(Accreditation.id)
        .with_for_update(of=[Accreditation, Participant], key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(statement))


def latest_change(session: Session, accreditation: Accreditation) -> Change | None:
    """The newest line of the journal about this application."""
    lines = history(session, KIND, accreditation.code, limit=1)
    return Change(lines[0].actor_code, lines[0].actor_name, lines[0].verb, lines[0].at) if lines else None


def decisions_of(
    session: Session, accreditation: Accreditation, *, with_reasons: bool, for_delegation: bool
) -> list[DecisionFacts]:
    """Every decision, newest first. Only protocol and security read the reason of a refusal (ACC-04).

    For the delegation the officer stays unnamed and a decision against it carries the neutral sentence; the reason of a
    return is the delegation's to read in any case.
    """
    statement = (
        select(Decision).where(Decision.accreditation_id == accreditation.id).order_by(Decision.version.desc())
    )
    return [_decision_facts(row, with_reasons, for_delegation) for row in session.scalars(statement)]


def ties_of(session: Session, actor: Actor, accreditation: Accreditation) -> Ties:
    """What binds the actor to the case (ACC-07); a mandate that has ended binds as well."""
    participant = accreditation.participant
    submitted = exists().where(
        Decision.accreditation_id == accreditation.id,
        Decision.verb == "submit",
        Decision.decided_by == actor.code,
    )
    member = exists().where(
        Participant.delegation_id == participant.delegation_id, Participant.user_id == actor.user_id
    )
    mandate = exists().where(
        FocalPoint.delegation_id == participant.delegation_id, FocalPoint.user_id == actor.user_id
    )
    is_user = false() if actor.user_id is None else true()  # the system belongs to no delegation
    found = session.execute(
        select(
            submitted.label("has_submitted"),
            and_(is_user, member).label("is_member"),
            and_(is_user, mandate).label("is_focal_point"),
        )
    ).one()
    return Ties(
        is_self=actor.user_id is not None and participant.user_id == actor.user_id,
        is_member=bool(found.is_member),
        is_focal_point=bool(found.is_focal_point),
        has_submitted=bool(found.has_submitted),
        has_vetted=bool(accreditation.cleared_by) and accreditation.cleared_by == actor.code,
    )


def has_mandate(session: Session, actor: Actor, participant: Participant, now: datetime) -> bool:
    """Whether the actor speaks for the delegation now; everybody else submits on its behalf (ACC-01)."""
    if actor.user_id is None:
        return False
    return any(found.id == participant.delegation_id for found in mandates_of(session, actor.user_id, now))


def unsubmitted(session: Session, within: Reach, *, to_change: bool = False) -> list[Participant]:
    """Enrolled participants within reach who have no application yet, in the order of the list.

    `to_change` takes their rows first, so that two senders queue instead of waiting for each other in a ring.
    """
    applied = exists().where(Accreditation.participant_id == Participant.id)
    statement = (
        select(Participant)
        .where(Participant.state == ParticipantState.ENROLLED.value, within.of_participants(), ~applied)
        .options(joinedload(Participant.person))
        .order_by(Participant.delegation_id, Participant.position, Participant.id)
    )
    if to_change:
        statement = statement.with_for_update(of=Participant, key_share=True)
    return list(session.scalars(statement))


def _loaded() -> Select[Accreditation]:
    participant = contains_eager(Accreditation.participant)
    return (
        select(Accreditation)
        .join(Accreditation.participant)
        .options(
            participant.joinedload(Participant.person),
            participant.joinedload(Participant.delegation).joinedload(Delegation.party),
        )
    )


def _decision_facts(row: Decision, with_reasons: bool, for_delegation: bool) -> DecisionFacts:
    is_open = with_reasons or row.verb in OPEN_TO_DELEGATION
    reason = reasons_for(row.verb).get(row.reason_code, Reason(row.verb, "", "")).text
    by = row.decided_by_name
    if for_delegation:
        by = BY_DELEGATION if row.verb in DELEGATION_VERBS else BY_THE_HOST
    return DecisionFacts(
        spoken=SPOKEN.get(row.verb, row.verb),
        to_state=row.to_state,
        by=by,
        at=row.decided_at,
        reason=reason if is_open else NEUTRAL.get(row.verb, ""),
        words=row.reason_text if is_open else "",
    )

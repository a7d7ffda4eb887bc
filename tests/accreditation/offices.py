"""The people of these tests: officers with accounts, and applications in every state."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.accreditation.models import Accreditation
from summit.audit.facts import Actor
from summit.delegations.models import Participant
from tests.factories import NOW, make_delegation, make_participant, make_user

LATER = NOW + timedelta(hours=1)


def officer(session: Session, role: Role = Role.ACCREDITATION_OFFICER, name: str = "") -> Actor:
    """A fresh user of that office as the one who acts."""
    return actor_of(make_user(session, roles=[role], name=name))


def submitted(session: Session, participant: Participant | None = None, *, code: str = "FR") -> Accreditation:
    """An application that a focal-point-like outsider handed in at NOW."""
    participant = participant or make_participant(session, make_delegation(session, code, badge_quota=500))
    sender = officer(session, Role.PROTOCOL_OFFICER)
    return actions.submit(session, sender, NOW, participant=participant)


def cleared(session: Session, participant: Participant | None = None, *, code: str = "FR") -> Accreditation:
    """A submitted application with a clear security answer."""
    accreditation = submitted(session, participant, code=code)
    return actions.record_clearance(
        session,
        officer(session, Role.VETTING_OFFICER),
        NOW,
        accreditation=accreditation,
        version=accreditation.version,
        clearance=Clearance.CLEAR,
    )


def approved(session: Session, participant: Participant | None = None, *, code: str = "FR") -> Accreditation:
    """An approved application."""
    accreditation = cleared(session, participant, code=code)
    return actions.approve(
        session, officer(session), NOW, accreditation=accreditation, version=accreditation.version
    )


REASON = {"return_": "name_differs", "refuse": "over_quota", "suspend": "badge_lost", "revoke": "conduct"}
WAY_TO = {
    AccreditationState.SUBMITTED: (),
    AccreditationState.RETURNED: ("return_",),
    AccreditationState.APPROVED: ("approve",),
    AccreditationState.REFUSED: ("refuse",),
    AccreditationState.SUSPENDED: ("approve", "suspend"),
    AccreditationState.REVOKED: ("approve", "revoke"),
    AccreditationState.WITHDRAWN: ("withdraw",),
}


def decide(session: Session, verb: str, accreditation: Accreditation, actor: Actor | None = None) -> Accreditation:
    """Carry out one verb on the present version, with a reason where it needs one."""
    actor = actor or officer(session)
    if verb == "submit":
        return actions.submit(
            session, actor, LATER, participant=accreditation.participant, version=accreditation.version
        )
    deed = getattr(actions, verb)
    decided: Accreditation = deed(
        session,
        actor,
        LATER,
        accreditation=accreditation,
        version=accreditation.version,
        reason_code=REASON.get(verb, ""),
    )
    return decided


def in_state(session: Session, state: AccreditationState) -> Accreditation:
    """A cleared application brought to that state by the shortest way."""
    accreditation = cleared(session)
    for verb in WAY_TO[state]:
        decide(session, verb, accreditation)
    assert accreditation.state == state
    return accreditation

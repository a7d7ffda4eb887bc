"""A delegation claims somebody who is registered elsewhere; the duplicate desk answers (DEL-01)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import PersonEntry
from summit.delegations.lifecycle import CLAIM, ClaimState, ParticipantState
from summit.delegations.models import Delegation, Participant, Person, RegistrationClaim
from summit.delegations.rules import (
    ClaimWaiting,
    require_person,
    require_said,
    require_version,
    tidied_person,
)
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken
from summit.foundation.sealing import search_hash

WAITING = "The duplicate desk has this case from your delegation already. Its answer will stand on the delegation's page."
NOBODY = "Nobody is registered with this passport any more. Register the person now."
OWN = "This person is registered in your delegation already. Look in the list of its people."
MOVED = "The person stands in your delegation now. Check the record and submit the application."
MERGED = "Two records of this person were made one. If somebody is still missing from your list, write to the duplicate desk."


def claim_person(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, person: PersonEntry, note: str
) -> RegistrationClaim:
    """Send the case of a passport that is registered elsewhere to the duplicate desk; of the passport only its hash is kept.

    Raises RuleBroken with the field, ClaimWaiting. No sentence says where the person is registered.
    """
    person = tidied_person(person)
    require_person(person, now.date())
    note = require_said(note, "note")
    if person.passport is None or not person.passport.number:
        raise RuleBroken("Enter the passport number.", "passport_number")
    trace = search_hash(session, person.passport.issuer, person.passport.number)
    met = session.scalar(
        select(Participant)
        .join(Participant.person)
        .where(Person.passport_hash == trace, Participant.state == ParticipantState.ENROLLED.value)
    )
    if met is None:
        raise RuleBroken(NOBODY, "passport_number")
    if met.delegation_id == delegation.id:
        raise RuleBroken(OWN, "passport_number")
    claim = RegistrationClaim(
        code=new_code("K"),
        delegation=delegation,
        person_id=met.person_id,
        family_name=person.family_name,
        given_names=person.given_names,
        passport_hash=trace,
        note=note,
        state=CLAIM.first.value,
        claimed_by=actor.code,
        claimed_by_name=actor.name,
        claimed_at=now,
    )
    with refused_as(session, registration_claims_open=ClaimWaiting(WAITING)):
        session.add(claim)
    record(session, actor, now, verb="claim", of=("claim", claim.code), after={"delegation": delegation.code})
    return claim


def keep_registration(
    session: Session, actor: Actor, now: datetime, *, claim: RegistrationClaim, answer: str, version: int
) -> None:
    """Leave the person where they are registered; the answer is what the delegation reads. Raises StaleVersion."""
    require_version(claim.version, version)
    missing = "Write a sentence for the delegation. It must not say where the person is registered."
    _answer(session, actor, now, claim, "keep", require_said(answer, "answer", missing=missing))


def settle_moved(session: Session, actor: Actor, now: datetime, *, person_id: int, moved: Participant) -> None:
    """Answer the claim of the delegation into which the person has come; claims of others now concern the new record."""
    for claim in _open_claims(session, RegistrationClaim.person_id == person_id):
        if claim.delegation_id == moved.delegation_id:
            _answer(session, actor, now, claim, "move", MOVED)
        else:
            claim.person_id = moved.person_id
    session.flush()


def settle_claims(session: Session, actor: Actor, now: datetime, *, stays: Participant, goes: Participant) -> None:
    """Answer what was claimed of the record that went, and what its delegation claimed of the one that stays."""
    of_both = and_(
        RegistrationClaim.person_id == stays.person_id, RegistrationClaim.delegation_id == goes.delegation_id
    )
    for claim in _open_claims(session, or_(RegistrationClaim.person_id == goes.person_id, of_both)):
        _answer(session, actor, now, claim, "merge", MERGED)


def _open_claims(session: Session, concerned: ColumnElement[bool]) -> list[RegistrationClaim]:
    statement = select(RegistrationClaim).where(RegistrationClaim.state == ClaimState.OPEN.value, concerned)
    return list(session.scalars(statement.order_by(RegistrationClaim.id)))


def _answer(
    session: Session, actor: Actor, now: datetime, claim: RegistrationClaim, verb: str, answer: str
) -> None:
    claim.state = CLAIM.after(ClaimState(claim.state), verb).value
    claim.answer, claim.answered_by, claim.answered_at = answer, actor.code, now
    session.flush()
    record(session, actor, now, verb=verb, of=("claim", claim.code), after={"answer": answer})

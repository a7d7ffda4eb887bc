"""Claims: those of a delegation, those that wait for the duplicate desk, and one of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import ClaimFacts, ClaimLine
from summit.delegations.lifecycle import ClaimState
from summit.delegations.models import Delegation, PairDismissal, Participant, Person, RegistrationClaim
from summit.delegations.naming import name_key, sound_key
from summit.delegations.queries.duplicates import ENROLLED, lines_of_persons, pairs
from summit.delegations.queries.parties import names_of
from summit.foundation.errors import NotFound

MOST_ALIKE = 20


def claims_of(session: Session, delegation_id: int) -> list[ClaimLine]:
    """What a delegation sent to the duplicate desk, the latest first; nothing of it says where the person is."""
    statement = (
        select(RegistrationClaim)
        .where(RegistrationClaim.delegation_id == delegation_id)
        .order_by(RegistrationClaim.claimed_at.desc(), RegistrationClaim.id.desc())
    )
    return [
        ClaimLine(row.code, _typed_name(row), row.state, row.claimed_at, row.answer)
        for row in session.scalars(statement)
    ]


def open_claims() -> Select[RegistrationClaim]:
    """What waits for the duplicate desk, the oldest first: to be counted or paged."""
    return (
        select(RegistrationClaim)
        .where(RegistrationClaim.state == ClaimState.OPEN.value)
        .order_by(RegistrationClaim.claimed_at, RegistrationClaim.id)
        .options(joinedload(RegistrationClaim.delegation))
    )


def waiting_claims(session: Session, *, limit: int, offset: int) -> list[ClaimFacts]:
    """One page of them: seven queries, whatever their number."""
    return claim_lines(session, session.scalars(open_claims().limit(limit).offset(offset)).all())


def claim_lines(session: Session, rows: Sequence[RegistrationClaim]) -> list[ClaimFacts]:
    """Claims with both sides: six queries, whatever their number."""
    lines = lines_of_persons(session, [row.person_id for row in rows])
    names = names_of(session, {row.delegation.party_id for row in rows})
    return [
        ClaimFacts(
            code=row.code,
            name=_typed_name(row),
            note=row.note,
            state=row.state,
            answer=row.answer,
            version=row.version,
            claimed_by=row.claimed_by_name,
            claimed_at=row.claimed_at,
            delegation_code=row.delegation.code,
            delegation=names[row.delegation.party_id],
            person=lines[row.person_id],
        )
        for row in rows
    ]


def desk_counts(session: Session) -> dict[str, int]:
    """How much each part of the duplicate desk holds: three queries."""
    counted = {"": pairs(), "claims": open_claims(), "dismissed": select(PairDismissal.id)}
    return {
        part: session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
        for part, statement in counted.items()
    }


def claim_by_code(session: Session, code: str) -> RegistrationClaim:
    """One claim with its delegation, or NotFound."""
    found = session.scalar(
        select(RegistrationClaim)
        .where(RegistrationClaim.code == code)
        .options(joinedload(RegistrationClaim.delegation).joinedload(Delegation.party))
    )
    if found is None:
        raise NotFound()
    return found


def alike_in(session: Session, claim: RegistrationClaim) -> list[int]:
    """Ids of the claiming delegation's people whose names sound like the typed one, or like that of the person it met."""
    sounds = {sound_key(name_key(claim.family_name, claim.given_names)), claim.person.sound_key} - {""}
    statement = (
        select(Participant.id)
        .join(Person, Person.id == Participant.person_id)
        .where(
            Participant.delegation_id == claim.delegation_id,
            Participant.state == ENROLLED,
            Participant.person_id != claim.person_id,
            Person.sound_key.in_(sounds),
        )
        .order_by(Participant.id)
        .limit(MOST_ALIKE)
    )
    return list(session.scalars(statement))


def _typed_name(row: RegistrationClaim) -> str:
    return f"{row.given_names} {row.family_name.upper()}".strip()

"""Waiting for each other where one act changes several records."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations.lifecycle import ClaimState
from summit.delegations.models import Delegation, Participant, Person, RegistrationClaim
from summit.delegations.rules import require_version


def take_turn(session: Session, seen: Mapping[Participant, int], *, into: Delegation | None = None) -> None:
    """Hold these records, their delegations and the one they go `into`, and the open claims until the transaction ends.

    Every act takes its rows in this order and the journal last, so that no two wait for each other. Raises StaleVersion when
    a record is not the one that was seen. SQLite's writers already queue at BEGIN IMMEDIATE.
    """
    persons = [one.person_id for one in seen]
    numbers = {one.id: one for one in seen}
    delegations = {one.delegation_id for one in seen} | ({into.id} if into else set())
    session.execute(
        select(Delegation.id).where(Delegation.id.in_(delegations)).order_by(Delegation.id).with_for_update()
    )
    session.execute(select(Person.id).where(Person.id.in_(persons)).order_by(Person.id).with_for_update())
    held = session.execute(
        select(Participant.id, Participant.version)
        .where(Participant.id.in_(numbers))
        .order_by(Participant.id)
        .with_for_update()
    )
    for number, version in held.all():
        require_version(version, seen[numbers[number]])
    session.execute(
        select(RegistrationClaim.id)
        .where(RegistrationClaim.person_id.in_(persons), RegistrationClaim.state == ClaimState.OPEN.value)
        .order_by(RegistrationClaim.id)
        .with_for_update()
    )

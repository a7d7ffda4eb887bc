"""Who stands in public lists of participants (DOC-01), and parties in the order of a language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from summit.delegations.lifecycle import DelegateFunction, ParticipantState, PartyKind
from summit.delegations.models import Delegation, Participant, Party, Person
from summit.delegations.naming import sort_key, styled_name
from summit.delegations.queries.parties import names_of

# Security, drivers and services are in no public list, whatever the record says (DOC-01).
NEVER_LISTED = (DelegateFunction.SEC, DelegateFunction.DRV, DelegateFunction.SERVICE)


@dataclass(frozen=True)
class ListedRow:
    """One person as a list names them; `native_title` is the title in `native_language`, where there is one."""

    delegation_id: int
    code: str
    name: str
    title: str
    native_title: str
    native_language: str
    function: str


@dataclass(frozen=True)
class SortedDelegation:
    """A delegation with the kind and the printed name of its party."""

    id: int
    code: str
    kind: PartyKind
    name: str


def listed_people(
    session: Session, applications: Collection[str], *, delegation_id: int | None = None
) -> list[ListedRow]:
    """Everybody who may be listed and whose application is in one of these states: one query of columns.

    Within a delegation the head of the record stands first, then the order of the note verbale (DEL-13).
    """
    person = (Person.style, Person.salutation, Person.personal_title, Person.badge_name)
    statement = (
        select(
            Participant.delegation_id, Participant.code, Participant.title, Participant.native_title,
            Person.native_language, Participant.function, *person,
        )
        .join(Person, Person.id == Participant.person_id)
        .where(
            Participant.state == ParticipantState.ENROLLED.value,
            Participant.is_listed,
            Participant.function.not_in([one.value for one in NEVER_LISTED]),
            Participant.application.in_(applications),
        )
        .order_by(
            Participant.delegation_id,
            case((Participant.function == DelegateFunction.HOD.value, 0), else_=1),
            Participant.position,
            Participant.id,
        )
    )  # fmt: skip
    if delegation_id is not None:
        statement = statement.where(Participant.delegation_id == delegation_id)
    return [
        ListedRow(delegation, code, styled_name(*name), title, native_title, native_language, function)
        for delegation, code, title, native_title, native_language, function, *name in session.execute(statement)
    ]


def delegations_in_order(session: Session, *, language: str) -> list[SortedDelegation]:
    """Every open delegation in the alphabetical order of that language (NAM-10 to NAM-12): two queries."""
    rows = session.execute(
        select(Delegation.id, Delegation.code, Party.id, Party.kind).join(Party, Party.id == Delegation.party_id)
    ).all()
    names = names_of(session, [party_id for _, _, party_id, _ in rows], language=language)
    found = [SortedDelegation(id_, code, PartyKind(kind), names[party_id]) for id_, code, party_id, kind in rows]
    return sorted(found, key=lambda one: (sort_key(language, one.name), one.code))

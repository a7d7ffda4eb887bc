"""Who heads which delegation at which moment (DEL-10)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import HeadshipFacts, HeadTime
from summit.delegations.lifecycle import DelegateFunction, ParticipantState
from summit.delegations.models import Headship, Participant, Person
from summit.delegations.naming import styled_name
from summit.delegations.rules import ALWAYS_FROM, ALWAYS_UNTIL, head_times
from summit.foundation.clock import moment
from summit.foundation.errors import NotFound
from summit.venues.queries import summit_if_set_up

HEADED = (
    Headship.delegation_id, Person.style, Person.salutation, Person.personal_title, Person.badge_name, Participant.title,
)  # fmt: skip


def head_at(session: Session, delegation_id: int, at: datetime) -> Participant | None:
    """The head of the delegation at that moment, with the person loaded."""
    return heads_at(session, at, delegation_ids=[delegation_id]).get(delegation_id)


def heads_at(
    session: Session, at: datetime, *, delegation_ids: Collection[int] | None = None
) -> dict[int, Participant]:
    """Delegation id -> head at that moment, with the person loaded, in one query; a gap has no entry."""
    statement = (
        select(Headship.delegation_id, Participant)
        .join(Participant, Participant.id == Headship.participant_id)
        .where(
            Headship.head_from <= at,
            at < Headship.head_until,
            Participant.state == ParticipantState.ENROLLED.value,
        )
        .options(joinedload(Participant.person))
    )
    if delegation_ids is not None:
        statement = statement.where(Headship.delegation_id.in_(delegation_ids))
    return dict(session.execute(statement).all())


def names_of_heads(
    session: Session, at: datetime, delegation_ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Delegation id -> styled name and title of its head at that moment, in one query of columns; a gap has no entry."""
    statement = (
        select(*HEADED)
        .join(Participant, Participant.id == Headship.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .where(
            Headship.delegation_id.in_(delegation_ids),
            Headship.head_from <= at,
            at < Headship.head_until,
            Participant.state == ParticipantState.ENROLLED.value,
        )
    )
    return {
        delegation_id: (styled_name(*name), title)
        for delegation_id, *name, title in session.execute(statement)
    }


def spoken_name(person: Person) -> str:
    """`H.E. General LUONG Tam Quang` (PER-08)."""
    return styled_name(person.style, person.salutation, person.personal_title, person.badge_name)


def headed_at(at: datetime) -> Select[int]:
    """Ids of the delegations that somebody heads at that moment: `.where(Delegation.id.not_in(headed_at(at)))`."""
    return (
        select(Headship.delegation_id)
        .join(Participant, Participant.id == Headship.participant_id)
        .where(
            Headship.head_from <= at,
            at < Headship.head_until,
            Participant.state == ParticipantState.ENROLLED.value,
        )
    )


def headship_at(session: Session, delegation_id: int, at: datetime) -> Headship | None:
    """The headship that runs at that moment."""
    return session.scalar(
        select(Headship).where(
            Headship.delegation_id == delegation_id, Headship.head_from <= at, at < Headship.head_until
        )
    )


def headship_of(session: Session, delegation_id: int, headship_id: int) -> Headship:
    """One headship of this delegation, or NotFound."""
    found = session.scalar(
        select(Headship).where(Headship.id == headship_id, Headship.delegation_id == delegation_id)
    )
    if found is None:
        raise NotFound()
    return found


def headships_of(session: Session, delegation_id: int) -> list[HeadshipFacts]:
    """All headships of the delegation, earliest first."""
    return headships_by_delegation(session, [delegation_id]).get(delegation_id, [])


def headships_by_delegation(session: Session, delegation_ids: Collection[int]) -> dict[int, list[HeadshipFacts]]:
    """Delegation id -> all its headships, earliest first, in one query."""
    statement = (
        select(Headship, Participant.code, Participant.function, Person)
        .join(Participant, Participant.id == Headship.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .where(Headship.delegation_id.in_(delegation_ids))
        .order_by(Headship.head_from)
    )
    found: dict[int, list[HeadshipFacts]] = {}
    for headship, code, function, person in session.execute(statement):
        found.setdefault(headship.delegation_id, []).append(
            HeadshipFacts(
                id=headship.id,
                participant_code=code,
                name=spoken_name(person),
                head_from=headship.head_from if headship.head_from > ALWAYS_FROM else None,
                head_until=headship.head_until if headship.head_until < ALWAYS_UNTIL else None,
                is_acting=function != DelegateFunction.HOD,
            )
        )
    return found


def times_of_heads(session: Session, delegation_id: int) -> list[HeadTime]:
    """The time line of heads with its gaps while the delegation has a seat, which is on the days of the summit (DEL-10)."""
    summit = summit_if_set_up(session)
    seat = None
    if summit is not None:
        ends = summit.last_day + timedelta(days=1)
        first, last = (moment(datetime.combine(day, time()), summit.zone) for day in (summit.first_day, ends))
        seat = first, last
    return head_times(headships_of(session, delegation_id), seat)

"""The queue: applications to work through, in a fixed number of queries whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from summit.accreditation.facts import QueueFilters, QueueLine, VettingLine
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.queries.standing import standings
from summit.accreditation.rules import skips_vetting
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.queries import (
    PeopleFilters,
    Reach,
    lacking_note,
    people_matching,
    person_lines,
    rank_table,
    without_note,
)
from summit.foundation.db import Moment

NO_APPLICATION = Accreditation.id.is_(None)
IN_TURN = (Accreditation.is_late, Accreditation.submitted_at, Accreditation.id)


def queue(within: Reach, filters: QueueFilters) -> Select[Participant]:
    """The participants whose applications pass the filters, those who wait longest first, drafts last by name.

    What was submitted late waits behind all that was not (ACC-08). Without a state, drafts are among them while the
    person is enrolled.
    """
    return _people(within, filters).order_by(
        NO_APPLICATION, *IN_TURN, Participant.sort_name, Participant.id
    )


def queue_lines(session: Session, rows: Sequence[Participant]) -> list[QueueLine]:
    """These participants as lines of the list: three queries, however many they are."""
    found = standings(session, [row.id for row in rows])
    lacking = lacking_note(session, {row.delegation_id for row in rows})
    return [
        QueueLine(person=person, standing=found[row.id], lacks_note=row.delegation_id in lacking)
        for row, person in zip(rows, person_lines(session, rows), strict=True)
    ]


def state_counts(session: Session, within: Reach, filters: QueueFilters) -> dict[str, int]:
    """How many applications stand in each state under the other filters; every state has its figure."""
    people = _people(within, replace(filters, state="")).subquery()
    statement = (
        select(Accreditation.state, func.count())
        .select_from(people)
        .outerjoin(Accreditation, Accreditation.participant_id == people.c.id)
        .group_by(Accreditation.state)
    )
    found = {state or AccreditationState.DRAFT.value: count for state, count in session.execute(statement)}
    return {each.value: found.get(each.value, 0) for each in AccreditationState}


def waiver_count(session: Session) -> int:
    """How many applications skip vetting by rank: waivers are counted (ACC-06)."""
    waived = select(func.count()).where(Accreditation.clearance == Clearance.WAIVED.value)
    return session.scalar(waived) or 0


def passports_missing(session: Session) -> Counter[int]:
    """Delegation id -> how many of its people have no passport on record although security needs one (ACC-05, ACC-06)."""
    statement = select(Participant).where(
        Participant.state == ParticipantState.ENROLLED.value,
        Participant.person_id.in_(select(Person.id).where(Person.passport_sealed == "")),
    )
    ranks = rank_table(session)
    return Counter(one.delegation_id for one in session.scalars(statement) if not skips_vetting(one, ranks))


def neighbors(
    session: Session, within: Reach, filters: QueueFilters, accreditation: Accreditation
) -> tuple[str, str]:
    """The codes of the applications before and after this one under the filters; empty at the ends.

    It need not pass the filters itself: after a decision it has left the list, and the next one is still found.
    """
    people = _people(within, filters).subquery()
    turn = tuple_(*IN_TURN)
    here = tuple_(
        literal(accreditation.is_late), literal(accreditation.submitted_at, Moment()), literal(accreditation.id)
    )
    codes = select(Accreditation.code).join(people, people.c.id == Accreditation.participant_id)
    before = codes.where(turn < here).order_by(*(column.desc() for column in IN_TURN))
    after = codes.where(turn > here).order_by(*IN_TURN)
    return session.scalar(before.limit(1)) or "", session.scalar(after.limit(1)) or ""


def _people(within: Reach, filters: QueueFilters) -> Select[Participant]:
    """The participants that the filters keep, joined to their applications, in no order."""
    wanted = PeopleFilters(search=filters.search, kind=filters.kind, category=filters.category, state="")
    is_draft = and_(NO_APPLICATION, Participant.state == ParticipantState.ENROLLED.value)
    statement = (
        people_matching(within, wanted)
        .order_by(None)
        .outerjoin(Accreditation, Accreditation.participant_id == Participant.id)
    )
    if filters.state == AccreditationState.DRAFT:
        statement = statement.where(is_draft)
    elif filters.state:
        statement = statement.where(Accreditation.state == filters.state)
    else:
        statement = statement.where(or_(Accreditation.id.is_not(None), is_draft))
    if filters.clearance:
        statement = statement.where(Accreditation.clearance == filters.clearance)
    if filters.paper:
        statement = statement.where(Participant.delegation_id.in_(without_note()))
    if filters.delegation:
        statement = statement.where(Delegation.code == filters.delegation)
    return statement


def vetting_lines(session: Session, rows: Sequence[Participant]) -> list[VettingLine]:
    """These participants with what security compares: name, birth, nationality, category (ACC-05)."""
    return [
        VettingLine(
            line=line,
            family_name=row.person.family_name,
            given_names=row.person.given_names,
            born_on=row.person.born_on,
            nationality=row.person.nationality,
        )
        for row, line in zip(rows, queue_lines(session, rows), strict=True)
    ]

"""The duplicate desk: pairs that may be one person, two records side by side, what delegations claim (DEL-01)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Label, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from summit.delegations.facts import DismissedLine, PairLine, PersonLine
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Engagement, PairDismissal, Participant, Person
from summit.delegations.queries.people import dismissed, person_lines
from summit.delegations.rules import Grade

ENROLLED = ParticipantState.ENROLLED.value
A, B = aliased(Participant), aliased(Participant)
PA, PB = aliased(Person), aliased(Person)


def pairs() -> Select[int, int, int]:
    """Ids of two participants who may be one person, and the grade, the strongest first: to be counted or paged.

    Each kind of likeness is looked up in an index of its own, so the work grows with the number of people, not of pairs of
    people. A pair that was dismissed is left out, as is a record that another one follows.
    """
    found = union_all(_by_birth(), _by_words(), _by_passport()).subquery()
    columns = (found.c.first, found.c.second, found.c.grade)
    return select(*columns).order_by(found.c.grade, found.c.first, found.c.second)


def found_pairs(session: Session, *, limit: int, offset: int) -> list[PairLine]:
    """One page of the pairs: four queries, whatever their number."""
    rows = session.execute(pairs().limit(limit).offset(offset)).all()
    lines = lines_by_id(session, {number for first, second, _ in rows for number in (first, second)})
    return [PairLine(lines[first], lines[second], Grade(grade).reason) for first, second, grade in rows]


def dismissed_pairs(session: Session, *, limit: int, offset: int) -> list[DismissedLine]:
    """One page of what was said not to be one person, the latest first: five queries, whatever their number."""
    latest_first = (PairDismissal.dismissed_at.desc(), PairDismissal.id.desc())
    rows = session.scalars(select(PairDismissal).order_by(*latest_first).limit(limit).offset(offset)).all()
    lines = lines_of_persons(
        session, {number for row in rows for number in (row.first_person_id, row.second_person_id)}
    )
    return [
        DismissedLine(
            lines[row.first_person_id], lines[row.second_person_id], row.dismissed_by_name, row.dismissed_at
        )
        for row in rows
    ]


def is_dismissed(session: Session, first: Participant, second: Participant) -> bool:
    """Whether somebody has said that these are two people."""
    low, high = sorted((first.person_id, second.person_id))
    found = session.scalar(
        select(PairDismissal.id).where(
            PairDismissal.first_person_id == low, PairDismissal.second_person_id == high
        )
    )
    return found is not None


def duties_of(session: Session, participant_ids: Collection[int]) -> dict[int, int]:
    """Participant id -> how many duties in the programme and in meetings, of those who have any."""
    statement = (
        select(Engagement.participant_id, func.count())
        .where(Engagement.participant_id.in_(participant_ids))
        .group_by(Engagement.participant_id)
    )
    return dict(session.execute(statement).all())


def lines_by_id(session: Session, ids: Collection[int]) -> dict[int, PersonLine]:
    """These participants as lines: three queries, whatever their number."""
    statement = (
        select(Participant)
        .where(Participant.id.in_(ids))
        .options(joinedload(Participant.person), joinedload(Participant.delegation).joinedload(Delegation.party))
    )
    found = session.scalars(statement).all()
    return dict(zip((one.id for one in found), person_lines(session, found), strict=True))


def lines_of_persons(session: Session, person_ids: Collection[int]) -> dict[int, PersonLine]:
    """Person id -> the latest record as a line: four queries, whatever their number."""
    statement = (
        select(Participant.person_id, func.max(Participant.id))
        .where(Participant.person_id.in_(person_ids))
        .group_by(Participant.person_id)
    )
    latest = dict(session.execute(statement).all())
    lines = lines_by_id(session, latest.values())
    return {person_id: lines[participant_id] for person_id, participant_id in latest.items()}


def _by_birth() -> Select[int, int, int]:
    grade = case((PA.name_key == PB.name_key, Grade.BIRTH_AND_WORDS.value), else_=Grade.BIRTH_AND_SOUND.value)
    return _both_enrolled(grade.label("grade")).where(PA.sound_key == PB.sound_key, PA.born_on == PB.born_on)


def _by_words() -> Select[int, int, int]:
    is_unknown = or_(PA.born_on.is_(None), PB.born_on.is_(None))
    grade = case((is_unknown, Grade.WORDS_NO_BIRTH.value), else_=Grade.WORDS_OTHER_BIRTH.value)
    return _both_enrolled(grade.label("grade")).where(
        PA.name_key == PB.name_key, PA.nationality == PB.nationality, or_(is_unknown, PA.born_on != PB.born_on)
    )


def _by_passport() -> Select[int, int, int]:
    return (
        _two(literal(Grade.PASSPORT.value).label("grade"))
        .join(PB, and_(PB.passport_trace == PA.passport_trace, PB.id != PA.id))
        .join(B, B.person_id == PB.id)
        .where(A.state == ENROLLED, B.state != ENROLLED, B.followed_by_id.is_(None), ~dismissed(PA.id, PB.id))
    )


def _both_enrolled(grade: Label[int]) -> Select[int, int, int]:
    return (
        _two(grade)
        .join(PB, and_(PB.name_key != "", PB.sound_key == PA.sound_key, PB.id != PA.id))
        .join(B, B.person_id == PB.id)
        .where(A.state == ENROLLED, B.state == ENROLLED, A.id < B.id, ~dismissed(PA.id, PB.id))
    )


def _two(grade: Label[int]) -> Select[int, int, int]:
    return select(A.id.label("first"), B.id.label("second"), grade).select_from(A).join(PA, PA.id == A.person_id)

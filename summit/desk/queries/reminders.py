"""Of what each delegation would be reminded, and who would read it: a fixed number of queries, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from summit.accreditation.lifecycle import AccreditationState
from summit.accreditation.models import Accreditation
from summit.accreditation.queries import passports_missing
from summit.delegations.lifecycle import DeadlineKind, ParticipantState
from summit.delegations.models import Delegation, FocalPoint, Participant, Person
from summit.delegations.queries import deadlines, names_of
from summit.desk.facts import Asked, Lack, Recipient, Reminder
from summit.foundation.codes import hashed
from summit.notices.facts import ENGLISH
from summit.notices.queries import moment_in, sentence_in, written_keys
from summit.venues.queries import summit_if_set_up

Counts = Mapping[Lack, Counter[int]]


def reminders(session: Session, now: datetime, asked: Asked) -> list[Reminder]:
    """The delegations that lack something of what is asked for, by name, each with its contact now."""
    counts = {lack: count for lack, count in _counts(session).items() if lack in asked.lacks}
    lacking = {delegation_id for count in counts.values() for delegation_id, number in count.items() if number}
    statement = select(Delegation).where(Delegation.id.in_(lacking)).options(joinedload(Delegation.party))
    found = session.scalars(statement.order_by(Delegation.sort_name)).all()
    names = names_of(session, [one.party_id for one in found])
    contacts, ending = _contacts(session, now), _ending(session, now, asked.days)
    summit = summit_if_set_up(session)
    clock = _Clock(summit.place, summit.zone) if summit else _Clock()
    day = (summit.day_of(now) if summit else now.date()).isoformat()
    lines = [
        _reminder((one, names[one.party_id]), _Missing(counts, ending, clock), contacts.get(one.id), day)
        for one in found
    ]
    written = written_keys(session, [line.key for line in lines])
    return [Reminder(**{**vars(line), "is_written": line.key in written}) for line in lines]


@dataclass(frozen=True)
class _Clock:
    """Whose time it is; nothing for UTC."""

    place: str = ""
    zone: str = ""


@dataclass(frozen=True)
class _Missing:
    """What delegations lack, and the deadlines that end soon."""

    counts: Counts
    ending: tuple[tuple[DeadlineKind, datetime], ...]
    clock: _Clock

    def of(self, delegation_id: int) -> dict[Lack, int]:
        """What one delegation lacks, and of how many people."""
        return {lack: count[delegation_id] for lack, count in self.counts.items() if count[delegation_id]}

    def told(self, delegation_id: int, language: str) -> tuple[str, ...]:
        """The same in sentences."""
        lacks = self.of(delegation_id).items()
        ending = (
            (kind, moment_in(language, at, zone=self.clock.zone, place=self.clock.place)) for kind, at in self.ending
        )
        return (
            *(sentence_in(language, f"lack.{lack.value}", number=number) for lack, number in lacks),
            *(sentence_in(language, f"deadline.{kind.value}", when=when) for kind, when in ending),
        )


def _reminder(
    whose: tuple[Delegation, str], missing: _Missing, contact: Recipient | None, day: str
) -> Reminder:
    delegation, name = whose
    lacks = missing.of(delegation.id)
    cause = ":".join((delegation.code, contact.code if contact else "", day, *sorted(lacks)))
    return Reminder(
        code=delegation.code,
        name=name,
        flag=delegation.party.flag,
        tasks=missing.told(delegation.id, ENGLISH),
        letter_tasks=missing.told(delegation.id, contact.language if contact else ENGLISH),
        recipient=contact,
        key=f"reminder:{hashed(cause)}",
    )


def _counts(session: Session) -> Counts:
    """For each lack: delegation id -> number of people. Four queries."""
    people = (
        select(Participant.delegation_id, func.count())
        .where(Participant.state == ParticipantState.ENROLLED.value)
        .group_by(Participant.delegation_id)
    )
    without_photo = people.where(Participant.person_id.in_(select(Person.id).where(Person.photo_file == "")))
    of_case = people.outerjoin(Accreditation, Accreditation.participant_id == Participant.id)
    return {
        Lack.PHOTO: Counter(dict(session.execute(without_photo).all())),
        Lack.PASSPORT: passports_missing(session),
        Lack.DRAFT: Counter(dict(session.execute(of_case.where(Accreditation.id.is_(None))).all())),
        Lack.RETURNED: Counter(
            dict(session.execute(of_case.where(Accreditation.state == AccreditationState.RETURNED.value)).all())
        ),
    }


def _contacts(session: Session, now: datetime) -> dict[int, Recipient]:
    """Delegation id -> who acts for it now: its focal point, or a deputy while there is none."""
    statement = (
        select(FocalPoint)
        .where(FocalPoint.mandate_from <= now, now < FocalPoint.mandate_until)
        .order_by(FocalPoint.is_deputy.desc(), FocalPoint.id.desc())
        .options(joinedload(FocalPoint.user))
    )
    return {
        row.delegation_id: Recipient(row.user.code, row.user.name, row.user.email, row.user.language)
        for row in session.scalars(statement)
        if not row.user.is_disabled
    }


def _ending(session: Session, now: datetime, days: int) -> tuple[tuple[DeadlineKind, datetime], ...]:
    """The deadlines that end within so many days."""
    until = now + timedelta(days=days)
    return tuple(
        (one.kind, one.falls_at)
        for one in deadlines(session)
        if one.falls_at is not None and now < one.falls_at <= until
    )

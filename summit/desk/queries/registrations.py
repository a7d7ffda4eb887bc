"""Registrations day by day, against the deadline."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Participant
from summit.delegations.queries import PeopleFilters, Reach, deadline_of
from summit.desk.facts import RegistrationDay, Registrations, Stage
from summit.desk.queries.counting import people_at
from summit.foundation.clock import local

FARTHEST_DEADLINE = timedelta(days=92)  # a deadline beyond that is told in words, so that the days before it stay readable


def registrations(session: Session, within: Reach, now: datetime, zone: str) -> Registrations:
    """Everybody within reach who is registered, by the day of the summit's clocks: the people of the list, no others."""
    ids = people_at(within, Stage.REGISTERED, PeopleFilters()).with_only_columns(Participant.id).order_by(None)
    rows = session.execute(
        select(Participant.registered_at, Participant.is_late).where(Participant.id.in_(ids))
    )
    found = Counter((local(at, zone).date(), is_late) for at, is_late in rows)
    deadline = deadline_of(session, DeadlineKind.NOMINATION)
    if not found:
        return Registrations((), None, deadline.falls_at, deadline.words)
    first, last = min(day for day, _ in found), max(day for day, _ in found)
    falls_on = local(deadline.falls_at, zone).date() if deadline.falls_at else last
    today = local(now, zone).date()
    last = max(last, min(today, falls_on))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return Registrations(
        days=tuple(RegistrationDay(day, found[day, False], found[day, True]) for day in days),
        last_day=max(last, falls_on) if falls_on - last <= FARTHEST_DEADLINE else last,
        deadline=deadline.falls_at,
        deadline_words=deadline.words,
    )

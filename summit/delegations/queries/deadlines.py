"""By when delegations do what, in words of the summit's own clocks (domain 4.6)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations.facts import DeadlineFacts, DeadlineLine
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Deadline
from summit.delegations.rules import deadline_sentence
from summit.foundation.clock import local
from summit.venues.facts import SummitFacts
from summit.venues.queries import summit_if_set_up


def deadlines(session: Session) -> list[DeadlineFacts]:
    """Every deadline there can be, in the order of the work; one that is not set has no moment."""
    summit = summit_if_set_up(session)
    found = {row.kind: row for row in session.scalars(select(Deadline))}
    return [_facts(kind, found.get(kind.value), summit) for kind in DeadlineKind]


def deadline_of(session: Session, kind: DeadlineKind) -> DeadlineFacts:
    """One of them."""
    row = session.get(Deadline, kind.value)
    return _facts(kind, row, summit_if_set_up(session) if row else None)


def deadline_lines(session: Session, now: datetime) -> tuple[DeadlineLine, ...]:
    """What a delegation is told about those that are set."""
    return tuple(
        DeadlineLine(deadline_sentence(one, now), one.has_passed(now))
        for one in deadlines(session)
        if one.falls_at is not None
    )


def lateness(session: Session, kind: DeadlineKind, now: datetime) -> str:
    """What is said to whoever comes now, after the deadline (ACC-08); empty before it."""
    found = deadline_of(session, kind)
    return deadline_sentence(found, now) if found.has_passed(now) else ""


def _facts(kind: DeadlineKind, row: Deadline | None, summit: SummitFacts | None) -> DeadlineFacts:
    if row is None:
        return DeadlineFacts(kind, None, is_hard=False, words="")
    zone, clock = (summit.zone, summit.clock(row.falls_at)) if summit else ("UTC", "UTC")
    words = f"{local(row.falls_at, zone):%-d %B %Y, %H:%M} {clock}"
    return DeadlineFacts(kind, row.falls_at, row.is_hard, words)

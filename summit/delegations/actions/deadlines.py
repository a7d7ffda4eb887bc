"""Deadlines are set, and kept (domain 4.6, ACC-08)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Deadline
from summit.delegations.queries.deadlines import deadline_of
from summit.delegations.rules import require_in_time


def set_deadline(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    kind: DeadlineKind,
    falls_at: datetime | None,
    is_hard: bool = False,
) -> None:
    """Set or move a deadline; None takes it away. What was marked late before stays so."""
    present = deadline_of(session, kind)
    if falls_at is None:
        _take_away(session, kind)
    else:
        session.merge(Deadline(kind=kind.value, falls_at=falls_at, is_hard=is_hard))
    session.flush()
    record(
        session,
        actor,
        now,
        verb="set",
        of=("deadline", kind.value),
        before={"falls_at": present.falls_at, "is_hard": present.is_hard},
        after={"falls_at": falls_at, "is_hard": is_hard},
    )


def keep_deadline(session: Session, actor: Actor, now: datetime, *, kind: DeadlineKind) -> bool:
    """Whether what is done now comes late. Raises DeadlinePassed after a hard stop, but not for the protocol department."""
    return require_in_time(actor, deadline_of(session, kind), now)


def _take_away(session: Session, kind: DeadlineKind) -> None:
    found = session.get(Deadline, kind.value)
    if found is not None:
        session.delete(found)

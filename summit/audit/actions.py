"""Writing the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.audit.models import GENESIS, AuditEntry
from summit.audit.rules import hash_of

CHAIN_LOCK = 7_203_001
LAST_HASH = select(AuditEntry.entry_hash).order_by(AuditEntry.id.desc()).limit(1)
APPEND = insert(AuditEntry)
COLUMNS = tuple(column.key for column in AuditEntry.__table__.columns if not column.primary_key)


def record(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    verb: str,
    of: tuple[str, str],
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Append one line and chain it to the last, under one lock.

    `of` is the record's kind and public code. Values of restricted fields must come in masked: the journal keeps what it
    is given, for as long as the journal is kept.
    """
    _lock_chain(session)
    session.flush()  # every change comes through here: the line is a plain statement, behind what the session held back
    journal = session.connection()
    entry = AuditEntry(
        at=now,
        actor_code=actor.code,
        actor_name=actor.name,
        verb=verb,
        object_kind=of[0],
        object_code=of[1],
        before=_plain(before),
        after=_plain(after),
        reason=reason,
        request_id=actor.request_id,
        previous_hash=journal.scalar(LAST_HASH) or GENESIS,
    )
    entry.entry_hash = hash_of(entry)
    journal.execute(APPEND, {name: getattr(entry, name) for name in COLUMNS})


def _lock_chain(session: Session) -> None:
    """SQLite's writers already queue at BEGIN IMMEDIATE; PostgreSQL takes one lock until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})


def _plain(values: Mapping[str, object] | None) -> dict[str, str]:
    return {key: "" if value is None else str(value) for key, value in (values or {}).items()}

"""Reading the journal, and proving that nobody rewrote it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, select, tuple_
from sqlalchemy.orm import Session

from summit.audit.facts import AuditLine
from summit.audit.models import GENESIS, AuditEntry
from summit.audit.rules import hash_of


@dataclass(frozen=True)
class ChainReport:
    """What the check found: how many lines, the head's hash, and the numbers of the lines that do not fit."""

    lines: int
    head: str
    broken: tuple[int, ...]


def verify_chain(session: Session) -> ChainReport:
    """Walk the journal from the first line; an edited, removed or reordered line breaks the walk there."""
    previous, lines, broken = GENESIS, 0, []
    for entry in session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    ):
        lines += 1
        if entry.previous_hash != previous or entry.entry_hash != hash_of(entry):
            broken.append(entry.id)
        previous = entry.entry_hash
        session.expunge(entry)
    return ChainReport(lines=lines, head=previous, broken=tuple(broken))


def history(session: Session, kind: str, code: str, *, limit: int = 100) -> list[AuditLine]:
    """The newest lines about one record."""
    statement = (
        select(AuditEntry)
        .where(AuditEntry.object_kind == kind, AuditEntry.object_code == code)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return list(_lines(session.scalars(statement)))


def journal(session: Session, *, before: int | None = None, limit: int = 50) -> list[AuditLine]:
    """The newest lines of all, or those older than line `before`."""
    statement = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    return list(_lines(session.scalars(statement)))


def journal_about(
    session: Session, codes: CompoundSelect[str], kinds: Collection[tuple[str, str]], *, before: int | None, limit: int
) -> list[AuditLine]:
    """The newest lines about the records of those codes, of these kinds and verbs, or those older than line `before`."""
    statement = (
        select(AuditEntry)
        .where(AuditEntry.object_code.in_(codes), tuple_(AuditEntry.object_kind, AuditEntry.verb).in_(sorted(kinds)))
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    return list(_lines(session.scalars(statement)))


def _lines(entries: Iterable[AuditEntry]) -> Iterator[AuditLine]:
    for entry in entries:
        yield AuditLine(
            number=entry.id,
            at=entry.at,
            actor_code=entry.actor_code,
            actor_name=entry.actor_name,
            verb=entry.verb,
            object_kind=entry.object_kind,
            object_code=entry.object_code,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )

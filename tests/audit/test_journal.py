"""The journal is append-only and chained (ROL-03, RT-08)."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from summit.audit.actions import record
from summit.audit.models import AuditEntry
from summit.audit.queries import history, verify_chain
from summit.foundation.db import Database
from tests.factories import NOW, SYSTEM

WRITERS = 8
LINES_EACH = 25


def write(database: Database, count: int, kind: str = "thing") -> None:
    for number in range(count):
        with database.committing() as session:
            record(session, SYSTEM, NOW + timedelta(seconds=number), verb="try", of=(kind, f"T-{number}"))


def test_many_writers_keep_one_chain(database: Database) -> None:
    threads = [threading.Thread(target=write, args=(database, LINES_EACH)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        report = verify_chain(session)
        written = session.scalars(select(AuditEntry.id).where(AuditEntry.object_kind == "thing")).all()
    assert report.broken == ()
    assert len(written) == WRITERS * LINES_EACH


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entries SET verb = 'other'", "DELETE FROM audit_entries"]
)
def test_the_database_refuses_to_change_a_line(database: Database, statement: str) -> None:
    write(database, 3)
    with pytest.raises(IntegrityError, match="audit_is_append_only"), database.committing() as session:
        session.execute(text(statement))
    with database.reading() as session:
        assert verify_chain(session).broken == ()


def _without_guard(database: Database, *statements: str) -> None:
    """What somebody who owns the database could do."""
    if database.is_sqlite:
        guards = ["DROP TRIGGER audit_is_append_only_update", "DROP TRIGGER audit_is_append_only_delete"]
    else:
        guards = ["DROP TRIGGER audit_is_append_only ON audit_entries"]
    with database.committing() as session:
        for statement in (*guards, *statements):
            session.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit_entries SET actor_name = 'Somebody else' WHERE object_code = 'T-3'", "T-3"),
        ("DELETE FROM audit_entries WHERE object_code = 'T-3'", "T-4"),
    ],
)
def test_tampering_is_found(database: Database, tampering: str, found: str) -> None:
    write(database, 8)
    _without_guard(database, tampering)
    with database.reading() as session:
        broken = verify_chain(session).broken
        codes = session.scalars(select(AuditEntry.object_code).where(AuditEntry.id.in_(broken))).all()
    assert codes == [found]


def test_the_command_tells_a_broken_chain(app: Flask, database: Database) -> None:
    write(database, 4)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["audit", "verify"]).exit_code == 0
    _without_guard(database, "UPDATE audit_entries SET reason = 'x' WHERE object_code = 'T-1'")
    told = runner.invoke(args=["audit", "verify"])
    assert told.exit_code == 1
    assert "the chain is broken at line" in told.output


def test_history_of_one_record(database: Database) -> None:
    with database.committing() as session:
        record(session, SYSTEM, NOW, verb="open", of=("badge", "B-1"), after={"state": "queued"})
        record(session, SYSTEM, NOW, verb="open", of=("badge", "B-2"))
        record(
            session, SYSTEM, NOW, verb="void", of=("badge", "B-1"), before={"state": "queued"}, reason="torn"
        )
    with database.reading() as session:
        lines = history(session, "badge", "B-1")
    assert [(line.verb, line.before, line.after, line.reason) for line in lines] == [
        ("void", {"state": "queued"}, {}, "torn"),
        ("open", {}, {"state": "queued"}, ""),
    ]

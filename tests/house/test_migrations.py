"""Migrations run up, down and up again, with data, and their head is what the models say (RT-24)."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from summit.app import create_app
from summit.audit.queries import verify_chain
from summit.badges.models import Badge, PrintRun
from summit.foundation.db import Base, Database
from tests.conftest import make_config
from tests.factories import NOW, make_delegation, make_participant, make_summit

GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('x', 'c') "
    "UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
}


@pytest.fixture
def bare_app(bare_database_url: str, tmp_path: Path) -> Flask:
    """An app on a database without any table."""
    return create_app(make_config(bare_database_url, tmp_path / "instance"))


def run(app: Flask, *arguments: str) -> None:
    with app.app_context():
        told = app.test_cli_runner().invoke(args=["db", *arguments])
    assert told.exit_code == 0, told.output or told.exception


def guards(database: Database) -> list[tuple[str, str]]:
    """Triggers and exclusion constraints, blanks and letters' case aside."""
    with database.reading() as session:
        rows = session.execute(text(GUARDS[database.engine.dialect.name])).all()
    return [(name, " ".join(body.lower().split())) for name, body in rows]


def test_up_down_and_up_again_with_data(bare_app: Flask) -> None:
    database: Database = bare_app.extensions["database"]
    run(bare_app, "upgrade")
    for _ in range(2):
        with database.committing() as session:
            make_summit(session)
            participant = make_participant(session, make_delegation(session, "FR"))
            run_of_cards = PrintRun(code="R-1", title="All", created_at=NOW, created_by="system")
            session.add(Badge(serial="B-1", participant=participant, token_id="1", run=run_of_cards, created_at=NOW))
        with database.reading() as session:
            assert verify_chain(session).broken == ()
        run(bare_app, "downgrade", "base")
        with database.engine.connect() as connection:
            assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        run(bare_app, "upgrade")
    database.engine.dispose()


def test_the_head_equals_the_models(bare_app: Flask, app: Flask) -> None:
    """Tables by Alembic's own comparison; guards against those that `create_all` builds from the models."""
    database: Database = bare_app.extensions["database"]
    run(bare_app, "upgrade")
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)
    assert differences == []
    assert guards(database) == guards(app.extensions["database"])
    assert len(guards(database)) > 3
    database.engine.dispose()


def test_a_delegation_keeps_the_number_of_badges_it_had(bare_app: Flask) -> None:
    """An uncommon number becomes an exception with a reason (DEL-20); the usual one needs none."""
    database: Database = bare_app.extensions["database"]
    run(bare_app, "upgrade", "0001")
    with database.committing() as session:
        for number, places in ((1, 12), (2, 50)):
            party = {"id": number, "code": f"P{number}"}
            session.execute(text("INSERT INTO parties (id, code, kind, iso3, flag, region, article) "
                                 "VALUES (:id, :code, 'NGO', '', '', '', '')"), party)  # fmt: skip
            session.execute(text(
                "INSERT INTO delegations (code, party_id, sort_name, search_text, languages, badge_quota, created_at, "
                "version) VALUES (:code, :party, 'x', '', 'en', :places, '2025-08-01 00:00:00', 1)"
            ), {"code": f"D-{number}", "party": number, "places": places})  # fmt: skip
    run(bare_app, "upgrade", "0004")
    with database.reading() as session:
        assert session.execute(text("SELECT code, kind, places, reason FROM quotas")).all() == [
            ("Q-1", "", 12, "The number that was agreed before quotas were rules.")
        ]
    run(bare_app, "downgrade", "0001")
    with database.reading() as session:
        kept = text("SELECT code, badge_quota FROM delegations ORDER BY code")
        assert session.execute(kept).all() == [("D-1", 12), ("D-2", 50)]
    database.engine.dispose()

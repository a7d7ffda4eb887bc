"""What the duty desk asks across the rooms."""

from __future__ import annotations

from datetime import timedelta

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from config import Config
from summit.foundation.clock import utc_now
from summit.foundation.commands import alembic_config
from summit.foundation.db import Database
from summit.foundation.jobs import Job, JobState

VERSION = "0.1.0"
WAITING_TOO_LONG = timedelta(minutes=1)


def health(database: Database, config: Config) -> dict[str, str]:
    """Whether the database answers, the version, the schema's revision against the newest one, and the worker."""
    facts = {"version": VERSION, "worker": config.worker, "dialect": database.engine.dialect.name}
    head = ScriptDirectory.from_config(alembic_config()).get_current_head() or ""
    try:
        with database.reading() as session:
            revision = MigrationContext.configure(session.connection()).get_current_revision() or ""
            late = session.scalar(
                select(func.count())
                .select_from(Job)
                .where(Job.state == JobState.QUEUED, Job.created_at < utc_now() - WAITING_TOO_LONG)
            )
    except SQLAlchemyError:
        return facts | {"database": "away", "migration": "", "migration_head": head, "jobs": "unknown"}
    return facts | {
        "database": "ok" if revision == head else "schema is behind",
        "migration": revision,
        "migration_head": head,
        "jobs": f"{late} waiting for more than a minute" if late else "no backlog",
    }

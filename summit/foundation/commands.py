"""Shell doors of the foundation: the database, jobs, the routes' policy, the lifecycles."""

from __future__ import annotations

import click
from alembic import command
from alembic.config import Config as AlembicConfig
from flask import current_app
from flask.cli import AppGroup

from config import ROOT
from summit.foundation.jobs import work_forever

db = AppGroup("db", help="The database schema.")
jobs = AppGroup("jobs", help="Background work.")


def alembic_config() -> AlembicConfig:
    """Alembic's settings for the migrations folder; the database comes from the running app."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


@db.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the schema up to REVISION (default: head)."""
    command.upgrade(alembic_config(), revision)


@db.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION (`base` removes everything)."""
    command.downgrade(alembic_config(), revision)


@db.command("current")
def current() -> None:
    """Print the revision of the database."""
    command.current(alembic_config(), verbose=False)


@db.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from the difference between the models and the database."""
    command.revision(alembic_config(), message, autogenerate=True)


@jobs.command("work")
def work() -> None:
    """Carry out background jobs until stopped; for installations with separate workers."""
    work_forever(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command("routes-policy")
def routes_policy() -> None:
    """Print every route with its methods and the action of the rights table that guards it."""
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule):
        view = current_app.view_functions[rule.endpoint]
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{methods:<9} {rule.rule:<60} {getattr(view, 'guarded_by', 'static file')}")


groups = (db, jobs, routes_policy)

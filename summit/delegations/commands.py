"""Shell doors of delegations."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from summit.audit.facts import Actor
from summit.delegations.actions import load_parties, sweep_photos
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading

delegations = AppGroup("delegations", help="Parties, delegations and their people.")


@delegations.command("load-parties")
def load() -> None:
    """Add the States and the European Union of the reviewed list, with their names; what is there already stays."""
    with committing() as session:
        added = load_parties(session, Actor.system("flask delegations load-parties"), utc_now())
    click.echo(f"{added} parties added")


@delegations.command("sweep-photos")
def sweep() -> None:
    """Delete photo files that no person points at any more."""
    with reading() as session:
        swept = sweep_photos(session, utc_now())
    click.echo(f"{swept} files deleted")


groups = (delegations,)

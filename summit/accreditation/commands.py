"""Shell door of accreditation: the badge categories of a fresh installation."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from summit.accreditation.actions import open_categories
from summit.audit.facts import Actor
from summit.foundation.clock import utc_now
from summit.foundation.db import committing

accreditation = AppGroup("accreditation", help="Badge categories.")
groups = (accreditation,)


@accreditation.command("load-categories")
def load_categories() -> None:
    """Load the default badge categories (domain 4.5); may be repeated."""
    with committing() as session:
        open_categories(session, Actor.system("flask accreditation load-categories"), utc_now())
    click.echo("The badge categories are loaded.")

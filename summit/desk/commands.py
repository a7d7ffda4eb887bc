"""Shell doors of the duty desk: the lifecycles of all rooms as one document, and the set-up as a file."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from summit.accreditation.lifecycle import ACCREDITATION
from summit.agenda.lifecycle import ENTRY
from summit.audit.facts import Actor
from summit.badges.lifecycle import BADGE, PRINT_RUN
from summit.bilaterals.lifecycle import MEETING, REQUEST
from summit.delegations.lifecycle import IMPORT, PARTICIPANT, PHOTO_IMPORT
from summit.desk.actions import bring_in_setup
from summit.desk.facts import Setup
from summit.desk.queries import setup_of
from summit.desk.setup import read, written
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import SummitError
from summit.foundation.jobs import JOB

LIFECYCLES = (PARTICIPANT, IMPORT, PHOTO_IMPORT, ACCREDITATION, ENTRY, REQUEST, MEETING, BADGE, PRINT_RUN, JOB)
PREFACE = """# Lifecycles

Which verb leads from which state to which. Written by `flask lifecycles` from the tables in the code; do not edit by hand.
"""


@click.command("lifecycles")
def lifecycles() -> None:
    """Print docs/lifecycles.md."""
    click.echo(PREFACE)
    for table in LIFECYCLES:
        click.echo(f"## {table.noun.capitalize()}\n\n```mermaid\n{table.diagram()}\n```\n")


setup = AppGroup("setup", help="Categories, quotas and deadlines, carried from one summit to the next.")


@setup.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write categories, quotas by kind and deadlines into FILE."""
    with reading() as session:
        found = setup_of(session)
    file.write_text(written(found), encoding="utf-8")
    click.echo(_counted(found))


@setup.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def bring_in(file: Path) -> None:
    """Enter what FILE holds; all of it or, when it cannot be read, nothing."""
    try:
        found = read(file.read_text(encoding="utf-8"))
        with committing() as session:
            bring_in_setup(session, Actor.system("flask setup import"), utc_now(), setup=found)
    except UnicodeDecodeError as error:
        raise click.ClickException("This file is no set-up: it is not text in UTF-8.") from error
    except SummitError as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(_counted(found))


def _counted(found: Setup) -> str:
    return f"{len(found.categories)} categories, {len(found.quotas)} quotas, {len(found.deadlines)} deadlines"


groups = (lifecycles, setup)

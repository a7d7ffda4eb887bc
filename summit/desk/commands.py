"""Shell door of the duty desk: the lifecycles of all rooms as one document."""

from __future__ import annotations

import click

from summit.accreditation.lifecycle import ACCREDITATION
from summit.agenda.lifecycle import ENTRY
from summit.badges.lifecycle import BADGE, PRINT_RUN
from summit.bilaterals.lifecycle import MEETING, REQUEST
from summit.delegations.lifecycle import IMPORT, PARTICIPANT
from summit.foundation.jobs import JOB

LIFECYCLES = (PARTICIPANT, IMPORT, ACCREDITATION, ENTRY, REQUEST, MEETING, BADGE, PRINT_RUN, JOB)
PREFACE = """# Lifecycles

Which verb leads from which state to which. Written by `flask lifecycles` from the tables in the code; do not edit by hand.
"""


@click.command("lifecycles")
def lifecycles() -> None:
    """Print docs/lifecycles.md."""
    click.echo(PREFACE)
    for table in LIFECYCLES:
        click.echo(f"## {table.noun.capitalize()}\n\n```mermaid\n{table.diagram()}\n```\n")


groups = (lifecycles,)

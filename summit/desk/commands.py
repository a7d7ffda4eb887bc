"""Shell doors of the duty desk: the lifecycles of all rooms, the figures, the set-up as a file, reminders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from summit.accreditation.lifecycle import ACCREDITATION
from summit.agenda.lifecycle import ENTRY
from summit.audit.facts import Actor
from summit.badges.lifecycle import (
    BADGE,
    CARD_DESIGN,
    DAY_BADGE,
    FLOATER,
    LAPEL_PIN,
    LOSS,
    PRINT_RUN,
    VEHICLE_PASS,
)
from summit.bilaterals.lifecycle import MEETING, PLAN, REQUEST, ROOM_REQUEST
from summit.delegations.lifecycle import IMPORT, PARTICIPANT, PARTICIPATION, PHOTO_IMPORT
from summit.desk.actions import bring_in_setup, remind
from summit.desk.facts import Asked, FigureGroup, Setup, SummitFigures, Tally
from summit.desk.queries import Viewer, reminders, setup_of, summit_figures
from summit.desk.setup import read, written
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import SummitError
from summit.foundation.jobs import JOB
from summit.notices.lifecycle import NOTICE

LIFECYCLES = (
    PARTICIPATION, PARTICIPANT, IMPORT, PHOTO_IMPORT, ACCREDITATION, ENTRY, REQUEST, MEETING, PLAN, ROOM_REQUEST, BADGE, LOSS,
    FLOATER, DAY_BADGE, VEHICLE_PASS, LAPEL_PIN, PRINT_RUN, CARD_DESIGN, NOTICE, JOB,
)  # fmt: skip
PREFACE = """# Lifecycles

Which verb leads from which state to which. Written by `flask lifecycles` from the tables in the code; do not edit by hand.
"""


@click.command("lifecycles")
def lifecycles() -> None:
    """Print docs/lifecycles.md."""
    click.echo(PREFACE)
    for table in LIFECYCLES:
        click.echo(f"## {table.noun.capitalize()}\n\n```mermaid\n{table.diagram()}\n```\n")


setup = AppGroup("setup", help="Categories, quotas, deadlines and classes of precedence, from one summit to the next.")


@setup.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write categories, quotas by kind, deadlines, classes of precedence and words of letters into FILE."""
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


@click.command("remind")
@click.option("--days", default=7, show_default=True, help="Deadlines that end within so many days are named.")
@click.option("--dry-run", is_flag=True, help="Only say who would get what.")
def remind_(days: int, dry_run: bool) -> None:
    """Remind every delegation of what is missing, once a day at most; to be run once a day."""
    now = utc_now()
    with committing() as session:
        for one in reminders(session, now, Asked(days=days)):
            said = "nobody acts for it" if one.recipient is None else one.recipient.email
            if one.is_written:
                said += ", written already"
            elif not dry_run and one.recipient is not None:
                said += f", {remind(session, Actor.system('flask remind'), now, reminder=one)}"
            click.echo(f"{one.code}  {one.name} ({said}): {' '.join(one.tasks)}")


def _counted(found: Setup) -> str:
    counts = {"categories": found.categories, "quotas": found.quotas, "deadlines": found.deadlines, "classes": found.ranks}
    return ", ".join(f"{len(held)} {name}" for name, held in counts.items())


@click.command("figures")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def figures(as_json: bool) -> None:
    """Print the figures of the summit, as the page shows them to the protocol department."""
    with reading() as session:
        facts = summit_figures(session, Viewer(Actor.system("flask figures"), utc_now()))
    groups = (*facts.groups, FigureGroup("People", (*facts.stages, facts.late)))
    if as_json:
        click.echo(json.dumps(_plain(facts, groups), ensure_ascii=False, indent=2))
        return
    for group in groups:
        click.echo(f"{group.name}\n" + "".join(f"{one.number:>9,}  {one.label}\n" for one in group.figures))
    for tally in facts.tables:
        click.echo("".join(_tally_lines(tally)))
    for name, reason in facts.uncounted:
        click.echo(f"Not counted yet: {name}. {reason}")


def _plain(facts: SummitFigures, groups: tuple[FigureGroup, ...]) -> dict[str, object]:
    return {
        "at": facts.at.isoformat(),
        "groups": {group.name: {one.label: one.number for one in group.figures} for group in groups},
        "tables": {
            tally.name: {row.name: {one.label: one.number for one in row.figures} for row in tally.rows}
            for tally in facts.tables
        },
        "registrations": {one.day.isoformat(): [one.in_time, one.late] for one in facts.registrations.days},
        "uncounted": dict(facts.uncounted),
    }


def _tally_lines(tally: Tally) -> Iterator[str]:
    yield f"{tally.name}: {', '.join(label for label, _ in tally.columns)}\n"
    for row in tally.rows:
        yield "".join(f"{one.number:>9,}" for one in row.figures) + f"  {row.name}\n"


groups = (lifecycles, setup, figures, remind_)

"""Shell doors of documents: `flask documents render KIND … --out FILE`. A file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from summit.delegations.queries import Reach, delegation_by_code, participant_by_code
from summit.documents.queries import daily_programme, delegation_schedule, participant_schedule
from summit.documents.render import (
    render_daily_programme,
    render_delegation_schedule,
    render_participant_schedule,
)
from summit.documents.words import WORDS
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.errors import SummitError
from summit.foundation.files import write_whole
from summit.paper.facts import MissingGlyph

T = TypeVar("T")

documents = AppGroup("documents", help="Programme and schedules on paper.")
render = AppGroup("render", help="Write one document as PDF.")
documents.add_command(render)
groups = (documents,)

EVERYTHING = Reach(everything=True)
in_language = click.option("--language", default="en", show_default=True, type=click.Choice(sorted(WORDS)))
into_file = click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))


@render.command("daily-programme")
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The local day.")
@in_language
@into_file
def render_programme(day: datetime, language: str, out: Path) -> None:
    """The public programme of one day."""
    with reading() as session:
        facts = daily_programme(session, day.date(), language)
    _write(render_daily_programme, facts, out)


@render.command("delegation-schedule")
@click.option("--delegation", "code", required=True, help="The delegation's code.")
@in_language
@into_file
def render_delegation(code: str, language: str, out: Path) -> None:
    """A delegation's people and days."""
    with reading() as session:
        delegation = _found(delegation_by_code, session, code)
        facts = delegation_schedule(session, delegation, viewer=EVERYTHING, language=language)
    _write(render_delegation_schedule, facts, out)


@render.command("participant-schedule")
@click.option("--participant", "code", required=True, help="The participant's code.")
@in_language
@into_file
def render_participant(code: str, language: str, out: Path) -> None:
    """One participant's days."""
    with reading() as session:
        participant = _found(participant_by_code, session, code)
        facts = participant_schedule(session, participant, viewer=EVERYTHING, language=language)
    _write(render_participant_schedule, facts, out)


def _found(query: Callable[[Session, str], T], session: Session, code: str) -> T:
    try:
        return query(session, code)
    except SummitError as error:
        raise click.ClickException(f"There is nothing of the code {code}.") from error


def _write(draw: Callable[..., None], facts: object, out: Path) -> None:
    buffer = BytesIO()
    try:
        draw(facts, buffer, printed_at=utc_now())
    except MissingGlyph as error:
        raise click.ClickException(str(error)) from error
    write_whole(out, buffer.getvalue())

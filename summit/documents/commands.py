"""Shell doors of documents: `flask documents list | render KIND … | publish KIND …`. A file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any  # Any: what click has parsed

import click
from flask.cli import AppGroup

from summit.audit.facts import Actor
from summit.documents import actions, queries
from summit.documents.facts import Asked
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import (
    CLASSIFICATION_NAMES,
    PUBLISHED,
    STATE_NAMES,
    DocumentKind,
    SubjectKind,
    VersionState,
)
from summit.documents.words import UnknownLanguage, languages_of
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound, SummitError
from summit.foundation.files import write_whole
from summit.paper.facts import MissingGlyph

documents = AppGroup("documents", help="Everything that is printed, and its published versions.")
groups = (documents,)

COMMAND_LINE = Actor.system("flask documents")
ASKED = ("kind", "day", "delegation", "participant", "meeting", "language", "state")
OPTIONS = {
    SubjectKind.DAY: "--day",
    SubjectKind.DELEGATION: "--delegation",
    SubjectKind.PARTICIPANT: "--participant",
    SubjectKind.MEETING: "--meeting",
}
EVERY = click.option("--all", "every", is_flag=True, help="The documents of all delegations or heads of delegation.")
STATES = click.Choice([state.value for state in PUBLISHED])


def _languages(context: click.Context, option: click.Parameter, written: str) -> str:
    try:
        return ",".join(languages_of(written))
    except UnknownLanguage as error:
        raise click.BadParameter(error.sentence) from error


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """A command that is handed which document is meant; the option that the kind needs must be there."""

    @wraps(command)
    def parsed(**chosen: Any) -> None:
        command(_asked(chosen), **{name: value for name, value in chosen.items() if name not in ASKED})

    for option in (
        click.argument("kind", type=click.Choice([kind.value for kind in DocumentKind])),
        click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The local day."),
        click.option("--delegation", default="", help="The delegation's code."),
        click.option("--participant", default="", help="The participant's code."),
        click.option("--meeting", default="", help="The code of the request for the meeting."),
        click.option(
            "--language", default="en", show_default=True, callback=_languages, metavar="L[,L]",
            help="One language, or two for a bilingual paper: en,fr.",
        ),
    ):
        parsed = option(parsed)
    return parsed


@documents.command("list")
def list_kinds() -> None:
    """Every kind of document, who reads it, and what was published last."""
    with reading() as session:
        latest = queries.latest_of_kinds(session)
    for kind, facts in KINDS.items():
        document, count = latest.get(kind, (None, 0))
        standing = STATE_NAMES[VersionState(document.state)] if document else STATE_NAMES[VersionState.UNPUBLISHED]
        about = OPTIONS.get(facts.subject, "")
        told = f"{standing}, {count} published" if count else standing
        click.echo(f"{kind.value:24}{about:15}{CLASSIFICATION_NAMES[facts.classification]:22}{told}")


@documents.command("render")
@asking
@click.option("--state", default="provisional", type=STATES, help="As what it would be published.")
@click.option("--since", default=0, type=click.IntRange(0), metavar="N", help="Only what changed since version N.")
@EVERY
@click.option("--changed", is_flag=True, help="With --all: only those that changed since they were published.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
def render(asked: Asked, since: int, every: bool, changed: bool, out: Path) -> None:
    """Write one document, or all of a kind, as they are now, as PDF."""
    if (every and since) or (changed and not every):
        raise click.UsageError("--since is for one document, --changed for --all.")
    now = utc_now()
    try:
        with reading() as session:
            if every:
                bundle = actions.gather_bundle(session, COMMAND_LINE, now, asked=asked)
                content = actions.bundle_pdf(bundle.only_changed() if changed else bundle, printed_at=now)
            else:
                content = actions.draft_pdf(session, COMMAND_LINE, now, asked=asked, since=since)
    except (SummitError, MissingGlyph) as error:
        raise _told(error, asked) from error
    write_whole(out, content)


@documents.command("publish")
@asking
@click.option("--state", required=True, type=STATES)
@EVERY
@click.option("--note", default="", help="What this version is for.")
@click.option("--hours", default=24, show_default=True, help="How long delegations may ask for corrections.")
def publish(asked: Asked, every: bool, note: str, hours: int) -> None:
    """Freeze the document as its next version; with --all each of the kind that changed."""
    publication, now = actions.Publication(note=note, hours=hours), utc_now()
    try:
        if every:
            with reading() as session:
                bundle = actions.gather_bundle(session, COMMAND_LINE, now, asked=asked)
            with committing() as session:
                count = actions.publish_bundle(session, COMMAND_LINE, now, bundle=bundle, publication=publication)
            click.echo(f"{count} published")
            return
        with reading() as session:
            prepared = actions.prepare_version(session, COMMAND_LINE, now, asked=asked)
        with committing() as session:
            version = actions.publish_prepared(session, COMMAND_LINE, now, prepared=prepared, publication=publication)
            state = STATE_NAMES[VersionState(version.state)].lower()
            told = f"{version.document.code} version {version.number}, {state}"
    except (SummitError, MissingGlyph) as error:
        raise _told(error, asked) from error
    click.echo(told)


@documents.command("emergency-folder")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.zip")
def take_emergency_folder(out: Path) -> None:
    """Write lists for the gates, programme, rooms, day badges and contacts as one archive."""
    try:
        with committing() as session:
            actions.note_emergency_folder(session, COMMAND_LINE, utc_now())
        with reading() as session:
            content = actions.emergency_folder(session, utc_now())
    except (SummitError, MissingGlyph) as error:
        raise click.ClickException(str(error)) from error
    write_whole(out, content)


def _asked(chosen: dict[str, Any]) -> Asked:
    facts = KINDS[DocumentKind(chosen["kind"])]
    day = chosen["day"]
    subject = {
        SubjectKind.DAY: f"{day:%Y-%m-%d}" if day else "",
        SubjectKind.DELEGATION: chosen["delegation"],
        SubjectKind.PARTICIPANT: chosen["participant"],
        SubjectKind.MEETING: chosen["meeting"],
    }.get(facts.subject, "")
    if chosen["every"] and (subject or not facts.has_bundle):
        raise click.UsageError(f"--all is for the documents of all delegations or heads; {facts.name} is asked for alone.")
    if facts.subject in OPTIONS and not subject and not chosen["every"]:
        raise click.UsageError(f"{facts.name} needs {OPTIONS[facts.subject]}.")
    return Asked(facts.kind, subject, chosen["language"], VersionState(chosen["state"]))


def _told(error: SummitError | MissingGlyph, asked: Asked) -> click.ClickException:
    if isinstance(error, NotFound) and asked.subject:
        return click.ClickException(f"There is nothing of the code {asked.subject}.")
    return click.ClickException(str(error))

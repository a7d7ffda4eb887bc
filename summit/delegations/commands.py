"""Shell doors of delegations."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.delegations.actions import (
    confirm_import,
    confirm_photo_import,
    draft_import,
    draft_photo_import,
    load_parties,
    record_export,
    sweep_change_runs,
    sweep_form_drafts,
    sweep_imports,
    sweep_papers,
    sweep_photo_imports,
    sweep_photos,
)
from summit.delegations.facts import ImportLine
from summit.delegations.lifecycle import LANGUAGE_NAMES, PHOTO_FINDINGS
from summit.delegations.models import Delegation
from summit.delegations.photograph import SentPhoto, photos_in
from summit.delegations.precedence import Draft, ListKind, Settings, TieBreak
from summit.delegations.queries import (
    Reach,
    delegation_by_code,
    draft_of,
    judged_rows,
    label_of,
    list_settings,
    opening_moment,
    register,
    roll_of,
    shown_in,
)
from summit.delegations.sheet import (
    SheetFile,
    by_delegation,
    guessed_columns,
    read_sheet,
    require_columns,
    write_csv,
    write_workbook,
)
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound, RuleBroken, SummitError
from summit.foundation.files import write_whole
from summit.venues.queries import the_summit

IMPORTER = Actor.system("flask delegations import")
MOST_PHOTOS = 2_000
delegations = AppGroup("delegations", help="Parties, delegations and their people.")


@delegations.command("load-parties")
def load() -> None:
    """Add the States and the European Union of the reviewed list, with their names; what is there already stays."""
    with committing() as session:
        added = load_parties(session, Actor.system("flask delegations load-parties"), utc_now())
    click.echo(f"{added} parties added")


@delegations.command("sweep-photos")
def sweep() -> None:
    """Throw away photos that nobody confirmed for a day, and delete files that no person points at any more."""
    with committing() as session:
        sweep_photo_imports(session, utc_now())
    with reading() as session:
        swept = sweep_photos(session, utc_now())
    click.echo(f"{swept} files deleted")


@delegations.command("sweep-papers")
def sweep_scans() -> None:
    """Delete files of papers that were taken off the file, or never got on it."""
    with reading() as session:
        swept = sweep_papers(session, utc_now())
    click.echo(f"{swept} files deleted")


@delegations.command("order")
@click.option("--list", "kind", required=True, type=click.Choice([kind.value for kind in ListKind]))
@click.option("--language", type=click.Choice(sorted(LANGUAGE_NAMES)), help="Instead of the list's own.")
@click.option("--drawn", default="", help="Two-letter code of the State that was drawn by lot.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Moment on the summit's clocks.")
@click.option("--json", "as_json", is_flag=True, help="As a version keeps it.")
def print_order(kind: str, language: str | None, drawn: str, at: datetime | None, as_json: bool) -> None:
    """Print the order of a list and why each delegation stands where it does."""
    with reading() as session:
        settings, _ = list_settings(session, ListKind(kind))
        settings = replace(settings, language=language or settings.language)
        draft = _draft(session, ListKind(kind), _drawn(settings, drawn), at)
    if as_json:
        told = draft.content | {"digest": draft.digest, "is_publishable": draft.is_publishable}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for place in draft.order.places:
        click.echo(f"{place.number:>3}  {place.contender.name}  ({place.reason})")
    if not draft.is_publishable:
        click.echo("Not publishable: a date is missing, a decision cannot hold, or a signature comes too early.", err=True)


def _drawn(settings: Settings, drawn: str) -> Settings:
    return replace(settings, tie_break=TieBreak.DRAWN, drawn=drawn.upper()) if drawn else settings


def _draft(session: Session, kind: ListKind, settings: Settings, at: datetime | None) -> Draft:
    asked = moment(at, the_summit(session).zone) if at else opening_moment(session, utc_now())
    try:
        return draft_of(session, kind, at=asked, settings=settings)
    except NotFound as error:
        raise click.BadParameter(f"there is no party {settings.drawn}", param_hint="--drawn") from error


@delegations.command("sweep-imports")
def sweep_sheets() -> None:
    """Forget sheets that nobody confirmed for a day, and what can be undone no more, of changes of many people too."""
    with committing() as session:
        now = utc_now()
        swept, undoable = sweep_imports(session, now), sweep_change_runs(session, now)
    click.echo(f"{swept} sheets forgotten, and {undoable} changes of many people")


@delegations.command("sweep-drafts")
def sweep_drafts() -> None:
    """Forget what was typed into forms and not sent for seven days."""
    with committing() as session:
        swept = sweep_form_drafts(session, utc_now())
    click.echo(f"{swept} drafts forgotten")


@delegations.command("export")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="FILE.xlsx or FILE.csv.")
def export(out: Path) -> None:
    """Write the register of all delegations; passport numbers stay masked."""
    actor, now, everybody = Actor.system("flask delegations export"), utc_now(), Reach(everything=True)
    with committing() as session:
        found = register(session, actor, now, within=everybody)
        record_export(session, actor, now, within=everybody, people=len(found.lines))
    write_whole(out, write_csv(found) if out.suffix == ".csv" else write_workbook(found))
    click.echo(f"{len(found.lines)} people written")


@delegations.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--delegation", "code", default="", help="Whose people they are; else the column Delegation says it.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and do nothing.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the result of each row as JSON.")
def import_(file: Path, code: str, dry_run: bool, report: Path | None) -> None:
    """Take the sheet FILE in, into one delegation or into those that its rows name: all of it, or nothing."""
    try:
        content = file.read_bytes()
        sheet = read_sheet(content)
        sent = SheetFile(file.name, hashlib.sha256(content).hexdigest(), sheet, guessed_columns(sheet.header))
        require_columns(sheet, sent.columns)
        files = {code: sent} if code else by_delegation(sent)
        _report(_judged(files), report)
        if not dry_run:
            _take_in(files)
    except SummitError as error:
        raise click.ClickException(error.sentence) from error
    click.echo("Nothing was changed: a dry run." if dry_run else "Imported.")


@delegations.command("photos")
@click.argument("file", type=click.File("rb"))
@click.option("--delegation", "code", default="", help="Whose people they show; else those of all delegations.")
@click.option("--only-good", is_flag=True, help="Store those that can be stored instead of all or none.")
@click.option("--dry-run", is_flag=True, help="Say whom each file shows and store nothing.")
def photos(file: BinaryIO, code: str, only_good: bool, dry_run: bool) -> None:
    """Store the photos in the ZIP FILE, named by participant code or passport number: all of them, or none."""
    try:
        sent = list(photos_in(file, MOST_PHOTOS))
        if dry_run:
            _tell(sent, code)
        else:
            _store(sent, code, only_good=only_good)
    except SummitError as error:
        raise click.ClickException(error.sentence) from error


def _tell(sent: list[SentPhoto], code: str) -> None:
    with reading() as session:
        roll = roll_of(session, _named(session, code) if code else None)
        for photo in sent:
            found, fault = shown_in(session, roll, photo.name)
            findings = photo.portrait.findings if photo.portrait else ()
            told = [photo.fault or fault, *(PHOTO_FINDINGS[one] for one in findings)]
            whom = found.code if found else "nobody"
            click.echo(" ".join([f"{label_of(roll, photo.name)}: {whom}", *filter(None, told)]))
    click.echo("Nothing was changed: a dry run.")


def _store(sent: list[SentPhoto], code: str, *, only_good: bool) -> None:
    actor, now = Actor.system("flask delegations photos"), utc_now()
    with committing() as session:
        delegation = _named(session, code) if code else None
        draft = draft_photo_import(session, actor, now, delegation=delegation, photos=sent)
        confirm_photo_import(session, actor, now, draft=draft, version=draft.version, only_good=only_good)
        stored, left_out = draft.stored, draft.left_out
    click.echo(f"{stored} photos stored, {left_out} left out")


def _judged(files: dict[str, SheetFile]) -> list[ImportLine]:
    with reading() as session:
        return [
            row.line
            for code, file in files.items()
            for row in judged_rows(
                session, IMPORTER, utc_now(),
                delegation=_named(session, code), sheet=file.sheet, columns=file.columns,
            )
        ]  # fmt: skip


def _take_in(files: dict[str, SheetFile]) -> None:
    now = utc_now()
    with committing() as session:
        for code, file in files.items():
            delegation = _named(session, code)
            draft = draft_import(session, IMPORTER, now, delegation=delegation, file=file)
            confirm_import(session, IMPORTER, now, delegation=delegation, draft=draft, version=draft.version)


def _named(session: Session, code: str) -> Delegation:
    try:
        return delegation_by_code(session, code)
    except NotFound as error:
        raise RuleBroken(f"There is no delegation {code}.", "file") from error


def _report(lines: list[ImportLine], report: Path | None) -> None:
    for line in lines:
        if line.verb == "refuse":
            click.echo(f"{line.where or f'Row {line.number}'}: {line.fault}", err=True)
    counted = Counter(line.verb for line in lines)
    click.echo(f"{counted['add']} to register, {counted['edit']} to change, {counted['refuse']} that cannot be done")
    if report is not None:
        content = {"counts": counted, "rows": [{**asdict(line), "differences": len(line.differences)} for line in lines]}
        write_whole(report, json.dumps(content, ensure_ascii=False, indent=1).encode())


groups = (delegations,)

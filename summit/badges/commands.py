"""Doors of badges without a browser: the shell's, and the one that a worker opens for a print run."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from summit.audit.facts import Actor
from summit.badges import actions, queries
from summit.badges.facts import (
    PASS_KINDS,
    TOKEN_WORDS,
    CannotPrint,
    PassOrder,
    RunSelection,
    SelectionKind,
    TokenState,
)
from summit.badges.layout import CardKind
from summit.badges.lifecycle import PrintRunState
from summit.badges.models import PrintRun
from summit.badges.render import Printing, gathered, render_cards
from summit.badges.rules import DeadToken, NobodyToPrint, require_somebody
from summit.badges.token import public_key, read_key, spell_key, verify
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound, SummitError
from summit.foundation.files import DRAFT_MARK, whole_file
from summit.foundation.jobs import Interrupted, JobRun, job_kind
from summit.venues.queries import the_summit

badges = AppGroup("badges", help="Badges: drawn to a file, and their codes.")
groups = (badges,)


@job_kind(actions.PRINT_KIND)
def draw_run(job: JobRun) -> None:
    """Draw the cards of a print run. Killed anywhere, it can begin again: the cards are rows, the file whole or absent."""
    with job.database.reading() as session:
        run = _own_run(job, queries.run_by_code(session, job.payload["run"]))
        path = queries.run_file(session, run)
    try:
        with job.database.reading() as session:
            design, title = queries.design_of_run(session, run), queries.title_of(queries.event_face(session))
            sheet = queries.run_sheet(design, run.paper)
            printing = Printing(artwork=queries.artwork_finder(session), tell=job.report, sheet=sheet)
            with closing(queries.run_faces(session, run)) as faces:
                deck = gathered(faces, design)
        require_somebody(len(deck), ())
        job.report(0, len(deck))
        _sweep(path)
        with whole_file(path) as out:
            render_cards(deck, design, out, title=title, printing=printing)
    except (CannotPrint, NobodyToPrint) as error:
        with job.database.committing() as session:
            run = _own_run(job, queries.run_to_change(session, run.code))
            actions.fail_run(session, utc_now(), run=run, problem=error.sentence)
        raise
    with job.database.committing() as session:
        actions.finish_run(session, utc_now(), run=_own_run(job, queries.run_to_change(session, run.code)))


def _sweep(path: Path) -> None:
    """Remove what a killed worker left of this very file: it shows people."""
    for draft in path.parent.glob(f"{path.name}{DRAFT_MARK}*"):
        draft.unlink(missing_ok=True)


def _own_run(job: JobRun, run: PrintRun) -> PrintRun:
    """The run, if it still waits for this job: otherwise it was cancelled, or taken up by a newer one."""
    if run.state != PrintRunState.QUEUED or run.job_id != job.job_id:
        raise Interrupted(job.code)
    return run


@badges.command("render")
@click.option("--all", "everyone", is_flag=True, help="Everybody who is admitted.")
@click.option("--delegation", default="", metavar="CODE", help="One delegation.")
@click.option("--participant", default="", metavar="CODE", help="One person.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--workers", default=1, type=click.IntRange(1, 64), help="How many processes draw; the file is the same.")
def render(everyone: bool, delegation: str, participant: str, out: Path, workers: int) -> None:
    """Draw badges into a PDF, one page each. Who is admitted and has no card yet gets one, which waits for a run.

    Where a category has a design of its own, its badges are on other paper and come in a file of their own, which has the
    letter of the category behind its name: FILE-M.pdf.
    """
    if sum((everyone, bool(delegation), bool(participant))) != 1:
        raise click.UsageError("Say one of --all, --delegation CODE and --participant CODE.")
    kind = SelectionKind.DELEGATION if delegation else SelectionKind.PARTICIPANT
    selection = RunSelection(SelectionKind.EVERYONE if everyone else kind, delegation or participant)
    try:
        piles, printing = _freeze(selection)
        for pile in piles:
            target = out.with_stem(f"{out.stem}-{pile.category}") if pile.category and len(piles) > 1 else out
            with whole_file(target) as opened:
                render_cards(
                    pile.deck, pile.design, opened, title=_title(), printing=replace(printing, workers=workers)
                )
            click.echo(f"{len(pile.deck)} badge{'s' * (len(pile.deck) != 1)} in {target}")
    except SummitError as error:
        raise click.ClickException(error.sentence) from error


def _freeze(selection: RunSelection) -> tuple[list[queries.DrawnAlike], Printing]:
    with committing() as session:
        people = actions.freeze_cards(
            session, Actor.system("flask badges render"), utc_now(), selection=selection
        )
    with reading() as session:
        with closing(queries.live_faces(session, people)) as faces:
            piles = queries.by_design(session, CardKind.BADGE, faces)
        printing = Printing(artwork=queries.artwork_finder(session))
    return piles, printing


def _title() -> str:
    with reading() as session:
        return queries.title_of(queries.event_face(session))


@badges.command("passes")
@click.argument("kind", type=click.Choice(PASS_KINDS))
@click.option("--key", default="", metavar="KEY", help="R-D for floater passes, a day for day badges, else a serial.")
@click.option("--paper", default="", metavar="A4", help="Sheets of A4 or A3 with cut marks; without it, one card a page.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf")
def passes(kind: str, key: str, paper: str, out: Path) -> None:
    """Draw the numbered cards of a KIND that are in the house into a PDF, by the design in use for them."""
    order, now = PassOrder(kind, key, paper), utc_now()
    try:
        with committing() as session:
            cards = actions.freeze_passes(session, Actor.system("flask badges passes"), now, order=order)
            title = f"{queries.title_of_order(order)}: {queries.event_face(session).title}"
            faces = queries.pass_faces(session, cards, now)
            content = queries.passes_pdf(session, queries.pass_kind(kind), faces, paper=paper, title=title)
        with whole_file(out) as opened:
            opened.write(content)
    except SummitError as error:
        raise click.ClickException(error.sentence) from error
    click.echo(f"{len(faces)} card{'s' * (len(faces) != 1)} in {out}")


@badges.command("check-design")
@click.argument("code")
def check_design(code: str) -> None:
    """Look at every card of the summit in the latest version of design CODE; exit code 1 if one does not come out right."""
    try:
        with reading() as session:
            found = queries.examine(session, queries.design_by_code(session, code))
    except SummitError as error:
        raise click.ClickException(f"There is no design {code}.") from error
    for group in found.groups:
        click.echo(f"{group.element}: {group.sentence} ({group.count})")
        for person in group.people:
            click.echo(f"  {person.code or '-'}  {person.name}  {person.text}".rstrip())
    if not found.is_clean:
        does = "does" if found.faulty == 1 else "do"
        raise click.ClickException(f"Of {found.cards} looked at, {found.faulty} {does} not come out right.")
    click.echo(f"Every card comes out right: {found.cards} looked at.")


@badges.command("publish-design")
@click.argument("code")
def publish_design(code: str) -> None:
    """Print cards by the draft of design CODE from the next order on, if every card of the summit comes out right."""
    actor = Actor.system("flask badges publish-design")
    try:
        with reading() as session:
            examined = queries.examined(session, queries.design_by_code(session, code))
        with committing() as session:
            design = queries.design_to_change(session, code)
            actions.publish_design(
                session, actor, utc_now(), design=design, version=examined.version, examined=examined
            )
            told = f"Version {design.number} of {design.name} is published: {examined.found.cards} cards looked at."
    except NotFound as error:
        raise click.ClickException(f"There is no design {code}.") from error
    except SummitError as error:
        raise click.ClickException(error.sentence) from error
    click.echo(told)


@badges.command("public-key")
def print_public_key() -> None:
    """Print the key with which a gate verifies badges offline (base64url)."""
    click.echo(spell_key(public_key(current_app.config["SUMMIT"].badge_key_seed)))


@badges.command("verify")
@click.argument("token")
@click.option("--key", default="", metavar="KEY", help="A public key; without it, this installation's.")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="As of this UTC time; without it, now.")
def verify_token(token: str, key: str, at: datetime | None) -> None:
    """Read a scanned code and say whether it is a valid badge or pass; exit code 1 if it is not.

    With the key of this installation it also asks whether the card was reported lost, returned or voided since.

    A badge ends six hours after the summit: to try one of a past summit, say as of when.
    """
    try:
        known = read_key(key) if key else public_key(current_app.config["SUMMIT"].badge_key_seed)
        event = "" if key else _event()
        claims = verify(known, token, at.replace(tzinfo=UTC) if at else utc_now(), event=event)
        if not key:
            _require_live(claims.token_id.hex())
    except SummitError as error:
        raise click.ClickException(error.sentence) from error
    click.echo(
        f"valid: event {claims.event}, category {claims.category}, zones {' '.join(claims.zones) or 'by card'}"
    )
    click.echo(
        f"token {claims.token_id.hex()}, issue {claims.issue_number}, until {claims.expires_at:%Y-%m-%d %H:%M} UTC"
    )


def _require_live(token_id: str) -> None:
    """The card behind a good signature may have ended since (BDG-03); without a card here the signature alone counts."""
    with reading() as session:
        found = queries.token_state(session, token_id)
    if found not in (TokenState.LIVE, TokenState.UNKNOWN, TokenState.NOT_PRINTED):
        raise DeadToken(f"The code is genuine, but it opens no door: {TOKEN_WORDS[found]}.")


def _event() -> str:
    with reading() as session:
        return queries.event_id(the_summit(session))


@badges.command("new-key")
def print_new_key() -> None:
    """Print a fresh secret for BADGE_KEY. Badges that an older key has signed are then no longer valid."""
    click.echo(urlsafe_b64encode(secrets.token_bytes(32)).decode())

"""Shell doors of the outbox, and the job that sends what is due."""

from __future__ import annotations

from collections import Counter

import click
from flask.cli import AppGroup

from summit.foundation.clock import utc_now
from summit.foundation.db import Database, database, reading
from summit.foundation.jobs import JobRun, job_kind
from summit.notices import actions
from summit.notices.facts import Envelope
from summit.notices.mail import MailRun
from summit.notices.queries import letter, outbox

notices = AppGroup("notices", help="The outbox.")
SAID = {"send": "sent", "bounce": "came back", "fail": "failed", "": "to be tried again"}


@notices.command("list")
@click.option("--limit", default=50, help="How many of the newest letters.")
def list_(limit: int) -> None:
    """Print the newest letters: code, state, kind, recipient, subject."""
    with reading() as session:
        for notice in session.scalars(outbox().limit(limit)):
            click.echo(
                f"{notice.code}  {notice.created_at:%Y-%m-%d %H:%M}  {notice.state}  {notice.kind}  {notice.recipient}  "
                f"{notice.subject}"
            )


@notices.command("show")
@click.argument("code")
def show(code: str) -> None:
    """Print one letter with its text, links and all."""
    with reading() as session:
        notice, body = letter(session, code)
        click.echo(f"To: {notice.recipient}\nSubject: {notice.subject}\n\n{body}")


@notices.command("send")
def send() -> None:
    """Send every letter that is due; to be run once a minute."""
    if database().config.mail_server is None:
        raise click.ClickException("No mail server is set (SMTP_URL, MAIL_FROM): letters stay in the outbox.")
    told = deliver_due(database())
    click.echo(", ".join(f"{number} {SAID[verb]}" for verb, number in sorted(told.items())) or "Nothing is due.")


@job_kind(actions.DELIVERY)
def deliver(job: JobRun) -> None:
    """Send what is due. Safe to run again: each letter is claimed before it goes, and marked after."""
    deliver_due(job.database)


def deliver_due(where: Database) -> Counter[str]:
    """One letter after the other until none is due or the server is away; verb of the outcome -> how many."""
    told: Counter[str] = Counter()
    server = where.config.mail_server
    if server is None:
        return told
    with where.committing() as session:
        actions.hold_stale(session, utc_now())
    with MailRun(server, where.config.mail_from) as run:
        while not run.is_away and (envelope := _claimed(where)) is not None:
            outcome = run.carry(envelope)
            with where.committing() as session:
                verb = actions.note_outcome(session, utc_now(), envelope=envelope, outcome=outcome)
            if verb is not None:
                told[verb] += 1
    return told


def _claimed(where: Database) -> Envelope | None:
    with where.committing() as session:
        return actions.claim_next(session, utc_now())


groups = (notices,)

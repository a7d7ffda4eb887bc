"""Shell doors of the outbox."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from summit.foundation.db import reading
from summit.notices.queries import letter, outbox

notices = AppGroup("notices", help="The outbox.")


@notices.command("list")
@click.option("--limit", default=50, help="How many of the newest letters.")
def list_(limit: int) -> None:
    """Print the newest letters: code, kind, recipient, subject."""
    with reading() as session:
        for notice in session.scalars(outbox().limit(limit)):
            click.echo(
                f"{notice.code}  {notice.created_at:%Y-%m-%d %H:%M}  {notice.kind}  {notice.recipient}  {notice.subject}"
            )


@notices.command("show")
@click.argument("code")
def show(code: str) -> None:
    """Print one letter with its text."""
    with reading() as session:
        notice, body = letter(session, code)
        click.echo(f"To: {notice.recipient}\nSubject: {notice.subject}\n\n{body}")


groups = (notices,)

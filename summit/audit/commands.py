"""Shell doors of the journal."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from summit.audit.queries import verify_chain
from summit.foundation.db import reading

audit = AppGroup("audit", help="The journal.")


@audit.command("verify")
def verify() -> None:
    """Walk the hash chain; prints the number of lines and the head, and fails if a line does not fit."""
    with reading() as session:
        report = verify_chain(session)
    click.echo(f"{report.lines} lines, head {report.head}")
    if report.broken:
        raise click.ClickException(f"the chain is broken at line {', '.join(map(str, report.broken))}")


groups = (audit,)

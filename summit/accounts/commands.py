"""Shell doors of accounts: the first administrator, and the offices that no page may give."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from summit.accounts.actions import change_roles, issue_link, open_account
from summit.accounts.policy import Role
from summit.accounts.queries import user_by_email
from summit.audit.facts import Actor
from summit.foundation.clock import utc_now
from summit.foundation.db import committing

accounts = AppGroup("accounts", help="User accounts.")
ROLE = click.Choice([role.value for role in Role])


@accounts.command("open")
@click.argument("email")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLE, help="An office; may be repeated.")
def open_(email: str, name: str, roles: tuple[str, ...]) -> None:
    """Open an account and print its invitation link, which works once within 48 hours."""
    actor, now = Actor.system("flask accounts open"), utc_now()
    with committing() as session:
        user = open_account(session, actor, now, email=email, name=name, roles=[Role(role) for role in roles])
        secret = issue_link(session, actor, now, user=user, purpose="invitation")
    click.echo(f"{current_app.config['SUMMIT'].public_url}/invitations/{secret}")


@accounts.command("give-roles")
@click.argument("email")
@click.argument("roles", nargs=-1, required=True, type=ROLE)
def give_roles(email: str, roles: tuple[str, ...]) -> None:
    """Set the offices of an account."""
    actor, now = Actor.system("flask accounts give-roles"), utc_now()
    with committing() as session:
        user = user_by_email(session, email)
        if user is None:
            raise click.ClickException(f"There is no account for {email}.")
        change_roles(session, actor, now, user=user, roles=[Role(role) for role in roles])


groups = (accounts,)

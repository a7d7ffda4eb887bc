"""Shell doors of the demonstration summit."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import AppGroup

from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.demo.cast.assembling import DELEGATE_EMAIL
from summit.demo.loading import (
    STEPS,
    NotEmpty,
    Stage,
    equip_desk,
    fresh_link,
    hand_badges_over,
    is_loaded,
    planned,
    print_badges,
    require_empty,
    sign_off,
)
from summit.demo.staff import accounts as all_accounts
from summit.demo.staff import password_of
from summit.demo.studio import Studio
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, database, reading

demo = AppGroup("demo", help="The demonstration summit: Hanoi, 25-26 October 2025.")
groups = (demo,)
FEWEST, MOST = 40, 5000


@demo.command("load")
@click.option("--people", type=click.IntRange(FEWEST, MOST), default=2500, show_default=True, help="How many come.")
@click.option("--seed", default=1, show_default=True, help="Another number, other people.")
def load(people: int, seed: int) -> None:
    """Build the demonstration in an empty database: all of it, or nothing if it is interrupted."""
    watch = _Watch()
    try:
        with committing() as session:
            require_empty(session)
            plan = planned(seed, people)
            watch.say("a plan")
            with Studio(plan.sitters()) as studio:
                stage = Stage(plan, studio, utc_now())
                for step in STEPS:
                    watch.say(step(session, stage))
            sign_off(session, stage)
    except NotEmpty as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    watch.say(equip_desk(database(), stage))
    watch.say(print_badges(database(), stage))
    watch.say(hand_badges_over(database(), stage))


@demo.command("accounts")
def accounts() -> None:
    """Print the accounts as JSON, with passwords; the delegate has a fresh personal link instead of one."""
    config, now = current_app.config["SUMMIT"], utc_now()
    with reading() as session:
        if not is_loaded(session):
            raise click.ClickException(
                "There is no whole demonstration in this database. Build it with `flask demo load`, and let that finish."
            )
    with committing() as session:
        secret = fresh_link(session, Actor.system("flask demo accounts"), now)
    lines = [
        {
            "role": account.role.value,
            "email": account.email,
            "password": password_of(config.secret_key, account.email),
        }
        for account in all_accounts()
    ]
    if secret:
        link = f"{config.public_url}/personal-links/{secret}"
        lines.append({"role": Role.DELEGATE.value, "email": DELEGATE_EMAIL, "password": "", "link": link})
    click.echo(json.dumps(lines, indent=2))


class _Watch:
    """Says what is done and how long it took."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()

    def say(self, done: str) -> None:
        """One line on the terminal: seconds since the line before, and what was done in them."""
        now = self._clock()
        click.echo(f"{now - self._since:6.1f} s  {done}")
        self._since = now

"""Shell doors of delegations."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.delegations.actions import load_parties, sweep_photos
from summit.delegations.lifecycle import LANGUAGE_NAMES
from summit.delegations.precedence import Draft, ListKind, Settings, TieBreak
from summit.delegations.queries import draft_of, list_settings, opening_moment
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit

delegations = AppGroup("delegations", help="Parties, delegations and their people.")


@delegations.command("load-parties")
def load() -> None:
    """Add the States and the European Union of the reviewed list, with their names; what is there already stays."""
    with committing() as session:
        added = load_parties(session, Actor.system("flask delegations load-parties"), utc_now())
    click.echo(f"{added} parties added")


@delegations.command("sweep-photos")
def sweep() -> None:
    """Delete photo files that no person points at any more."""
    with reading() as session:
        swept = sweep_photos(session, utc_now())
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
        told = draft.content | {"digest": draft.digest, "is_publishable": draft.order.is_publishable}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for place in draft.order.places:
        click.echo(f"{place.number:>3}  {place.contender.name}  ({place.reason})")
    if not draft.order.is_publishable:
        click.echo("Not publishable: dates are missing, or a decision cannot hold.", err=True)


def _drawn(settings: Settings, drawn: str) -> Settings:
    return replace(settings, tie_break=TieBreak.DRAWN, drawn=drawn.upper()) if drawn else settings


def _draft(session: Session, kind: ListKind, settings: Settings, at: datetime | None) -> Draft:
    asked = moment(at, the_summit(session).zone) if at else opening_moment(session, utc_now())
    try:
        return draft_of(session, kind, at=asked, settings=settings)
    except NotFound as error:
        raise click.BadParameter(f"there is no party {settings.drawn}", param_hint="--drawn") from error


groups = (delegations,)

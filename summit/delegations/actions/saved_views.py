"""Keeping a filter of a list under a name, and forgetting it again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import ViewEntry
from summit.delegations.models import SavedView
from summit.delegations.naming import tidied
from summit.delegations.rules import ViewNameTaken, require_view
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as


def save_view(session: Session, actor: Actor, now: datetime, *, entry: ViewEntry) -> SavedView:
    """Keep the filter for the actor, and for one of the actor's offices if it is named. Raises ViewNameTaken."""
    name = tidied(entry.name)
    require_view(entry, name, actor.roles)
    view = SavedView(
        code=new_code("V"),
        user_id=actor.user_id,
        kind=entry.kind,
        name=name,
        question=entry.question,
        office=entry.office,
        created_at=now,
    )
    with refused_as(session, saved_views_name=ViewNameTaken("You have a view of that name already.", "name")):
        session.add(view)
    record(
        session,
        actor,
        now,
        verb="save_view",
        of=("saved_view", view.code),
        after={"list": view.kind, "name": name, "office": view.office},
    )
    return view


def remove_view(session: Session, actor: Actor, now: datetime, *, view: SavedView) -> None:
    """Forget the view, for everybody who saw it."""
    session.delete(view)
    record(session, actor, now, verb="remove_view", of=("saved_view", view.code), before={"name": view.name})

"""Views that a user may open: the own ones, and those that are shared with one of the user's offices."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.audit.facts import Actor
from summit.delegations.facts import ViewFacts
from summit.delegations.models import SavedView
from summit.foundation.errors import NotFound


def saved_views(session: Session, actor: Actor, kind: str) -> list[ViewFacts]:
    """The views of that list, the own ones first, each by name, in one query."""
    statement = (
        select(
            SavedView.code,
            SavedView.name,
            SavedView.question,
            SavedView.office,
            SavedView.user_id,
            User.name.label("owner"),
        )
        .join(User, User.id == SavedView.user_id)
        .where(SavedView.kind == kind, or_(SavedView.user_id == actor.user_id, SavedView.office.in_(actor.roles)))
        .order_by(SavedView.name, SavedView.id)
    )
    found = [
        ViewFacts(row.code, row.name, row.question, row.office, row.owner, row.user_id == actor.user_id)
        for row in session.execute(statement)
    ]
    return sorted(found, key=lambda view: not view.is_own)


def own_view(session: Session, actor: Actor, code: str) -> SavedView:
    """The actor's own view of that code; NotFound for somebody else's as for a missing one."""
    found = session.scalar(select(SavedView).where(SavedView.code == code, SavedView.user_id == actor.user_id))
    if found is None:
        raise NotFound()
    return found

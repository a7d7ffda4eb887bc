"""Late replacement, one for one: who takes the place of somebody who was withdrawn (ACC-11)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Participant, Replacement
from summit.delegations.rules import ReplacementNamed, require_replacement, require_unfollowed
from summit.foundation.db import refused_as

NAMED = "This place is taken already, or this person has taken the place of somebody else."


def replace_participant(
    session: Session, actor: Actor, now: datetime, *, replaced: Participant, by: Participant | None
) -> None:
    """Say who took the place of a withdrawn person; None for nobody any more. Places were counted when `by` registered.

    Raises ReplacementNamed, NotFound for somebody of another delegation, RuleBroken with the field.
    """
    present = session.get(Replacement, replaced.id)
    before = session.get_one(Participant, present.by_id).code if present else ""
    if by is not None:
        require_unfollowed(replaced)
        require_replacement(replaced, by)
    drop_replacement(session, replaced)
    if by is not None:
        named = ReplacementNamed(NAMED)
        with refused_as(session, replacements_by_id=named, replacements=named):
            session.add(
                Replacement(replaced_id=replaced.id, by_id=by.id, named_at=now, named_by_name=actor.name)
            )
    record(
        session, actor, now,
        verb="replace", of=("participant", replaced.code),
        before={"by": before}, after={"by": by.code if by else ""},
    )  # fmt: skip


def drop_replacement(session: Session, replaced: Participant) -> None:
    """Who comes back is replaced by nobody."""
    present = session.get(Replacement, replaced.id)
    if present is not None:
        session.delete(present)
        session.flush()

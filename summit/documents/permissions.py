"""Which documents an office may read: classification by role, from the rights table."""

from __future__ import annotations

from summit.accounts.policy import Action, Scope, grants
from summit.audit.facts import Actor
from summit.documents.kinds import KindFacts
from summit.foundation.errors import NotFound


def may_read(actor: Actor, kind: KindFacts) -> bool:
    """Whether the whole document, whoever it is about, is open to this office. The system reads everything."""
    if actor.user_id is None:
        return True
    return all(_everywhere(actor, action) for action in (Action.SEE_DOCUMENTS, *kind.needs))


def require_readable(actor: Actor, kind: KindFacts) -> None:
    """NotFound for a kind that the office may not read, as for one that does not exist."""
    if not may_read(actor, kind):
        raise NotFound()


def _everywhere(actor: Actor, action: Action) -> bool:
    return any(grant.scope is Scope.EVENT for grant in grants(actor.roles, action))

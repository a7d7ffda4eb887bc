"""Whose word counts for more than a delegation's."""

from __future__ import annotations

from summit.accounts.policy import Action, grants
from summit.audit.facts import Actor


def is_host_protocol(actor: Actor) -> bool:
    """The system itself, or an office that runs delegations."""
    return actor.user_id is None or bool(grants(actor.roles, Action.MANAGE_DELEGATIONS))

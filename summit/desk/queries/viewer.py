"""Who asks, and when: what every page of the duty desk begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Action, Role, grants
from summit.audit.facts import Actor
from summit.delegations.queries import Reach, reach


@dataclass(frozen=True)
class Viewer:
    """The signed-in user at this moment; `acting_for` chooses among several mandates (PM-3)."""

    actor: Actor
    now: datetime
    acting_for: str = ""

    def holds(self, role: Role) -> bool:
        """Whether this is one of the user's offices."""
        return role.value in self.actor.roles

    def may(self, action: Action) -> bool:
        """Whether some office of the user has the action in the rights table; the system (commands, jobs) has every one."""
        return self.actor.user_id is None or bool(grants(self.actor.roles, action))

    def within(self, session: Session, action: Action) -> Reach:
        """Whom the user can reach for this action."""
        return reach(session, self.actor, action, self.now, acting_for=self.acting_for)

"""Which lines of the programme a user may see: every read of a page begins here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from summit.accounts.policy import Action, widest
from summit.agenda.models import AgendaEntry, Contributor, Sponsorship
from summit.audit.facts import Actor
from summit.delegations.models import Headship, Participant
from summit.delegations.queries import NOTHING, Reach, reach


@dataclass(frozen=True)
class Sight:
    """`everything`, or the public lines and those that `own` people are expected at."""

    everything: bool = False
    own: Reach = NOTHING

    def of_entries(self) -> ColumnElement[bool]:
        """The condition for a statement over AgendaEntry."""
        if self.everything:
            return true()
        conditions: list[ColumnElement[bool]] = [AgendaEntry.is_public.is_(True)]
        if self.own.delegations:
            contributed = select(Contributor.entry_id).join(Participant).where(self.own.of_participants())
            conditions.append(AgendaEntry.id.in_(contributed))
            conditions.append(self._as_head())
        if self.own.delegations and self.own.only_participant is None:
            sponsored = select(Sponsorship.entry_id).where(
                Sponsorship.delegation_id.in_(self.own.delegations)
            )
            conditions.append(AgendaEntry.id.in_(sponsored))
        return or_(*conditions)

    def _as_head(self) -> ColumnElement[bool]:
        """A line for all heads is the head's own, and that of those who arrange the head's day."""
        if self.own.only_participant is None:
            return AgendaEntry.for_all_heads.is_(True)
        heads_then = select(Headship.id).where(
            Headship.participant_id == self.own.only_participant,
            Headship.head_from <= AgendaEntry.starts_at,
            Headship.head_until > AgendaEntry.starts_at,
        )
        return and_(AgendaEntry.for_all_heads.is_(True), heads_then.exists())


EVERYTHING = Sight(everything=True)
PUBLIC = Sight()


def sight(session: Session, actor: Actor, now: datetime, *, acting_for: str = "") -> Sight:
    """What this user sees: all lines for those who edit the programme; public and own lines for the rest."""
    cell = widest(actor.roles, Action.SEE_PROGRAMME)
    if actor.user_id is None or (cell is not None and not cell.read_only):
        return EVERYTHING
    own = reach(session, actor, Action.SEE_DELEGATIONS, now, acting_for=acting_for)
    return PUBLIC if own.everything else Sight(own=own)

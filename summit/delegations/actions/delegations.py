"""Opening a party's delegation and keeping its frame."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant, Party
from summit.delegations.naming import english_key, folded_names
from summit.delegations.queries.parties import names_of
from summit.delegations.rules import DelegationOpen, require_badge_languages, require_place, require_version
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken

LARGEST_QUOTA = 1000


def open_delegation(
    session: Session, actor: Actor, now: datetime, *, party: Party, languages: str = "en", badge_quota: int = 50
) -> Delegation:
    """Open the party's delegation. `languages` are one or two badge languages, space separated. Raises DelegationOpen."""
    name = names_of(session, [party.id])[party.id]
    delegation = Delegation(
        code=new_code("D"),
        party=party,
        sort_name=english_key(name),
        search_text=folded_names(party.code, party.iso3, *(entry.name for entry in party.names)),
        languages=require_badge_languages(languages),
        badge_quota=_quota(badge_quota),
        created_at=now,
    )
    with refused_as(session, delegations_party_id=DelegationOpen(f"The delegation of {name} is open already.")):
        session.add(delegation)
    record(
        session,
        actor,
        now,
        verb="open",
        of=("delegation", delegation.code),
        after={"party": party.code, "languages": delegation.languages, "badge_quota": badge_quota},
    )
    return delegation


def edit_delegation(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    languages: str,
    badge_quota: int,
    version: int,
) -> None:
    """Change badge languages and quota.

    A quota below what is registered withdraws nobody: the page says by how many it is over (DEL-23).
    """
    require_version(delegation.version, version)
    before = {"languages": delegation.languages, "badge_quota": delegation.badge_quota}
    delegation.languages = require_badge_languages(languages)
    delegation.badge_quota = _quota(badge_quota)
    session.flush()
    after = {"languages": delegation.languages, "badge_quota": delegation.badge_quota}
    record(session, actor, now, verb="edit", of=("delegation", delegation.code), before=before, after=after)


def take_place(session: Session, delegation: Delegation) -> int:
    """Take one badge place and return the next position in the list; raises QuotaReached.

    The delegation's row stays locked until the transaction ends, so that the last place is taken once (BK-5).
    """
    locked = select(Delegation).where(Delegation.id == delegation.id).with_for_update()
    session.execute(locked.execution_options(populate_existing=True))
    enrolled, last = session.execute(
        select(
            func.count().filter(Participant.state == ParticipantState.ENROLLED.value),
            func.coalesce(func.max(Participant.position), 0),
        ).where(Participant.delegation_id == delegation.id)
    ).one()
    require_place(delegation, enrolled)
    return int(last) + 1


def _quota(badge_quota: int) -> int:
    if not 0 <= badge_quota <= LARGEST_QUOTA:
        raise RuleBroken(f"The quota lies between 0 and {LARGEST_QUOTA}.", "badge_quota")
    return badge_quota

"""Opening a party's delegation and keeping its frame."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.quotas import open_quota
from summit.delegations.facts import QuotaEntry
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation, Party
from summit.delegations.naming import english_key, folded_names
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.quotas import badges_of_kind
from summit.delegations.rules import DelegationOpen, require_badge_languages, require_version
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as

AT_OPENING = "Agreed when the delegation was opened."


def open_delegation(
    session: Session, actor: Actor, now: datetime, *, party: Party, languages: str = "en", badge_quota: int | None = None
) -> Delegation:
    """Open the party's delegation. `languages` are one or two badge languages, space separated.

    It has the badges of its kind; another number given here is an exception (DEL-20). Raises DelegationOpen.
    """
    name = names_of(session, [party.id])[party.id]
    usual = badges_of_kind(session, PartyKind(party.kind))
    delegation = Delegation(
        code=new_code("D"),
        party=party,
        sort_name=english_key(name),
        search_text=folded_names(party.code, party.iso3, *(entry.name for entry in party.names)),
        languages=require_badge_languages(languages),
        badge_quota=usual,
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
        after={"party": party.code, "languages": delegation.languages},
    )
    if badge_quota is not None and badge_quota != usual:
        open_quota(session, actor, now, whom=delegation, entry=QuotaEntry(badge_quota, reason=AT_OPENING))
    return delegation


def edit_delegation(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, languages: str, version: int
) -> None:
    """Change the badge languages."""
    require_version(delegation.version, version)
    before = {"languages": delegation.languages}
    delegation.languages = require_badge_languages(languages)
    session.flush()
    after = {"languages": delegation.languages}
    record(session, actor, now, verb="edit", of=("delegation", delegation.code), before=before, after=after)

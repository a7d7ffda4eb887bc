"""Rules of quota are made, changed and ended; places are taken under them (DEL-20 to DEL-24)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import QuotaEntry
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation, Participant, Party, Quota
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.quotas import allocation_of, quota_rules
from summit.delegations.quotas import USUAL_BADGES, QuotaKnown, require_place, require_quota
from summit.delegations.rules import require_version
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken
from summit.venues.queries import zones

ALREADY_SAID = "There is a rule for the same people already. Change that one."


def open_quota(
    session: Session, actor: Actor, now: datetime, *, whom: PartyKind | Delegation, entry: QuotaEntry
) -> Quota:
    """Make a rule for a kind of party, or an exception for one delegation, of which the actor is the approver (DEL-20).

    Raises RuleBroken with the field, QuotaKnown.
    """
    delegation = whom if isinstance(whom, Delegation) else None
    entry = require_quota(entry, is_exception=delegation is not None)
    if entry.zone and entry.zone not in zones(session):
        raise RuleBroken("Choose a zone from the list.", "zone")
    quota = Quota(
        code=new_code("Q"),
        kind="" if isinstance(whom, Delegation) else whom.value,
        delegation=delegation,
        zone=entry.zone,
        functions=" ".join(entry.functions),
    )
    _approve(quota, actor, now, entry)
    known = QuotaKnown(ALREADY_SAID)
    with refused_as(session, quotas_kind=known, quotas_delegation=known):
        session.add(quota)
    _write_badges(session, quota)
    record(session, actor, now, verb="open", of=("quota", quota.code), after=_said(quota), reason=quota.reason)
    return quota


def edit_quota(
    session: Session, actor: Actor, now: datetime, *, quota: Quota, places: int, reason: str, version: int
) -> None:
    """Change how many places there are; nobody is withdrawn where more are taken (DEL-23). Raises StaleVersion."""
    require_version(quota.version, version)
    entry = QuotaEntry(places, quota.zone, tuple(quota.functions.split()), reason)
    entry = require_quota(entry, is_exception=quota.delegation_id is not None)
    before = _said(quota)
    _approve(quota, actor, now, entry)
    session.flush()
    _write_badges(session, quota)
    record(
        session, actor, now, verb="edit", of=("quota", quota.code), before=before, after=_said(quota), reason=quota.reason
    )


def end_quota(session: Session, actor: Actor, now: datetime, *, quota: Quota, version: int) -> None:
    """Take a rule away: its kind's holds again for the delegation, or the usual number of badges for the kind."""
    require_version(quota.version, version)
    session.delete(quota)
    session.flush()
    _write_badges(session, quota)
    record(session, actor, now, verb="end", of=("quota", quota.code), before=_said(quota))


def take_place(session: Session, delegation: Delegation, post: tuple[str, str]) -> int:
    """Take one place for that function and category and return the next position in the list; raises QuotaReached."""
    _take(session, delegation, post)
    last = select(func.coalesce(func.max(Participant.position), 0)).where(Participant.delegation_id == delegation.id)
    return int(session.scalar(last) or 0) + 1


def change_place(session: Session, participant: Participant, post: tuple[str, str]) -> None:
    """Take the places that another function or category needs; raises QuotaReached."""
    was = (participant.function, participant.category)
    if post != was:
        _take(session, participant.delegation, post, besides=participant.id, was=was)


def _take(
    session: Session,
    delegation: Delegation,
    post: tuple[str, str],
    *,
    besides: int | None = None,
    was: tuple[str, str] | None = None,
) -> None:
    """The delegation's row stays locked until the transaction ends, so that the last place is taken once (BK-5)."""
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())
    party_id = delegation.party_id
    require_place(
        quota_rules(session, delegation),
        allocation_of(session, delegation.id, besides=besides),
        post,
        delegation=names_of(session, [party_id])[party_id],
        was=was,
    )


def _approve(quota: Quota, actor: Actor, now: datetime, entry: QuotaEntry) -> None:
    quota.places, quota.reason = entry.places, entry.reason
    quota.approved_by, quota.approved_by_name, quota.approved_at = actor.code, actor.name, now


def _write_badges(session: Session, quota: Quota) -> None:
    """Write the number of badges in all again on every delegation that the rule concerns; this waits for their locks."""
    if quota.zone or quota.functions:
        return
    whole = (Quota.zone == "", Quota.functions == "")
    own = select(Quota.places).where(Quota.delegation_id == Delegation.id, *whole).scalar_subquery()
    of_kind = (
        select(Quota.places)
        .join(Party, Party.kind == Quota.kind)
        .where(Quota.delegation_id.is_(None), Party.id == Delegation.party_id, *whole)
        .scalar_subquery()
    )
    concerned = (
        Delegation.party_id.in_(select(Party.id).where(Party.kind == quota.kind))
        if quota.kind
        else Delegation.id == quota.delegation_id
    )
    number = func.coalesce(own, of_kind, USUAL_BADGES)
    session.execute(update(Delegation).where(concerned).values(badge_quota=number))


def _said(quota: Quota) -> dict[str, object]:
    whom = quota.delegation.code if quota.delegation else quota.kind
    return {"whom": whom, "zone": quota.zone, "functions": quota.functions, "places": quota.places}

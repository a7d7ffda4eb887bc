"""Ordering a list: its settings, what the Chief of Protocol fixes in it, and its publication."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Delegation, ListSettings, OrderOverride, PublishedOrder
from summit.delegations.precedence import Draft, ListKind, Pin, Settings, TieBreak
from summit.delegations.queries.delegations import delegation_by_code
from summit.delegations.queries.parties import names_of, party_by_code
from summit.delegations.queries.precedence import draft_of, list_settings, opening_moment, overrides_of
from summit.delegations.rules import (
    OrderChanged,
    PlaceDecided,
    require_draft,
    require_members_first,
    require_pin,
    require_reason,
    require_settings,
    require_version,
)
from summit.foundation.db import refused_as


def set_list(
    session: Session, actor: Actor, now: datetime, *, kind: ListKind, settings: Settings, version: int
) -> None:
    """Decide how the list is ordered (PRE-01, SIG-05). Raises RuleBroken with the field, StaleVersion.

    `version` is the one that was seen, 0 for what the list begins with.
    """
    require_settings(settings)
    before, present = list_settings(session, kind)
    require_version(present, version)
    signing = _signing_draft(session, kind, now)
    row = session.scalar(select(ListSettings).where(ListSettings.kind == kind.value))
    with refused_as(session, list_settings_kind=OrderChanged("Somebody set this list at the same moment. Open it again.")):
        row = row or ListSettings(kind=kind.value)
        row.mode, row.tie_break = settings.mode.value, settings.tie_break.value
        row.language, row.organizations = settings.language, settings.organizations.value
        row.host_first, row.reio_among_states = settings.host_first, settings.reio_among_states
        is_drawn = settings.tie_break is TieBreak.DRAWN
        row.drawn_party = party_by_code(session, settings.drawn) if is_drawn else None
        session.add(row)
    _require_members_first(session, signing, now)
    record(
        session,
        actor,
        now,
        verb="set",
        of=("precedence", kind.value),
        before=asdict(before),
        after=asdict(settings),
    )


def decide_place(
    session: Session, actor: Actor, now: datetime, *, kind: ListKind, code: str, pin: Pin, reason: str
) -> OrderOverride:
    """Fix where the delegation of that code stands in the list, for a reason (PRE-05).

    Raises PlaceDecided when it has its place by decision already, or when another has that place, RuleBroken when an
    organization would sign before its member States (TRT-08).
    """
    delegation = delegation_by_code(session, code)
    other = delegation_by_code(session, pin.other) if pin.other else None
    require_pin(code, pin, {one.code: one.other for one in overrides_of(session, kind)})
    signing = _signing_draft(session, kind, now)
    name = names_of(session, [delegation.party_id])[delegation.party_id]
    override = OrderOverride(
        kind=kind.value,
        delegation_id=delegation.id,
        manner=pin.manner.value,
        place=pin.place,
        other_id=other.id if other else None,
        reason=require_reason(reason),
        decided_by=actor.code,
        decided_by_name=actor.name,
        decided_at=now,
    )
    with refused_as(
        session,
        order_overrides_delegation=PlaceDecided(f"The place of {name} is decided already. Lift that decision first.", "code"),
        order_overrides_place=PlaceDecided(f"Another delegation has place {pin.place} by decision.", "place"),
    ):
        session.add(override)
    _require_members_first(session, signing, now, code)
    record(
        session,
        actor,
        now,
        verb="decide_place",
        of=("precedence", kind.value),
        after={"delegation": code, "manner": pin.manner.value, "place": pin.place, "other": pin.other},
        reason=override.reason,
    )
    return override


def lift_decision(session: Session, actor: Actor, now: datetime, *, override: OrderOverride) -> None:
    """Let the delegation stand again where the settings place it; the journal keeps what was decided, and why."""
    before = {
        "delegation": override.delegation.code,
        "manner": override.manner,
        "place": override.place,
        "reason": override.reason,
        "decided_by": override.decided_by,
        "decided_at": override.decided_at,
    }
    session.delete(override)
    record(session, actor, now, verb="lift_decision", of=("precedence", override.kind), before=before)


def publish_order(session: Session, actor: Actor, now: datetime, *, draft: Draft, seen: str) -> int:
    """Freeze the list as the next version and return its number (PRE-06). `seen` is the hash of what the person saw.

    Raises OrderChanged when the list is another by now, when nothing changed, or when somebody else was first.
    """
    require_draft(draft)
    last, digest = _last(session, draft.kind)
    if seen != draft.digest:
        raise OrderChanged("The order changed after you opened it. Look at it again before you publish it.")
    if digest == draft.digest:
        raise OrderChanged(f"Nothing changed since version {last}, so there is nothing to publish.")
    published = PublishedOrder(
        kind=draft.kind.value,
        number=last + 1,
        content=draft.content,
        content_digest=draft.digest,
        published_by=actor.code,
        published_by_name=actor.name,
        published_at=now,
    )
    first = OrderChanged("Somebody else published this list at the same moment. Look at that version first.")
    with refused_as(session, published_orders_number=first):
        session.add(published)
    record(
        session,
        actor,
        now,
        verb="publish",
        of=("precedence", draft.kind.value),
        after={"version": published.number, "at": draft.at, "digest": draft.digest},
    )
    return published.number


def date_delegation(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    credentials_on: date | None,
    confirmed_at: datetime | None,
    version: int,
) -> None:
    """Note the dates that break ties between delegations (PRE-01 c, d); None when they are not known."""
    require_version(delegation.version, version)
    before = {"credentials_on": delegation.credentials_on, "confirmed_at": delegation.confirmed_at}
    delegation.credentials_on, delegation.confirmed_at = credentials_on, confirmed_at
    session.flush()
    after = {"credentials_on": credentials_on, "confirmed_at": confirmed_at}
    record(session, actor, now, verb="date", of=("delegation", delegation.code), before=before, after=after)


def _signing_draft(session: Session, kind: ListKind, now: datetime) -> Draft | None:
    """The order of signing as it stands; None for every other list."""
    if kind is not ListKind.SIGNING:
        return None
    settings, _ = list_settings(session, kind)
    return draft_of(session, kind, at=opening_moment(session, now), settings=settings)


def _require_members_first(session: Session, before: Draft | None, now: datetime, code: str = "") -> None:
    after = _signing_draft(session, before.kind, now) if before else None
    if before and after:
        require_members_first(before, after, code)


def _last(session: Session, kind: ListKind) -> tuple[int, str]:
    """Number and hash of the last version; 0 before the first."""
    number = session.scalar(select(func.max(PublishedOrder.number)).where(PublishedOrder.kind == kind.value)) or 0
    found = select(PublishedOrder.content_digest).where(
        PublishedOrder.kind == kind.value, PublishedOrder.number == number
    )
    return number, session.scalar(found) or ""

"""Day badges: printed beforehand in numbers, entered one by one after the failure is over (BDG-04)."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.facts import DayBadgeEntry
from summit.badges.lifecycle import DAY_BADGE, DayBadgeState
from summit.badges.models import DayBadge
from summit.badges.rules import NumberTaken, require_count, require_day_entry, require_reason
from summit.foundation.db import refused_as
from summit.venues.queries import the_summit

_TOKEN_BYTES = 8
MEANWHILE = "Somebody else has just made day badges for this day. Look at the list first."


def make_day_badges(session: Session, actor: Actor, now: datetime, *, day: date, count: int | None) -> list[str]:
    """The next so many numbers of a day; returns their serials. Raises TooManyAtOnce, NumberTaken."""
    number = require_count(count)
    last = session.scalar(select(func.max(DayBadge.number)).where(DayBadge.valid_on == day)) or 0
    rows = [
        {"serial": f"X-{day:%m%d}-{one:03d}", "valid_on": day, "number": one, "state": DAY_BADGE.first.value,
         "token_id": secrets.token_hex(_TOKEN_BYTES)}
        for one in range(last + 1, last + number + 1)
    ]  # fmt: skip
    with refused_as(session, day_badges_number=NumberTaken(MEANWHILE), day_badges_serial=NumberTaken(MEANWHILE)):
        session.execute(insert(DayBadge), rows)
    serials = [str(row["serial"]) for row in rows]
    after = {"count": number, "last": serials[-1]}
    record(session, actor, now, verb="make", of=("day_badges", day.isoformat()), after=after)
    return serials


def enter_day_badge(
    session: Session, actor: Actor, now: datetime, *, badge: DayBadge, entry: DayBadgeEntry
) -> None:
    """Who had the badge, on what document, and when. Entered twice is an ImpossibleMove. Raises DayBadgeIncomplete."""
    state = DAY_BADGE.after(DayBadgeState(badge.state), "enter")
    require_day_entry(entry, badge.valid_on, the_summit(session).zone, now)
    badge.state = state
    badge.holder = " ".join(entry.holder.split())[:200]
    badge.delegation_name = " ".join(entry.delegation.split())[:200]
    badge.document, badge.given_at = entry.document, entry.given_at
    badge.entered_at, badge.entered_by, badge.entered_by_name = now, actor.code, actor.name
    session.flush()
    record(session, actor, now, verb="enter", of=("day_badge", badge.serial), after={"document": entry.document})


def take_back_day_badge(session: Session, actor: Actor, now: datetime, *, badge: DayBadge) -> None:
    """The badge came back in the evening. Raises ImpossibleMove."""
    badge.state = DAY_BADGE.after(DayBadgeState(badge.state), "return_")
    record(session, actor, now, verb="return_", of=("day_badge", badge.serial))


def lose_day_badge(session: Session, actor: Actor, now: datetime, *, badge: DayBadge, reason: str) -> None:
    """The badge is gone: its code opens no door, and its number is not used again. Raises ReasonMissing, ImpossibleMove."""
    reason = require_reason(reason)
    badge.state = DAY_BADGE.after(DayBadgeState(badge.state), "report_lost")
    record(session, actor, now, verb="report_lost", of=("day_badge", badge.serial), reason=reason)


def void_day_badge(session: Session, actor: Actor, now: datetime, *, badge: DayBadge, reason: str) -> None:
    """The badge is spoiled: its number is not used again. Raises ReasonMissing, ImpossibleMove."""
    reason = require_reason(reason)
    badge.state = DAY_BADGE.after(DayBadgeState(badge.state), "void")
    record(session, actor, now, verb="void", of=("day_badge", badge.serial), reason=reason)

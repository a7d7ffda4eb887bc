"""What changes at the duty desk: the calendar address of a delegate, the mandate under which a focal point acts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.actions import act_for, end_links, issue_link
from summit.accounts.models import Link
from summit.accounts.queries import user_by_code
from summit.audit.facts import Actor
from summit.delegations.queries import mandates_of
from summit.desk.queries.own import CALENDAR
from summit.desk.rules import require_mandate


def make_calendar_address(session: Session, actor: Actor, now: datetime) -> str:
    """A secret address of the actor's own days; the secret is shown once, and an older one ends (IC-1)."""
    return issue_link(session, actor, now, user=user_by_code(session, actor.code), purpose=CALENDAR)


def end_calendar_address(session: Session, actor: Actor, now: datetime) -> None:
    """The actor's calendar address shows nothing any more."""
    end_links(session, actor, now, user=user_by_code(session, actor.code), purpose=CALENDAR)


def note_reading(now: datetime, *, link: Link) -> None:
    """Keep when a calendar program last came for the feed, so that its owner can tell whether somebody uses it (IC-1)."""
    link.used_at = now


def switch_mandate(session: Session, actor: Actor, now: datetime, *, session_id: int, code: str) -> None:
    """Act for another delegation of which the actor is focal point; NoMandate for any other code (PM-3)."""
    require_mandate(code, mandates_of(session, actor.user_id, now) if actor.user_id is not None else [])
    act_for(session, actor, now, session_id=session_id, delegation=code)

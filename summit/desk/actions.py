"""What changes at the duty desk: a calendar address, the mandate under which a focal point acts, the set-up brought in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.actions import act_for, end_links, issue_link
from summit.accounts.models import Link
from summit.accounts.queries import user_by_code
from summit.accreditation.actions import open_categories
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions import edit_quota, edit_rank, open_quota, open_rank, set_deadline
from summit.delegations.facts import RankClassEntry
from summit.delegations.queries import mandates_of, quota_of_kind, rank_class, rank_table
from summit.desk.facts import Reminder, Setup
from summit.desk.queries.own import CALENDAR
from summit.desk.rules import require_mandate
from summit.foundation.db import config_of
from summit.notices.actions import bring_in_wordings, post
from summit.venues.actions import open_zone


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


def remind(session: Session, actor: Actor, now: datetime, *, reminder: Reminder) -> str:
    """Write to the delegation's contact what is missing, once a day at most for the same lack. Returns the letter's state, or
    "" where there is nobody to write to or the letter is written already.
    """
    if reminder.recipient is None or reminder.is_written:
        return ""
    letter = post(
        session,
        now,
        to=reminder.recipient.email,
        kind="desk/mail/reminder",
        once_key=reminder.key,
        values={
            "name": reminder.recipient.name,
            "delegation": reminder.name,
            "tasks": "\n".join(f"- {task}" for task in reminder.letter_tasks),
            "address": f"{config_of(session).public_url}/",
        },
        language=reminder.recipient.language,
    )
    record(session, actor, now, verb="remind", of=("delegation", reminder.code), after={"letter": letter.code})
    return letter.state


def bring_in_setup(session: Session, actor: Actor, now: datetime, *, setup: Setup) -> None:
    """Enter another summit's zones, categories, quotas, deadlines, classes and words of letters in place of what is there."""
    for code, name in setup.zones.items():
        open_zone(session, code, name)
    open_categories(session, actor, now, found=setup.categories)
    for kind, entry in setup.quotas:
        present = quota_of_kind(session, kind, entry)
        if present is None:
            open_quota(session, actor, now, whom=kind, entry=entry)
        else:
            edit_quota(
                session, actor, now,
                quota=present, places=entry.places, reason=entry.reason, version=present.version,
            )  # fmt: skip
    for rank in setup.ranks:
        _bring_in_rank(session, actor, now, rank)
    for deadline, falls_at, is_hard in setup.deadlines:
        set_deadline(session, actor, now, kind=deadline, falls_at=falls_at, is_hard=is_hard)
    bring_in_wordings(session, actor, now, found=setup.wordings, held=setup.held_letters)


def _bring_in_rank(session: Session, actor: Actor, now: datetime, entry: RankClassEntry) -> None:
    if entry.number not in rank_table(session):
        open_rank(session, actor, now, entry=entry)
        return
    present = rank_class(session, entry.number)
    edit_rank(session, actor, now, rank=present, entry=entry, version=present.version)

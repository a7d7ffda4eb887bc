"""Judgements about delegations: their deadlines, heads and mandates. They hold for every door."""

from __future__ import annotations

from datetime import UTC, datetime

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.delegations.facts import DeadlineFacts
from summit.delegations.lifecycle import DEADLINE_ENDINGS, DEADLINE_TASKS, PaperKind
from summit.delegations.naming import tidied
from summit.delegations.rules.actors import is_host_protocol
from summit.delegations.rules.refusals import DeadlinePassed, MandateTaken
from summit.foundation.errors import RuleBroken

# An open-ended headship or mandate, in both directions: far enough for any summit, near enough for any time zone.
ALWAYS_FROM = datetime(2000, 1, 1, tzinfo=UTC)
ALWAYS_UNTIL = datetime(9000, 1, 1, tzinfo=UTC)
MOST_DEPUTIES = 2
MOST_BADGE_LANGUAGES = 2
BADGE_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "vi")
LONGEST_REASON = 500


def deadline_sentence(deadline: DeadlineFacts, now: datetime) -> str:
    """What a delegation is told about it, before and afterwards (ACC-08)."""
    if not deadline.has_passed(now):
        return f"{DEADLINE_TASKS[deadline.kind]} by {deadline.words}."
    ended = f"{DEADLINE_ENDINGS[deadline.kind]} on {deadline.words}."
    if deadline.is_hard:
        return f"{ended} Ask the protocol department, which can still do it for you."
    return f"{ended} What comes now is accepted, marked late, and waits behind the others."


def require_in_time(actor: Actor, deadline: DeadlineFacts, now: datetime) -> bool:
    """Whether it comes late; a hard stop stops everybody but the protocol department (ACC-08). Raises DeadlinePassed."""
    if deadline.has_passed(now) and deadline.is_hard and not is_host_protocol(actor):
        raise DeadlinePassed(deadline_sentence(deadline, now))
    return deadline.has_passed(now)


def require_reason(text: str) -> str:
    """The tidied reason of something that is logged with one."""
    reason = tidied(text)
    if not reason:
        raise RuleBroken("Give a reason; it is kept in the journal.", "reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(f"Use at most {LONGEST_REASON} characters.", "reason")
    return reason


def require_span(start: datetime, end: datetime, field: str) -> None:
    """Half-open and not empty."""
    if start >= end:
        raise RuleBroken("The end must come after the beginning.", field)


def require_badge_languages(languages: str) -> str:
    """One or two of the languages that the party list has, space separated."""
    chosen = list(dict.fromkeys(languages.split()))
    if not 1 <= len(chosen) <= MOST_BADGE_LANGUAGES or set(chosen) - set(BADGE_LANGUAGES):
        raise RuleBroken("Choose one or two badge languages.", "languages")
    return " ".join(chosen)


def require_mandate_room(others: list[bool], *, is_deputy: bool) -> None:
    """DEL-30: one primary focal point and at most two deputies at a time; `others` says of each whether it is a deputy."""
    if is_deputy and sum(others) >= MOST_DEPUTIES:
        raise MandateTaken(
            f"This delegation has {MOST_DEPUTIES} deputies at that time. End one of their mandates first."
        )
    if not is_deputy and others.count(False):
        raise MandateTaken(
            "This delegation has a focal point at that time. End that mandate first, or name a deputy."
        )


def require_mandate_paper(kind: str) -> None:
    """Only a paper that gives a mandate is linked to one (DEL-30)."""
    if kind != PaperKind.MANDATE:
        raise RuleBroken("Choose a paper that was filed as a mandate of the focal point.", "filed")


def require_hand_over(mandate_from: datetime, mandate_until: datetime, at: datetime, now: datetime) -> None:
    """A mandate passes on at an hour at which it runs, and not in the past (DEL-30)."""
    if at < now:
        raise RuleBroken("This hour is over. Leave it empty to hand the mandate over now.", "mandate_from")
    if not mandate_from < at < mandate_until:
        raise RuleBroken("The present mandate does not run at that hour.", "mandate_from")


def require_focal_point_account(user: User) -> None:
    """Accounts are personal and offices do not mix: a mandate needs an account of the delegation's side (DEL-30, PM-3)."""
    if Role.FOCAL_POINT.value not in user.role_values:
        raise RuleBroken(
            "This address belongs to an account of another office. Use the contact's own address.", "email"
        )

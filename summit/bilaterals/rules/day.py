"""Judgements of the day itself: how a meeting stands against the clock, and who helps where (BIL-15, BIL-40, BIL-43)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from summit.bilaterals.facts import Clock, DayMeeting, Span
from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.rules.meetings import BEFORE_IT
from summit.delegations.models import Delegation
from summit.foundation.errors import Conflict, RuleBroken

SOON = timedelta(minutes=15)  # the parties are called
ENDING = timedelta(minutes=5)  # the liaison officer is warned (BIL-40)
ABSORBED = 10  # minutes of an over-run that the reset of the room swallows without moving anybody (BIL-40)
LONGEST_OVER_RUN = 120
REST = timedelta(minutes=15)  # of an interpreter after a meeting (BIL-15)
LONGEST_NAME = 120


class HelperBusy(Conflict):
    """The interpreter or the liaison officer is at another meeting then (BIL-15)."""


def clock_of(state: str, span: Span, over_run: int, now: datetime) -> Clock:
    """How the meeting stands against the clock; nothing is stored, the hour decides."""
    if state not in BEFORE_IT and state != MeetingState.IN_PROGRESS:
        return Clock.OVER
    if state == MeetingState.IN_PROGRESS:
        left = span.ends_at + timedelta(minutes=over_run) - now
        return Clock.LATE if left <= timedelta() else Clock.ENDING if left <= ENDING else Clock.RUNNING
    ahead = span.starts_at - now
    return Clock.LATE if ahead <= timedelta() else Clock.SOON if ahead <= SOON else Clock.AHEAD


def disturbs(over_run: int) -> bool:
    """Whether an over-run of so many minutes reaches the next user of the room (BIL-40)."""
    return over_run > ABSORBED


def require_over_run(minutes: int) -> None:
    """An over-run has some minutes and an end."""
    if not 0 <= minutes <= LONGEST_OVER_RUN:
        raise RuleBroken(f"Enter a delay from 0 to {LONGEST_OVER_RUN} minutes.", "minutes")


def require_helpers(liaison: str, interpreter: str) -> None:
    """Names fit on the sheet."""
    for name, field in ((liaison, "liaison"), (interpreter, "interpreter")):
        if len(name) > LONGEST_NAME:
            raise RuleBroken(f"A name has at most {LONGEST_NAME} characters.", field)


def require_free_helpers(meeting: DayMeeting, beside: Iterable[DayMeeting]) -> None:
    """Nobody helps at two meetings at once, and an interpreter rests fifteen minutes after one (BIL-15)."""
    rest = Span(meeting.span.starts_at - REST, meeting.span.ends_at + REST)
    for other in beside:
        if other.code == meeting.code:
            continue
        if _same(meeting.liaison, other.liaison) and meeting.span.clashes(other.span):
            raise HelperBusy("This liaison officer is at another meeting then.")
        if _same(meeting.interpreter, other.interpreter) and rest.clashes(other.span):
            raise HelperBusy("This interpreter is at another meeting then, or needs fifteen minutes of rest after it.")


def require_pair(one: Delegation, other: Delegation) -> tuple[Delegation, Delegation]:
    """Two delegations, in the one order in which a pair is kept."""
    if one.id == other.id:
        raise RuleBroken("Choose two delegations.", "other")
    return (one, other) if one.id < other.id else (other, one)


def require_happened(happened_at: datetime, now: datetime) -> None:
    """What is noted has happened."""
    if happened_at > now:
        raise RuleBroken("This time lies ahead. Note what has happened.", "clock")


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()

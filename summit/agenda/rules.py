"""Judgements about the programme. Each names the rule of protocol that it implements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from summit.agenda.facts import LANGUAGE_NAMES, EntryDraft, EntryFacts
from summit.agenda.lifecycle import EntryKind
from summit.agenda.models import AgendaEntry
from summit.delegations.models import Participant
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from summit.venues.facts import SummitFacts

LONGEST_TITLE = 200
LONGEST_SIDE_EVENT_TITLE = 120
LONGEST_ABSTRACT = 2000
MOST_WORDS = 150
LONGEST = timedelta(hours=12)
LONGEST_SETUP = 240
BEFORE = timedelta(days=14)
AFTER = timedelta(days=7)
MAIN_KINDS = frozenset({EntryKind.OPENING, EntryKind.SIGNING})


class AllHeadsClash(Conflict):
    """Two lines that every head of delegation attends would overlap (SES-02)."""


class MainEventRunning(Conflict):
    """A side event would run in the time of the opening, the signing or a plenary with leaders (SID-05)."""


class LeadsAlready(Conflict):
    """The body leads another side event (SID-06)."""


class NamedAlready(Conflict):
    """The participant or delegation already stands in this line."""


class TopicTaken(Conflict):
    """Another topic has this code."""


def require_draft(draft: EntryDraft, summit: SummitFacts) -> None:
    """Title, text, languages and times that can be printed and kept."""
    is_side_event = draft.kind == EntryKind.SIDE_EVENT
    longest = LONGEST_SIDE_EVENT_TITLE if is_side_event else LONGEST_TITLE
    if not draft.title.strip() or len(draft.title) > longest:
        raise RuleBroken(f"Give it a title of 1 to {longest} characters.", "title")
    if len(draft.abstract) > LONGEST_ABSTRACT or (is_side_event and len(draft.abstract.split()) > MOST_WORDS):
        raise RuleBroken(
            f"Keep the abstract within {MOST_WORDS} words and {LONGEST_ABSTRACT} characters (SID-01).",
            "abstract",
        )
    if is_side_event and not draft.topic:
        raise RuleBroken("A side event belongs to one of the event's topics: choose it.", "topic")
    if is_side_event and draft.for_all_heads:
        raise RuleBroken("A side event is never for all heads of delegation.", "for_all_heads")
    languages = draft.languages.split()
    if not languages or set(languages) - set(LANGUAGE_NAMES) or len(set(languages)) < len(languages):
        raise RuleBroken("Choose at least one language from the list.", "languages")
    require_times(draft.starts_at, draft.ends_at, draft.setup_minutes, summit)


def require_times(starts_at: datetime, ends_at: datetime, setup_minutes: int, summit: SummitFacts) -> None:
    """The end after the start, within half a day, and near the days of the summit (rehearsals come before it)."""
    if starts_at >= ends_at:
        raise RuleBroken("The end must be later than the start.", "ends_at")
    if ends_at - starts_at > LONGEST:
        raise RuleBroken(
            "A line of the programme lasts at most 12 hours: look at the start and the end.", "ends_at"
        )
    day = summit.day_of(starts_at)
    if not summit.first_day - BEFORE <= day <= summit.last_day + AFTER:
        raise RuleBroken(
            f"{day.isoformat()} is far from the summit ({summit.first_day.isoformat()} to "
            f"{summit.last_day.isoformat()}): look at the day.",
            "day",
        )
    if not 0 <= setup_minutes <= LONGEST_SETUP:
        raise RuleBroken(f"Set-up takes 0 to {LONGEST_SETUP} minutes.", "setup_minutes")


def require_no_other_all_heads(others: Iterable[EntryFacts], summit: SummitFacts) -> None:
    """Two lines for all heads of delegation never overlap (SES-02); other parallel lines may."""
    for other in others:
        raise AllHeadsClash(
            f"All heads of delegation are at “{other.title}” {_span(other, summit)}, "
            "and two such lines may not overlap. Choose another time, or make one of them not for all heads."
        )


def require_no_main_event(others: Iterable[EntryFacts], summit: SummitFacts) -> None:
    """No side event in the time of opening, signing or a plenary with leaders, unless allowed (SID-05)."""
    for other in others:
        raise MainEventRunning(
            f"“{other.title}” runs {_span(other, summit)}. Side events and main events do not run at one time "
            "unless the organizer allows it: choose another time, or tick the exception."
        )


def is_main(kind: str, for_all_heads: bool) -> bool:
    """Opening and signing always, a plenary when leaders attend it (SID-05)."""
    return kind in MAIN_KINDS or (kind == EntryKind.PLENARY and for_all_heads)


def require_version(entry: AgendaEntry, version: int) -> None:
    """The line is still as the page showed it."""
    if entry.version != version:
        raise StaleVersion(
            "Somebody changed this line of the programme after you opened it. Look at it as it is now, "
            "and repeat your change if it is still wanted."
        )


def require_planned(entry: AgendaEntry) -> None:
    """Nobody joins a cancelled line."""
    if entry.state != "planned":
        raise Conflict("This line is cancelled; nobody can be named in it.")


def require_enrolled(participant: Participant) -> None:
    """Only enrolled participants chair, speak or sign: acceptance of a speaker begins with registration (SID-07)."""
    if participant.state != "enrolled":
        raise RuleBroken("This participant has withdrawn. Name somebody who is enrolled.", "participant")


def require_side_event(entry: AgendaEntry) -> None:
    """Only side events have sponsors."""
    if entry.kind != EntryKind.SIDE_EVENT:
        raise RuleBroken("Only side events have sponsors.", "delegation")


def _span(entry: EntryFacts, summit: SummitFacts) -> str:
    return f"{summit.span(entry.starts_at, entry.ends_at)} ({summit.place} time)"

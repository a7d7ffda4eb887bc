"""What the papers of this room share: their furniture, times and dates as a language writes them (DOC-05)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import IO, Protocol

from babel.dates import format_date, format_datetime

from summit.documents.facts import DRAFT, Frame, Issue
from summit.documents.lifecycle import Classification
from summit.documents.words import CLASSIFIED, STATES
from summit.foundation.clock import local, locale_of, offset_label
from summit.paper.furniture import DocumentFurniture, reads_from_the_right, words_of

Target = Path | IO[bytes]
KEPT = "\u200e"  # around a time in figures, which keeps its order in an Arabic line


class Framed(Protocol):
    """Facts of a document of this room."""

    @property
    def frame(self) -> Frame: ...


def furniture(
    facts: Framed, title: str, classification: Classification, *, printed_at: datetime, issue: Issue = DRAFT
) -> DocumentFurniture:
    """The furniture of every page (DOC-00). A draft says that it is one, and when it was printed."""
    frame = facts.frame
    return DocumentFurniture(
        title=title,
        event=frame.event,
        version=version_label(frame, issue) if issue.number else "",
        printed_at=printed_label(frame, printed_at),
        classification=CLASSIFIED[classification][frame.language],
        language=frame.language,
        is_draft=not issue.number,
    )


def version_label(frame: Frame, issue: Issue) -> str:
    """`2 · Provisional`; `Draft` where there is no number."""
    state = STATES[issue.state][frame.language]
    return f"{issue.number} · {state}" if issue.number else state


def hung_label(frame: Frame, issue: Issue, printed_at: datetime) -> str:
    """What stands in small print on a paper that is hung up: which version it is, and when it was printed.

    Whoever stands before a door asks neither whether the paper is a draft nor how final it is: an old one is told by its
    time.
    """
    words, at = words_of(frame.language), printed_label(frame, printed_at)
    kept = f"{KEPT}{at}{KEPT}" if reads_from_the_right(frame.language) else at
    version = words.version.format(issue.number) if issue.number else ""
    return " · ".join(filter(None, (version, words.printed.format(kept))))


def printed_label(frame: Frame, printed_at: datetime) -> str:
    """`2025-10-24 18:00 UTC+7`."""
    return f"{local(printed_at, frame.zone):%Y-%m-%d %H:%M} {offset_label(printed_at, frame.zone)}"


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """`09:00–10:15` on the clocks of the zone."""
    return f"{local(starts_at, zone):%H:%M}–{local(ends_at, zone):%H:%M}"


def long_day(day: date, language: str) -> str:
    """The day as the language writes it (CLDR)."""
    return format_date(day, "full", locale=locale_of(language))


def long_moment(at: datetime, frame: Frame) -> str:
    """Day and hour as the language writes them, with the zone."""
    shown = format_datetime(local(at, frame.zone), "d MMMM y, HH:mm", locale=locale_of(frame.language))
    return f"{shown} ({offset_label(at, frame.zone)})"

"""How many meetings at once the host's interpreters of a language can serve (BIL-15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from summit.bilaterals.facts import SPOKEN, Span, Surroundings
from summit.bilaterals.lifecycle import Interpretation
from summit.foundation.errors import Conflict, RuleBroken

MOST_INTERPRETERS = 99
ALWAYS = Span(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class InterpretersTaken(Conflict):
    """More meetings at one time ask the host for a language than it has interpreters (BIL-15)."""


def asked_languages(*sides: tuple[str, str]) -> tuple[str, ...]:
    """The languages for which the host is asked to interpret, each once; a side is its language and who interprets for it.

    Who brings an interpreter, or has not said which language is spoken, takes nobody of the host's.
    """
    return tuple(sorted({language for language, who in sides if language and who == Interpretation.ASKED}))


def require_pool(language: str, places: int) -> None:
    """A language from the list, and a number of people."""
    if language not in SPOKEN:
        raise RuleBroken("Choose a language from the list.", "language")
    if not 0 <= places <= MOST_INTERPRETERS:
        raise RuleBroken(f"Enter a number from 0 to {MOST_INTERPRETERS}.", "places")


def require_interpreters(meeting: Span, languages: Iterable[str], around: Surroundings) -> None:
    """An interpreter is left for each of these languages, but for those that nobody counts. Raises InterpretersTaken."""
    for language in languages:
        if any(meeting.clashes(span) for span in taken_spans([language], around)):
            raise InterpretersTaken(
                f"All interpreters for {SPOKEN.get(language, language)} are at work then. Choose another time."
            )


def taken_spans(languages: Iterable[str], around: Surroundings) -> list[Span]:
    """When all interpreters of one of these languages are at work; always, where the host has none."""
    return [
        span
        for language in languages
        if language in around.pools
        for span in _full(around.pools[language], [one.span for one in around.tied if language in one.languages])
    ]


def _full(places: int, spans: Sequence[Span]) -> list[Span]:
    if places == 0:
        return [ALWAYS]
    edges = sorted({edge for span in spans for edge in (span.starts_at, span.ends_at)})
    return [
        Span(start, end)
        for start, end in pairwise(edges)
        if sum(span.starts_at <= start < span.ends_at for span in spans) >= places
    ]

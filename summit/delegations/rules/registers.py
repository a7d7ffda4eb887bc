"""Judgements about the lists and sheets of people. They hold for every door."""

from __future__ import annotations

from datetime import datetime, timedelta

from summit.delegations.facts import ViewEntry
from summit.foundation.errors import Conflict, RuleBroken

UNDO_WITHIN = timedelta(hours=24)
LONGEST_VIEW_NAME = 60
LONGEST_QUESTION = 2000
MOST_PICKED = 200


def require_view(entry: ViewEntry, name: str, offices: frozenset[str]) -> None:
    """A saved view has a name, something to save, and is shared only with an office that its owner holds."""
    if not 0 < len(name) <= LONGEST_VIEW_NAME:
        raise RuleBroken(f"Give the view a name of at most {LONGEST_VIEW_NAME} characters.", "name")
    if not 0 < len(entry.question) <= LONGEST_QUESTION:
        raise RuleBroken(
            "Filter or sort the list first, with a shorter search if need be: then there is a view to save."
        )
    if entry.office and entry.office not in offices:
        raise RuleBroken("Choose one of your own offices.", "office")


def require_picks(number: int) -> None:
    """How many people one change may be about. Raises RuleBroken."""
    if not number:
        raise RuleBroken("Choose at least one person first.")
    if number > MOST_PICKED:
        raise RuleBroken(f"Change at most {MOST_PICKED} people at once.")


def is_undoable(done_at: datetime | None, now: datetime) -> bool:
    """An import, or a change of many, can be taken back for a day; later too much stands on it."""
    return done_at is not None and now - done_at <= UNDO_WITHIN


def require_undoable(done_at: datetime | None, now: datetime) -> None:
    """See `is_undoable`. Raises Conflict."""
    if not is_undoable(done_at, now):
        raise Conflict("This can be undone within 24 hours.")

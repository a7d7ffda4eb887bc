"""Two delegations that are kept apart are not brought near each other, unless they meet (BIL-18). It is advice: the desk is
told to choose another room, never why, and may take note of it and stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from summit.bilaterals.facts import APART, Pair, Place, Span, Surroundings
from summit.foundation.errors import Conflict, RuleBroken

LONGEST_GROUNDS = 200
DISTANCE = timedelta(minutes=APART)
ADVICE = "Choose another room."


class OtherRoomAdvised(RuleBroken):
    """Another room would be better; nothing is said of the reason (BIL-18)."""

    def __init__(self, sentence: str = ADVICE) -> None:
        super().__init__(f"{sentence} If it has to be this one, confirm that protocol has taken note.", "room_noted")


class AlreadyKeptApart(Conflict):
    """The two delegations are in the list, whichever was entered first."""


def require_grounds(reason: str) -> None:
    """The reason for keeping two apart is short."""
    if len(reason) > LONGEST_GROUNDS:
        raise RuleBroken(f"The reason has at most {LONGEST_GROUNDS} characters.", "reason")


def shunned_spans(sides: frozenset[int], place: Place, around: Surroundings) -> list[Span]:
    """When these delegations should not be in that place: somebody who is kept apart from one of them meets in its zone, or
    has met there a quarter of an hour before, or will after it.
    """
    away = list(_kept_away(sides, around.pairs))
    return [
        Span(one.span.starts_at - DISTANCE, one.span.ends_at + DISTANCE)
        for one in around.tied
        if one.place == place and any(other in one.sides and own not in one.sides for own, other in away)
    ]


def require_apart(
    meeting: Span, place: Place, sides: frozenset[int], around: Surroundings, *, is_noted: bool
) -> None:
    """Nobody who is kept apart from one of these delegations is near; otherwise protocol has taken note. Raises
    OtherRoomAdvised.
    """
    if not is_noted and any(meeting.clashes(span) for span in shunned_spans(sides, place, around)):
        raise OtherRoomAdvised


def _kept_away(sides: frozenset[int], pairs: tuple[Pair, ...]) -> Iterator[Pair]:
    """Each of these delegations with whom it is kept apart from, but for the one that it meets."""
    for one, other in pairs:
        if one in sides and other not in sides:
            yield one, other
        elif other in sides and one not in sides:
            yield other, one

"""Judgements about rooms for a delegation's own meetings: short, few a day, and only as long as no bilateral needs them."""

from __future__ import annotations

from summit.bilaterals.facts import Span
from summit.bilaterals.rules.requests import RESET, RoomTooSmall
from summit.foundation.errors import RuleBroken

ROOM_MINUTES = (30, 45, 60)
MOST_ROOMS_A_DAY = 2  # of one delegation
MOST_IN_ROOM = 200


class RoomsUsedUp(RuleBroken):
    """The delegation has as many rooms on that day as one may have."""


class NoRoomFree(RuleBroken):
    """Every room that is large enough is taken then."""


def require_room_wish(minutes: int, persons: int) -> None:
    """The lengths that are offered, and a number of persons that a room can hold."""
    if minutes not in ROOM_MINUTES:
        raise RuleBroken("A room is given for 30, 45 or 60 minutes.", "minutes")
    if not 1 <= persons <= MOST_IN_ROOM:
        raise RoomTooSmall(f"Enter 1 to {MOST_IN_ROOM} persons.", "persons")


def require_few_rooms(count: int) -> None:
    """At most two a day, so that rooms are left for the others."""
    if count >= MOST_ROOMS_A_DAY:
        raise RoomsUsedUp(f"This delegation has {MOST_ROOMS_A_DAY} rooms on that day already. Give one up first.", "day")


def own_room_span(span: Span) -> Span:
    """How long the room is tied: the meeting and the reset after it (BIL-13)."""
    return Span(span.starts_at, span.ends_at + RESET)

"""Judgements about held and confirmed meetings: when a hold lapses, and which meeting gives way to which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.models import BilateralMeeting
from summit.bilaterals.rules.requests import AlreadyPlaced, TimeNotOffered
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import LEADERS, PartyKind, RankKind
from summit.delegations.models import Participant
from summit.foundation.errors import RuleBroken

HOLD_FOR = timedelta(hours=12)  # how long a place is tied before both sides have accepted it (BIL-02)
HIGHEST_CLASSES = 25  # down to the speakers of parliaments (BIL-21)
MINISTERS = frozenset({RankKind.FOREIGN_MINISTER, RankKind.MINISTERIAL})
NO_PRIORITY = 3
BEFORE_IT = frozenset({MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.CALLED})


def held_until(starts_at: datetime, now: datetime) -> datetime:
    """When a hold made now lapses: after twelve hours, or when the meeting would begin (BIL-02)."""
    return min(now + HOLD_FOR, starts_at)


def has_lapsed(meeting: BilateralMeeting, now: datetime) -> bool:
    """Whether the meeting was held and its time to be accepted is over, swept or not."""
    return meeting.state == MeetingState.HELD and meeting.held_until is not None and meeting.held_until <= now


def is_held(meeting: BilateralMeeting | None) -> bool:
    """Whether the meeting waits for the sides to accept it."""
    return meeting is not None and meeting.state == MeetingState.HELD


def priority_class(kind: str, rank_class: int, ranks: RankTable) -> int:
    """0 for the host's leaders and the Secretary-General of the United Nations, 1 for leaders and whoever stands as high,
    2 for ministers, 3 for all others (BIL-21).
    """
    meaning = ranks.kind_of(rank_class)
    is_high = meaning in LEADERS or rank_class <= HIGHEST_CLASSES
    is_first = kind == PartyKind.HOST or (kind == PartyKind.UN_SEC and meaning == RankKind.ORGANIZATION_LEADER)
    if is_high:
        return 0 if is_first else 1
    return 2 if meaning in MINISTERS else NO_PRIORITY


def meeting_priority(principals: Iterable[Participant], ranks: RankTable) -> int:
    """The class of the meeting: that of the higher of its principals (BIL-21)."""
    return min(priority_class(one.delegation.party.kind, one.rank_class, ranks) for one in principals)


def gives_way(standing: BilateralMeeting, priority: int) -> bool:
    """A held place may be taken by a meeting of a higher class, a confirmed one by none (BIL-21)."""
    return standing.state == MeetingState.HELD and priority < standing.priority


def require_unplaced(meeting: BilateralMeeting | None) -> None:
    """Once a meeting is confirmed, the request itself does not change any more."""
    if meeting is not None and not is_held(meeting):
        raise AlreadyPlaced("This request has its meeting. To change it, ask the bilateral desk.")


def require_not_begun(meeting: BilateralMeeting | None) -> None:
    """What is arranged for a meeting changes until it begins."""
    if meeting is not None and meeting.state not in BEFORE_IT:
        raise AlreadyPlaced("This meeting has begun or is over. Nothing is arranged for it any more.")


def require_not_held(meeting: BilateralMeeting | None) -> None:
    """A request holds one place at a time."""
    if meeting is not None:
        raise AlreadyPlaced("A place is held for this request already. Move it, or give it up first.")


def require_chief(meeting: BilateralMeeting, starts_at: datetime | None, *, is_chief: bool) -> None:
    """Only the Chief of Protocol gives a confirmed meeting another time, or none so that others find theirs; another room is
    the desk's to give (BIL-21).
    """
    if is_held(meeting) or starts_at == meeting.starts_at or is_chief:
        return
    if starts_at is None:
        raise RuleBroken("A confirmed meeting is called off for others only by the Chief of Protocol.", "calls_off")
    raise RuleBroken(
        "A confirmed meeting changes its time only by the Chief of Protocol. Ask the chief to move it.", "clock"
    )


def require_not_lapsed(meeting: BilateralMeeting, now: datetime) -> None:
    """A hold that has lapsed is not moved: its place may be somebody else's already."""
    if has_lapsed(meeting, now):
        raise TimeNotOffered("The hold has lapsed. Hold a place for this request again.")


def require_held(meeting: BilateralMeeting | None) -> BilateralMeeting:
    """Only a place that is held can be given up."""
    if meeting is None:
        raise TimeNotOffered("No place is held for this request any more.")
    return meeting

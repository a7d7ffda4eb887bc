"""A request for a meeting, and the meeting that comes of it (BIL-02 at its core).

An accepted time holds no room yet, so it may be overtaken: then another time is offered and the round begins again.
"""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class Side(StrEnum):
    """Which of the two delegations."""

    ASKING = "asking"
    ASKED = "asked"

    @property
    def other(self) -> Side:
        return Side.ASKED if self is Side.ASKING else Side.ASKING


class News(StrEnum):
    """What a letter tells a delegation about a meeting, never with whom (BIL-50); its sentence is found by the value."""

    ASKED = "asked"
    DESK_OFFER = "desk_offer"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    MOVED = "moved"
    CALLED_OFF = "called_off"


BOTH = "both"  # whose turn it is after the desk offered a time: both sides must accept it (BIL-03)


class RequestState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OTHER_TIME = "other_time"
    WITHDRAWN = "withdrawn"


_R = RequestState
REQUEST: Lifecycle[RequestState] = Lifecycle(
    "request",
    _R.SENT,
    [
        ("accept", [_R.SENT, _R.OTHER_TIME], _R.ACCEPTED),
        ("decline", [_R.SENT, _R.OTHER_TIME], _R.DECLINED),
        ("offer_other_time", [_R.SENT, _R.OTHER_TIME, _R.ACCEPTED], _R.OTHER_TIME),
        ("withdraw", [_R.SENT, _R.OTHER_TIME, _R.ACCEPTED], _R.WITHDRAWN),
    ],
)


class MeetingState(StrEnum):
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


MEETING: Lifecycle[MeetingState] = Lifecycle(
    "meeting",
    MeetingState.CONFIRMED,
    [
        ("move", [MeetingState.CONFIRMED], MeetingState.CONFIRMED),
        ("cancel", [MeetingState.CONFIRMED], MeetingState.CANCELLED),
    ],
)


class PlanState(StrEnum):
    """A planning of many meetings; a stopped one keeps the best plan that was found."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    STOPPED = "stopped"
    FAILED = "failed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


_P = PlanState
PLAN: Lifecycle[PlanState] = Lifecycle(
    "plan",
    _P.QUEUED,
    [
        ("start", [_P.QUEUED, _P.RUNNING], _P.RUNNING),
        ("finish", [_P.RUNNING], _P.READY),
        ("stop", [_P.RUNNING], _P.STOPPED),
        ("fail", [_P.QUEUED, _P.RUNNING], _P.FAILED),
        ("publish", [_P.READY, _P.STOPPED], _P.PUBLISHED),
        ("discard", [_P.QUEUED, _P.READY, _P.STOPPED, _P.FAILED], _P.DISCARDED),
    ],
)

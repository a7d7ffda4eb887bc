"""A request for a meeting, and the meeting that comes of it (BIL-02 at its core)."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


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
        ("offer_other_time", [_R.SENT, _R.OTHER_TIME], _R.OTHER_TIME),
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

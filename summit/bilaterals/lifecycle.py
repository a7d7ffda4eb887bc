"""A request for a meeting, and the meeting that comes of it (BIL-02).

A time that both sides accepted holds no room yet, so it may be overtaken: then another time is offered and the round begins
again. A held meeting ties its room and both principals for some hours, whether or not anybody has accepted its time.
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
    HELD = "held"
    RELEASED = "released"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    ARRANGED = "arranged"
    NO_SHOW = "no_show"
    ROOM_LATE = "room_late"
    ROOM_TAKEN = "room_taken"


class RequestKind(StrEnum):
    """A courtesy call is paid on a leader of the host; there principals of different level are normal (BIL-04)."""

    MEETING = "meeting"
    COURTESY_CALL = "courtesy_call"


class Interpretation(StrEnum):
    """Who interprets for a side (BIL-01)."""

    NONE = "none"
    OWN = "own"
    ASKED = "asked"


class Press(StrEnum):
    """Who of the press may come in (BIL-01)."""

    NONE = "none"
    PHOTO = "photo"
    POOL = "pool"


class BlockKind(StrEnum):
    """What keeps a principal that is no line of the programme and no meeting (BIL-16, BIL-17).

    `away` is what the desk notes on the day (BIL-41); why is in no record.
    """

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    REST = "rest"
    PRAYER = "prayer"
    MEAL = "meal"
    AWAY = "away"


BLOCK_NAMES = {
    BlockKind.ARRIVAL: "Arrival",
    BlockKind.DEPARTURE: "Departure",
    BlockKind.REST: "Rest",
    BlockKind.PRAYER: "Prayer",
    BlockKind.MEAL: "Meal",
    BlockKind.AWAY: "Not available",
}
KIND_NAMES = {RequestKind.MEETING: "Bilateral meeting", RequestKind.COURTESY_CALL: "Courtesy call on a leader of the host"}
INTERPRETATION_NAMES = {
    Interpretation.NONE: "Not needed",
    Interpretation.OWN: "We bring our own interpreter",
    Interpretation.ASKED: "We ask the host for an interpreter",
}
PRESS_NAMES = {
    Press.NONE: "No press",
    Press.PHOTO: "Photographs at the beginning",
    Press.POOL: "Press pool at the beginning",
}


BOTH = "both"  # whose turn it is after the desk offered a time: both sides must accept it (BIL-03)
DESK = "desk"  # who acts, and whose turn it is, when it is neither of the two sides


class RequestState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OTHER_TIME = "other_time"
    WITH_DESK = "with_desk"
    WITHDRAWN = "withdrawn"


_R = RequestState
REQUEST: Lifecycle[RequestState] = Lifecycle(
    "request",
    _R.SENT,
    [
        ("accept", [_R.SENT, _R.OTHER_TIME], _R.ACCEPTED),
        ("decline", [_R.SENT, _R.OTHER_TIME, _R.WITH_DESK], _R.DECLINED),
        ("offer_other_time", [_R.SENT, _R.OTHER_TIME, _R.ACCEPTED, _R.WITH_DESK], _R.OTHER_TIME),
        ("hold", [_R.SENT, _R.OTHER_TIME, _R.ACCEPTED, _R.WITH_DESK], _R.OTHER_TIME),
        ("arrange", [_R.SENT], _R.SENT),
        ("arrange", [_R.OTHER_TIME], _R.OTHER_TIME),
        ("arrange", [_R.WITH_DESK], _R.WITH_DESK),
        ("arrange", [_R.ACCEPTED], _R.ACCEPTED),
        ("name_principal", [_R.SENT], _R.SENT),
        ("name_principal", [_R.OTHER_TIME], _R.OTHER_TIME),
        ("name_principal", [_R.WITH_DESK], _R.WITH_DESK),
        ("return_", [_R.OTHER_TIME], _R.WITH_DESK),
        ("withdraw", [_R.SENT, _R.OTHER_TIME, _R.ACCEPTED, _R.WITH_DESK], _R.WITHDRAWN),
    ],
)


class MeetingState(StrEnum):
    """`released`: a side or the desk gave the hold up; `superseded`: a meeting of a higher class took its place (BIL-21)."""

    HELD = "held"
    CONFIRMED = "confirmed"
    CALLED = "called"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


_M = MeetingState
MEETING: Lifecycle[MeetingState] = Lifecycle(
    "meeting",
    _M.HELD,
    [
        ("confirm", [_M.HELD], _M.CONFIRMED),
        ("hold", [_M.CONFIRMED], _M.HELD),  # at another time, which both sides have to accept (BIL-21)
        ("move", [_M.HELD], _M.HELD),
        ("move", [_M.CONFIRMED], _M.CONFIRMED),
        ("call", [_M.CONFIRMED], _M.CALLED),
        ("begin", [_M.CONFIRMED, _M.CALLED], _M.IN_PROGRESS),
        ("over_run", [_M.IN_PROGRESS], _M.IN_PROGRESS),
        ("end", [_M.IN_PROGRESS], _M.DONE),
        ("note_no_show", [_M.CONFIRMED, _M.CALLED], _M.NO_SHOW),
        ("cancel", [_M.HELD, _M.CONFIRMED, _M.CALLED], _M.CANCELLED),
        ("release", [_M.HELD], _M.RELEASED),
        ("supersede", [_M.HELD], _M.SUPERSEDED),
        ("expire", [_M.HELD], _M.EXPIRED),
    ],
)
FREED = frozenset({_M.RELEASED, _M.SUPERSEDED, _M.EXPIRED})  # came to nothing: the request can be held again
CAME_TO_AN_END = frozenset({_M.DONE, _M.NO_SHOW, _M.CANCELLED})
SETTLED = frozenset({_M.CONFIRMED, _M.CALLED, _M.IN_PROGRESS, _M.DONE})  # what schedules show


class RoomRequestState(StrEnum):
    """A room for a delegation's own meeting stands until it is given up, or a bilateral meeting needs it."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    DISPLACED = "displaced"


_O = RoomRequestState
ROOM_REQUEST: Lifecycle[RoomRequestState] = Lifecycle(
    "room request",
    _O.BOOKED,
    [("cancel", [_O.BOOKED], _O.CANCELLED), ("displace", [_O.BOOKED], _O.DISPLACED)],
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

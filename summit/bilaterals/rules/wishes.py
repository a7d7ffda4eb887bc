"""What a wish counts in a plan of many: its weight within its class of priority."""

from __future__ import annotations

from summit.bilaterals.lifecycle import RequestState

ROOM_WAYS = (5, 10, 30)  # minutes on one floor, within a building, to another building (BIL-12)
_MUTUAL = 4
_WEIGHTS = {
    RequestState.SENT: 2,
    RequestState.OTHER_TIME: 3,
    RequestState.WITH_DESK: 3,
    RequestState.ACCEPTED: _MUTUAL,
}


def weight_of(state: RequestState, *, is_mutual: bool) -> int:
    """2 for what one side wishes, 3 once the other has answered, 4 where both asked each other or agreed on a time."""
    return _MUTUAL if is_mutual else _WEIGHTS[state]

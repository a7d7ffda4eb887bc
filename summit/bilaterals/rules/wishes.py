"""What a wish counts in a plan of many: its class of priority, and its weight within the class (BIL-21)."""

from __future__ import annotations

from summit.bilaterals.lifecycle import RequestState
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Participant

ROOM_WAYS = (5, 10, 30)  # minutes on one floor, within a building, to another building (BIL-12)
PARLIAMENT, MINISTERS = 25, 45  # the last rank classes of P1 and of P2
_LEADERS_OF = frozenset({PartyKind.HOST, PartyKind.UN_SEC})
_MUTUAL = 4
_WEIGHTS = {RequestState.SENT: 2, RequestState.OTHER_TIME: 3, RequestState.ACCEPTED: _MUTUAL}


def priority_of(one: Participant, other: Participant) -> int:
    """0 with a leader of the host or the Secretary-General, 1 with a leader, 2 with a minister, 3 otherwise (BIL-21)."""
    both = (one, other)
    if any(side.rank_class <= PARLIAMENT and PartyKind(side.delegation.party.kind) in _LEADERS_OF for side in both):
        return 0
    highest = min(side.rank_class for side in both)
    if highest <= PARLIAMENT:
        return 1
    return 2 if highest <= MINISTERS else 3


def weight_of(state: RequestState, *, is_mutual: bool) -> int:
    """2 for what one side wishes, 3 once the other has answered, 4 where both asked each other or agreed on a time."""
    return _MUTUAL if is_mutual else _WEIGHTS[state]

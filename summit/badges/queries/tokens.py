"""What a gate must know of a token whose signature is good: of badges and of numbered cards alike (BDG-03, BDG-05)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from summit.accreditation.queries import admitted, standing
from summit.badges.facts import TokenState
from summit.badges.lifecycle import (
    IN_HAND,
    BadgeState,
    DayBadgeState,
    FloaterState,
    LapelPinState,
    VehiclePassState,
)
from summit.badges.models import Badge, DayBadge, FloaterPass, LapelPin, VehiclePass

_ENDED = {
    BadgeState.QUEUED: TokenState.NOT_PRINTED,
    BadgeState.LOST: TokenState.LOST,
    BadgeState.STOLEN: TokenState.STOLEN,
    BadgeState.DAMAGED: TokenState.DAMAGED,
    BadgeState.RETURNED: TokenState.RETURNED,
    BadgeState.VOID: TokenState.VOID,
}
# A numbered card opens doors while it is with whom it was handed to (ZON-01).
_NumberedModel: TypeAlias = type[FloaterPass] | type[DayBadge] | type[VehiclePass] | type[LapelPin]
_NUMBERED: tuple[tuple[_NumberedModel, Mapping[str, TokenState]], ...] = (
    (
        FloaterPass,
        {
            FloaterState.AT_DESK: TokenState.RETURNED,
            FloaterState.HANDED_OUT: TokenState.LIVE,
            FloaterState.LOST: TokenState.LOST,
            FloaterState.VOID: TokenState.VOID,
        },
    ),
    (
        DayBadge,
        {
            DayBadgeState.PRINTED: TokenState.NOT_ENTERED,
            DayBadgeState.HANDED_OUT: TokenState.LIVE,
            DayBadgeState.RETURNED: TokenState.RETURNED,
            DayBadgeState.LOST: TokenState.LOST,
            DayBadgeState.VOID: TokenState.VOID,
        },
    ),
    (
        VehiclePass,
        {
            VehiclePassState.QUEUED: TokenState.AT_DESK,
            VehiclePassState.PRINTED: TokenState.AT_DESK,
            VehiclePassState.HANDED_OUT: TokenState.LIVE,
            VehiclePassState.RETURNED: TokenState.RETURNED,
            VehiclePassState.LOST: TokenState.LOST,
            VehiclePassState.VOID: TokenState.VOID,
        },
    ),
    (
        LapelPin,
        {
            LapelPinState.ISSUED: TokenState.RECORD,
            LapelPinState.RETURNED: TokenState.RETURNED,
            LapelPinState.LOST: TokenState.LOST,
        },
    ),
)


def token_state(session: Session, token_id: str) -> TokenState:
    """What a gate must know of this token, whose signature and days it has found good; `token_id` is hexadecimal (BDG-03)."""
    card = session.scalar(select(Badge).where(Badge.token_id == token_id))
    if card is None:
        return _numbered_state(session, token_id)
    ended = _ENDED.get(BadgeState(card.state))
    if ended is not None:
        return ended
    if not standing(session, card.participant_id).is_admitted:
        return TokenState.NOT_ADMITTED
    return TokenState.UNCHECKED if card.needs_check else TokenState.LIVE


def is_live(session: Session, token_id: str) -> bool:
    """Whether this token opens a door now; `token_id` is hexadecimal."""
    return token_state(session, token_id) is TokenState.LIVE


def live_tokens() -> CompoundSelect[str]:
    """The ids of all tokens that open doors, hexadecimal: what a gate keeps for the hours without a network (BDG-09).

    On which days a numbered card counts stands in its code.
    """
    cards = select(Badge.token_id).where(
        Badge.state.in_(IN_HAND), ~Badge.needs_check, Badge.participant_id.in_(admitted())
    )
    numbered = [
        select(model.token_id).where(model.state == state)
        for model, states in _NUMBERED
        for state, meaning in states.items()
        if meaning is TokenState.LIVE
    ]
    return union_all(cards, *numbered)


def _numbered_state(session: Session, token_id: str) -> TokenState:
    for model, states in _NUMBERED:
        state = session.scalar(select(model.state).where(model.token_id == token_id))
        if state is not None:
            return states[state]
    return TokenState.UNKNOWN

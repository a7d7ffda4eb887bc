"""Numbered cards out of the printer: the good ones count, a misprint is void by its serial (BDG-07)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.lifecycle import (
    DAY_BADGE,
    FLOATER,
    VEHICLE_PASS,
    DayBadgeState,
    FloaterState,
    VehiclePassState,
)
from summit.badges.models import DayBadge, FloaterPass, LapelPin, PrintRun, VehiclePass
from summit.badges.queries import NumberedCard, passes_to_print
from summit.badges.rules import require_serials

MISPRINT = "misprint"


def settle_passes(
    session: Session, actor: Actor, now: datetime, *, run: PrintRun, misprints: Collection[str]
) -> None:
    """The operator has looked at the cards of a run. Raises UnknownSerials.

    The number of a spoiled card is not made again. A record of a pin is a paper about it: spoiled, it is printed again.
    """
    cards = passes_to_print(session, run)
    require_serials([card.serial for card in cards], misprints)
    spoiled = [card for card in cards if card.serial in misprints]
    for card in spoiled:
        _spoil(card)
        record(session, actor, now, verb="void", of=(KINDS[type(card)], card.serial), reason=MISPRINT)
    for card in cards:
        if isinstance(card, VehiclePass) and card.serial not in misprints:
            card.state = VEHICLE_PASS.after(VehiclePassState(card.state), "confirm")
    session.flush()
    after = {"printed": len(cards) - len(spoiled), "misprints": len(spoiled)}
    record(session, actor, now, verb="confirm", of=("print_run", run.code), after=after)


KINDS: dict[type[NumberedCard], str] = {
    FloaterPass: "floater",
    DayBadge: "day_badge",
    VehiclePass: "vehicle_pass",
    LapelPin: "pin_record",
}


def _spoil(card: NumberedCard) -> None:
    match card:
        case FloaterPass():
            card.state = FLOATER.after(FloaterState(card.state), "void")
        case DayBadge():
            card.state = DAY_BADGE.after(DayBadgeState(card.state), "void")
        case VehiclePass():
            card.state = VEHICLE_PASS.after(VehiclePassState(card.state), "void")
            card.reason = MISPRINT
        case LapelPin():
            card.run_id, card.place = None, 0

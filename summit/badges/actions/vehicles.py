"""Vehicle passes: made for a plate, printed, handed over, taken back, reported lost (TRV-11)."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.facts import VehicleEntry
from summit.badges.lifecycle import VEHICLE_PASS, VehiclePassState
from summit.badges.models import VehiclePass
from summit.badges.rules import PlateTaken, require_collector, require_reason, require_vehicle
from summit.delegations.models import Delegation
from summit.foundation.db import refused_as
from summit.venues.queries import the_summit, zones

TAKEN = "This plate has a pass. Take that one back or void it before you make another."
MEANWHILE = "Somebody else has just made a vehicle pass. Send the form again."
_TOKEN_BYTES = 8


def make_vehicle_pass(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, entry: VehicleEntry
) -> VehiclePass:
    """The next number for a car of a delegation. Raises VehicleIncomplete, and PlateTaken while the plate has a live pass."""
    summit = the_summit(session)
    plate = require_vehicle(entry, zones(session), summit.first_day, summit.last_day)
    number = (session.scalar(select(func.max(VehiclePass.number))) or 0) + 1
    made = VehiclePass(
        serial=f"V-{number:04d}",
        number=number,
        token_id=secrets.token_hex(_TOKEN_BYTES),
        plate=plate,
        driver=" ".join(entry.driver.split())[:200],
        delegation_id=delegation.id,
        zones=" ".join(dict.fromkeys(entry.zones)),
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        state=VEHICLE_PASS.first,
        made_at=now,
    )
    meanwhile = PlateTaken(MEANWHILE)
    with refused_as(
        session, vehicle_passes_one_live=PlateTaken(TAKEN), vehicle_passes_number=meanwhile, vehicle_passes_serial=meanwhile
    ):
        session.add(made)
    after = {"delegation": delegation.code, "plate": plate, "zones": made.zones}
    record(session, actor, now, verb="make", of=("vehicle_pass", made.serial), after=after)
    return made


def hand_vehicle_pass_over(
    session: Session, actor: Actor, now: datetime, *, found: VehiclePass, collector: str
) -> None:
    """The pass leaves the desk: its code counts on its days. Raises VehicleIncomplete, ImpossibleMove."""
    state = VEHICLE_PASS.after(VehiclePassState(found.state), "hand_over")
    found.collector, found.handed_at, found.state = require_collector(collector), now, state
    record(session, actor, now, verb="hand_over", of=("vehicle_pass", found.serial), after={"to": found.collector})


def take_vehicle_pass_back(session: Session, actor: Actor, now: datetime, *, found: VehiclePass) -> None:
    """The pass is back: its code counts no more, and the plate may have another one. Raises ImpossibleMove."""
    found.state = VEHICLE_PASS.after(VehiclePassState(found.state), "return_")
    record(session, actor, now, verb="return_", of=("vehicle_pass", found.serial))


def lose_vehicle_pass(session: Session, actor: Actor, now: datetime, *, found: VehiclePass, reason: str) -> None:
    """The pass opens no barrier any more, and its number is not made again. Raises ReasonMissing, ImpossibleMove."""
    _end(session, actor, now, found, "report_lost", require_reason(reason))


def void_vehicle_pass(session: Session, actor: Actor, now: datetime, *, found: VehiclePass, reason: str) -> None:
    """The pass is wrong or spoiled and still in the house. Raises ReasonMissing, ImpossibleMove."""
    _end(session, actor, now, found, "void", require_reason(reason))


def _end(session: Session, actor: Actor, now: datetime, found: VehiclePass, verb: str, reason: str) -> None:
    found.state, found.reason = VEHICLE_PASS.after(VehiclePassState(found.state), verb), reason
    record(session, actor, now, verb=verb, of=("vehicle_pass", found.serial), reason=reason)

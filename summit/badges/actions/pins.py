"""Lapel pins: who got which number, what came back, what was lost (4.5)."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from summit.accreditation.queries import standing
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.facts import PinEntry
from summit.badges.lifecycle import LAPEL_PIN, LapelPinState
from summit.badges.models import LapelPin
from summit.badges.rules import PinTaken, require_admitted, require_pin, require_principal, require_reason
from summit.delegations.models import Participant
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as

NUMBER_TAKEN = "This pin is with somebody else, or was reported lost. Look at the number again."
HAS_ONE = "This person has a pin. Take it back or report it lost before you give another."
_TOKEN_BYTES = 8


def issue_pin(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, entry: PinEntry
) -> LapelPin:
    """The pin of that number goes to a principal. Raises PinIncomplete, NoPin, NotAdmitted, PinTaken."""
    number = require_pin(entry)
    require_principal(participant)
    require_admitted(standing(session, participant.id).is_admitted, participant.person.badge_name)
    pin = LapelPin(
        serial=new_code("PN"),
        number=number,
        token_id=secrets.token_hex(_TOKEN_BYTES),
        participant_id=participant.id,
        state=LAPEL_PIN.first,
        collector=" ".join(entry.collector.split())[:200],
        issued_at=now,
        issued_by_name=actor.name,
    )
    with refused_as(session, lapel_pins_number=PinTaken(NUMBER_TAKEN), lapel_pins_one_each=PinTaken(HAS_ONE)):
        session.add(pin)
    after = {"participant": participant.code, "number": number, "document": entry.document}
    record(session, actor, now, verb="issue", of=("lapel_pin", pin.serial), after=after)
    return pin


def take_pin_back(session: Session, actor: Actor, now: datetime, *, pin: LapelPin) -> None:
    """The pin is back and its number free. Raises ImpossibleMove."""
    pin.state = LAPEL_PIN.after(LapelPinState(pin.state), "return_")
    record(session, actor, now, verb="return_", of=("lapel_pin", pin.serial))


def lose_pin(session: Session, actor: Actor, now: datetime, *, pin: LapelPin, reason: str) -> None:
    """The pin is gone: its number is not given out again while it is. Raises ReasonMissing, ImpossibleMove."""
    pin.reason = require_reason(reason)
    pin.state = LAPEL_PIN.after(LapelPinState(pin.state), "report_lost")
    record(session, actor, now, verb="report_lost", of=("lapel_pin", pin.serial), reason=pin.reason)

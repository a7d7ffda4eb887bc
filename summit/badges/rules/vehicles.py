"""Judgements about vehicle passes and lapel pins."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from summit.badges.facts import DOCUMENTS, PinEntry, VehicleEntry
from summit.badges.models import FloaterPass
from summit.delegations.models import Delegation, Participant
from summit.foundation.errors import Conflict, RuleBroken

LONGEST_PLATE = 20
HIGHEST_PIN = 9_999
PIN_CATEGORY = "PIN"


class VehicleIncomplete(RuleBroken):
    """A vehicle pass names the plate, its zones and its days (TRV-11)."""


class PlateTaken(Conflict):
    """One plate has one live pass at once (TRV-11)."""


class PinIncomplete(RuleBroken):
    """A pin is given out under its number, to somebody who showed a document."""


class PinTaken(Conflict):
    """One number is in the hands of one person, and one person has one pin."""


class NoPin(RuleBroken):
    """Pins are for principals alone (4.5)."""


class OtherDelegation(RuleBroken):
    """A floater pass that is printed for one delegation goes to no other (DEL-21)."""


def require_vehicle(entry: VehicleEntry, known: Container[str], first_day: date, last_day: date) -> str:
    """Plate, zones and days of a vehicle pass; returns the plate in capitals without double blanks (TRV-11)."""
    plate = " ".join(entry.plate.upper().split())
    for is_given, sentence, field in (
        (bool(plate), "Write the number plate.", "plate"),
        (len(plate) <= LONGEST_PLATE, f"A number plate has at most {LONGEST_PLATE} signs.", "plate"),
        (bool(entry.zones), "Choose at least one zone.", "zones"),
        (all(zone in known for zone in entry.zones), "There is no such zone.", "zones"),
        (entry.valid_from <= entry.valid_until, "The last day is before the first.", "valid_until"),
        (
            first_day <= entry.valid_from and entry.valid_until <= last_day,
            "A vehicle pass is valid on days of the summit.",
            "valid_from",
        ),
    ):
        if not is_given:
            raise VehicleIncomplete(sentence, field)
    return plate


def require_collector(collector: str) -> str:
    """Who takes a pass from the desk, tidied."""
    tidy = " ".join(collector.split())
    if not tidy:
        raise VehicleIncomplete("Write the name of the person who collects.", "collector")
    return tidy[:200]


def require_pin(entry: PinEntry) -> int:
    """The number of a pin, and who takes it on what document; returns the number."""
    number = entry.number
    for is_given, sentence, field in (
        (number is not None and 0 < number <= HIGHEST_PIN, "Write the number that stands on the pin.", "number"),
        (bool(entry.collector.strip()), "Write the name of the person who collects.", "collector"),
        (entry.document in DOCUMENTS, "Choose the document that was shown.", "document"),
        (
            entry.is_compared,
            "Compare the document with the person who collects, then tick the box.",
            "is_compared",
        ),
    ):
        if not is_given:
            raise PinIncomplete(sentence, field)
    return number or 0


def require_principal(participant: Participant) -> None:
    """Protocol names who wears a pin by the category; nobody else gets one (4.5)."""
    if participant.category != PIN_CATEGORY:
        raise NoPin(
            f"{participant.person.badge_name} is in category {participant.category}. "
            f"Pins are for category {PIN_CATEGORY}, which protocol gives."
        )


def require_reserved(floater: FloaterPass, delegation: Delegation) -> None:
    """A pass with the name of a delegation on it goes to that delegation (DEL-21)."""
    if floater.delegation_id is not None and floater.delegation_id != delegation.id:
        raise OtherDelegation(f"{floater.serial} is printed for another delegation.", "serials")

"""What the people of a delegation are in it: functions and badge categories (domain 2.2, 4.5)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import islice

from summit.delegations.lifecycle import (
    ORGANIZATION_KINDS,
    STAKEHOLDER_KINDS,
    STATES,
    DelegateFunction,
    PartyKind,
)
from summit.demo.cast.turnout import Body

F = DelegateFunction
OF_STATES = STATES | {PartyKind.REIO}
LOWEST_CLASS_WITH_PIN = 30  # domain 4.5: a head down to this class wears a pin
LOWEST_CLASS_OF_VIP = 45
GUESTS = 0.1  # of a State's advisers and experts are accompanying persons, not members (DEL-02)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a delegation. `role` is a post of the book of titles, or empty where it is drawn."""

    function: DelegateFunction
    role: str = ""
    is_guest: bool = False


HEAD = Seat(F.HOD)
HOST_LEADERS = (
    Seat(F.DHOD, "prime_minister"),
    Seat(F.ALT, "public_security_minister"),
    Seat(F.ALT, "foreign_minister"),
    Seat(F.ALT, "justice_minister"),
)
RETINUE = (Seat(F.DHOD), Seat(F.SPO), Seat(F.SEC), Seat(F.AID), Seat(F.INT), Seat(F.SEC), Seat(F.MED), Seat(F.ALT),
           Seat(F.OPH))  # fmt: skip
TABLE = (Seat(F.DHOD), Seat(F.ALT), Seat(F.REP), Seat(F.ADV))
FURTHER = {F.REP: 5, F.ADV: 8, F.EXP: 6, F.NTK: 2, F.INT: 2, F.SEC: 2, F.AID: 1, F.OPH: 1, F.MSG: 1, F.DRV: 1}
OF_ORGANIZATIONS = {F.REP: 4, F.ADV: 2, F.EXP: 3, F.NTK: 1}
OF_STAKEHOLDERS = {F.REP: 3, F.ADV: 1, F.EXP: 3}
BY_KIND = {
    PartyKind.MEDIA: {F.PRESS: 9, F.TECH: 1},
    PartyKind.SECRETARIAT: {F.STAFF: 8, F.INT: 2, F.TECH: 1},
}
BY_BODY = {
    "MPS": {F.SEC: 6, F.STAFF: 3, F.DRV: 1},
    "MOFA": {F.LO: 7, F.STAFF: 3, F.INT: 1},
    "NCCOPS": {F.STAFF: 4, F.TECH: 6},
    "SENCATER": {F.SERVICE: 1},
    "HOGUOM": {F.TECH: 1},
    "LOTUSINT": {F.INT: 1},
    "REDRIVER": {F.DRV: 1},
}
OF_FUNCTION = {F.SEC: "P", F.INT: "I", F.OPH: "MO", F.SPO: "VIP", F.DRV: "T", F.LO: "L", F.TECH: "T", F.SERVICE: "T"}
OF_KIND = (
    dict.fromkeys(ORGANIZATION_KINDS, "O")
    | dict.fromkeys(STAKEHOLDER_KINDS, "S")
    | {PartyKind.MEDIA: "M", PartyKind.HOSTSTAFF: "H", PartyKind.SECRETARIAT: "H", PartyKind.SERVICE: "T"}
)


def seats_beside_head(rng: random.Random, body: Body, rank_of_head: int, count: int) -> list[Seat]:
    """`count` places in the order of the note verbale, the head's own left out."""
    if body.kind not in OF_STATES:
        return _drawn(rng, _crew(body), count)
    first: tuple[Seat, ...] = RETINUE if rank_of_head <= LOWEST_CLASS_WITH_PIN else TABLE
    if body.kind is PartyKind.HOST:
        first = (*HOST_LEADERS, *RETINUE[1:])
    named = list(islice(first, count))
    further = _drawn(rng, FURTHER, count - len(named))
    return named + [_perhaps_guest(rng, seat) for seat in further]


def category_of(body: Body, seat: Seat, rank_class: int) -> str:
    """The badge category of that place (domain 4.5)."""
    if seat.is_guest:
        return "A"
    if seat.function is F.HOD and rank_class <= LOWEST_CLASS_WITH_PIN:
        return "PIN"
    if seat.function is F.HOD and rank_class <= LOWEST_CLASS_OF_VIP and body.kind in OF_STATES:
        return "VIP"
    if body.kind is PartyKind.MEDIA:
        return "M"
    return OF_FUNCTION.get(seat.function) or OF_KIND.get(body.kind, "D")


def _crew(body: Body) -> dict[DelegateFunction, int]:
    if body.code in BY_BODY:
        return BY_BODY[body.code]
    stakeholders = OF_STAKEHOLDERS if body.kind in STAKEHOLDER_KINDS else OF_ORGANIZATIONS
    return BY_KIND.get(body.kind, stakeholders)


def _drawn(rng: random.Random, weights: dict[DelegateFunction, int], count: int) -> list[Seat]:
    return [Seat(function) for function in rng.choices(list(weights), list(weights.values()), k=count)]


def _perhaps_guest(rng: random.Random, seat: Seat) -> Seat:
    is_guest = seat.function in (F.EXP, F.ADV) and rng.random() < GUESTS
    return Seat(seat.function, is_guest=is_guest)

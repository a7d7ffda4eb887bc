"""How many people each body sends, and from which countries."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any  # Any: a TOML table holds what its author wrote

from summit.delegations.actions.parties import HOST_CODE, KIND_OF_STATUS
from summit.delegations.lifecycle import PartyKind
from summit.demo.signatories import PARTIES, attending, organizations

BOOK = Path(__file__).resolve().parents[1] / "data" / "turnout.toml"
FEWEST = 4  # people per delegation that has any: a head and three more
ABROAD = 0.02  # of a State's people are nationals of another one
OF_THE_WORLD = frozenset({PartyKind.UN_SEC, PartyKind.UN_FP, PartyKind.UN_SA, PartyKind.IGO, PartyKind.IFI,
                          PartyKind.SECRETARIAT})  # fmt: skip
FROM_SEAT = 0.75  # of the people of other bodies come from where the body sits
FROM_SEAT_OF_THE_WORLD = 0.2


@dataclass(frozen=True, slots=True)
class State:
    """A party of the reviewed list; `groups` are its regional group and `EU` for a member of the Union."""

    iso2: str
    iso3: str
    kind: PartyKind
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Body:
    """Whoever may send a delegation; `seat` is the ISO2 code of the State where it is at home."""

    code: str
    kind: PartyKind
    seat: str


@cache
def states() -> dict[str, State]:
    """Every party of the reviewed list by its ISO2 code."""
    with PARTIES.open(encoding="utf-8", newline="") as table:
        return {row["iso2"]: _state(row) for row in csv.DictReader(table)}


@cache
def bodies() -> tuple[Body, ...]:
    """Everybody with a delegation: the host, the States and the Union, then organizations by code."""
    parties = [Body(code, states()[code].kind, code) for code in attending()]
    parties.sort(key=lambda body: body.code != HOST_CODE)
    return (*parties, *(Body(body.code, PartyKind(body.kind), body.seat) for body in organizations()))


def turnout(rng: random.Random, people: int) -> dict[str, int]:
    """Code of the body -> number of people, `people` in all; bodies that send nobody are left out."""
    invited = sorted(bodies(), key=lambda body: _place_in_line(body.code))[: max(1, people // FEWEST)]
    weights = [_weight(body) * rng.uniform(0.6, 1.5) for body in invited]
    further = _shared_out(people - len(invited), weights)
    return {body.code: 1 + more for body, more in zip(invited, further, strict=True)}


def homeland(rng: random.Random, body: Body) -> str:
    """The ISO2 code of the State whose national the body sends."""
    named = _homelands(body.code)
    if named:
        return rng.choice(named)
    if body.code in states():
        return rng.choice(_everywhere()) if rng.random() < ABROAD else body.code
    if body.kind in (PartyKind.HOSTSTAFF, PartyKind.SERVICE):
        return body.seat
    at_home = FROM_SEAT_OF_THE_WORLD if body.kind in OF_THE_WORLD else FROM_SEAT
    return body.seat if rng.random() < at_home else rng.choice(_everywhere())


def badge_languages(body: Body) -> str:
    """The languages of the body's badges, English last."""
    own = [language for language, codes in _book()["languages"].items() if body.code in codes.split()]
    return " ".join((*own, "en"))


def _state(row: dict[str, str]) -> State:
    kind = PartyKind.HOST if row["iso2"] == HOST_CODE else KIND_OF_STATUS[row["un_status"]]
    group = row["un_regional_group"].partition(" ")[0]
    return State(row["iso2"], row["iso3"], kind, frozenset({group, "EU" if row["eu_member"] == "1" else group}))


def _place_in_line(code: str) -> int:
    first = _book()["first"]["codes"].split()
    return first.index(code) if code in first else len(first)


def _weight(body: Body) -> float:
    weights = _book()["weights"]
    return float(weights.get(body.kind.value, weights["default"]))


def _shared_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to `total`, by the largest remainders."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


@cache
def _homelands(code: str) -> tuple[str, ...]:
    wanted = set(_book()["homelands"].get(code, "").split())
    return tuple(
        iso2 for iso2, state in states().items() if iso2 in wanted or {f"@{group}" for group in state.groups} & wanted
    )


@cache
def _everywhere() -> tuple[str, ...]:
    return tuple(iso2 for iso2, state in states().items() if state.kind is not PartyKind.REIO)


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(BOOK.read_text(encoding="utf-8"))

"""Delegations as the order of precedence sees them, made of the reviewed list of parties."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from summit.delegations.actions import default_ranks
from summit.delegations.lifecycle import PartyKind
from summit.delegations.naming import sort_key
from summit.delegations.nationalities import DATA
from summit.delegations.precedence import Contender, Drawn, Order

COLUMNS = {language: f"un_short_{language}" for language in ("en", "fr", "es", "ru", "zh", "ar")} | {"vi": "vi_name"}
KINDS = {"member": PartyKind.STATE_M, "observer_state": PartyKind.STATE_O, "other_state": PartyKind.STATE_O}


@cache
def rows() -> dict[str, dict[str, str]]:
    """The reviewed list by code."""
    with (DATA / "parties.csv").open(encoding="utf-8", newline="") as handle:
        return {row["iso2"]: row for row in csv.DictReader(handle)}


def state(party: str, language: str = "en", **facts: object) -> Contender:
    """The delegation of that party; its code is the party's own, its head of class 40 unless `facts` say otherwise."""
    row = rows()[party]
    name = row[COLUMNS[language]]
    kind = PartyKind.HOST if party == "VN" else KINDS.get(row["un_status"], PartyKind.REIO)
    found = Contender(party, party, kind, name, sort_key(language, name), rank_class=40)
    found = replace(found, member_of="EU" if row["eu_member"] == "1" else "")
    return ranked(replace(found, **facts))


def body(code: str, kind: PartyKind, founded_year: int | None = None, **facts: object) -> Contender:
    """The delegation of an organization that is named by its code."""
    found = Contender(code, code, kind, code, sort_key("en", code), rank_class=65, founded_year=founded_year)
    return ranked(replace(found, **facts))


def ranked(one: Contender) -> Contender:
    """With what the default table of classes says of the head's class."""
    if one.rank_class is None:
        return one
    ranks = default_ranks()
    return replace(one, rank_name=ranks.name_of(one.rank_class), is_leader=ranks.is_leader(one.rank_class))


def everybody(language: str = "en", *, chosen: Callable[[dict[str, str]], object] = lambda row: True) -> list[Contender]:
    """Every State of the list and the European Union, or those that are chosen."""
    return [state(code, language) for code, row in rows().items() if chosen(row)]


def drawn(party: str, language: str = "en") -> Drawn:
    """The State that was drawn by lot."""
    found = state(party, language)
    return Drawn(found.party, found.name, found.key)


def parties(order: Order) -> list[str]:
    """Who stands where."""
    return [place.contender.party for place in order.places]


def names(order: Order) -> list[str]:
    return [place.contender.name for place in order.places]


def reasons(order: Order, codes: Iterable[str]) -> list[str]:
    """Why these stand where they do."""
    told = {place.contender.code: place.reason for place in order.places}
    return [told[code] for code in codes]

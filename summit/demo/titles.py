"""Official titles of invented people, by the party they come from and what they are in its delegation."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any  # Any: a TOML table holds what its author wrote

from summit.delegations.lifecycle import STATES, DelegateFunction, PartyKind
from summit.demo.names import Sex

BOOK = Path(__file__).resolve().parent / "data" / "titles.toml"

# Kinds of party that take their titles from one list.
LISTS = dict.fromkeys((PartyKind.STATE_M, PartyKind.STATE_O, PartyKind.REIO), "STATE") | {
    PartyKind.UN_SEC: "UN",
    PartyKind.UN_FP: "UN",
    PartyKind.UN_SA: "UN",
    PartyKind.IGO: "ORGANIZATION",
    PartyKind.REG: "ORGANIZATION",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose title it is: the party and its kind, and the person's sex and language (BCP 47)."""

    party: str
    kind: PartyKind
    sex: Sex
    language: str


@dataclass(frozen=True, slots=True)
class OfficialTitle:
    """A post as the list of participants prints it (PER-09), and what follows from it.

    `native` is empty where the demonstration has no title in that language; `badge` has at most 80 characters.
    `rank_class` is a class of domain 3.2; `is_state_leader` is true for the three posts of TRT-01.
    """

    post: str
    title: str
    native: str
    badge: str
    rank_class: int
    is_state_leader: bool


def title_of(rng: random.Random, function: DelegateFunction, holder: Holder) -> OfficialTitle:
    """A title for that function; the level of some heads is that which was reported (domain 1.5)."""
    if function == DelegateFunction.HOD:
        return titled(_head(rng, holder), holder)
    lists = (_book()["members_of"].get(name, {}) for name in (holder.party, _list_of(holder.kind)))
    posts = next((posts for posts in (one.get(function.value) for one in lists) if posts), None)
    return titled(rng.choice(posts or _book()["members"][function.value]), holder)


def titled(post: str, holder: Holder) -> OfficialTitle:
    """The title of one post of the book, such as `public_security_minister`; raises KeyError for another."""
    table = _book()["posts"][post]
    return OfficialTitle(
        post=post,
        title=table["en"],
        native=_in_language(table["native"], holder),
        badge=table["short"],
        rank_class=table["rank"],
        is_state_leader=holder.kind in STATES and bool(table.get("leader")),
    )


def _head(rng: random.Random, holder: Holder) -> str:
    reported = _book()["heads"].get(holder.party)
    if reported:
        return str(reported)
    weights = _book()["drawn_heads"][_list_of(holder.kind)]
    return rng.choices([str(post) for post in weights], list(weights.values()))[0]


def _list_of(kind: PartyKind) -> str:
    return LISTS.get(kind, kind.value)


def _in_language(native: dict[str, str], holder: Holder) -> str:
    """Of a language that two States use differently only the form of one State is known, by its whole tag."""
    spoken = native.get(holder.language) or native.get(holder.language.split("-")[0], "")
    man, _, woman = spoken.partition(" / ")
    return woman if woman and holder.sex == "F" else man


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(BOOK.read_text(encoding="utf-8"))

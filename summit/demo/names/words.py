"""The word lists: which names a culture has, and which culture a party's nationals are named in."""

from __future__ import annotations

import importlib
import random
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal  # Any: a TOML table holds what its author wrote

Sex = Literal["M", "F"]

DATA = Path(__file__).resolve().parents[1] / "data" / "names"
MOST_USED = 150  # of a list that Faker ranks by frequency: the tail is rare or foreign to the place


@dataclass(frozen=True, slots=True)
class Word:
    """One name in Latin letters and, where the culture writes another script, in that script."""

    latin: str
    native: str = ""


@dataclass(frozen=True, slots=True)
class Culture:
    """How one people is named; `shape` is a key of `shapes.SHAPES`, `mononyms` the share with one name."""

    language: str
    shape: str
    native_join: str
    mononyms: float
    family: Mapping[Sex, tuple[Word, ...]]
    given: Mapping[Sex, tuple[Word, ...]]
    middle: Mapping[Sex, tuple[Word, ...]]


@cache
def _tables() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(DATA.glob("*.toml")):
        if path.stem != "party_cultures":
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _shares() -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    table = tomllib.loads((DATA / "party_cultures.toml").read_text(encoding="utf-8"))["parties"]
    shares = {}
    for iso2, line in table.items():
        parts = [part.strip().partition(":") for part in line.split(",")]
        shares[iso2] = (
            tuple(name for name, _, _ in parts),
            tuple(int(weight or 1) for _, _, weight in parts),
        )
    return shares


def party_codes() -> frozenset[str]:
    """The parties (ISO 3166 alpha-2, and EU) whose nationals can be named."""
    return frozenset(_shares())


def culture_names() -> frozenset[str]:
    return frozenset(_tables())


def culture_of(rng: random.Random, iso2: str) -> Culture:
    """A culture of that party, drawn by its share; raises KeyError for a party that is not in the table."""
    names, weights = _shares()[iso2]
    return culture(names[0] if len(names) == 1 else rng.choices(names, weights)[0])


@cache
def culture(name: str) -> Culture:
    table = _tables()[name]
    written = _faker_lists(table["faker"]) if "faker" in table else _own_lists(table)
    return Culture(
        language=table["language"],
        shape=table["shape"],
        native_join=table.get("native_join", " "),
        mononyms=table.get("mononyms", 0.0),
        family=_by_sex(written, "family"),
        given=_by_sex(written, ""),
        middle=_by_sex(written, "middle"),
    )


def _by_sex(lists: Mapping[str, tuple[Word, ...]], part: str) -> Mapping[Sex, tuple[Word, ...]]:
    shared = lists.get(part, ())
    male, female = (f"{part}_{sex}".lstrip("_") for sex in ("male", "female"))
    return {"M": lists.get(male, shared), "F": lists.get(female, shared)}


def _own_lists(table: Mapping[str, Any]) -> dict[str, tuple[Word, ...]]:
    parts = ("family", "family_male", "family_female", "middle_male", "middle_female", "male", "female")
    return {part: tuple(_words(table[part])) for part in parts if part in table}


def _words(line: str) -> Iterable[Word]:
    for entry in " ".join(line.split()).split(","):
        latin, _, native = entry.strip().partition("|")
        if latin:
            yield Word(latin, native)


def _faker_lists(locale: str) -> dict[str, tuple[Word, ...]]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    lists = {
        "family": _ranked(getattr(provider, "last_names", ())),
        "male": _ranked(provider.first_names_male),
        "female": _ranked(provider.first_names_female),
    }
    for sex in ("male", "female"):
        own = getattr(provider, f"last_names_{sex}", ())
        if own:
            lists[f"family_{sex}"] = _ranked(own)
    return lists


def _ranked(names: Iterable[str] | Mapping[str, float]) -> tuple[Word, ...]:
    """Sorted, because a Faker release may reorder its lists; the most used ones only where it knows them."""
    if isinstance(names, Mapping):
        names = sorted(names, key=lambda name: (-names[name], name))[:MOST_USED]
    return tuple(Word(name) for name in sorted({name for name in names if len(name) > 1}))

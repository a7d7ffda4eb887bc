"""How the words of a name are put together in each culture (PER-03, PER-04, PER-05)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from summit.demo.names.words import Culture, Sex, Word

SECOND_GIVEN = 0.4  # share of people who carry two given names where that is common
SECOND_FAMILY = 0.65  # share of Portuguese speakers who use two family names in office


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in two parts as a passport holds it; `given` is empty where the name cannot be divided."""

    family: tuple[Word, ...]
    given: tuple[Word, ...]
    family_first: bool = False


Shape = Callable[[random.Random, Culture, Sex], Parts]


def _distinct(rng: random.Random, words: tuple[Word, ...], count: int) -> tuple[Word, ...]:
    return tuple(rng.sample(words, min(count, len(words))))


def _western(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    return Parts((rng.choice(culture.family[sex]),), (rng.choice(culture.given[sex]),))


def _western_two_given(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    return Parts((rng.choice(culture.family[sex]),), _one_or_two_given(rng, culture, sex))


def _one_or_two_given(rng: random.Random, culture: Culture, sex: Sex) -> tuple[Word, ...]:
    first, second = _distinct(rng, culture.given[sex], 2)
    if " " in first.latin or " " in second.latin or rng.random() > SECOND_GIVEN:
        return (first,)
    return (first, second)


def _spanish(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """Father's and mother's family names, in this order."""
    return Parts(_distinct(rng, culture.family[sex], 2), _one_or_two_given(rng, culture, sex))


def _portuguese(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    count = 2 if rng.random() < SECOND_FAMILY else 1
    return Parts(_distinct(rng, culture.family[sex], count), _one_or_two_given(rng, culture, sex))


def _family_first(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    return Parts((rng.choice(culture.family[sex]),), (rng.choice(culture.given[sex]),), family_first=True)


def _vietnamese(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """Family, middle, given (PER-03); the passport counts the middle name among the given names."""
    given = rng.choice(culture.given[sex])
    middle = rng.choice([word for word in culture.middle[sex] if given.latin not in word.latin.split()])
    return Parts((rng.choice(culture.family[sex]),), (middle, given), family_first=True)


def _lineage(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """Own name, father's name, then the name of the house or the grandfather."""
    own = rng.choice(culture.given[sex])
    father = rng.choice([word for word in culture.given["M"] if word != own])
    family = rng.choice([word for word in culture.family[sex] if word not in (own, father)])
    return Parts((family,), (own, father))


def _patronymic(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """Own name and father's name; there is no family name, the passport's first field holds the father's."""
    own = rng.choice(culture.given[sex])
    return Parts((rng.choice([word for word in culture.given["M"] if word != own]),), (own,))


def _bin(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    own = rng.choice(culture.given[sex])
    father = rng.choice([word for word in culture.given["M"] if word != own])
    return Parts((Word("bin" if sex == "M" else "binti"), father), (own,))


def _whole_pair(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    return Parts(_distinct(rng, culture.given[sex], 2), ())


def _whole_triple(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    return Parts(_distinct(rng, culture.given[sex], 3), ())


def _filipino(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """Given name, the initial of the mother's family name, the father's family name."""
    mother, father = _distinct(rng, culture.family[sex], 2)
    return Parts((father,), (rng.choice(culture.given[sex]), Word(f"{mother.latin[0].upper()}.")))


def mononym(rng: random.Random, culture: Culture, sex: Sex) -> Parts:
    """One name only: it stands as the family name, given names stay empty (PER-05)."""
    return Parts((rng.choice(culture.given[sex]),), ())


SHAPES: dict[str, Shape] = {
    "western": _western,
    "western2": _western_two_given,
    "spanish": _spanish,
    "portuguese": _portuguese,
    "family_first": _family_first,
    "vietnamese": _vietnamese,
    "lineage": _lineage,
    "patronymic": _patronymic,
    "bin": _bin,
    "whole_pair": _whole_pair,
    "whole_triple": _whole_triple,
    "filipino": _filipino,
}

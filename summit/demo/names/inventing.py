"""One invented person's name, as the passport, the badge and the person's own script write it."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from summit.demo.names.shapes import SHAPES, Parts, mononym
from summit.demo.names.words import DATA, Culture, Sex, Word, culture_of

TRIES = 100
LINKS = frozenset({"bin", "binti"})  # words between two names, not names: never in capitals (PER-04)
DOTTED_I = frozenset({"tr", "az"})  # languages in which the capital of i is İ
NOT_COMPOSED = str.maketrans(
    {"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ə": "e", "ß": "ss", "æ": "ae", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class InventedName:
    """A name in the forms that are stored apart (PER-01).

    `family` and `given` are the passport's two fields in Latin script, `given` empty for a name that cannot
    be divided (`mononym`, PER-05); `native` is the whole name in the culture's own script and order, empty
    where that script is Latin; `badge_name` has the family name in capitals, in the culture's order (PER-02);
    `language` is a BCP 47 tag.
    """

    family: str
    given: str
    native: str
    badge_name: str
    family_first: bool
    mononym: bool
    language: str


def person_name(rng: random.Random, iso2: str, sex: Sex) -> InventedName:
    """The name of an invented national of that party; equal random states give equal names.

    Never the name of a well-known office-holder (PRV-06). Raises KeyError for a party without a culture.
    """
    for _ in range(TRIES):
        culture = culture_of(rng, iso2)
        single = bool(culture.mononyms) and rng.random() < culture.mononyms
        parts = (mononym if single else SHAPES[culture.shape])(rng, culture, sex)
        if not _is_reserved(parts):
            return _written(parts, culture)
    raise LookupError(f"{TRIES} names in a row for {iso2} belong to office-holders")


def _written(parts: Parts, culture: Culture) -> InventedName:
    family, given = _latin(parts.family), _latin(parts.given)
    capitals = " ".join(_capitals(word.latin, culture.language) for word in parts.family)
    ordered = (capitals, given) if parts.family_first else (given, capitals)
    return InventedName(
        family=family,
        given=given,
        native=_native(parts, culture),
        badge_name=" ".join(part for part in ordered if part),
        family_first=parts.family_first,
        mononym=not given,
        language=culture.language,
    )


def _latin(words: tuple[Word, ...]) -> str:
    return " ".join(word.latin for word in words)


def _native(parts: Parts, culture: Culture) -> str:
    words = parts.family + parts.given if parts.family_first else parts.given + parts.family
    if not all(word.native for word in words):
        return ""
    return culture.native_join.join(word.native for word in words)


def _capitals(word: str, language: str) -> str:
    if word in LINKS:
        return word
    if language in DOTTED_I:
        word = word.replace("i", "İ")
    if re.match(r"Mc[A-Z]", word):
        return "Mc" + word[2:].upper()
    return word.upper()


@cache
def _reserved() -> tuple[frozenset[str], ...]:
    lines = (DATA / "reserved.txt").read_text(encoding="utf-8").splitlines()
    return tuple(frozenset(line.split()) for line in lines if line and not line.startswith("#"))


def _is_reserved(parts: Parts) -> bool:
    words = _plain(f"{_latin(parts.family)} {_latin(parts.given)}")
    return any(line <= words for line in _reserved())


def _plain(text: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", text.lower().translate(NOT_COMPOSED))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return frozenset(re.findall(r"[a-z]+", bare))

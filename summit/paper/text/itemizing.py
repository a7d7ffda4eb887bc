"""One cleaned text -> runs of one font, one script and one direction, in visual order from the left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import category

import icu

from summit.paper.facts import MissingGlyph
from summit.paper.fonts import FONTS, Face, face, han_scripts
from summit.paper.text.boundaries import character_of_unit

_RTL_LETTERS = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEUTRAL = ("Zyyy", "Zinh")
_LAST_RESORT = ("Zsym", *FONTS)  # for signs that neither the script before them nor Latin and Han have


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn together; `start` is the index of the first in the text."""

    text: str
    start: int
    face: Face
    script: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    """With what one character is drawn."""

    face: Face
    script: str


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from the right (the Unicode rule P2)."""
    if not _RTL_LETTERS.search(text):
        return False
    return bool(icu.Bidi.getBaseDirection(text) == icu.UBiDiDirection.RTL)


def runs(text: str, weight: int, language: str, *, rtl: bool) -> Iterator[Run]:
    """Cut a text where font, script or direction change; raises MissingGlyph (DOC-04)."""
    drawn = _fonts_of(text, weight, language)
    for start, end, backwards in _directions(text, rtl=rtl):
        parts = [
            Run(text[first : last + 1], first, key.face, key.script, backwards)
            for key, first, last in _stretches(drawn, start, end)
        ]
        yield from reversed(parts) if backwards else parts


def _stretches(drawn: list[_Drawn], start: int, end: int) -> Iterator[tuple[_Drawn, int, int]]:
    for key, indexes in groupby(range(start, end), key=drawn.__getitem__):
        stretch = list(indexes)
        yield key, stretch[0], stretch[-1]


def _directions(text: str, *, rtl: bool) -> list[tuple[int, int, bool]]:
    """Start, end and "from the right" of every stretch of one direction, in visual order."""
    if not rtl and not _RTL_LETTERS.search(text):
        return [(0, len(text), False)]
    bidi = icu.Bidi()
    units = icu.UnicodeString(text)  # must stay alive as long as bidi does
    bidi.setPara(units, 1 if rtl else 0)
    at = character_of_unit(text)
    stretches = []
    for index in range(bidi.countRuns()):
        start, length, direction = bidi.getVisualRun(index)
        stretches.append((at[start], at[start + length], bool(direction)))
    return stretches


def _fonts_of(text: str, weight: int, language: str) -> list[_Drawn]:
    """With what each character is drawn: the font of its script.

    Digits, punctuation and marks belong to the script before them and take its font if that can draw them.
    """
    han = _han_order(text, language)
    drawn: list[_Drawn] = []
    for character in text:
        script = _script(character)
        if script in _NEUTRAL and drawn:
            script = drawn[-1].script
            if _is_invisible(character) or (_is_mark(character) and drawn[-1].face.glyph(character)):
                drawn.append(drawn[-1])
                continue
        home = han if script == "Hani" else (script, "Latn", *han)
        drawn.append(_first_with(text, character, (*home, *_LAST_RESORT), script, weight))
    return drawn


def _first_with(text: str, character: str, candidates: tuple[str, ...], script: str, weight: int) -> _Drawn:
    for candidate in candidates:
        if candidate in FONTS:
            font = face(candidate, weight)
            if font.glyph(character) or _is_invisible(character):
                return _Drawn(font, script)
    raise MissingGlyph(text, character)


def _han_order(text: str, language: str) -> tuple[str, ...]:
    """A name with kana is Japanese and one with hangul Korean, whatever the language of the document."""
    order = han_scripts(language)
    for sign, scripts in (("Jpan", ("Hira", "Kana")), ("Kore", ("Hang",))):
        if any(_script(character) in scripts for character in text if character > "\u10ff"):
            return (sign, *(script for script in order if script != sign))
    return order


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return str(icu.Script.getScript(ord(character)).getShortName())


@lru_cache(maxsize=4096)
def _is_invisible(character: str) -> bool:
    """Joiners, marks of direction and selectors have no picture of their own."""
    return bool(icu.Char.hasBinaryProperty(ord(character), icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT))


def _is_mark(character: str) -> bool:
    return category(character).startswith("M")

"""Names as they stand in machine-readable lines: letters by the table of Doc 9303, part 3, section 6 (PER-07)."""

from __future__ import annotations

import re
import unicodedata

# Letters with more than one spelling, or that do not fall to a plain letter when their marks are taken away.
SPELLINGS = {
    "Ä": ("AE", "A"), "Å": ("AA", "A"), "Æ": ("AE",), "Ð": ("D",), "Đ": ("D",), "Ħ": ("H",), "İ": ("I",), "Ĳ": ("IJ",),
    "ĸ": ("Q",), "Ł": ("L",), "Ñ": ("N", "NXX"), "Ŋ": ("N",), "Ö": ("OE", "O"), "Ø": ("OE", "O"),
    "Œ": ("OE",), "ẞ": ("SS",), "Þ": ("TH",), "Ŧ": ("T",), "Ü": ("UE", "UXX", "U"), "Ə": ("E", "A"),
}  # fmt: skip
SMALL = {"ß": "ẞ", "ı": "I", "ŉ": "N"}  # whose capitals are none, or more than one letter
DROPPED = "'’‘ʼʻʹ´`ʾʿ.,"  # apostrophes join what they part; stops and commas are left out
LINKS = re.compile(r"[\s\-‐‑–]+")


def is_same_name(typed: str, read: str, *, is_cut: bool = False) -> bool:
    """Whether the lines may spell this name so. Where they are cut, words may be missing at the end or shortened."""
    words = [pattern for word in LINKS.split(typed) if (pattern := _pattern(word))]
    found = read.upper().split()
    if not is_cut:
        return len(words) == len(found) and all(map(_spells, words, found))
    at = 0
    for word in found:
        at = next((place + 1 for place in range(at, len(words)) if _begins(words[place], word)), 0)
        if not at:
            return False
    return True


def _pattern(word: str) -> list[tuple[str, ...]]:
    """The spellings of each letter, in order."""
    spelled = []
    for char in unicodedata.normalize("NFC", word):
        if char in DROPPED:
            continue
        letter = SMALL.get(char, char.upper())
        spelled.append(SPELLINGS.get(letter) or (_bare(letter),))
    return [options for options in spelled if any(options)]


def _bare(letter: str) -> str:
    """The letter without its marks; a letter such as Ở has two of them."""
    plain = "".join(char for char in unicodedata.normalize("NFD", letter) if not unicodedata.combining(char))
    return SPELLINGS.get(plain, (plain,))[0]


def _spells(pattern: list[tuple[str, ...]], read: str) -> bool:
    return read in _readings(pattern, read)


def _begins(pattern: list[tuple[str, ...]], read: str) -> bool:
    return any(one.startswith(read) for one in _readings(pattern, read))


def _readings(pattern: list[tuple[str, ...]], read: str) -> set[str]:
    """What the word may look like, kept to what agrees with `read` as far as both go."""
    found = {""}
    for options in pattern:
        longer = {done + option for done in found for option in options}
        found = {one for one in longer if one.startswith(read) or read.startswith(one)}
    return found

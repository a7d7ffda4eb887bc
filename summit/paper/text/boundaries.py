"""Where text may be broken: between words as a language allows it, and between letters."""

from functools import lru_cache
from threading import local
from unicodedata import combining

import icu

_VIRAMA = 9  # the combining class of signs that join the next consonant to the one before

_kept = local()  # a break iterator holds its text, so threads do not share one


def character_of_unit(text: str) -> list[int]:
    """ICU counts UTF-16 units, Python characters: the index of the character each unit belongs to."""
    index: list[int] = []
    for position, character in enumerate(text):
        index += [position] * (2 if ord(character) > 0xFFFF else 1)
    return [*index, len(text)]


def words(text: str, language: str) -> list[str]:
    """The pieces between which a line may end, spaces at their ends; Thai and Khmer words are found."""
    return _pieces(text, _line_iterator(language))


def letters(text: str) -> list[str]:
    """The pieces a reader takes for one letter: a letter with its accents, a Khmer letter with its foot."""
    pieces: list[str] = []
    for piece in _pieces(text, _letter_iterator()):
        # ICU parts a stacked consonant from the sign that stacks it, which then would show.
        if pieces and combining(pieces[-1][-1]) == _VIRAMA:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _pieces(text: str, iterator: icu.BreakIterator) -> list[str]:
    iterator.setText(text)
    at = range(len(text) + 1) if text.isascii() or max(text) <= "\uffff" else character_of_unit(text)
    pieces, start = [], 0
    for unit in iterator:
        pieces.append(text[start : at[unit]])
        start = at[unit]
    return pieces


def _line_iterator(language: str) -> icu.BreakIterator:
    iterators: dict[str, icu.BreakIterator] = _kept.__dict__.setdefault("lines", {})
    locale = _locale(language)
    if locale not in iterators:
        iterators[locale] = icu.BreakIterator.createLineInstance(icu.Locale(locale))
    return iterators[locale]


def _letter_iterator() -> icu.BreakIterator:
    if "letters" not in _kept.__dict__:
        _kept.letters = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    iterator: icu.BreakIterator = _kept.letters
    return iterator


@lru_cache(maxsize=256)
def _locale(language: str) -> str:
    """A language tag as ICU names it; what it does not know falls back to the rules for all languages."""
    return str(icu.Locale.forLanguageTag(language).getName())

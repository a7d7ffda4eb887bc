"""The short way for plain text, many times quicker than shaping: word by word, each letter by its own glyph.

Kerning is between two letters, so a word is as wide beside any other word, and its drawing code is the same. Both are kept:
functions, titles and given names come again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from summit.paper.fonts import Face, Glyphs, Piece
from summit.paper.text.laid import ASCENT, DESCENT, Laid

# Letters that need no shaping and no second font: Latin with every Vietnamese accent, Greek, Cyrillic, signs.
_SIMPLE = re.compile(
    "[ -~\u00a0-\u02af\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2015\u2018-\u201f\u2020-\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20a0-\u20bf\u2116\u2122]*"
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_WORD = re.compile("[^ ]+ *| +")  # with the spaces behind it
_KEPT = 8_192


class _Word(NamedTuple):
    """A word with the spaces behind it: at the beginning of a line, and after a space, with which it may be kerned."""

    width: int
    code: str
    next_width: int
    next_code: str
    top: int
    bottom: int


def letter_by_letter(text: str, font: Face) -> Laid | None:
    """The text on one line from the left; None if it is not plain or the font lacks a letter."""
    script = "Latn" if text.isascii() else _script(text)
    words: list[_Word] = []
    for part in _WORD.findall(text):
        word = _word(part, font, script)
        if word is None:
            return None
        words.append(word)
    width, top, bottom = 0, ASCENT, DESCENT
    for word in words:
        width += word.next_width
        top = max(top, word.top)
        bottom = max(bottom, word.bottom)
    if words:
        width += words[0].width - words[0].next_width
    return Laid(text, width, (top, bottom), partial(_spelled, text, font, words))


def _script(text: str) -> str:
    return "Cyrl" if _CYRILLIC.search(text) else "Grek" if _GREEK.search(text) else "Latn"


@lru_cache(maxsize=_KEPT)
def _word(text: str, font: Face, script: str) -> _Word | None:
    if not _SIMPLE.fullmatch(text):
        return None
    letters = [font.letters[character] for character in text]
    if not all(letter.number for letter in letters):
        return None
    kerns = font.kerns(script)
    between = [kerns[pair] for pair in pairwise(text)]
    before = kerns[" ", text[0]]
    width = sum(letter.advance for letter in letters) + sum(between)
    codes = [
        f"{letter.code}{_moved(kern)}" for letter, kern in zip(letters, [*between, 0], strict=True)
    ]
    code = "".join(codes)
    return _Word(
        width,
        code,
        width + before,
        _moved(before) + code,
        max(letter.top for letter in letters),
        max(-letter.bottom for letter in letters),
    )


def _moved(kern: int) -> str:
    """What moves the pen between two glyphs of an array."""
    return f">{-kern}<" if kern else ""


def _spelled(text: str, font: Face, words: list[_Word]) -> Glyphs:
    if not words:
        return Glyphs(readable=True, pieces=())
    code = words[0].code + "".join([word.next_code for word in words[1:]])
    return Glyphs(font.tells_apart(text), (Piece(font, 0, 0, f"<{code}>"),), text)

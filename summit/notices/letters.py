"""The words of a letter: read, filled by fixed look-up of names, and made harmless. Pure but for the built-in texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from config import ROOT
from summit.notices.facts import ENGLISH, LetterKind, Placeholder, Wording

LONGEST_SUBJECT = 200
LONGEST_BODY = 4000
LONGEST_VALUE = 300
HIDDEN = "[a personal link, shown to the recipient only]"
# A name in single braces. `{0}`, `{a.b}` and `{{name}}` are no placeholders and stay as they are (V1.3.7).
PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=\S)")
INNER_DOT = re.compile(r"(?<=[^\W_])([.\u3002\uff0e\uff61])(?=[^\W_])(?!(?<=\d.)\d)")
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@cache
def built_in(code: str, language: str = ENGLISH) -> Wording:
    """The words that come with the program in one of LANGUAGES: a line with the subject, an empty line, the text.

    The English ones are the original; the others wait for the ministry's translators.
    """
    ending = "txt" if language == ENGLISH else f"{language}.txt"
    head, body = (ROOT / "templates" / f"{code}.{ending}").read_text(encoding="utf-8").split("\n\n", 1)
    return Wording(head.removeprefix("Subject: ").strip(), body.strip())


def filled(kind: LetterKind, wording: Wording, values: Mapping[str, str]) -> Wording:
    """The letter: each placeholder replaced once by its value, and no value looked at again. KeyError for a value that the
    writer forgot.
    """
    safe = {one.name: _value(one, values[one.name]) for one in kind.placeholders}

    def look_up(found: re.Match[str]) -> str:
        return safe.get(found[1], found[0])

    subject = one_line(PLACEHOLDER.sub(look_up, wording.subject))[:LONGEST_SUBJECT]
    return Wording(subject, PLACEHOLDER.sub(look_up, wording.body))


def names_in(wording: Wording) -> set[str]:
    """The names in braces that subject and text hold."""
    return {*PLACEHOLDER.findall(wording.subject), *PLACEHOLDER.findall(wording.body)}


def one_line(text: str) -> str:
    """Without line breaks, control characters and signs that turn the direction of writing: fit for a header (V1.3.11)."""
    spaced = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(
        "".join(char for char in spaced if char not in DIRECTIONS and unicodedata.category(char) != "Cs").split()
    )


def harmless(text: str) -> str:
    """What somebody typed, as it may stand in a letter of ours: on one line, and with a blank inside everything that a mail
    program would make a link of, behind the colon of a scheme and behind a dot between letters.
    """
    return INNER_DOT.sub(r"\1 ", SCHEME.sub(r"\1: ", one_line(text)[:LONGEST_VALUE]))


def without_secrets(body: str, secrets: Iterable[str]) -> str:
    """The text as an officer may read it."""
    for secret in secrets:
        if secret:
            body = body.replace(secret, HIDDEN)
    return body


def _value(placeholder: Placeholder, value: str) -> str:
    return value if placeholder.is_trusted else harmless(value)

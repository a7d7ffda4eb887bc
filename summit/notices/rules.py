"""Judgements about letters: their words, their tries, who may be written to. They hold for every door."""

from __future__ import annotations

from datetime import timedelta

from summit.foundation.errors import Conflict, NotFound, RuleBroken, StaleVersion
from summit.notices.facts import LANGUAGES, LetterKind, Wording
from summit.notices.kinds import BY_CODE, BY_SLUG
from summit.notices.letters import LONGEST_BODY, LONGEST_SUBJECT, names_in, one_line

# How long to wait after the first try, the second and so on; after the last of them it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
MOST_TRIES = len(PAUSES) + 1
CLAIM = timedelta(minutes=10)
STALE_AFTER = timedelta(days=2)
HELD_BY_KIND = "Letters of this kind wait until an officer has looked at them."
HELD_BY_BOUNCE = "An earlier letter to this address came back. Check the address before you release this one."
HELD_AS_STALE = "It waited more than two days for a mail server. See whether it is still right before you release it."


class UnknownPlaceholder(RuleBroken):
    """The words hold a name in braces that this kind of letter does not know."""


class PlaceholderMissing(RuleBroken):
    """Without the value of this placeholder the letter would be of no use."""


class WordingKnown(Conflict):
    """Somebody else wrote the words of that kind in that language a moment ago."""


def require_kind(slug: str) -> LetterKind:
    """The kind that an address names; NotFound for another."""
    if slug not in BY_SLUG:
        raise NotFound()
    return BY_SLUG[slug]


def require_language(code: str) -> str:
    """A language in which letters are written; NotFound for another."""
    if code not in LANGUAGES:
        raise NotFound()
    return code


def require_wording(kind: LetterKind, wording: Wording) -> Wording:
    """The tidied words if every placeholder in them is known and none that is needed is missing (V1.3.7)."""
    tidy = Wording(one_line(wording.subject), _lines(wording.body))
    for field, text, longest in (("subject", tidy.subject, LONGEST_SUBJECT), ("body", tidy.body, LONGEST_BODY)):
        if not text:
            raise RuleBroken("Enter a subject." if field == "subject" else "Enter the text of the letter.", field)
        if len(text) > longest:
            raise RuleBroken(f"Use at most {longest:,} characters.", field)
    _require_known(kind, tidy)
    body_names = names_in(Wording("", tidy.body))
    for one in kind.placeholders:
        if one.is_required and one.name not in body_names:
            raise PlaceholderMissing(f"The text must hold {one.written}: {_spoken(one.meaning)}.", "body")
        if one.is_secret and one.name in names_in(Wording(tidy.subject, "")):
            raise RuleBroken(f"{one.written} opens something and may not stand in the subject.", "subject")
    return tidy


def require_seen(present: int, seen: int) -> None:
    """The record is the one that the person saw; raises StaleVersion."""
    if present != seen:
        raise StaleVersion(
            "Somebody saved these words after you opened them. Open them again, compare, and repeat your change."
        )


def is_last_try(attempt: int) -> bool:
    """Whether nothing is tried after this one (counted from 1)."""
    return attempt >= MOST_TRIES


def kind_title(code: str) -> str:
    """What a kind is called; letters of a kind that is gone keep its code."""
    return BY_CODE[code].title if code in BY_CODE else code


def _require_known(kind: LetterKind, wording: Wording) -> None:
    known = {one.name for one in kind.placeholders}
    offered = ", ".join(one.written for one in kind.placeholders)
    for field, part in (("subject", Wording(wording.subject, "")), ("body", Wording("", wording.body))):
        unknown = sorted(names_in(part) - known)
        if unknown:
            raise UnknownPlaceholder(f"{{{unknown[0]}}} is no placeholder of this letter. It knows {offered}.", field)


def _lines(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(one_line(line) if line.strip() else "" for line in lines).strip()


def _spoken(meaning: str) -> str:
    return meaning[0].lower() + meaning[1:]

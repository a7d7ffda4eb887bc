"""Letters before they are written: with the longest and the most difficult values that this summit has."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.delegations.models import Nomination
from summit.delegations.queries import delegation_names
from summit.desk.facts import LetterPreview
from summit.notices.facts import LetterKind, Wording
from summit.notices.queries import examples_in, filled_in

MOST_NAMES = 200
USUAL = "With usual values"
LONGEST = "With the longest values of this summit"
DIFFICULT = "With the most difficult values of this summit"


def letter_previews(
    session: Session, kind: LetterKind, wording: Wording, language: str
) -> tuple[LetterPreview, ...]:
    """The letter as its recipient would see it: with usual values, with the longest and with the most difficult ones that
    really occur. Links are examples, our own sentences stand in `language`. Four queries.
    """
    found = {"person": _people(session), "sender": [name for _, name in delegation_names(session)]}
    usual = examples_in(kind, language)
    previews = [LetterPreview(USUAL, filled_in(kind, wording, usual))]
    for title, choose in ((LONGEST, _longest), (DIFFICULT, _most_difficult)):
        real = {one.name: choose(found[one.difficult]) for one in kind.placeholders if found.get(one.difficult)}
        if real:
            previews.append(LetterPreview(title, filled_in(kind, wording, {**usual, **real})))
    return tuple(previews)


def _people(session: Session) -> list[str]:
    """The longest names of users and of persons who were named by a delegation."""
    found: list[str] = []
    for column in (User.name, Nomination.name):
        found += session.scalars(select(column).order_by(func.length(column).desc(), column).limit(MOST_NAMES))
    return found


def _longest(names: Iterable[str]) -> str:
    return max(names, key=len)


def _most_difficult(names: Iterable[str]) -> str:
    """The name with the most signs that are neither letters of English nor blanks; the longest of several."""
    return max(names, key=lambda name: (sum(map(_is_uncommon, name)), len(name)))


def _is_uncommon(char: str) -> bool:
    return char != " " and not (char.isascii() and char.isalpha())

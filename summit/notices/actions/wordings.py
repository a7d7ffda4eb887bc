"""A ministry's own words for letters, and which kinds an officer looks at first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.foundation.db import refused_as
from summit.notices.facts import LetterKind, SavedWording, Wording
from summit.notices.kinds import BY_CODE
from summit.notices.models import LetterWording, ReviewedKind
from summit.notices.rules import WordingKnown, require_seen, require_wording


def write_wording(
    session: Session, actor: Actor, now: datetime, *, kind: LetterKind, language: str, wording: Wording, version: int
) -> None:
    """Write or change the ministry's own words; `version` is the one that was seen, 0 where there were none.

    Raises UnknownPlaceholder, PlaceholderMissing, RuleBroken, StaleVersion, WordingKnown.
    """
    tidy = require_wording(kind, wording)
    found = _row(session, kind.code, language)
    require_seen(found.version if found else 0, version)
    before = {"subject": found.subject, "body": found.body} if found else {}
    if found is None:
        found = LetterWording(kind=kind.code, language=language)
    found.subject, found.body = tidy.subject, tidy.body
    refusal = WordingKnown("Somebody has just written these words too. Open them again and compare.")
    with refused_as(session, letter_wordings_kind_language=refusal):
        session.add(found)
    after = {"subject": tidy.subject, "body": tidy.body}
    record(session, actor, now, verb="write", of=("letter_wording", _of(kind, language)), before=before, after=after)


def drop_wording(
    session: Session, actor: Actor, now: datetime, *, kind: LetterKind, language: str, version: int
) -> None:
    """Take the own words away; letters go out in the own English ones then, or in those that came with the program."""
    found = _row(session, kind.code, language)
    require_seen(found.version if found else 0, version)
    if found is None:
        return
    session.delete(found)
    session.flush()
    before = {"subject": found.subject, "body": found.body}
    record(session, actor, now, verb="drop", of=("letter_wording", _of(kind, language)), before=before)


def set_review(session: Session, actor: Actor, now: datetime, *, kind: LetterKind, is_held: bool) -> None:
    """Letters of this kind wait for an officer from now on, or go at once. Those that are written stay as they are."""
    found = session.get(ReviewedKind, kind.code)
    if is_held == (found is not None):
        return
    if found is None:
        session.merge(ReviewedKind(kind=kind.code))
    else:
        session.delete(found)
    session.flush()
    record(
        session, actor, now, verb="hold" if is_held else "let_go", of=("letter_kind", kind.slug)
    )  # fmt: skip


def bring_in_wordings(
    session: Session, actor: Actor, now: datetime, *, found: Iterable[SavedWording], held: Iterable[str]
) -> None:
    """Enter the words of another summit in place of those that are there; its held kinds are held here too."""
    for one in found:
        kind = BY_CODE[one.kind]
        row = _row(session, one.kind, one.language)
        if row is None or Wording(row.subject, row.body) != one.wording:
            write_wording(
                session, actor, now,
                kind=kind, language=one.language, wording=one.wording, version=row.version if row else 0,
            )  # fmt: skip
    for code in held:
        set_review(session, actor, now, kind=BY_CODE[code], is_held=True)


def _row(session: Session, kind: str, language: str) -> LetterWording | None:
    return session.scalar(
        select(LetterWording).where(LetterWording.kind == kind, LetterWording.language == language)
    )


def _of(kind: LetterKind, language: str) -> str:
    return f"{kind.slug}:{language}"

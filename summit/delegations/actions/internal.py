"""Tags and notes of the protocol department. The journal says that there was one, never what it said (PRV-03)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Delegation, InternalNote, Participant, Tag
from summit.delegations.queries.internal import on, record_of, tags_of
from summit.delegations.rules import TagMissing, TagThere, require_note, require_striker, require_tag_room
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict
from summit.foundation.sealing import seal

Noted = Participant | Delegation


def add_tags(session: Session, actor: Actor, now: datetime, *, noted: Noted, words: Iterable[str]) -> None:
    """Put the tags on a record. Raises TagThere for one that it carries, and RuleBroken when there would be too many."""
    for word in words:
        with refused_as(
            session,
            tags_participant=TagThere(f"The tag “{word}” is there already."),
            tags_delegation=TagThere(f"The tag “{word}” is there already."),
        ):
            session.add(Tag(word=word, added_by=actor.code, added_at=now, **on(noted)))
    require_tag_room(len(tags_of(session, noted)))
    record(session, actor, now, verb="add_tag", of=_named(noted))


def remove_tag(session: Session, actor: Actor, now: datetime, *, noted: Noted, word: str) -> None:
    """Take a tag off a record. Raises TagMissing."""
    gone = session.scalar(
        delete(Tag).filter_by(word=word, **on(noted)).returning(Tag.id).execution_options(synchronize_session=False)
    )
    if gone is None:
        raise TagMissing(f"The tag “{word}” is not there.")
    record(session, actor, now, verb="remove_tag", of=_named(noted))


def write_note(session: Session, actor: Actor, now: datetime, *, noted: Noted, body: str) -> InternalNote:
    """Keep a note on a record, sealed. Raises RuleBroken."""
    note = InternalNote(
        body_sealed=seal(session, require_note(body)),
        written_by=actor.code,
        written_by_name=actor.name,
        written_at=now,
        **on(noted),
    )
    session.add(note)
    session.flush()
    record(session, actor, now, verb="write_note", of=_named(noted), after={"note": note.id})
    return note


def strike_note(session: Session, actor: Actor, now: datetime, *, note: InternalNote) -> None:
    """Strike a note out: it stays readable, as what counts no more. Raises NoteOfAnother, Conflict."""
    require_striker(actor, note.written_by)
    if note.struck_at is not None:
        raise Conflict("This note is struck out already.")
    note.struck_at, note.struck_by_name = now, actor.name
    session.flush()
    record(session, actor, now, verb="strike_note", of=_named(record_of(session, note)), after={"note": note.id})


def _named(noted: Noted) -> tuple[str, str]:
    return ("participant" if isinstance(noted, Participant) else "delegation", noted.code)

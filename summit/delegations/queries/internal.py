"""What the protocol department noted for itself. Who asks has SEE_INTERNAL: the doors see to that."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.delegations.facts import InternalFacts, NoteFacts
from summit.delegations.models import Delegation, InternalNote, Participant, Tag
from summit.delegations.rules import is_striker
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal

MOST_NOTES = 100
MOST_WORDS = 200


def on(noted: Participant | Delegation) -> dict[str, int]:
    """The column that says on which record a tag or note stands, with its value."""
    return {"participant_id" if isinstance(noted, Participant) else "delegation_id": noted.id}


def internal_facts(session: Session, actor: Actor, noted: Participant | Delegation) -> InternalFacts:
    """The tags and the newest notes on a record: two queries."""
    statement = select(InternalNote).filter_by(**on(noted)).order_by(InternalNote.id.desc()).limit(MOST_NOTES)
    notes = tuple(
        NoteFacts(
            number=note.id,
            body=unseal(session, note.body_sealed),
            by=note.written_by_name,
            at=note.written_at,
            struck_by=note.struck_by_name,
            struck_at=note.struck_at,
            may_strike=note.struck_at is None and is_striker(actor, note.written_by),
        )
        for note in session.scalars(statement)
    )
    return InternalFacts(tags_of(session, noted), notes)


def tags_of(session: Session, noted: Participant | Delegation) -> tuple[str, ...]:
    """The tags on a record, by the alphabet."""
    return tuple(session.scalars(select(Tag.word).filter_by(**on(noted)).order_by(Tag.word)))


def tag_words(session: Session, kind: str) -> list[str]:
    """Every tag in use on people or on delegations, by the alphabet: what the list of that kind is filtered by."""
    column = Tag.participant_id if kind == "people" else Tag.delegation_id
    statement = select(Tag.word).where(column.is_not(None)).distinct().order_by(Tag.word).limit(MOST_WORDS)
    return list(session.scalars(statement))


def note_by_number(session: Session, number: int) -> InternalNote:
    """The note of that number, or NotFound."""
    found = session.get(InternalNote, number)
    if found is None:
        raise NotFound()
    return found


def record_of(session: Session, note: InternalNote) -> Participant | Delegation:
    """The record on which the note stands."""
    if note.participant_id is not None:
        return session.get_one(Participant, note.participant_id)
    return session.get_one(Delegation, note.delegation_id)

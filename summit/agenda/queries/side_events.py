"""Side events, to be found by topic, slot or word."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.agenda.facts import EntryFacts
from summit.agenda.lifecycle import EntryKind, EntryState
from summit.agenda.models import AgendaEntry, Topic
from summit.agenda.queries.entries import entries, read
from summit.agenda.queries.sight import Sight


@dataclass(frozen=True)
class SideEventFilter:
    """What the visitor asked for; empty means all. `search` looks in titles, abstracts, sponsors and contributors."""

    topic: str = ""
    starts_at: datetime | None = None
    search: str = ""


def side_events(session: Session, *, sight: Sight, wanted: SideEventFilter) -> list[EntryFacts]:
    """Planned side events within sight, by time; search knows neither accents nor the order of words."""
    statement = entries(sight).where(
        AgendaEntry.kind == EntryKind.SIDE_EVENT.value, AgendaEntry.state == EntryState.PLANNED.value
    )
    if wanted.topic:
        statement = statement.where(
            AgendaEntry.topic_id.in_(select(Topic.id).where(Topic.code == wanted.topic))
        )
    if wanted.starts_at is not None:
        statement = statement.where(AgendaEntry.starts_at == wanted.starts_at)
    words = folded(wanted.search).split()
    return [entry for entry in read(session, statement) if _speaks_of(entry, words)]


def side_event_slots(session: Session, *, sight: Sight) -> list[datetime]:
    """The starts of all planned side events within sight: the choices of the slot filter."""
    statement = (
        select(AgendaEntry.starts_at)
        .where(
            sight.of_entries(),
            AgendaEntry.kind == EntryKind.SIDE_EVENT.value,
            AgendaEntry.state == EntryState.PLANNED.value,
        )
        .distinct()
        .order_by(AgendaEntry.starts_at)
    )
    return list(session.scalars(statement))


def folded(text: str) -> str:
    """Text without accents and case: `Đà Nẵng` and `da nang` are one."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(char for char in bare if not unicodedata.combining(char))


def _speaks_of(entry: EntryFacts, words: list[str]) -> bool:
    people = [f"{one.name} {one.delegation}" for one in entry.contributors]
    names = [sponsor.name for sponsor in entry.sponsors]
    text = folded(" ".join([entry.title, entry.abstract, entry.room_code, entry.code, *people, *names]))
    return all(word in text for word in words)

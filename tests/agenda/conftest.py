"""A house of rooms, two topics, and drafts to put into the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from summit.agenda.actions import open_topic, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.agenda.models import AgendaEntry
from summit.foundation.db import Database
from summit.venues.actions import open_room, open_venue
from summit.venues.facts import RoomFacts
from tests.factories import NOW, SYSTEM

ROOMS = [
    RoomFacts("HALL", "Plenary hall", 1500, kind="hall", position=1),
    RoomFacts("M-1", "Meeting room 1", 100, position=2),
    RoomFacts("M-2", "Meeting room 2", 120, position=3),
    RoomFacts("M-3", "Meeting room 3", 80, position=4),
    RoomFacts("B-01", "Bilateral room 1", 12, kind="bilateral", position=5),
]


def at(hour: int, minute: int = 0, day: int = 26) -> datetime:
    """A Hanoi wall-clock time as a moment."""
    return datetime(2025, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


DISCUSSION = EntryDraft(EntryKind.DISCUSSION, "Discussion", at(10), at(11), room="M-1")
SIDE_EVENT = EntryDraft(EntryKind.SIDE_EVENT, "Side event", at(13, 30), at(14, 45), room="M-2", topic="T1")
OPENING = EntryDraft(EntryKind.OPENING, "Opening session", at(9), at(10), room="HALL", for_all_heads=True)


@dataclass(frozen=True)
class Desk:
    """Puts lines into the programme of one session."""

    session: Session

    def schedule(self, draft: EntryDraft = DISCUSSION, **changes: object) -> AgendaEntry:
        """The draft with these changes, as a line."""
        facts = replace(draft, **changes)
        return schedule_entry(self.session, SYSTEM, NOW, facts=facts)


def furnish(session: Session) -> None:
    """Rooms and topics."""
    venue = open_venue(session, SYSTEM, NOW, code="NCC", name="National Convention Centre", address="Hanoi")
    for facts in ROOMS:
        open_room(session, SYSTEM, NOW, venue=venue, facts=facts)
    open_topic(
        session, SYSTEM, NOW, code="T1", title="Protecting citizens", title_vi="Bảo vệ công dân", position=1
    )
    open_topic(session, SYSTEM, NOW, code="T2", title="Online scams", position=2)


@pytest.fixture
def house(database: Database) -> Database:
    """The database with rooms and topics in it."""
    with database.committing() as session:
        furnish(session)
    return database


@pytest.fixture
def desk(house: Database) -> Iterator[Desk]:
    """A writing session with rooms and topics."""
    with house.committing() as session:
        yield Desk(session)


Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def statements(database: Database) -> Counting:
    """`with statements() as seen:` collects every statement the database is sent."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(*arguments: object) -> None:
            seen.append(str(arguments[2]))

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting

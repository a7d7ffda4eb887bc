"""One search across the rooms: people, delegations, rooms and lines of the programme, within the user's reach.

Names are found without regard to accents and the order of words (PER-06). Bilateral meetings are never among the results
(PM-5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.agenda.queries.side_events import folded
from summit.delegations.facts import DelegationCard, PersonLine
from summit.delegations.queries import (
    DelegationFilters,
    PeopleFilters,
    delegation_cards,
    delegations_matching,
    people_matching,
    person_lines,
)
from summit.desk.facts import Found, Hits, ScheduleLine
from summit.desk.queries.home import programme
from summit.desk.queries.viewer import Viewer
from summit.venues.facts import RoomFacts
from summit.venues.queries import rooms

SHOWN = 8
T = TypeVar("T")


def found(session: Session, viewer: Viewer, text: str) -> Found:
    """The first results of each kind for the words of `text`, and how many there are of each."""
    words = re.sub(r"[\W_]+", " ", folded(text)).split()
    if not words:
        return Found(is_asked=False)
    sees_programme = viewer.may(Action.SEE_PROGRAMME)
    return Found(
        is_asked=True,
        people=_people(session, viewer, text),
        delegations=_delegations(session, viewer, text),
        rooms=_rooms(session, words) if sees_programme else Hits(),
        lines=_lines(session, viewer, words) if sees_programme else Hits(),
    )


def _people(session: Session, viewer: Viewer, text: str) -> Hits[PersonLine]:
    statement = people_matching(viewer.within(session, Action.SEE_DELEGATIONS), PeopleFilters(search=text))
    rows, total = _first(session, statement)
    return Hits(tuple(person_lines(session, rows)), total)


def _delegations(session: Session, viewer: Viewer, text: str) -> Hits[DelegationCard]:
    within = viewer.within(session, Action.SEE_DELEGATIONS)
    rows, total = _first(session, delegations_matching(within, DelegationFilters(search=text)))
    return Hits(tuple(delegation_cards(session, rows, viewer.now)), total)


def _rooms(session: Session, words: Sequence[str]) -> Hits[RoomFacts]:
    return _hits(
        room for room in rooms(session) if _speaks_of(f"{room.code} {room.name} {room.venue_name}", words)
    )


def _lines(session: Session, viewer: Viewer, words: Sequence[str]) -> Hits[ScheduleLine]:
    return _hits(
        line for line in programme(session, viewer) if _speaks_of(f"{line.title} {line.code}", words)
    )


def _first(session: Session, statement: Select[T]) -> tuple[Sequence[T], int]:
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    return session.scalars(statement.limit(SHOWN)).all(), total


def _hits(matching: Iterable[T]) -> Hits[T]:
    every = tuple(matching)
    return Hits(every[:SHOWN], len(every))


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    bare = re.sub(r"[\W_]+", " ", folded(text))
    return all(word in bare for word in words)

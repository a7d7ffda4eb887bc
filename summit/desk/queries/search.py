"""One search across the rooms: people, delegations, rooms and lines of the programme, within the user's reach.

Names are found without regard to accents and the order of words (PER-06). Bilateral meetings are never among the results
(PM-5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.agenda.queries.side_events import folded
from summit.delegations.facts import DelegationCard, PersonLine
from summit.delegations.queries import (
    DelegationFilters,
    PeopleFilters,
    delegations_listed,
    people_listed,
)
from summit.desk.facts import Found, Hits, ScheduleLine
from summit.desk.queries.home import programme
from summit.desk.queries.viewer import Viewer
from summit.foundation.keyset import Place
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
    within = viewer.within(session, Action.SEE_DELEGATIONS)
    page = people_listed(session, within, PeopleFilters(search=text), Place(), per_page=SHOWN)
    return Hits(tuple(page.rows), page.total, page.is_more)


def _delegations(session: Session, viewer: Viewer, text: str) -> Hits[DelegationCard]:
    within = viewer.within(session, Action.SEE_DELEGATIONS)
    filters = DelegationFilters(search=text)
    page = delegations_listed(session, within, filters, Place(), viewer.now, per_page=SHOWN)
    return Hits(tuple(page.rows), page.total, page.is_more)


def _rooms(session: Session, words: Sequence[str]) -> Hits[RoomFacts]:
    return _hits(
        room for room in rooms(session) if _speaks_of(f"{room.code} {room.name} {room.venue_name}", words)
    )


def _lines(session: Session, viewer: Viewer, words: Sequence[str]) -> Hits[ScheduleLine]:
    return _hits(
        line for line in programme(session, viewer) if _speaks_of(f"{line.title} {line.code}", words)
    )


def _hits(matching: Iterable[T]) -> Hits[T]:
    every = tuple(matching)
    return Hits(every[:SHOWN], len(every))


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    bare = re.sub(r"[\W_]+", " ", folded(text))
    return all(word in bare for word in words)

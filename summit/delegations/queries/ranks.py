"""The classes of precedence: the table that rules and forms ask, and how many people are of each."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.delegations.facts import RankClassEntry, RankLine, RankTable
from summit.delegations.lifecycle import RankKind
from summit.delegations.models import Participant, RankClass
from summit.foundation.errors import NotFound


def rank_table(session: Session) -> RankTable:
    """The classes of this summit: one query."""
    return RankTable.of(rank_entry(row) for row in session.scalars(select(RankClass)))


def rank_lines(session: Session) -> list[RankLine]:
    """Every class with the number of people of it, withdrawn ones too, the highest first: two queries."""
    counted = select(Participant.rank_class, func.count()).group_by(Participant.rank_class)
    people = dict(iter(session.execute(counted)))
    rows = session.scalars(select(RankClass).order_by(RankClass.number))
    return [RankLine(rank_entry(row), people.get(row.number, 0), row.version) for row in rows]


def rank_line(session: Session, row: RankClass) -> RankLine:
    """One class with the number of people of it, withdrawn ones too."""
    people = session.scalar(select(func.count()).where(Participant.rank_class == row.number)) or 0
    return RankLine(rank_entry(row), people, row.version)


def rank_class(session: Session, number: int) -> RankClass:
    """The class of that number, or NotFound."""
    found = session.scalar(select(RankClass).where(RankClass.number == number))
    if found is None:
        raise NotFound()
    return found


def rank_entry(row: RankClass) -> RankClassEntry:
    """A loaded class as plain values."""
    return RankClassEntry(row.number, row.name, RankKind(row.kind), row.holds)

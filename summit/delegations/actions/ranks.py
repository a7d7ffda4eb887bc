"""The classes of precedence are opened, edited and removed (domain 3.2, EVT-05)."""

from __future__ import annotations

import csv
from datetime import datetime
from functools import cache

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.parties import DATA
from summit.delegations.facts import RankClassEntry, RankTable
from summit.delegations.lifecycle import RankKind
from summit.delegations.models import FurtherPost, Participant, RankClass
from summit.delegations.queries.ranks import rank_entry
from summit.delegations.rules import RankKnown, require_rank, require_removable, require_version
from summit.foundation.db import refused_as


def open_rank(session: Session, actor: Actor, now: datetime, *, entry: RankClassEntry) -> RankClass:
    """Add a class. Raises RuleBroken with the field, RankKnown when the number is taken."""
    entry = require_rank(entry)
    row = RankClass(number=entry.number, name=entry.name, kind=entry.kind.value, holds=entry.holds)
    with refused_as(session, rank_classes_number=RankKnown(f"There is a class {entry.number} already.")):
        session.add(row)
    record(session, actor, now, verb="open", of=("rank_class", str(row.number)), after=_said(row))
    return row


def edit_rank(
    session: Session, actor: Actor, now: datetime, *, rank: RankClass, entry: RankClassEntry, version: int
) -> None:
    """Change name and meaning; the number stays, for people are of it. Raises RuleBroken with the field, StaleVersion."""
    require_version(rank.version, version)
    entry = require_rank(entry)
    before = _said(rank)
    rank.name, rank.kind, rank.holds = entry.name, entry.kind.value, entry.holds
    session.flush()
    record(session, actor, now, verb="edit", of=("rank_class", str(rank.number)), before=before, after=_said(rank))


def remove_rank(session: Session, actor: Actor, now: datetime, *, rank: RankClass, version: int) -> None:
    """Take away a class that nobody is of, in any post. Raises RankInUse, StaleVersion."""
    require_version(rank.version, version)
    # Who gives somebody this class waits here, or has given it already and is counted (held_rank).
    session.execute(select(RankClass.number).where(RankClass.number == rank.number).with_for_update())
    holders = union(
        select(Participant.person_id).where(Participant.rank_class == rank.number),
        select(FurtherPost.person_id).where(FurtherPost.rank_class == rank.number),
    ).subquery()
    people = session.scalar(select(func.count()).select_from(holders)) or 0
    require_removable(rank.number, people)
    session.delete(rank)
    session.flush()
    record(session, actor, now, verb="remove", of=("rank_class", str(rank.number)), before=_said(rank))


def held_rank(session: Session, number: int) -> RankTable:
    """The table narrowed to that class, which stays in it until the transaction ends; empty when there is no such class."""
    statement = select(RankClass).where(RankClass.number == number).with_for_update(read=True, key_share=True)
    return RankTable.of(rank_entry(row) for row in session.scalars(statement))


def open_default_ranks(session: Session, actor: Actor, now: datetime) -> None:
    """Enter the classes of domain 3.2 that are not there yet."""
    known = set(session.scalars(select(RankClass.number)))
    for entry in default_ranks():
        if entry.number not in known:
            open_rank(session, actor, now, entry=entry)


@cache
def default_ranks() -> RankTable:
    """The table of domain 3.2, which every summit begins with."""
    with (DATA / "rank_classes.csv").open(encoding="utf-8", newline="") as rows:
        return RankTable.of(
            RankClassEntry(int(row["number"]), row["name"], RankKind(row["kind"]), row["holds"])
            for row in csv.DictReader(rows)
        )


def _said(row: RankClass) -> dict[str, object]:
    return {"number": row.number, "name": row.name, "kind": row.kind, "holds": row.holds}

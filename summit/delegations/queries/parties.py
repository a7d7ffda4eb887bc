"""Names of parties: the only source of what is printed (NAM-01)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, or_, select
from sqlalchemy.orm import Session

from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation, Party, PartyName
from summit.foundation.errors import NotFound
from summit.venues.queries import summit_if_set_up


def names_of(
    session: Session,
    party_ids: Collection[int],
    *,
    language: str = "en",
    kind: str = "short",
    on: date | None = None,
) -> dict[int, str]:
    """The printed name of each party, in one query.

    A name that the language has not falls back to its short name, then to English; `treaty` and `formal` to `short`.
    `on` is the day for which it is printed, by default the summit's first day; before the summit is set up the name that
    the reviewed list begins with (NAM-02).
    """
    on = on or printing_day(session)
    wanted = ((language, kind), (language, "short"), ("en", kind), ("en", "short"))
    statement = (
        select(PartyName.party_id, PartyName.language, PartyName.kind, PartyName.name)
        .where(
            PartyName.party_id.in_(party_ids),
            PartyName.language.in_({language, "en"}),
            PartyName.kind.in_({kind, "short"}),
            _in_force(on),
        )
        .order_by(PartyName.valid_from.nulls_first())
    )
    found: dict[int, dict[tuple[str, str], str]] = {}
    for party_id, name_language, name_kind, name in session.execute(statement):
        found.setdefault(party_id, {})[name_language, name_kind] = name
    return {
        party_id: next(names[key] for key in wanted if key in names) for party_id, names in found.items()
    }


def english_name(on: date | None) -> ScalarSelect[str]:
    """A column for statements over Party: the English short name in force on that day, as `names_of` finds it."""
    return (
        select(PartyName.name)
        .where(
            PartyName.party_id == Party.id,
            PartyName.language == "en",
            PartyName.kind == "short",
            _in_force(on),
        )
        .order_by(PartyName.valid_from.desc().nulls_last())
        .limit(1)
        .correlate(Party)
        .scalar_subquery()
    )


def printing_day(session: Session) -> date | None:
    """The day whose names are printed: the summit's first, None before the summit is set up."""
    summit = summit_if_set_up(session)
    return summit.first_day if summit else None


def party_by_code(session: Session, code: str) -> Party:
    """The party of that code, or NotFound."""
    party = session.scalar(select(Party).where(Party.code == code))
    if party is None:
        raise NotFound()
    return party


def parties_without_delegation(session: Session) -> list[tuple[str, str, PartyKind]]:
    """Code, English name and kind of every party that may still open its delegation, by name."""
    statement = (
        select(Party.id, Party.code, Party.kind, PartyName.name)
        .join(PartyName, and_(PartyName.party_id == Party.id, PartyName.language == "en", PartyName.kind == "short"))
        .outerjoin(Delegation, Delegation.party_id == Party.id)
        .where(Delegation.id.is_(None), _in_force(printing_day(session)))
        .order_by(PartyName.sort_key, Party.id)
    )
    return [(row.code, row.name, PartyKind(row.kind)) for row in session.execute(statement)]


def _in_force(on: date | None) -> ColumnElement[bool]:
    if on is None:
        return PartyName.valid_from.is_(None)
    return and_(
        or_(PartyName.valid_from.is_(None), PartyName.valid_from <= on),
        or_(PartyName.valid_until.is_(None), on < PartyName.valid_until),
    )

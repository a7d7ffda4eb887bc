"""The two long lists: columns in place of entities, page by page from a row on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any  # Any: rows of columns, read into facts here

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from summit.delegations.facts import DelegationCard, PersonLine
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    KIND_NAMES,
    DelegateFunction,
    PartyKind,
)
from summit.delegations.models import Delegation, Participant, Party, Person, Tag
from summit.delegations.naming import styled_name
from summit.delegations.nationalities import issuer_name
from summit.delegations.queries.delegations import (
    DELEGATION_ORDERS,
    ENROLLED_PEOPLE,
    DelegationFilters,
    delegations_kept,
)
from summit.delegations.queries.heads import names_of_heads
from summit.delegations.queries.parties import english_name, printing_day
from summit.delegations.queries.people import SOUGHT, WALKED, PeopleFilters, participants_kept
from summit.delegations.queries.reach import Reach
from summit.foundation.keyset import PER_PAGE, Listing, Place, Stretch, Walk, stretch

MOST_SHAPES = 64
PEOPLE = (
    select(
        Participant.code,
        Person.style,
        Person.salutation,
        Person.personal_title,
        Person.badge_name,
        Person.native_name,
        Delegation.code.label("delegation_code"),
        Party.flag,
        Participant.function,
        Participant.category,
        Participant.title,
        Participant.state,
        (Person.photo_file != "").label("has_photo"),
        (Person.passport_sealed != "").label("has_passport"),
        Participant.is_locked,
        Participant.version,
    )
    .join(Person, Person.id == Participant.person_id)
    .join(Delegation, Delegation.id == Participant.delegation_id)
    .join(Party, Party.id == Delegation.party_id)
)


def _tags(on: ColumnElement[bool]) -> ColumnElement[str | None]:
    """The tags on a record as one text, a line for each."""
    return select(func.aggregate_strings(Tag.word, "\n")).where(on).scalar_subquery().label("tags")


# What a list of people shows only when it is asked for, by the name of the field in the line.
MORE_OF_PEOPLE: dict[str, InstrumentedAttribute[Any] | ColumnElement[Any]] = {
    "badge_title": Participant.badge_title,
    "native_title": Participant.native_title,
    "email": Person.email,
    "phone": Person.phone,
    "nationality": Person.nationality,
    "registered_at": Participant.registered_at,
    "application": Participant.application,
    "tags": _tags(Tag.participant_id == Participant.id),
}
TAGS_OF_DELEGATION = _tags(Tag.delegation_id == Delegation.id)
PEOPLE_WALKED = select(Participant.id)
# The sum is no index: delegations come first then, in their order, and the people of each in theirs.
PEOPLE_WALKED_BY_DELEGATION = PEOPLE_WALKED.join(Delegation, Delegation.id + 0 == Participant.delegation_id)
PEOPLE_ORDERS = {
    "name": (Participant.sort_name, Participant.id),
    "given": (Participant.given_sort_name, Participant.id),
    "delegation": (Delegation.sort_name, Delegation.id, Participant.position, Participant.id),
    "function": (Participant.function, Participant.sort_name, Participant.id),
    "rank": (Participant.placed_class, Participant.sort_name, Participant.id),
}
DELEGATIONS = select(
    Delegation.id,
    Delegation.code,
    Delegation.badge_quota,
    Party.kind,
    Party.flag,
    Party.region,
    ENROLLED_PEOPLE.label("people"),
).join(Party, Party.id == Delegation.party_id)


def people_listed(
    session: Session,
    within: Reach,
    filters: PeopleFilters,
    place: Place,
    *,
    more: Sequence[str] = (),
    per_page: int = PER_PAGE,
) -> Stretch[PersonLine]:
    """One page of the people within reach that the filters keep; at most four queries, whatever their number.

    `more` names fields of MORE_OF_PEOPLE that are read too; whether the viewer may see them is for the caller to ask.
    """
    listing = _people(within, filters, _rows_of_people(printing_day(session), tuple(more)))
    found = stretch(session, listing, place, per_page=per_page)
    lines = [_line(row, _more(row, more)) for row in found.rows]
    return Stretch(lines, found.total, found.is_more, found.previous, found.next)


def delegations_listed(
    session: Session,
    within: Reach,
    filters: DelegationFilters,
    place: Place,
    now: datetime,
    *,
    tagged: bool = False,
    per_page: int = PER_PAGE,
) -> Stretch[DelegationCard]:
    """One page of the delegations within reach that the filters keep, headed as now; at most five queries.

    Tags are read when `tagged`; whether the viewer may see them is for the caller to ask.
    """
    listing = _delegations(within, filters, _rows_of_delegations(printing_day(session), tagged))
    found = stretch(session, listing, place, per_page=per_page)
    heads = names_of_heads(session, now, [row.id for row in found.rows])
    cards = [
        _card(row, heads.get(row.id, ("", "")), _parted(row.tags) if tagged else ()) for row in found.rows
    ]
    return Stretch(cards, found.total, found.is_more, found.previous, found.next)


@lru_cache(MOST_SHAPES)
def _rows_of_people(on: date | None, more: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    """What a list of people reads: a statement costs more to put together than to run, and there are few of them."""
    return PEOPLE.add_columns(english_name(on).label("delegation"), *(MORE_OF_PEOPLE[name] for name in more))


@lru_cache(MOST_SHAPES)
def _rows_of_delegations(on: date | None, tagged: bool) -> Select[*tuple[Any, ...]]:
    return DELEGATIONS.add_columns(english_name(on).label("name"), *[TAGS_OF_DELEGATION] * tagged)


def _people(within: Reach, filters: PeopleFilters, rows: Select[*tuple[Any, ...]]) -> Listing:
    return Listing(
        rows,
        Participant.id,
        Participant.code,
        within.of_participants(),
        participants_kept(filters, SOUGHT),
        PEOPLE_ORDERS.get(filters.sort, PEOPLE_ORDERS["name"]),
        filters.descending,
        Walk(
            PEOPLE_WALKED_BY_DELEGATION if filters.sort == "delegation" else PEOPLE_WALKED,
            participants_kept(filters, WALKED),
        ),
    )


def _delegations(within: Reach, filters: DelegationFilters, rows: Select[*tuple[Any, ...]]) -> Listing:
    kept = delegations_kept(filters)
    return Listing(
        rows,
        Delegation.id,
        Delegation.code,
        within.of_delegations(),
        kept,
        DELEGATION_ORDERS.get(filters.sort, DELEGATION_ORDERS["name"]),
        filters.descending,
        Walk(DELEGATIONS.with_only_columns(Delegation.id, maintain_column_froms=True), kept),
    )


def _line(row: Row[*tuple[Any, ...]], more: Mapping[str, Any]) -> PersonLine:
    return PersonLine(
        code=row.code,
        name=styled_name(row.style, row.salutation, row.personal_title, row.badge_name),
        native_name=row.native_name,
        delegation_code=row.delegation_code,
        delegation=row.delegation,
        flag=row.flag,
        function=FUNCTION_NAMES[DelegateFunction(row.function)],
        category=row.category,
        category_name=CATEGORY_NAMES[row.category],
        title=row.title,
        state=row.state,
        has_photo=row.has_photo,
        has_passport=row.has_passport,
        is_locked=row.is_locked,
        version=row.version,
        **more,
    )


def _more(row: Row[*tuple[Any, ...]], names: Sequence[str]) -> dict[str, Any]:
    return {name: _READ.get(name, _as_it_is)(getattr(row, name)) for name in names}


def _as_it_is(value: Any) -> Any:
    return value


def _parted(tags: str | None) -> tuple[str, ...]:
    return tuple(sorted(tags.split("\n"))) if tags else ()


_READ: dict[str, Callable[[Any], Any]] = {"nationality": issuer_name, "tags": _parted}


def _card(row: Row[*tuple[Any, ...]], head: tuple[str, str], tags: tuple[str, ...]) -> DelegationCard:
    kind = PartyKind(row.kind)
    return DelegationCard(
        code=row.code,
        name=row.name,
        flag=row.flag,
        kind=kind.value,
        kind_name=KIND_NAMES[kind],
        region=row.region,
        people=row.people,
        badge_quota=row.badge_quota,
        head=head[0],
        head_title=head[1],
        tags=tags,
    )

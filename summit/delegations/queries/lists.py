"""The two long lists: columns in place of entities, page by page from a row on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any  # Any: rows of columns, read into facts here

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from summit.delegations.facts import DelegationCard, PersonLine
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    KIND_NAMES,
    DelegateFunction,
    PartyKind,
)
from summit.delegations.models import Delegation, Participant, Party, Person
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
# What a list of people shows only when it is asked for, by the name of the field in the line.
MORE_OF_PEOPLE: dict[str, InstrumentedAttribute[Any]] = {
    "badge_title": Participant.badge_title,
    "native_title": Participant.native_title,
    "email": Person.email,
    "phone": Person.phone,
    "nationality": Person.nationality,
    "registered_at": Participant.registered_at,
    "application": Participant.application,
}
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
    listing = _people(within, filters, printing_day(session))
    listing = replace(listing, rows=listing.rows.add_columns(*(MORE_OF_PEOPLE[name] for name in more)))
    found = stretch(session, listing, place, per_page=per_page)
    lines = [_line(row, _more(row, more)) for row in found.rows]
    return Stretch(lines, found.total, found.is_more, found.previous, found.next)


def delegations_listed(
    session: Session,
    within: Reach,
    filters: DelegationFilters,
    place: Place,
    at: datetime,
    *,
    per_page: int = PER_PAGE,
) -> Stretch[DelegationCard]:
    """One page of the delegations within reach that the filters keep, headed as at that moment; at most five queries."""
    found = stretch(session, _delegations(within, filters, printing_day(session)), place, per_page=per_page)
    heads = names_of_heads(session, at, [row.id for row in found.rows])
    cards = [_card(row, heads.get(row.id, ("", ""))) for row in found.rows]
    return Stretch(cards, found.total, found.is_more, found.previous, found.next)


def _people(within: Reach, filters: PeopleFilters, on: date | None) -> Listing:
    return Listing(
        PEOPLE.add_columns(english_name(on).label("delegation")),
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


def _delegations(within: Reach, filters: DelegationFilters, on: date | None) -> Listing:
    kept = delegations_kept(filters)
    return Listing(
        DELEGATIONS.add_columns(english_name(on).label("name")),
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
    found = {name: getattr(row, name) for name in names}
    return found | {"nationality": issuer_name(found["nationality"])} if "nationality" in found else found


def _card(row: Row[*tuple[Any, ...]], head: tuple[str, str]) -> DelegationCard:
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
    )

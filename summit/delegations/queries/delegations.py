"""Delegations: lists, one delegation's page, its contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.delegations.facts import DelegationCard, DelegationFacts, FocalPointFacts
from summit.delegations.lifecycle import KIND_GROUPS, KIND_NAMES, NO_REGION, ParticipantState, PartyKind
from summit.delegations.models import Delegation, FocalPoint, Participant, Party, Tag
from summit.delegations.naming import searched_words
from summit.delegations.queries.heads import headed_at, heads_at, spoken_name
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.reach import Reach
from summit.foundation.errors import NotFound


@dataclass(frozen=True)
class DelegationFilters:
    """What the list is narrowed to. `sort` is name, kind or people; empty texts narrow nothing.

    `kind` may be a group of kinds, `region` none of them. `headless_at` keeps only the delegations that nobody heads at
    that moment, `with_head_at` only those that somebody does, `is_over_quota` those with more people than badges (DEL-23),
    `tag` those with that tag: whether the viewer may know of tags is asked before.
    """

    search: str = ""
    kind: str = ""
    region: str = ""
    headless_at: datetime | None = None
    with_head_at: datetime | None = None
    is_over_quota: bool = False
    tag: str = ""
    sort: str = "name"
    descending: bool = False


ENROLLED_PEOPLE = (
    select(func.count())
    .where(Participant.delegation_id == Delegation.id, Participant.state == ParticipantState.ENROLLED.value)
    .correlate(Delegation)
    .scalar_subquery()
)
DELEGATION_ORDERS = {
    "name": (Delegation.sort_name, Delegation.id),
    "kind": (Party.kind, Delegation.sort_name, Delegation.id),
    "people": (ENROLLED_PEOPLE, Delegation.sort_name, Delegation.id),
}


def delegations_matching(within: Reach, filters: DelegationFilters) -> Select[Delegation]:
    """The delegations within reach that the filters keep, in order, with their party: a statement to be paged."""
    statement = (
        select(Delegation)
        .join(Delegation.party)
        .where(within.of_delegations(), *delegations_kept(filters))
        .options(contains_eager(Delegation.party))
    )
    keys = DELEGATION_ORDERS.get(filters.sort, DELEGATION_ORDERS["name"])
    return statement.order_by(*(key.desc() if filters.descending else key.asc() for key in keys))


def delegations_kept(filters: DelegationFilters) -> tuple[ColumnElement[bool], ...]:
    """The filters as conditions on delegations alone: other tables stand in subqueries, so nothing need be joined."""
    conditions = [is_sent_by(word) for word in searched_words(filters.search)]
    senders = sending_parties(filters.kind, filters.region)
    if senders:
        conditions.append(Delegation.party_id.in_(select(Party.id).where(*senders)))
    if filters.headless_at is not None:
        conditions.append(Delegation.id.not_in(headed_at(filters.headless_at)))
    if filters.with_head_at is not None:
        conditions.append(Delegation.id.in_(headed_at(filters.with_head_at)))
    if filters.is_over_quota:
        conditions.append(Delegation.badge_quota < ENROLLED_PEOPLE)
    if filters.tag:
        conditions.append(Delegation.id.in_(select(Tag.delegation_id).where(Tag.word == filters.tag)))
    return tuple(conditions)


def sending_parties(kind: str, region: str) -> list[ColumnElement[bool]]:
    """Conditions on Party: a kind or a group of kinds (KIND_CHOICES), a region or none (REGION_CHOICES)."""
    conditions: list[ColumnElement[bool]] = []
    if kind in KIND_GROUPS:
        conditions.append(Party.kind.in_(sorted(KIND_GROUPS[kind][1])))
    elif kind:
        conditions.append(Party.kind == kind)
    if region:
        conditions.append(Party.region == ("" if region == NO_REGION else region))
    return conditions


def is_sent_by(word: str) -> ColumnElement[bool]:
    """Whether one of the words of the delegation's names begins so."""
    return literal(" ").concat(Delegation.search_text).contains(f" {word}", autoescape=True)


def delegation_cards(session: Session, delegations: Sequence[Delegation], at: datetime) -> list[DelegationCard]:
    """Cards for delegations whose party is loaded, with the head at that moment: three queries, whatever their number."""
    ids = [delegation.id for delegation in delegations]
    names = names_of(session, [delegation.party_id for delegation in delegations])
    heads = heads_at(session, at, delegation_ids=ids)
    people = people_counts(session, ids)
    return [
        _card(delegation, names[delegation.party_id], people.get(delegation.id, 0), heads.get(delegation.id))
        for delegation in delegations
    ]


def people_counts(session: Session, delegation_ids: Sequence[int]) -> dict[int, int]:
    """Delegation id -> number of enrolled participants; those with none have no entry."""
    statement = (
        select(Participant.delegation_id, func.count())
        .where(
            Participant.delegation_id.in_(delegation_ids), Participant.state == ParticipantState.ENROLLED.value
        )
        .group_by(Participant.delegation_id)
    )
    return dict(session.execute(statement).all())


def delegation_facts(session: Session, delegation: Delegation) -> DelegationFacts:
    """The frame of one delegation's page."""
    kind = PartyKind(delegation.party.kind)
    party_id = delegation.party_id
    return DelegationFacts(
        code=delegation.code,
        name=names_of(session, [party_id])[party_id],
        formal_name=names_of(session, [party_id], kind="formal")[party_id],
        flag=delegation.party.flag,
        kind=kind.value,
        kind_name=KIND_NAMES[kind],
        region=delegation.party.region,
        languages=tuple(delegation.languages.split()),
        badge_quota=delegation.badge_quota,
        people=people_counts(session, [delegation.id]).get(delegation.id, 0),
        version=delegation.version,
    )


def delegation_by_code(session: Session, code: str) -> Delegation:
    """The delegation of that code, whoever asks: for commands and jobs. NotFound when there is none."""
    found = session.scalar(
        select(Delegation).where(Delegation.code == code).options(joinedload(Delegation.party))
    )
    if found is None:
        raise NotFound()
    return found


def focal_points_of(session: Session, delegation_id: int, now: datetime) -> list[FocalPointFacts]:
    """Every mandate for the delegation, those in force first, primary before deputies."""
    statement = (
        select(FocalPoint)
        .where(FocalPoint.delegation_id == delegation_id)
        .options(joinedload(FocalPoint.user), joinedload(FocalPoint.filed_paper))
        .order_by((FocalPoint.mandate_until <= now).asc(), FocalPoint.is_deputy, FocalPoint.mandate_from)
    )
    return [
        FocalPointFacts(
            id=row.id,
            name=row.user.name,
            email=row.user.email,
            mandate_from=row.mandate_from,
            mandate_until=row.mandate_until,
            is_deputy=row.is_deputy,
            is_in_force=row.mandate_from <= now < row.mandate_until,
            paper=row.paper,
            filed=row.filed_paper.code if row.filed_paper else "",
        )
        for row in session.scalars(statement)
    ]


def focal_point_of(session: Session, delegation_id: int, focal_point_id: int) -> FocalPoint:
    """One mandate of this delegation, or NotFound."""
    found = session.scalar(
        select(FocalPoint)
        .where(FocalPoint.id == focal_point_id, FocalPoint.delegation_id == delegation_id)
        .options(
            joinedload(FocalPoint.user),
            joinedload(FocalPoint.delegation),
            joinedload(FocalPoint.filed_paper),
        )
    )
    if found is None:
        raise NotFound()
    return found


def _card(delegation: Delegation, name: str, people: int, head: Participant | None) -> DelegationCard:
    kind = PartyKind(delegation.party.kind)
    return DelegationCard(
        code=delegation.code,
        name=name,
        flag=delegation.party.flag,
        kind=kind.value,
        kind_name=KIND_NAMES[kind],
        region=delegation.party.region,
        people=people,
        badge_quota=delegation.badge_quota,
        head=spoken_name(head.person) if head else "",
        head_title=head.title if head else "",
    )

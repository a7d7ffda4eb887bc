"""Which rules of quota hold for a delegation, and how far each is used (DEL-20, DEL-24)."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import Allocation, OverQuota, QuotaEntry, QuotaLine, QuotaRule, QuotaStanding
from summit.delegations.lifecycle import KIND_NAMES, ParticipantState, PartyKind
from summit.delegations.models import AccreditationCategory, Delegation, Participant, Quota
from summit.delegations.queries.parties import names_of
from summit.delegations.quotas import USUAL_BADGES, allocated, quota_label
from summit.foundation.errors import NotFound


def quota_rules(session: Session, delegation: Delegation) -> list[QuotaRule]:
    """The rules in force: the delegation's own, then those of its kind that it has no exception from (DEL-20).

    Its badges in all come first, by the usual number when no rule says one.
    """
    own = Quota.delegation_id == delegation.id
    of_kind = and_(Quota.delegation_id.is_(None), Quota.kind == delegation.party.kind)
    statement = select(Quota).where(or_(own, of_kind)).order_by(Quota.delegation_id.is_(None))
    found: dict[tuple[str, str], QuotaRule] = {}
    for row in session.scalars(statement):
        found.setdefault((row.zone, row.functions), rule_of(row))
    found.setdefault(("", ""), QuotaRule(QuotaEntry(USUAL_BADGES)))
    return [found[key] for key in sorted(found)]


def allocation_of(session: Session, delegation_id: int, *, besides: int | None = None) -> Allocation:
    """Who is enrolled, by function and category, the participant of the id `besides` left out: two queries."""
    statement = (
        select(Participant.function, Participant.category, func.count())
        .where(Participant.delegation_id == delegation_id, Participant.state == ParticipantState.ENROLLED.value)
        .group_by(Participant.function, Participant.category)
    )
    if besides is not None:
        statement = statement.where(Participant.id != besides)
    people = {(function, category): number for function, category, number in session.execute(statement)}
    opened = session.execute(select(AccreditationCategory.code, AccreditationCategory.zones))
    return Allocation(people, {code: zones.split() for code, zones in opened})


def quota_standings(session: Session, delegation: Delegation) -> list[QuotaStanding]:
    """Every rule of the delegation with what is used of it: three queries."""
    allocation = allocation_of(session, delegation.id)
    return [
        QuotaStanding(rule, quota_label(rule.entry), allocated(rule.entry, allocation))
        for rule in quota_rules(session, delegation)
    ]


def quota_lines(session: Session) -> tuple[list[QuotaLine], list[QuotaLine]]:
    """Every rule of a kind, and every exception, in order: two queries."""
    statement = (
        select(Quota)
        .outerjoin(Quota.delegation)
        .options(joinedload(Quota.delegation))
        .order_by(Delegation.sort_name, Quota.zone, Quota.functions)
    )
    rows = list(session.scalars(statement))
    names = names_of(session, {row.delegation.party_id for row in rows if row.delegation})
    order = list(PartyKind)
    kinds = sorted((row for row in rows if row.delegation is None), key=lambda row: order.index(PartyKind(row.kind)))
    return (
        [_line(row, KIND_NAMES[PartyKind(row.kind)]) for row in kinds],
        [_line(row, names[row.delegation.party_id]) for row in rows if row.delegation],
    )


def kind_rules(session: Session) -> list[tuple[PartyKind, QuotaEntry]]:
    """Every rule of a kind, in the order of the kinds: one query."""
    order = list(PartyKind)
    statement = select(Quota).where(Quota.delegation_id.is_(None)).order_by(Quota.zone, Quota.functions)
    found = [(PartyKind(row.kind), rule_of(row).entry) for row in session.scalars(statement)]
    return sorted(found, key=lambda rule: order.index(rule[0]))


def over_quota(session: Session) -> list[OverQuota]:
    """The delegations with more people than badges, by name (DEL-23): two queries."""
    people = (
        select(Participant.delegation_id, func.count().label("number"))
        .where(Participant.state == ParticipantState.ENROLLED.value)
        .group_by(Participant.delegation_id)
        .subquery()
    )
    statement = (
        select(Delegation.code, Delegation.party_id, people.c.number - Delegation.badge_quota)
        .join(people, people.c.delegation_id == Delegation.id)
        .where(people.c.number > Delegation.badge_quota)
        .order_by(Delegation.sort_name)
    )
    rows = session.execute(statement).all()
    names = names_of(session, {party_id for _, party_id, _ in rows})
    return [OverQuota(code, names[party_id], over) for code, party_id, over in rows]


def delegation_names(session: Session) -> list[tuple[str, str]]:
    """Code and name of every delegation, by name: two queries."""
    rows = session.execute(select(Delegation.code, Delegation.party_id).order_by(Delegation.sort_name)).all()
    names = names_of(session, {party_id for _, party_id in rows})
    return [(code, names[party_id]) for code, party_id in rows]


def quota_by_code(session: Session, code: str) -> Quota:
    """One rule with its delegation, or NotFound."""
    found = session.scalar(select(Quota).where(Quota.code == code).options(joinedload(Quota.delegation)))
    if found is None:
        raise NotFound()
    return found


def quota_line(session: Session, quota: Quota) -> QuotaLine:
    """One rule as it stands in the list."""
    if quota.delegation is None:
        return _line(quota, KIND_NAMES[PartyKind(quota.kind)])
    party_id = quota.delegation.party_id
    return _line(quota, names_of(session, [party_id])[party_id])


def quota_of_kind(session: Session, kind: PartyKind, entry: QuotaEntry) -> Quota | None:
    """The rule of that kind for the same people, if there is one."""
    statement = select(Quota).where(
        Quota.delegation_id.is_(None),
        Quota.kind == kind.value,
        Quota.zone == entry.zone,
        Quota.functions == " ".join(entry.functions),
    )
    return session.scalar(statement)


def badges_of_kind(session: Session, kind: PartyKind) -> int:
    """How many badges a delegation of that kind has unless it was granted another number."""
    found = quota_of_kind(session, kind, QuotaEntry(0))
    return USUAL_BADGES if found is None else found.places


def rule_of(row: Quota) -> QuotaRule:
    """A loaded rule as plain values."""
    entry = QuotaEntry(row.places, row.zone, tuple(row.functions.split()), row.reason)
    return QuotaRule(
        entry, code=row.code, is_exception=row.delegation_id is not None, approved_by=row.approved_by_name
    )


def _line(row: Quota, whom: str) -> QuotaLine:
    rule = rule_of(row)
    return QuotaLine(
        rule=rule,
        whom=whom,
        delegation_code=row.delegation.code if row.delegation else "",
        label=quota_label(rule.entry),
        approved_at=row.approved_at,
        version=row.version,
    )

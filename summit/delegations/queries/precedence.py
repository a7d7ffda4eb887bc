"""The order of a list at a moment, its settings, what was fixed in it, and its published versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import (
    Delegation,
    ListSettings,
    OrderOverride,
    Participant,
    Party,
    PublishedOrder,
)
from summit.delegations.naming import sort_key
from summit.delegations.precedence import (
    DEFAULTS,
    KINDS_ON,
    SIGNATORIES,
    Contender,
    Draft,
    Drawn,
    ListKind,
    Manner,
    Mode,
    OrganizationsBy,
    Override,
    Settings,
    TieBreak,
    Version,
    VersionLine,
    differences,
    order,
    places_of,
)
from summit.delegations.queries.heads import heads_at, spoken_name
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.ranks import rank_table
from summit.foundation.clock import local, moment
from summit.foundation.errors import NotFound
from summit.venues.queries import summit_if_set_up

OPENS_AT = time(9, 0)


def list_kind(name: str) -> ListKind:
    """The list of that name in an address, or NotFound."""
    if name not in set(ListKind):
        raise NotFound()
    return ListKind(name)


def list_settings(session: Session, kind: ListKind) -> tuple[Settings, int]:
    """How the list is ordered, and the version of that; version 0 is what every list begins with."""
    row = session.scalar(
        select(ListSettings).where(ListSettings.kind == kind.value).options(joinedload(ListSettings.drawn_party))
    )
    return (_settings(row), row.version) if row else (DEFAULTS[kind], 0)


def draft_of(session: Session, kind: ListKind, *, at: datetime, settings: Settings) -> Draft:
    """The list at that moment, under these settings, with the overrides in force: seven queries, whatever its length.

    Class and head are those of whoever heads the delegation then, so a change on the second day changes the order from
    the second day on (PRE-07).
    """
    drawn = drawn_state(session, settings)
    found = order(
        contenders(session, kind, at=at, language=settings.language),
        settings,
        drawn=drawn,
        overrides=overrides_of(session, kind),
    )
    return Draft(kind, at, settings, drawn, found)


def contenders(session: Session, kind: ListKind, *, at: datetime, language: str) -> list[Contender]:
    """Every open delegation that may stand in the list, as it is at that moment."""
    statement = (
        select(Delegation)
        .join(Delegation.party)
        .where(Party.kind.in_([one.value for one in KINDS_ON[kind]]))
        .options(contains_eager(Delegation.party))
    )
    delegations = list(session.scalars(statement))
    names = names_of(session, [one.party_id for one in delegations], language=language)
    heads, ranks = heads_at(session, at), rank_table(session)
    found = [_contender(one, names[one.party_id], language, heads.get(one.id)) for one in delegations]
    return [_ranked(one, ranks) for one in found]


def drawn_state(session: Session, settings: Settings) -> Drawn | None:
    """The drawn State with its name and key in the list's language; it need not have a delegation (SEA-02)."""
    if settings.tie_break is not TieBreak.DRAWN or not settings.drawn:
        return None
    party = session.scalar(select(Party).where(Party.code == settings.drawn))
    if party is None:
        raise NotFound()
    name = names_of(session, [party.id], language=settings.language)[party.id]
    return Drawn(party.code, name, sort_key(settings.language, name))


def states_to_draw(session: Session) -> dict[str, str]:
    """Code and English name of everybody whose name can be in the lot, by name."""
    kinds = [kind.value for kind in SIGNATORIES]
    parties = {party.id: party.code for party in session.scalars(select(Party).where(Party.kind.in_(kinds)))}
    names = names_of(session, parties)
    return {parties[key]: name for key, name in sorted(names.items(), key=lambda item: sort_key("en", item[1]))}


def overrides_of(session: Session, kind: ListKind) -> list[Override]:
    """What the Chief of Protocol fixed in the list, the latest first (PRE-05)."""
    placed, other = aliased(Delegation), aliased(Delegation)
    statement = (
        select(OrderOverride, placed.code, other.code)
        .join(placed, placed.id == OrderOverride.delegation_id)
        .outerjoin(other, other.id == OrderOverride.other_id)
        .where(OrderOverride.kind == kind.value)
        .order_by(OrderOverride.decided_at.desc(), OrderOverride.id.desc())
    )
    return [
        Override(
            code=code,
            manner=Manner(row.manner),
            reason=row.reason,
            decided_by=row.decided_by_name,
            decided_at=row.decided_at,
            place=row.place,
            other=other_code or "",
            number=row.id,
        )
        for row, code, other_code in session.execute(statement)
    ]


def override_of(session: Session, kind: ListKind, number: int) -> OrderOverride:
    """One override of that list with its delegation, or NotFound."""
    found = session.scalar(
        select(OrderOverride)
        .where(OrderOverride.kind == kind.value, OrderOverride.id == number)
        .options(joinedload(OrderOverride.delegation))
    )
    if found is None:
        raise NotFound()
    return found


def latest_orders(session: Session) -> dict[ListKind, VersionLine]:
    """The last version of every list that was published."""
    rows = session.scalars(select(PublishedOrder).order_by(PublishedOrder.number))
    return {ListKind(row.kind): _line(row) for row in rows}


def versions_of(session: Session, kind: ListKind) -> list[VersionLine]:
    """The published versions of the list, the latest first (PRE-06)."""
    statement = (
        select(PublishedOrder).where(PublishedOrder.kind == kind.value).order_by(PublishedOrder.number.desc())
    )
    return [_line(row) for row in session.scalars(statement)]


def version_of(session: Session, kind: ListKind, number: int) -> Version:
    """One version as it was frozen, and what changed since the one before; NotFound when there is none."""
    statement = select(PublishedOrder).where(
        PublishedOrder.kind == kind.value, PublishedOrder.number.in_([number - 1, number])
    )
    rows = {row.number: row for row in session.scalars(statement)}
    if number not in rows:
        raise NotFound()
    content, before = rows[number].content, rows.get(number - 1)
    changed = differences(before.content, content) if before is not None else None
    return Version(_line(rows[number]), content["settings"], places_of(content), changed)


def opening_moment(session: Session, now: datetime) -> datetime:
    """The moment that a list is first shown for: now while the summit lasts, else the opening of its nearest day."""
    summit = summit_if_set_up(session)
    if summit is None:
        return now.replace(second=0, microsecond=0)
    first = moment(datetime.combine(summit.first_day, OPENS_AT), summit.zone)
    last = moment(datetime.combine(summit.last_day, OPENS_AT), summit.zone)
    day_after = summit.last_day + timedelta(days=1)
    if now < first:
        return first
    return now.replace(second=0, microsecond=0) if local(now, summit.zone).date() < day_after else last


def _contender(delegation: Delegation, name: str, language: str, head: Participant | None) -> Contender:
    party = delegation.party
    return Contender(
        code=delegation.code,
        party=party.code,
        kind=PartyKind(party.kind),
        name=name,
        key=sort_key(language, name),
        flag=party.flag,
        head=spoken_name(head.person) if head else "",
        head_code=head.code if head else "",
        head_title=head.title if head else "",
        rank_class=head.rank_class if head else None,
        took_office_on=head.took_office_on if head else None,
        credentials_on=delegation.credentials_on,
        confirmed_at=delegation.confirmed_at,
        founded_year=party.founded_year,
        member_of=party.member_of,
    )


def _ranked(one: Contender, ranks: RankTable) -> Contender:
    if one.rank_class is None:
        return one
    return replace(one, rank_name=ranks.name_of(one.rank_class), is_leader=ranks.is_leader(one.rank_class))


def _settings(row: ListSettings) -> Settings:
    return Settings(
        mode=Mode(row.mode),
        tie_break=TieBreak(row.tie_break),
        language=row.language,
        drawn=row.drawn_party.code if row.drawn_party else "",
        host_first=row.host_first,
        reio_among_states=row.reio_among_states,
        organizations=OrganizationsBy(row.organizations),
    )


def _line(row: PublishedOrder) -> VersionLine:
    return VersionLine(
        number=row.number,
        at=datetime.fromisoformat(row.content["at"]),
        published_by=row.published_by_name,
        published_at=row.published_at,
        digest=row.content_digest,
        places=len(row.content["places"]),
    )

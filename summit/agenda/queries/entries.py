"""Lines of the programme: a fixed number of queries, whatever the number of lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.agenda.facts import ContributorFacts, EntryFacts, SlotGroup, SponsorFacts, TopicFacts
from summit.agenda.lifecycle import Access, ContributorPart, EntryKind, EntryState
from summit.agenda.models import AgendaEntry, Contributor, Sponsorship, Topic
from summit.agenda.queries.sight import EVERYTHING, PUBLIC, Sight
from summit.delegations.facts import PersonLine
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of, person_lines
from summit.foundation.clock import local, moment
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit


def day(
    session: Session, day: date, zone: str, *, public_only: bool = False, sight: Sight = EVERYTHING
) -> list[EntryFacts]:
    """The planned lines that start on that local day, in order of time, as far as `sight` reaches."""
    start, end = day_bounds(day, zone)
    statement = entries(PUBLIC if public_only else sight).where(
        AgendaEntry.starts_at >= start,
        AgendaEntry.starts_at < end,
        AgendaEntry.state == EntryState.PLANNED.value,
    )
    return read(session, statement)


def entries_between(
    session: Session, start: datetime, end: datetime, *, sight: Sight = EVERYTHING
) -> list[EntryFacts]:
    """The planned lines that touch `[start, end)`."""
    return read(session, touching(start, end, sight))


def all_heads_between(session: Session, start: datetime, end: datetime) -> list[EntryFacts]:
    """The planned lines for all heads of delegation that touch `[start, end)` (SES-02, BIL-10), in one query.

    Who contributes is left out: every calendar of a principal asks for these lines, and for nothing but their times.
    """
    statement = touching(start, end, EVERYTHING).where(AgendaEntry.for_all_heads)
    return [_entry_facts(entry, [], []) for entry in session.scalars(statement)]


def entries_of_participant(session: Session, participant_ids: Iterable[int]) -> dict[int, list[EntryFacts]]:
    """The planned lines in which each of these participants chairs, speaks or signs, by participant id."""
    wanted = set(participant_ids)
    pairs = session.execute(
        select(Contributor.participant_id, Contributor.entry_id).where(Contributor.participant_id.in_(wanted))
    ).all()
    statement = entries(EVERYTHING).where(
        AgendaEntry.id.in_({pair.entry_id for pair in pairs}), AgendaEntry.state == EntryState.PLANNED.value
    )
    found = read(session, statement)
    mine = {(pair.participant_id, pair.entry_id) for pair in pairs}
    return {one: [entry for entry in found if (one, entry.id) in mine] for one in wanted}


def entry_by_code(session: Session, code: str) -> AgendaEntry:
    """The line of that code, whoever asks: for commands and jobs. NotFound if there is none."""
    return entry_within(session, EVERYTHING, code)


def entry_within(session: Session, sight: Sight, code: str) -> AgendaEntry:
    """The line of that code if `sight` reaches it; NotFound for a hidden one as for a missing one."""
    found = session.scalar(entries(sight).where(AgendaEntry.code == code))
    if found is None:
        raise NotFound()
    return found


def entry_facts(session: Session, entry: AgendaEntry) -> EntryFacts:
    """One line with all who contribute and sponsor."""
    return facts_of(session, [entry])[0]


def days_of_programme(session: Session, *, sight: Sight = EVERYTHING) -> list[date]:
    """The summit's days and every other local day on which a planned line starts (a rehearsal, say), in order."""
    summit = the_summit(session)
    starts = session.scalars(
        select(AgendaEntry.starts_at)
        .where(sight.of_entries(), AgendaEntry.state == EntryState.PLANNED.value)
        .distinct()
    )
    return sorted({*summit.days(), *(local(start, summit.zone).date() for start in starts)})


def slots(found: Sequence[EntryFacts]) -> list[SlotGroup]:
    """Lines grouped by their start; side events of one start stand apart."""
    return [
        SlotGroup(
            starts_at=start,
            entries=tuple(entry for entry in together if entry.kind != EntryKind.SIDE_EVENT),
            side_events=tuple(entry for entry in together if entry.kind == EntryKind.SIDE_EVENT),
        )
        for start, together in (
            (start, list(group)) for start, group in groupby(found, lambda one: one.starts_at)
        )
    ]


def topics(session: Session) -> list[TopicFacts]:
    """The event's topics in their order."""
    statement = select(Topic).order_by(Topic.position, Topic.code)
    return [TopicFacts(topic.code, topic.title, topic.title_vi) for topic in session.scalars(statement)]


def topic_by_code(session: Session, code: str) -> Topic:
    """The topic of that code, or NotFound."""
    found = session.scalar(select(Topic).where(Topic.code == code))
    if found is None:
        raise NotFound("There is no topic of that code.")
    return found


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Local midnight to local midnight, as moments: 23 or 25 hours on the day the clocks change."""
    midnight = datetime.combine(day, time())
    return moment(midnight, zone), moment(midnight + timedelta(days=1), zone)


def entries(sight: Sight) -> Select[AgendaEntry]:
    """Lines within sight in order of time, with room and topic."""
    return (
        select(AgendaEntry)
        .where(sight.of_entries())
        .options(joinedload(AgendaEntry.room), joinedload(AgendaEntry.topic))
        .order_by(AgendaEntry.starts_at, AgendaEntry.ends_at, AgendaEntry.id)
    )


def touching(start: datetime, end: datetime, sight: Sight) -> Select[AgendaEntry]:
    """Planned lines that touch `[start, end)`."""
    return entries(sight).where(
        AgendaEntry.starts_at < end,
        AgendaEntry.ends_at > start,
        AgendaEntry.state == EntryState.PLANNED.value,
    )


def read(session: Session, statement: Select[AgendaEntry]) -> list[EntryFacts]:
    """The lines of a statement as facts: five queries, whatever their number."""
    return facts_of(session, session.scalars(statement).all())


def facts_of(session: Session, found: Sequence[AgendaEntry]) -> list[EntryFacts]:
    """Loaded lines as facts, with contributors and sponsors fetched for all of them at once."""
    ids = [entry.id for entry in found]
    contributors = _contributors(session, ids)
    sponsorships = _sponsorships(session, ids)
    lines = {line.code: line for line in person_lines(session, [one.participant for one in contributors])}
    by_entry: dict[int, list[ContributorFacts]] = defaultdict(list)
    for one in contributors:
        by_entry[one.entry_id].append(_contributor_facts(one, lines[one.participant.code]))
    names = names_of(session, {one.delegation.party_id for one in sponsorships})
    sponsors: dict[int, list[SponsorFacts]] = defaultdict(list)
    for sponsorship in sponsorships:
        sponsors[sponsorship.entry_id].append(_sponsor_facts(sponsorship, names))
    return [_entry_facts(entry, by_entry[entry.id], sponsors[entry.id]) for entry in found]


def _contributors(session: Session, entry_ids: Sequence[int]) -> Sequence[Contributor]:
    statement = (
        select(Contributor)
        .join(Contributor.participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .join(Delegation.party)
        .where(Contributor.entry_id.in_(entry_ids))
        .order_by(Contributor.entry_id, Contributor.position, Contributor.id)
        .options(
            contains_eager(Contributor.participant).contains_eager(Participant.person),
            contains_eager(Contributor.participant)
            .contains_eager(Participant.delegation)
            .contains_eager(Delegation.party),
        )
    )
    return session.scalars(statement).all()


def _sponsorships(session: Session, entry_ids: Sequence[int]) -> Sequence[Sponsorship]:
    statement = (
        select(Sponsorship)
        .join(Sponsorship.delegation)
        .join(Delegation.party)
        .where(Sponsorship.entry_id.in_(entry_ids))
        .order_by(Sponsorship.entry_id, Sponsorship.is_lead.desc(), Delegation.sort_name)
        .options(contains_eager(Sponsorship.delegation).contains_eager(Delegation.party))
    )
    return session.scalars(statement).all()


def _contributor_facts(one: Contributor, line: PersonLine) -> ContributorFacts:
    return ContributorFacts(
        participant_code=line.code,
        name=line.name,
        title=line.title,
        part=ContributorPart(one.part),
        delegation=line.delegation,
        flag=line.flag,
    )


def _sponsor_facts(one: Sponsorship, names: dict[int, str]) -> SponsorFacts:
    party = one.delegation.party
    return SponsorFacts(
        delegation_code=one.delegation.code,
        name=names.get(party.id, party.code),
        flag=party.flag,
        is_lead=one.is_lead,
        is_confirmed=one.is_confirmed,
    )


def _entry_facts(
    entry: AgendaEntry, contributors: Sequence[ContributorFacts], sponsors: Sequence[SponsorFacts]
) -> EntryFacts:
    room, topic = entry.room, entry.topic
    return EntryFacts(
        id=entry.id,
        code=entry.code,
        kind=EntryKind(entry.kind),
        title=entry.title,
        abstract=entry.abstract,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        setup_minutes=entry.setup_minutes,
        room_code=room.code if room else "",
        room_name=room.name if room else "",
        languages=tuple(entry.languages.split()),
        access=Access(entry.access),
        is_public=entry.is_public,
        for_all_heads=entry.for_all_heads,
        state=entry.state,
        topic=TopicFacts(topic.code, topic.title, topic.title_vi) if topic else None,
        version=entry.version,
        contributors=tuple(contributors),
        all_sponsors=tuple(sponsors),
    )

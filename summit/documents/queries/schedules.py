"""Facts of programme and schedules: a fixed number of queries, and nothing that the reader may not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from summit.agenda.facts import EntryFacts
from summit.agenda.lifecycle import Access, ContributorPart, EntryKind
from summit.agenda.queries import day as lines_of_day
from summit.agenda.queries import entries_between
from summit.bilaterals.facts import ScheduleItem
from summit.bilaterals.queries import meetings_of_participants, meetings_of_principals
from summit.delegations.facts import HeadshipFacts
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import Reach, headships_by_delegation, names_of, people_by_delegation
from summit.documents.facts import (
    DailyProgramme,
    DelegationSchedule,
    Frame,
    Item,
    Part,
    ParticipantSchedule,
    PersonPlan,
    ProgrammeLine,
)
from summit.documents.words import access_name, function_name, kind_name, words_of
from summit.foundation.clock import moment
from summit.venues.queries import the_summit

SHARED_KINDS = frozenset(
    {
        EntryKind.OPENING,
        EntryKind.SIGNING,
        EntryKind.PLENARY,
        EntryKind.CEREMONY,
        EntryKind.MEAL,
        EntryKind.CLOSING,
    }
)
SHARED_ACCESS = frozenset({Access.OPEN, Access.DELEGATES})
PART_OF = {
    ContributorPart.CHAIR: Part.CHAIR,
    ContributorPart.SPEAKER: Part.SPEAKER,
    ContributorPart.SIGNATORY: Part.SIGNATORY,
}


def frame_of(session: Session, language: str) -> Frame:
    """The summit as the document names it; raises UnknownLanguage."""
    words_of(language)
    summit = the_summit(session)
    return Frame(summit.short_title, summit.place, summit.zone, summit.days(), language)


def daily_programme(session: Session, day: date, language: str = "en") -> DailyProgramme:
    """The public lines of one local day in the order of time."""
    frame = frame_of(session, language)
    found = lines_of_day(session, day, frame.zone, public_only=True)
    return DailyProgramme(frame, day, tuple(_programme_line(entry, language) for entry in found))


def delegation_schedule(
    session: Session, delegation: Delegation, *, viewer: Reach, language: str = "en"
) -> DelegationSchedule:
    """All people of the delegation. `viewer` is the reader's reach for bilaterals: what lies outside it is only reserved."""
    return delegation_schedules(session, [delegation], viewer=viewer, language=language)[0]


def delegation_schedules(
    session: Session, delegations: Sequence[Delegation], *, viewer: Reach, language: str
) -> list[DelegationSchedule]:
    """The same of each of these, in as many queries as for one."""
    frame = frame_of(session, language)
    entries = _entries(session, frame)
    ids = [delegation.id for delegation in delegations]
    meetings = meetings_of_principals(session, ids, viewer)
    by_principal = _by_principal(meetings)
    other_names = _names_of_counterparts(session, meetings, language)
    own_names = names_of(session, [delegation.party_id for delegation in delegations], language=language)
    heads, people = headships_by_delegation(session, ids), people_by_delegation(session, ids)
    return [
        DelegationSchedule(
            frame=frame,
            name=own_names[delegation.party_id],
            code=delegation.code,
            shared=tuple(_shared(entries, delegation.code)),
            people=tuple(
                PersonPlan(
                    name=person.person.badge_name,
                    function=function_name(person.function, language),
                    title=person.title,
                    items=_sorted(
                        [
                            *_own(entries, person, heads.get(delegation.id, [])),
                            *_bilaterals(by_principal.get(person.id, []), other_names),
                        ]
                    ),
                )
                for person in people.get(delegation.id, [])
            ),
        )
        for delegation in delegations
    ]


def participant_schedule(
    session: Session, participant: Participant, *, viewer: Reach, language: str = "en"
) -> ParticipantSchedule:
    """One participant's items: what all may attend, what is theirs, and the bilaterals they are principal of."""
    return participant_schedules(session, [participant], viewer=viewer, language=language)[0]


def participant_schedules(
    session: Session, participants: Sequence[Participant], *, viewer: Reach, language: str
) -> list[ParticipantSchedule]:
    """The same of each of these, in as many queries as for one; their delegations are loaded with them."""
    frame = frame_of(session, language)
    entries = _entries(session, frame)
    meetings = meetings_of_participants(session, [one.id for one in participants], viewer)
    by_principal = _by_principal(meetings)
    other_names = _names_of_counterparts(session, meetings, language)
    own_names = names_of(session, {one.delegation.party_id for one in participants}, language=language)
    heads = headships_by_delegation(session, {one.delegation_id for one in participants})
    schedules = []
    for one in participants:
        own = _own(entries, one, heads.get(one.delegation_id, []))
        known = {item.code for item in own}
        shared = [item for item in _shared(entries, one.delegation.code) if item.code not in known]
        bilaterals = _bilaterals(by_principal.get(one.id, []), other_names)
        schedules.append(
            ParticipantSchedule(
                frame=frame,
                name=one.person.badge_name,
                code=one.code,
                function=function_name(one.function, language),
                delegation=own_names[one.delegation.party_id],
                items=_sorted([*shared, *own, *bilaterals]),
            )
        )
    return schedules


def bounds(frame: Frame) -> tuple[datetime, datetime]:
    """The first and the last moment of the summit's days."""
    return (
        moment(datetime.combine(frame.days[0], time()), frame.zone),
        moment(datetime.combine(frame.days[-1] + timedelta(days=1), time()), frame.zone),
    )


def _entries(session: Session, frame: Frame) -> list[EntryFacts]:
    return entries_between(session, *bounds(frame))


def _programme_line(entry: EntryFacts, language: str) -> ProgrammeLine:
    return ProgrammeLine(
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        title=entry.title,
        room=entry.room_name,
        kind=kind_name(entry.kind, language),
        access=access_name(entry.access, language),
        languages=entry.languages,
        chairs=tuple(f"{one.name} ({one.delegation})" for one in entry.chairs),
        sponsors=tuple(sponsor.name for sponsor in entry.sponsors),
        code=entry.code,
    )


def _item(entry: EntryFacts, part: Part) -> Item:
    return Item(
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        part=part,
        title=entry.title,
        room=entry.room_name,
        code=entry.code,
        version=entry.version,
    )


def _shared(entries: Iterable[EntryFacts], delegation_code: str) -> list[Item]:
    """What every member may attend, and the side events that the delegation organizes."""
    items = []
    for entry in entries:
        organizes = any(sponsor.delegation_code == delegation_code for sponsor in entry.sponsors)
        if organizes:
            items.append(_item(entry, Part.SPONSOR))
        elif entry.is_public and entry.kind in SHARED_KINDS and entry.access in SHARED_ACCESS:
            items.append(_item(entry, Part.OPEN))
    return items


def _own(entries: Iterable[EntryFacts], participant: Participant, heads: list[HeadshipFacts]) -> list[Item]:
    """Lines in which the participant has a part, and those for all heads while this is the head (DEL-10)."""
    items = []
    for entry in entries:
        parts = [one.part for one in entry.contributors if one.participant_code == participant.code]
        if parts:
            items.append(_item(entry, PART_OF[parts[0]]))
        elif entry.for_all_heads and _is_head(participant.code, entry.starts_at, heads):
            items.append(_item(entry, Part.HEADS))
    return items


def _is_head(code: str, at: datetime, heads: list[HeadshipFacts]) -> bool:
    return any(
        head.participant_code == code
        and (head.head_from is None or head.head_from <= at)
        and (head.head_until is None or at < head.head_until)
        for head in heads
    )


def _by_principal(meetings: Iterable[ScheduleItem]) -> dict[int, list[ScheduleItem]]:
    found: dict[int, list[ScheduleItem]] = {}
    for item in meetings:
        if item.participant_id is not None:
            found.setdefault(item.participant_id, []).append(item)
    return found


def _names_of_counterparts(
    session: Session, meetings: Iterable[ScheduleItem], language: str
) -> dict[int, str]:
    parties = {item.counterpart_party for item in meetings if item.counterpart_party is not None}
    return names_of(session, parties, language=language)


def _bilaterals(meetings: Iterable[ScheduleItem], names: dict[int, str]) -> list[Item]:
    return [_bilateral(meeting, names) for meeting in meetings]


def _bilateral(meeting: ScheduleItem, names: dict[int, str]) -> Item:
    reserved = Item(meeting.starts_at, meeting.ends_at, Part.RESERVED, "", meeting.room_name)
    if meeting.counterpart_party is None or meeting.place is None:
        return reserved
    return replace(
        reserved,
        part=Part.BILATERAL,
        code=meeting.code,
        version=meeting.version,
        counterpart=names[meeting.counterpart_party],
        counterpart_principal=meeting.counterpart_principal,
        principal=meeting.own_principal,
        side="left" if meeting.is_at_left else "right",
        venue=meeting.place.venue,
        floor=meeting.place.floor,
        zone=meeting.place.zone,
    )


def _sorted(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.starts_at, item.ends_at, item.title, item.code)))

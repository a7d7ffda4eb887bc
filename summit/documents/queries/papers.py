"""Facts of what is written to one delegation or person, and of what hangs on doors and walls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.agenda.facts import EntryFacts
from summit.agenda.lifecycle import EntryKind
from summit.agenda.queries import day as lines_of_day
from summit.agenda.queries import day_bounds, entries_between
from summit.delegations.lifecycle import STATES, PartyKind
from summit.delegations.models import Delegation, FocalPoint, Participant, Party
from summit.delegations.queries import ListedRow, Reach, listed_people, names_of, spoken_name
from summit.documents.facts import (
    CalendarEvent,
    CallSheet,
    NoteVerbale,
    RoomSign,
    RoomSigns,
    SideEventCalendar,
    SignLine,
)
from summit.documents.lifecycle import DocumentKind
from summit.documents.queries.lists import ADMITTED, UNDER_WAY, by_delegation, listed_person
from summit.documents.queries.schedules import bounds, frame_of, participant_schedules
from summit.venues.facts import CLOSURE
from summit.venues.queries import holds_between, rooms, the_summit


def call_sheet(
    session: Session, participant: Participant, now: datetime, *, viewer: Reach, language: str
) -> CallSheet:
    """One principal's days from what is known: programme, bilaterals as far as `viewer` reaches, and whom to call."""
    return call_sheets(session, [participant], now, viewer=viewer, language=language)[0]


def call_sheets(
    session: Session, participants: Sequence[Participant], now: datetime, *, viewer: Reach, language: str
) -> list[CallSheet]:
    """The same of each of these, in as many queries as for one."""
    plans = participant_schedules(session, participants, viewer=viewer, language=language)
    contacts = contacts_of(session, {one.delegation_id for one in participants}, now)
    return [
        CallSheet(
            frame=plan.frame,
            code=one.code,
            name=spoken_name(one.person),
            title=one.title,
            function=plan.function,
            delegation=plan.delegation,
            contacts=contacts.get(one.delegation_id, ()),
            items=plan.items,
        )
        for one, plan in zip(participants, plans, strict=True)
    ]


def side_event_calendar(session: Session, *, language: str) -> SideEventCalendar:
    """The public side events of the summit, by time."""
    frame = frame_of(session, language)
    events = [
        _event(entry)
        for entry in entries_between(session, *bounds(frame))
        if entry.kind is EntryKind.SIDE_EVENT and entry.is_public
    ]
    used = {event.room for event in events}
    order = tuple(room.name for room in rooms(session) if room.name in used)
    return SideEventCalendar(frame, (*order, *(("",) if "" in used else ())), tuple(events))


def room_signs(session: Session, day: date, now: datetime, *, language: str) -> RoomSigns:
    """What each door shows on that local day: public lines by title, all else as reserved (BIL-50), but for lapsed holds.

    That a room is closed is no sign's business.
    """
    frame = frame_of(session, language)
    public = {entry.code: entry for entry in lines_of_day(session, day, frame.zone, public_only=True)}
    lines: dict[str, list[SignLine]] = {}
    for hold in holds_between(session, *day_bounds(day, frame.zone), now=now):
        if hold.kind == CLOSURE:
            continue
        entry = public.get(hold.code)
        if entry is not None:
            line = SignLine(entry.starts_at, entry.ends_at, entry.title)
        else:
            line = SignLine(hold.held_from, hold.held_until, "")
        lines.setdefault(hold.room_code, []).append(line)
    return RoomSigns(frame, day, tuple(
        RoomSign(room.code, room.name, room.venue_name, tuple(lines[room.code]))
        for room in rooms(session)
        if room.code in lines
    ))  # fmt: skip


def note_verbale(session: Session, kind: DocumentKind, delegation: Delegation, *, language: str) -> NoteVerbale:
    """What a note says to that delegation: whom it acknowledges, whose badges wait, or when its side events are."""
    return notes_verbales(session, kind, [delegation], language=language)[0]


def notes_verbales(
    session: Session, kind: DocumentKind, delegations: Sequence[Delegation], *, language: str
) -> list[NoteVerbale]:
    """The same for each of these, in as many queries as for one."""
    frame = frame_of(session, language)
    host = session.scalars(select(Party).where(Party.kind == PartyKind.HOST.value)).first()
    parties = [one.party for one in delegations]
    formal = _in_text(session, [*parties, *([host] if host is not None else [])], language)
    organized: list[EntryFacts] = []
    rows: dict[int, list[ListedRow]] = {}
    if kind is DocumentKind.NOTE_SIDE_EVENTS:
        organized = [one for one in entries_between(session, *bounds(frame)) if one.kind is EntryKind.SIDE_EVENT]
    else:
        states = ADMITTED if kind is DocumentKind.NOTE_BADGES else UNDER_WAY
        alone = delegations[0].id if len(delegations) == 1 else None
        rows = by_delegation(listed_people(session, states, delegation_id=alone))
    return [
        NoteVerbale(
            frame=frame,
            kind=kind,
            code=delegation.code,
            sender=formal[host.id] if host is not None else "",
            addressee=formal[delegation.party_id],
            is_state=PartyKind(delegation.party.kind) in STATES,
            people=tuple(listed_person(row, language) for row in rows.get(delegation.id, [])),
            collection_point=the_summit(session).collection_point if kind is DocumentKind.NOTE_BADGES else "",
            events=tuple(_event(entry) for entry in organized if _organizes(entry, delegation.code)),
        )
        for delegation in delegations
    ]


def _in_text(session: Session, parties: list[Party], language: str) -> dict[int, str]:
    """Formal names as running text has them: in English with the article, which a short name has only sometimes (NAM-04)."""
    ids = [party.id for party in parties]
    formal = names_of(session, ids, language=language, kind="formal")
    if language != "en":
        return formal
    short = names_of(session, ids)
    articles = {party.id: party.article if formal[party.id] == short[party.id] else "the" for party in parties}
    return {id_: f"{articles[id_]} {formal[id_].removeprefix('the ')}".strip() for id_ in formal}


def contacts_of(session: Session, delegation_ids: Collection[int], now: datetime) -> dict[int, tuple[str, ...]]:
    """Who acts for each delegation now, each with an address, the contact before the deputies: one query."""
    rows = session.execute(
        select(FocalPoint.delegation_id, User.name, User.email)
        .join(User, FocalPoint.user_id == User.id)
        .where(
            FocalPoint.delegation_id.in_(delegation_ids), FocalPoint.mandate_from <= now, now < FocalPoint.mandate_until
        )
        .order_by(FocalPoint.is_deputy, FocalPoint.id)
    ).all()
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.delegation_id] = (*found.get(row.delegation_id, ()), f"{row.name}, {row.email}")
    return found


def _organizes(entry: EntryFacts, delegation_code: str) -> bool:
    return any(sponsor.delegation_code == delegation_code for sponsor in entry.sponsors)


def _event(entry: EntryFacts) -> CalendarEvent:
    return CalendarEvent(
        code=entry.code,
        room=entry.room_name,
        title=entry.title,
        sponsors=tuple(sponsor.name for sponsor in entry.sponsors),
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
    )

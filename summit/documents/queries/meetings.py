"""Facts of the papers about bilateral meetings, as far as the reader may know of them (BIL-50), and never the subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from summit.agenda.queries import day_bounds
from summit.bilaterals.facts import RequestFacts, RoomSetting, SettingSide
from summit.bilaterals.lifecycle import CAME_TO_AN_END, SETTLED, MeetingState, RequestState
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.queries import (
    known_requests,
    meetings_of_delegation,
    placed_meetings,
    request_within,
    room_setting,
    room_settings,
)
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach, names_of
from summit.documents.facts import (
    DelegationMeetings,
    MeetingLine,
    MeetingSheet,
    MeetingSign,
    RoomDay,
    RoomsAhead,
    RoomSheets,
    SetUp,
    SheetSide,
)
from summit.documents.queries.papers import contacts_of
from summit.documents.queries.schedules import frame_of
from summit.foundation.clock import local
from summit.venues.queries import rooms, the_summit

# What came to nothing before it had a time is left out; a meeting that was called off stays, so that nobody goes there.
PLACED = frozenset({MeetingState.HELD, *SETTLED, *CAME_TO_AN_END})
AHEAD, UNTIL_THEN = timedelta(hours=2), timedelta(days=2)
LISTED = frozenset({
    RequestState.SENT, RequestState.OTHER_TIME, RequestState.ACCEPTED, RequestState.WITH_DESK, *PLACED
})  # fmt: skip


def meeting_sheet(session: Session, code: str, now: datetime, *, viewer: Reach, language: str) -> MeetingSheet:
    """The set-up sheet of the meeting of that request; NotFound where there is none that the viewer may know."""
    frame = frame_of(session, language)
    (meeting,) = _set_ups(session, [room_setting(session, viewer, code, now)], now, language)
    return MeetingSheet(frame, meeting)


def room_sheets(session: Session, day: date, now: datetime, *, viewer: Reach, language: str) -> RoomSheets:
    """The set-up of every room for the meetings of that local day that the viewer may know."""
    frame = frame_of(session, language)
    settings = room_settings(session, viewer, now, day_bounds(day, frame.zone))
    of_room: dict[str, list[SetUp]] = {}
    for setting, meeting in zip(settings, _set_ups(session, settings, now, language), strict=True):
        of_room.setdefault(setting.place.code, []).append(meeting)
    return RoomSheets(frame, day, tuple(
        RoomDay(room.code, room.name, room.venue_name, tuple(of_room[room.code]))
        for room in rooms(session)
        if room.code in of_room
    ))  # fmt: skip


def rooms_ahead(session: Session, start: datetime, now: datetime, *, viewer: Reach) -> RoomsAhead:
    """What the room team sets up in the two hours from `start` on, as far as the viewer may know of it (BIL-32)."""
    end = start + AHEAD
    settings = room_settings(session, viewer, now, (start, start + UNTIL_THEN))
    soon = [setting for setting in settings if setting.starts_at < end]
    later = [setting.starts_at for setting in settings if setting.starts_at >= end]
    return RoomsAhead(start, end, tuple(_set_ups(session, soon, now, "en")), min(later, default=None))


def meeting_sign(session: Session, code: str, now: datetime, *, viewer: Reach, language: str) -> MeetingSign:
    """The sign at the door of that meeting; NotFound where there is none that the viewer may know."""
    setting = room_setting(session, viewer, code, now)
    return MeetingSign(
        frame=frame_of(session, language),
        code=setting.code,
        room=setting.place.room,
        venue=setting.place.venue,
        starts_at=setting.starts_at,
        ends_at=setting.ends_at,
    )


def delegation_meetings(
    session: Session, delegation: Delegation, now: datetime, *, viewer: Reach, language: str
) -> DelegationMeetings:
    """The delegation's own meetings and open requests; a meeting that the viewer may not know is only reserved."""
    known = [pair for pair in known_requests(session, viewer, delegation.id, now) if pair[1].standing in LISTED]
    parties = {side.party_id for request, _ in known for side in (request.asking, request.asked)}
    names = names_of(session, parties | {delegation.party_id}, language=language)
    reserved = [
        MeetingLine("", MeetingState.CONFIRMED.value, item.starts_at, item.ends_at, item.room_name, is_reserved=True)
        for item in meetings_of_delegation(session, [delegation.id], viewer)
        if item.is_reserved
    ]
    lines = [*reserved, *(_line(request, facts, delegation.id, names) for request, facts in known)]
    return DelegationMeetings(
        frame=frame_of(session, language),
        code=delegation.code,
        name=names[delegation.party_id],
        lines=tuple(sorted(lines, key=_in_time)),
    )


def meetings_to_print(session: Session, viewer: Reach, now: datetime) -> dict[str, str]:
    """Every meeting that stands and that the viewer may know, by the code of its request: when, where, and who."""
    zone = the_summit(session).zone
    found = placed_meetings(session, viewer, now)
    names = names_of(session, {side.party_id for request, _ in found for side in (request.asking, request.asked)})
    return {
        request.code: f"{local(meeting.starts_at, zone):%a %-d %b, %H:%M}, {meeting.room.code}: {_pair(request, names)}"
        for request, meeting in found
    }


def meeting_name(session: Session, viewer: Reach, code: str) -> str:
    """Who meets, for a page's heading, also once it is called off; NotFound for a request that the viewer may not know."""
    request = request_within(session, viewer, code)
    return _pair(request, names_of(session, [request.asking.party_id, request.asked.party_id]))


def _pair(request: MeetingRequest, names: dict[int, str]) -> str:
    return f"{names[request.asking.party_id]} – {names[request.asked.party_id]}"


def _set_ups(session: Session, settings: Iterable[RoomSetting], now: datetime, language: str) -> Iterator[SetUp]:
    settings = list(settings)
    sides = [side for setting in settings for side in (setting.left, setting.right)]
    names = names_of(session, {side.party_id for side in sides}, language=language)
    contacts = contacts_of(session, {side.delegation_id for side in sides}, now)
    for setting in settings:
        yield SetUp(
            code=setting.code,
            version=setting.version,
            is_held=setting.is_held,
            starts_at=setting.starts_at,
            ends_at=setting.ends_at,
            cleared_at=setting.cleared_at,
            room=setting.place.room,
            venue=setting.place.venue,
            floor=setting.place.floor,
            zone=setting.place.zone,
            persons=setting.persons_per_side,
            press=setting.press,
            exchanges_gifts=setting.exchanges_gifts,
            liaison=setting.liaison,
            interpreter=setting.interpreter,
            is_yielded=setting.is_yielded,
            left=_sheet_side(setting.left, names, contacts),
            right=_sheet_side(setting.right, names, contacts),
        )


def _sheet_side(side: SettingSide, names: dict[int, str], contacts: dict[int, tuple[str, ...]]) -> SheetSide:
    return SheetSide(
        name=names[side.party_id],
        flag=side.flag,
        principal=side.principal,
        title=side.principal_title,
        contacts=contacts.get(side.delegation_id, ()),
        is_host=side.is_host,
        language=side.language,
        interpretation=side.interpretation,
    )


def _line(request: MeetingRequest, facts: RequestFacts, delegation_id: int, names: dict[int, str]) -> MeetingLine:
    is_asking = request.asking_id == delegation_id
    own, other = (facts.asking, facts.asked) if is_asking else (facts.asked, facts.asking)
    party_id = (request.asked if is_asking else request.asking).party_id
    meeting = facts.meeting if facts.standing in PLACED else None
    is_agreed = facts.standing == RequestState.ACCEPTED
    return MeetingLine(
        code=facts.code,
        state=facts.standing,
        starts_at=meeting.starts_at if meeting else facts.proposed_at if is_agreed else None,
        ends_at=meeting.ends_at if meeting else facts.proposed_until if is_agreed else None,
        room=meeting.room_name if meeting and facts.standing != MeetingState.CANCELLED else "",
        principal=own.principal,
        counterpart=names[party_id],
        counterpart_principal=other.principal,
    )


def _in_time(line: MeetingLine) -> tuple[bool, str, str]:
    return (line.starts_at is None, line.starts_at.isoformat() if line.starts_at else "", line.code)

"""Meetings in schedules, programmes and on the board: named for those who may know, "Reserved" for all others (BIL-50)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.bilaterals.facts import BOARD_HOURS, BoardItem, BoardRoom, RoomPlace, ScheduleItem, Seat
from summit.bilaterals.lifecycle import SETTLED, MeetingState, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.permissions import is_open, requests_within
from summit.bilaterals.queries.broken import broken_meetings
from summit.bilaterals.queries.requests import in_text
from summit.bilaterals.rules import from_the_door
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import Reach, names_of, spoken_name
from summit.foundation.clock import moment
from summit.venues.facts import HoldFacts, RoomFacts
from summit.venues.models import Room
from summit.venues.queries import holds_between, rooms

STEP = timedelta(minutes=5)


def meetings_of_delegation(session: Session, delegation_ids: Collection[int], viewer: Reach) -> list[ScheduleItem]:
    """Every confirmed meeting of these delegations in time order, once for each of them that takes part.

    `viewer` is the reach for Action.SEE_BILATERALS of whoever will read it; what lies outside it is only reserved.
    """
    found = _read(
        session, or_(MeetingRequest.asking_id.in_(delegation_ids), MeetingRequest.asked_id.in_(delegation_ids))
    )
    names = _names(session, found)
    return [
        replace(_item(meeting, side, names, viewer), delegation_id=_delegation(meeting, side))
        for meeting in found
        for side in Side
        if _delegation(meeting, side) in delegation_ids
    ]


def meetings_of_participants(
    session: Session, participant_ids: Collection[int], viewer: Reach
) -> list[ScheduleItem]:
    """Every confirmed meeting in which these participants are principals, in time order; `viewer` as above."""
    found = _read(
        session,
        or_(
            MeetingRequest.asking_principal_id.in_(participant_ids),
            MeetingRequest.asked_principal_id.in_(participant_ids),
        ),
    )
    names = _names(session, found)
    return [
        replace(
            _item(meeting, side, names, viewer),
            delegation_id=_delegation(meeting, side),
            participant_id=_principal(meeting, side),
        )
        for meeting in found
        for side in Side
        if _principal(meeting, side) in participant_ids
    ]


def meetings_of_principals(
    session: Session, delegation_ids: Collection[int], viewer: Reach
) -> list[ScheduleItem]:
    """As `meetings_of_delegation`, each with the principal in whose days it stands."""
    found = _read(
        session, or_(MeetingRequest.asking_id.in_(delegation_ids), MeetingRequest.asked_id.in_(delegation_ids))
    )
    names = _names(session, found)
    return [
        replace(
            _item(meeting, side, names, viewer),
            delegation_id=_delegation(meeting, side),
            participant_id=_principal(meeting, side),
        )
        for meeting in found
        for side in Side
        if _delegation(meeting, side) in delegation_ids
    ]


def meetings_between(
    session: Session, start: datetime, end: datetime, *, for_delegations: frozenset[int]
) -> list[ScheduleItem]:
    """Every confirmed meeting that touches `[start, end)`: named where one of these delegations takes part, else reserved."""
    found = _read(session, (BilateralMeeting.starts_at < end) & (BilateralMeeting.ends_at > start))
    names = _names(session, found)
    viewer = Reach(delegations=for_delegations)
    return [_item(meeting, _side_for(meeting, for_delegations), names, viewer) for meeting in found]


def board(
    session: Session, day: date, zone: str, viewer: Reach, *, now: datetime | None = None
) -> list[BoardRoom]:
    """The bilateral rooms on that local day and whatever holds them; every room that a bilateral has taken is there too.

    What has lapsed at `now` holds nothing.
    """
    opens, closes = board_opens(day, zone), moment(datetime.combine(day, time(BOARD_HOURS[1])), zone)
    holds = holds_between(session, opens, closes, now=now)
    taken = {hold.room_code for hold in holds if hold.kind == "bilateral_meeting"}
    shown = [room for room in rooms(session) if room.kind == "bilateral" or room.code in taken]
    known = _known_meetings(session, opens, closes, viewer)
    broken = broken_meetings(session, [meeting for meeting, _ in known.values()], now or opens)
    return [_board_room(room, holds, known, broken, (opens, closes)) for room in shown]


def board_opens(day: date, zone: str) -> datetime:
    """The moment at which the board of that local day begins."""
    return moment(datetime.combine(day, time(BOARD_HOURS[0])), zone)


def _known_meetings(
    session: Session, start: datetime, end: datetime, viewer: Reach
) -> dict[str, tuple[BilateralMeeting, str]]:
    in_time = (BilateralMeeting.starts_at < end) & (BilateralMeeting.ends_at > start)
    found = _read(session, in_time & requests_within(viewer), SETTLED | {MeetingState.HELD})
    names = _names(session, found)
    return {
        meeting.code: (
            meeting,
            f"{names[meeting.request.asking.party_id]} – {names[meeting.request.asked.party_id]}",
        )
        for meeting in found
    }


def _board_room(
    room: RoomFacts,
    holds: list[HoldFacts],
    known: dict[str, tuple[BilateralMeeting, str]],
    broken: Collection[str],
    hours: tuple[datetime, datetime],
) -> BoardRoom:
    items = tuple(
        replace(_board_item(hold, known.get(hold.code), hours), is_broken=hold.code in broken)
        for hold in holds
        if hold.room_code == room.code
    )
    return BoardRoom(room.code, room.name, room.capacity, room.venue_name, items)


def _board_item(
    hold: HoldFacts, known: tuple[BilateralMeeting, str] | None, hours: tuple[datetime, datetime]
) -> BoardItem:
    start, end = max(hold.held_from, hours[0]), min(hold.held_until, hours[1])
    first = (start - hours[0]) // STEP
    steps = max(1, -((start - end) // STEP))
    if known is None:
        return BoardItem(hold.held_from, hold.held_until, hold.label, hold.kind, first, steps)
    meeting, label = known
    return BoardItem(meeting.starts_at, meeting.ends_at, label, hold.kind, first, steps, meeting.request.code)


def room_place(room: Room) -> RoomPlace:
    """A loaded room, its venue with it, and the way to it."""
    return RoomPlace(room.code, room.name, room.venue.name, room.floor, room.zone_code or "")


def seat_of(delegation: Delegation) -> Seat:
    """What decides on the side of a loaded delegation; the order of names is that of the English list (NAM-06)."""
    return Seat(delegation.sort_name, is_host=delegation.party.kind == PartyKind.HOST.value)


def sides_of(request: MeetingRequest) -> tuple[Side, Side]:
    """Who has the left and who the right of the room at that meeting, as seen from the door (BIL-31)."""
    return from_the_door(seat_of(request.asking), seat_of(request.asked), asking_yields=request.asking_yields)


def _read(
    session: Session, condition: ColumnElement[bool], states: Collection[MeetingState] = SETTLED
) -> Sequence[BilateralMeeting]:
    return session.scalars(in_states(states).where(condition)).all()


def in_states(states: Collection[MeetingState]) -> Select[BilateralMeeting]:
    """Meetings in these states by time, with their room, both sides and both principals."""
    request = contains_eager(BilateralMeeting.request)
    return (
        select(BilateralMeeting)
        .join(BilateralMeeting.request)
        .where(BilateralMeeting.state.in_(states))
        .order_by(BilateralMeeting.starts_at, BilateralMeeting.id)
        .options(
            joinedload(BilateralMeeting.room).joinedload(Room.venue),
            request.lazyload(MeetingRequest.windows),  # no schedule tells of wishes
            request.joinedload(MeetingRequest.asking).joinedload(Delegation.party),
            request.joinedload(MeetingRequest.asked).joinedload(Delegation.party),
            request.joinedload(MeetingRequest.asking_principal).joinedload(Participant.person),
            request.joinedload(MeetingRequest.asked_principal).joinedload(Participant.person),
        )
    )


def _names(session: Session, meetings: Sequence[BilateralMeeting]) -> dict[int, str]:
    return names_of(session, set(_parties(meetings)))


def _parties(meetings: Sequence[BilateralMeeting]) -> Iterator[int]:
    for meeting in meetings:
        yield meeting.request.asking.party_id
        yield meeting.request.asked.party_id


def _item(meeting: BilateralMeeting, side: Side, names: dict[int, str], viewer: Reach) -> ScheduleItem:
    reserved = ScheduleItem(meeting.starts_at, meeting.ends_at, meeting.room.code, meeting.room.name)
    if not is_open(viewer, meeting.request):
        return reserved
    request = meeting.request
    own, other = (request.asking, request.asked) if side is Side.ASKING else (request.asked, request.asking)
    principals = {Side.ASKING: request.asking_principal, Side.ASKED: request.asked_principal}
    both_known = {own.id, other.id} <= viewer.delegations
    label = f"Bilateral meeting of {in_text(own, names)} and {in_text(other, names)}"
    return replace(
        reserved,
        label=label if both_known else f"Bilateral meeting with {in_text(other, names)}",
        code=request.code,
        is_reserved=False,
        own_principal=_name(principals[side]),
        counterpart=names[other.party_id],
        counterpart_flag=other.party.flag,
        counterpart_principal=_name(principals[side.other]),
        counterpart_party=other.party_id,
        version=meeting.version,
        is_at_left=sides_of(request)[0] is side,
        place=room_place(meeting.room),
    )


def _name(principal: Participant | None) -> str:
    return spoken_name(principal.person) if principal else ""


def _side_for(meeting: BilateralMeeting, delegations: frozenset[int]) -> Side:
    return Side.ASKING if meeting.request.asking_id in delegations else Side.ASKED


def _delegation(meeting: BilateralMeeting, side: Side) -> int:
    return meeting.request.asking_id if side is Side.ASKING else meeting.request.asked_id


def _principal(meeting: BilateralMeeting, side: Side) -> int | None:
    request = meeting.request
    return request.asking_principal_id if side is Side.ASKING else request.asked_principal_id

"""The desk's page of the day: meetings by time, who has the room next, and who spoke unplanned (BIL-40, BIL-43)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import DayMeeting, NextInRoom, PullAsideFacts, Span
from summit.bilaterals.lifecycle import CAME_TO_AN_END, MEETING, SETTLED, MeetingState
from summit.bilaterals.models import BilateralMeeting, PullAside
from summit.bilaterals.queries.broken import broken_meetings
from summit.bilaterals.queries.requests import side_facts
from summit.bilaterals.queries.schedule import in_states
from summit.bilaterals.rules import RESET, clock_of, disturbs, room_span
from summit.delegations.models import Delegation
from summit.delegations.queries import names_of
from summit.venues.queries import as_of, free_rooms

OF_THE_DAY = ("call", "begin", "over_run", "end", "note_no_show")
FEW_ROOMS = 3


def day_meetings(session: Session, start: datetime, end: datetime, now: datetime) -> list[DayMeeting]:
    """Every meeting that stands or stood in `[start, end)`, by time, as it stands against the clock at `now`.

    Those that are only held are among them: a meeting that was moved waits for both sides on the day itself.
    """
    at = as_of(session, now)
    statement = in_states(SETTLED | CAME_TO_AN_END | {MeetingState.HELD}).where(
        BilateralMeeting.starts_at < end,
        BilateralMeeting.ends_at > start,
        or_(BilateralMeeting.state != MeetingState.HELD, BilateralMeeting.held_until > at),
    )
    found = session.scalars(statement).all()
    names = names_of(session, {party for meeting in found for party in _parties(meeting)})
    broken = broken_meetings(session, found, now)
    return [replace(_shown(session, meeting, names, at), broken=broken.get(meeting.code, ())) for meeting in found]


def next_in_room(session: Session, meeting: BilateralMeeting) -> BilateralMeeting | None:
    """The next meeting in the same room within the hour after this one."""
    statement = in_states([MeetingState.CONFIRMED, MeetingState.CALLED]).where(
        BilateralMeeting.room_id == meeting.room_id,
        BilateralMeeting.id != meeting.id,
        BilateralMeeting.starts_at >= meeting.ends_at,
        BilateralMeeting.starts_at < meeting.ends_at + timedelta(hours=1),
    )
    return session.scalars(statement.limit(1)).first()


def pull_asides(session: Session) -> list[PullAsideFacts]:
    """Everything noted, the newest first."""
    statement = (
        select(PullAside)
        .order_by(PullAside.happened_at.desc(), PullAside.id.desc())
        .options(
            joinedload(PullAside.one).joinedload(Delegation.party),
            joinedload(PullAside.other).joinedload(Delegation.party),
        )
    )
    found = session.scalars(statement).all()
    names = names_of(session, {side.party_id for one in found for side in (one.one, one.other)})
    return [
        PullAsideFacts(one.code, one.happened_at, side_facts(one.one, None, names), side_facts(one.other, None, names))
        for one in found
    ]


def _shown(session: Session, meeting: BilateralMeeting, names: dict[int, str], at: datetime) -> DayMeeting:
    request, span = meeting.request, Span(meeting.starts_at, meeting.ends_at)
    possible = MEETING.verbs(MeetingState(meeting.state))
    shown = DayMeeting(
        code=meeting.code,
        request_code=request.code,
        span=span,
        room_code=meeting.room.code,
        room_name=meeting.room.name,
        asking=side_facts(request.asking, request.asking_principal, names),
        asked=side_facts(request.asked, request.asked_principal, names),
        persons=2 * request.persons_per_side,
        state=meeting.state,
        version=meeting.version,
        over_run=meeting.over_run,
        liaison=meeting.liaison_name,
        interpreter=meeting.interpreter_name,
        clock=clock_of(meeting.state, span, meeting.over_run, at),
        verbs=tuple(verb for verb in OF_THE_DAY if verb in possible),
    )
    if meeting.state == MeetingState.IN_PROGRESS and disturbs(meeting.over_run):
        return replace(shown, follows=_follower(session, meeting))
    return shown


def _follower(session: Session, meeting: BilateralMeeting) -> NextInRoom | None:
    """Few run late at once, so their followers are looked up one by one."""
    follower = next_in_room(session, meeting)
    if follower is None or follower.starts_at >= meeting.ends_at + timedelta(minutes=meeting.over_run) + RESET:
        return None
    held = room_span(follower.starts_at, follower.request.minutes)
    free = free_rooms(
        session,
        held_from=held.starts_at,
        held_until=held.ends_at,
        capacity=2 * follower.request.persons_per_side,
        kind=meeting.room.kind,
    )
    return NextInRoom(follower.request.code, follower.starts_at, tuple(room.code for room in free[:FEW_ROOMS]))


def _parties(meeting: BilateralMeeting) -> Iterator[int]:
    yield meeting.request.asking.party_id
    yield meeting.request.asked.party_id

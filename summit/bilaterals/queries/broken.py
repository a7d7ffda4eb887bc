"""Which meetings cannot take place as they stand, since a flight, a duty or a room changed after them (TRV-03, BIL-41)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from summit.bilaterals.facts import Duty, Span
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries.engagements import duties_of
from summit.bilaterals.queries.requests import meeting_of
from summit.bilaterals.rules import BEFORE_IT, against_words, standing_against
from summit.delegations.models import Participant
from summit.delegations.queries import spoken_name
from summit.venues.facts import HoldFacts, SummitFacts
from summit.venues.queries import closure_facts, closures_between, the_summit


def broken_meetings(
    session: Session, meetings: Sequence[BilateralMeeting], now: datetime
) -> dict[str, tuple[str, ...]]:
    """What stands against those of these loaded meetings that are to come, by code and in words for the desk.

    Nothing moves by it. As many queries for one meeting as for a hundred.
    """
    ahead = [meeting for meeting in meetings if meeting.state in BEFORE_IT]
    if not ahead:
        return {}
    summit = the_summit(session)
    start, end = min(one.starts_at for one in ahead), max(one.ends_at for one in ahead)
    duties: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties_of(session, {one.id for meeting in ahead for one in _principals(meeting)}, start, end, now=now):
        duties[duty.participant_id].append(duty)
    closures = [closure_facts(one) for one in closures_between(session, start, end)]
    found = {
        meeting.code: (*_of_room(meeting, closures, summit), *_of_principals(meeting, duties, summit))
        for meeting in ahead
    }
    return {code: words for code, words in found.items() if words}


def against_meeting(session: Session, request: MeetingRequest, now: datetime) -> tuple[str, ...]:
    """What stands against the meeting of this request, in words for the desk."""
    meeting = meeting_of(session, request)
    return broken_meetings(session, [meeting], now).get(meeting.code, ()) if meeting is not None else ()


def _of_room(meeting: BilateralMeeting, closures: Sequence[HoldFacts], summit: SummitFacts) -> Iterator[str]:
    for closure in closures:
        is_then = Span(closure.held_from, closure.held_until).clashes(_span(meeting))
        if closure.room_code == meeting.room.code and is_then:
            yield f"Room {closure.room_code} is closed {summit.span(closure.held_from, closure.held_until)}."


def _of_principals(
    meeting: BilateralMeeting, duties: dict[int, list[Duty]], summit: SummitFacts
) -> Iterator[str]:
    for one in _principals(meeting):
        spares = not meeting.flight_reason
        for duty in standing_against(_span(meeting), duties[one.id], except_code=meeting.code, spares_flights=spares):
            yield against_words(duty, spoken_name(one.person), summit)


def _span(meeting: BilateralMeeting) -> Span:
    return Span(meeting.starts_at, meeting.ends_at)


def _principals(meeting: BilateralMeeting) -> list[Participant]:
    both = (meeting.request.asking_principal, meeting.request.asked_principal)
    return [one for one in both if one is not None]

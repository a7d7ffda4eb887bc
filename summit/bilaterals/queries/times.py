"""When and where a meeting could take place: what both principals and a room allow (BIL-20, BIL-22)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from summit.accreditation.queries import standings
from summit.bilaterals.facts import (
    Duty,
    HoldCase,
    PlacingCase,
    PlacingProblem,
    Proposal,
    RequestFacts,
    RoomChoice,
    Span,
    Surroundings,
)
from summit.bilaterals.lifecycle import FREED, REQUEST, RequestState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries.engagements import duties_of, place_of
from summit.bilaterals.queries.requests import languages_of, meeting_of, request_facts, with_sides
from summit.bilaterals.queries.rooms import OWN_ROOM
from summit.bilaterals.queries.terms import surroundings
from summit.bilaterals.rules import (
    BUFFER,
    HOLD_FOR,
    RESET,
    closed_spans,
    far_spans,
    hard_way,
    has_lapsed,
    is_held,
    levels_differ,
    shunned_spans,
    soft_spans,
    taken_spans,
    windows,
    wished_windows,
)
from summit.bilaterals.solver import free_starts, proposals, spread
from summit.delegations.queries import Reach
from summit.foundation.clock import moment
from summit.venues.facts import HoldFacts, RoomFacts
from summit.venues.queries import as_of, holds_between, rooms, the_summit

OFFERED = 5


@dataclass(frozen=True)
class _Calendar:
    """Everything that stands in the way of somebody, read once for many requests.

    In `yielding` the rooms are free of what delegations have for themselves: a bilateral takes those when no other is left.
    """

    days: tuple[date, ...]
    zone: str
    rooms: tuple[RoomChoice, ...]
    yielding: tuple[RoomChoice, ...]
    duties: list[Duty]
    around: Surroundings


def offered_times(session: Session, request: MeetingRequest, now: datetime) -> list[datetime]:
    """The starts that the side whose turn it is may accept.

    A time that is held is the only one; so is one that was offered, as long as it is possible; before that, up to five spread
    over the wish. Both principals and some room are free at each, and nothing else of anybody's calendar is told (BIL-22).
    Rest, prayer and meals are kept free as long as any other time is left (BIL-17).
    """
    calendar = _calendar(session, [request], now)
    now = as_of(session, now)
    held = meeting_of(session, request)
    if held is not None and is_held(held) and not has_lapsed(held, now):
        return [held.starts_at]
    if request.proposed_at is not None:
        offer = _span(request.proposed_at, request.minutes)
        return _starts(calendar, request, (offer,) if offer.starts_at > now else ())
    open_windows = windows(wished_windows(request), calendar.days, calendar.zone, now)
    spared = _starts(calendar, request, open_windows, spares_rest=True)
    return spread(spared or _starts(calendar, request, open_windows), OFFERED)


def placing_cases(session: Session, within: Reach, now: datetime, *, code: str = "") -> list[PlacingCase]:
    """Accepted requests without a meeting, the earliest time first, each with its first five rooms (BIL-20)."""
    waiting = select(MeetingRequest).where(
        MeetingRequest.state == RequestState.ACCEPTED,
        ~exists().where(BilateralMeeting.request_id == MeetingRequest.id, BilateralMeeting.state.not_in(FREED)),
    )
    if code:
        waiting = waiting.where(MeetingRequest.code == code)
    found = list(session.scalars(with_sides(waiting).order_by(MeetingRequest.proposed_at, MeetingRequest.id)))
    if not found:
        return []
    calendar = _calendar(session, found, now)
    facts = request_facts(session, found, within, now)
    admitted = {
        participant_id
        for participant_id, standing in standings(session, {one for request in found for one in _principals(request)}).items()
        if standing.is_admitted
    }
    return [_case(calendar, request, shown, admitted) for request, shown in zip(found, facts, strict=True)]


def hold_case(session: Session, request: MeetingRequest, within: Reach, now: datetime) -> HoldCase | None:
    """What the desk sees before it holds a place; None when the request has one, or is over."""
    facts = request_facts(session, [request], within, now)[0]
    if facts.meeting is not None or "hold" not in REQUEST.verbs(RequestState(request.state)):
        return None
    asking, asked = request.asking_principal, request.asked_principal
    return HoldCase(
        request=facts,
        proposals=tuple(wished_proposals(session, request, now) or other_proposals(session, request, now)),
        levels=(asking.rank_class, asked.rank_class if asked else 0),
        levels_differ=asked is not None and levels_differ(asking, asked, request.kind),
        hours=HOLD_FOR // timedelta(hours=1),
    )


def wished_proposals(session: Session, request: MeetingRequest, now: datetime) -> list[Proposal]:
    """The times that may be accepted now, each with the room that suits best."""
    calendar = _calendar(session, [request], now)
    return [
        proposal
        for start in offered_times(session, request, now)
        for proposal in _pairs(calendar, request, start, 1)
    ]


def other_proposals(session: Session, request: MeetingRequest, now: datetime) -> list[Proposal]:
    """Five possible times with a room, nearest days of the summit first in time order: what the desk can offer instead."""
    calendar = _calendar(session, [request], now)
    now = as_of(session, now)
    starts = spread(_starts(calendar, request, windows((), calendar.days, calendar.zone, now)), OFFERED)
    return [proposal for start in starts for proposal in _pairs(calendar, request, start, 1)]


def _calendar(session: Session, requests: Sequence[MeetingRequest], now: datetime) -> _Calendar:
    summit = the_summit(session)
    days = summit.days()
    start = moment(datetime.combine(days[0], time()), summit.zone)
    end = moment(datetime.combine(days[-1] + timedelta(days=1), time()), summit.zone)
    every = rooms(session)
    kind = "bilateral" if any(room.kind == "bilateral" for room in every) else "meeting"
    fitting, holds = [room for room in every if room.kind == kind], holds_between(session, start, end, now=now)
    return _Calendar(
        days=days,
        zone=summit.zone,
        rooms=_choices(fitting, holds),
        yielding=_choices(fitting, [hold for hold in holds if hold.kind != OWN_ROOM]),
        duties=duties_of(
            session, {one for request in requests for one in _principals(request)}, start, end, now=now
        ),
        around=surroundings(session, now),
    )


def _starts(
    calendar: _Calendar, request: MeetingRequest, open_windows: tuple[Span, ...], *, spares_rest: bool = False
) -> list[datetime]:
    """Every start that suits; rooms that delegations have for themselves count only when nothing else is left."""
    problem = _problem(calendar, request, open_windows, spares_rest=spares_rest)
    return free_starts(problem) or free_starts(replace(problem, rooms=_reached_rooms(calendar.yielding, calendar, request)))


def _pairs(calendar: _Calendar, request: MeetingRequest, start: datetime, count: int) -> list[Proposal]:
    """The first pairs of that time and a room, with the same preference."""
    problem = _problem(calendar, request, (_span(start, request.minutes),))
    yielding = replace(problem, rooms=_reached_rooms(calendar.yielding, calendar, request))
    return proposals(problem, count) or proposals(yielding, count)


def _problem(
    calendar: _Calendar, request: MeetingRequest, open_windows: tuple[Span, ...], *, spares_rest: bool = False
) -> PlacingProblem:
    concerned = _principals(request)
    duties = [duty for duty in calendar.duties if duty.participant_id in concerned]
    return PlacingProblem(
        windows=open_windows,
        length=timedelta(minutes=request.minutes),
        reset=RESET,
        buffer=BUFFER,
        persons=2 * request.persons_per_side,
        closed=(*closed_spans(duties), *(soft_spans(duties) if spares_rest else ())),
        rooms=_reached_rooms(calendar.rooms, calendar, request),
    )


def _reached_rooms(
    choices: tuple[RoomChoice, ...], calendar: _Calendar, request: MeetingRequest
) -> tuple[RoomChoice, ...]:
    """The rooms with the times at which a principal of high class would come late to them (BIL-12), somebody would be near
    who is kept apart from one of the two (BIL-18), or no interpreter is left (BIL-15).
    """
    hurried = hard_way(one for one in (request.asking_principal, request.asked_principal) if one is not None)
    bound = [duty for duty in calendar.duties if duty.participant_id in hurried]
    sides = frozenset({request.asking_id, request.asked_id})
    taken = taken_spans(languages_of(request), calendar.around)
    return tuple(
        replace(room, far=(*far_spans(bound, room.place), *shunned_spans(sides, room.place, calendar.around), *taken))
        if room.place
        else room
        for room in choices
    )


def _rooms_for(calendar: _Calendar, request: MeetingRequest) -> list[Proposal]:
    if request.proposed_at is None:
        return []
    return _pairs(calendar, request, request.proposed_at, OFFERED)


def _choices(found: list[RoomFacts], holds: list[HoldFacts]) -> tuple[RoomChoice, ...]:
    held: dict[str, list[Span]] = {}
    for hold in holds:
        held.setdefault(hold.room_code, []).append(Span(hold.held_from, hold.held_until))
    return tuple(
        RoomChoice(room.code, room.name, room.capacity, tuple(held.get(room.code, ())), place_of(room)) for room in found
    )


def _span(start: datetime, minutes: int) -> Span:
    return Span(start, start + timedelta(minutes=minutes))


def _principals(request: MeetingRequest) -> frozenset[int]:
    both = (request.asking_principal_id, request.asked_principal_id)
    return frozenset(one for one in both if one is not None)


def _case(
    calendar: _Calendar, request: MeetingRequest, shown: RequestFacts, admitted: Collection[int]
) -> PlacingCase:
    asking, asked = request.asking_principal, request.asked_principal
    return PlacingCase(
        request=shown,
        proposals=tuple(_rooms_for(calendar, request)),
        levels=(asking.rank_class, asked.rank_class if asked else 0),
        levels_differ=asked is not None and levels_differ(asking, asked, request.kind),
        unaccredited=tuple(
            side.principal
            for side, principal in ((shown.asking, asking), (shown.asked, asked))
            if principal is not None and principal.id not in admitted
        ),
    )

"""The scheduling problem as the register states it now: a fixed number of queries, whatever the number of requests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import product

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.bilaterals.facts import (
    Duty,
    Fixed,
    Interval,
    LeftOut,
    OutReason,
    Pair,
    PlanClock,
    PlanningCase,
    PlanRequest,
    PlanRoom,
    Principal,
    RoomClass,
    SchedulingProblem,
    Span,
)
from summit.bilaterals.lifecycle import FREED, MeetingState, RequestState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries.engagements import duties_of
from summit.bilaterals.queries.requests import languages_of, with_sides
from summit.bilaterals.queries.terms import interpreter_pools, separated
from summit.bilaterals.rules import (
    BUFFER,
    OPEN_STATES,
    QUARTER,
    RESET,
    ROOM_WAYS,
    closed_spans,
    has_lapsed,
    joined,
    meeting_priority,
    weight_of,
    windows,
    wished_windows,
    without,
)
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import rank_table
from summit.foundation.clock import moment
from summit.foundation.errors import RuleBroken
from summit.venues.facts import HoldFacts, RoomFacts
from summit.venues.queries import as_of, holds_between, rooms, the_summit

STANDING = frozenset({MeetingState.HELD, MeetingState.CONFIRMED, MeetingState.CALLED, MeetingState.IN_PROGRESS})
SLOT = int(QUARTER.total_seconds() // 60)


@dataclass(frozen=True)
class _Register:
    """What the problem is made of, read once."""

    clock: PlanClock
    days: tuple[Interval, ...]
    rooms: tuple[RoomFacts, ...]
    holds: tuple[HoldFacts, ...]
    meetings: tuple[BilateralMeeting, ...]
    open: tuple[MeetingRequest, ...]
    duties: tuple[Duty, ...]
    ranks: RankTable
    pairs: tuple[Pair, ...]
    pools: dict[str, int]


def scheduling_problem(session: Session, now: datetime) -> SchedulingProblem:
    """The problem alone; see planning_case."""
    return planning_case(session, now).problem


def planning_case(session: Session, now: datetime) -> PlanningCase:
    """Every open request as a wish, every meeting that stands ahead as fixed, and what keeps rooms and principals.

    Codes in it are those of requests, participants and rooms, so a plan leads back to them; there is no name in it. Two
    requests of the same two principals make one wish. Raises RuleBroken when no hour of the summit lies ahead.
    """
    register = _register(session, now)
    kept = [meeting for meeting in register.meetings if _can_stay(register, meeting)]
    chosen, left_out = _chosen(register)
    requests = [
        *(_fixed(register, meeting) for meeting in kept),
        *(_wish(register, request, chosen[request]) for request in chosen),
    ]
    fixed_codes = {meeting.code for meeting in kept}
    named = {side for request in requests for side in (request.a, request.b)}
    sources: list[MeetingRequest | BilateralMeeting] = [*kept, *chosen]
    people = {one.code: one for source in sources for one in _principals(source) if one.code in named}
    zones = sorted({_zone(room) for room in register.rooms})
    problem = SchedulingProblem(
        slot=SLOT,
        days=register.days,
        reset=_minutes(RESET),
        rooms=tuple(_room(register, room, fixed_codes) for room in register.rooms),
        principals=_people(register, people.values(), fixed_codes),
        requests=tuple(requests),
        travel={one: {other: _way(one, other) for other in zones} for one in zones} if len(zones) > 1 else {},
        interpreters=register.pools,
        separate=tuple(_separate(register, people.values())),
    )
    return PlanningCase(problem, tuple(left_out), register.clock)


def meetings_that_stand(session: Session, now: datetime, codes: Collection[str]) -> dict[str, BilateralMeeting]:
    """The meetings of these requests that are held or confirmed now, by the request's code."""
    _, meetings = _requests(session, as_of(session, now))
    return {one.request.code: one for one in meetings if one.request.code in codes}


def _register(session: Session, now: datetime) -> _Register:
    summit = the_summit(session)
    clock = PlanClock(summit.first_day, summit.zone)
    now = as_of(session, now)
    ahead = windows((), summit.days(), summit.zone, now)
    if not ahead:
        raise RuleBroken("No hour for bilateral meetings lies ahead any more.")
    start = moment(datetime.combine(summit.first_day, time()), summit.zone)
    end = moment(datetime.combine(summit.last_day + timedelta(days=1), time()), summit.zone)
    every = rooms(session)
    kind = "bilateral" if any(room.kind == "bilateral" for room in every) else "meeting"
    asked, meetings = _requests(session, now)
    sources: list[MeetingRequest | BilateralMeeting] = [*asked, *meetings]
    concerned = {one.id for source in sources for one in _principals(source)}
    return _Register(
        clock=clock,
        days=tuple((clock.minutes(span.starts_at), clock.minutes(span.ends_at)) for span in ahead),
        rooms=tuple(room for room in every if room.kind == kind),
        holds=tuple(holds_between(session, start, end, now=now)),
        meetings=tuple(meetings),
        open=tuple(asked),
        duties=tuple(duties_of(session, concerned, start, end, now=now)),
        ranks=rank_table(session),
        pairs=separated(session),
        pools=interpreter_pools(session),
    )


def _requests(session: Session, now: datetime) -> tuple[list[MeetingRequest], list[BilateralMeeting]]:
    """Open requests without a meeting, and the meetings that stand: two queries."""
    request = contains_eager(BilateralMeeting.request)
    every = session.scalars(
        select(BilateralMeeting)
        .join(BilateralMeeting.request)
        .where(BilateralMeeting.state.not_in(FREED))
        .order_by(BilateralMeeting.starts_at, BilateralMeeting.id)
        .options(
            joinedload(BilateralMeeting.room),
            request.lazyload(MeetingRequest.windows),  # what stands is not wished any more
            request.joinedload(MeetingRequest.asking_principal).joinedload(Participant.delegation).joinedload(Delegation.party),
            request.joinedload(MeetingRequest.asked_principal).joinedload(Participant.delegation).joinedload(Delegation.party),
        )
    ).all()
    meetings = [meeting for meeting in every if not has_lapsed(meeting, now)]
    answered = {meeting.request_id for meeting in meetings}
    wanted = select(MeetingRequest).where(MeetingRequest.state.in_([*OPEN_STATES, RequestState.ACCEPTED]))
    found = session.scalars(with_sides(wanted).order_by(MeetingRequest.requested_at, MeetingRequest.id)).all()
    return (
        [request for request in found if request.id not in answered],
        [meeting for meeting in meetings if meeting.state in STANDING],
    )


def _can_stay(register: _Register, meeting: BilateralMeeting) -> bool:
    """A meeting is fixed in the plan where the plan has its room and its hour; elsewhere it only keeps its principals."""
    start, end = register.clock.minutes(meeting.starts_at), register.clock.minutes(meeting.ends_at)
    here = any(room.code == meeting.room.code for room in register.rooms)
    return here and any(day[0] <= start and end <= day[1] for day in register.days)


def _chosen(register: _Register) -> tuple[dict[MeetingRequest, bool], list[LeftOut]]:
    """The wishes that are planned, each with whether both sides wish it, and the others with the reason."""
    left_out: list[LeftOut] = []
    pairs: dict[frozenset[int], list[MeetingRequest]] = defaultdict(list)
    for request in register.open:
        reason = _obstacle(register, request)
        if reason is not None:
            left_out.append(LeftOut(request.code, reason))
        else:
            pairs[frozenset(one.id for one in _principals(request))].append(request)
    chosen: dict[MeetingRequest, bool] = {}
    for alike in pairs.values():
        first = min(alike, key=lambda one: one.state != RequestState.ACCEPTED)
        chosen[first] = len({one.asking_id for one in alike}) > 1
        left_out += [LeftOut(one.code, OutReason.TWIN) for one in alike if one is not first]
    return chosen, left_out


def _obstacle(register: _Register, request: MeetingRequest) -> OutReason | None:
    if request.asked_principal is None:
        return OutReason.NOBODY_NAMED
    if any(one.state != ParticipantState.ENROLLED for one in _principals(request)):
        return OutReason.LEFT
    if request.state == RequestState.ACCEPTED and request.proposed_at is not None:
        start = register.clock.minutes(request.proposed_at)
        days = (day for day in register.days if day[0] <= start and start + request.minutes <= day[1])
        if not any((start - day[0]) % SLOT == 0 for day in days):
            return OutReason.OFF_THE_QUARTER
    return None


def _fixed(register: _Register, meeting: BilateralMeeting) -> PlanRequest:
    request, clock = meeting.request, register.clock
    asking, asked = _principals(request)
    return PlanRequest(
        code=request.code,
        a=asking.code,
        b=asked.code,
        duration=clock.minutes(meeting.ends_at) - clock.minutes(meeting.starts_at),
        weight=weight_of(RequestState.ACCEPTED, is_mutual=True),
        priority=meeting_priority((asking, asked), register.ranks),
        persons=2 * request.persons_per_side,
        languages=languages_of(request),
        fixed=Fixed(meeting.room.code, clock.minutes(meeting.starts_at)),
    )


def _wish(register: _Register, request: MeetingRequest, is_mutual: bool) -> PlanRequest:
    asking, asked = _principals(request)
    state = RequestState(request.state)
    return PlanRequest(
        code=request.code,
        a=asking.code,
        b=asked.code,
        duration=request.minutes,
        weight=weight_of(state, is_mutual=is_mutual),
        priority=meeting_priority((asking, asked), register.ranks),
        windows=_windows(register, request),
        wished=_wished(register, request),
        persons=2 * request.persons_per_side,
        languages=languages_of(request),
    )


def _windows(register: _Register, request: MeetingRequest) -> tuple[Interval, ...]:
    """An agreed time is the only one. Before that the times that would suit the asking side are kept, and a time that was
    offered is one of them: whoever offered it can come (BIL-01, BIL-03).
    """
    offered = _offered(register, request)
    if request.state == RequestState.ACCEPTED and offered:
        return offered
    clock = register.clock
    suiting = tuple((clock.minutes(span.starts_at), clock.minutes(span.ends_at)) for span in wished_windows(request))
    return (*suiting, *(one for one in offered if not _lies_in(one, suiting))) if suiting else ()


def _wished(register: _Register, request: MeetingRequest) -> tuple[Interval, ...]:
    """The hours that would suit best: those that were offered last, else the first choice where there are others (BIL-01)."""
    if request.state == RequestState.ACCEPTED:
        return ()
    suiting = _windows(register, request)
    return _offered(register, request) or (suiting[:1] if len(suiting) > 1 else ())


def _lies_in(one: Interval, others: Iterable[Interval]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end in others)


def _offered(register: _Register, request: MeetingRequest) -> tuple[Interval, ...]:
    if request.proposed_at is None:
        return ()
    start = register.clock.minutes(request.proposed_at)
    return ((start, start + request.minutes),)


def _room(register: _Register, room: RoomFacts, fixed_codes: Collection[str]) -> PlanRoom:
    """What else holds the room closes it, and the time before it in which a meeting's clearing would not end (BIL-13)."""
    held = [hold for hold in register.holds if hold.room_code == room.code and hold.code not in fixed_codes]
    spans = [Span(hold.held_from - RESET, hold.held_until) for hold in held]
    return PlanRoom(room.code, RoomClass.STANDARD, room.capacity, _zone(room), _closed(register, spans))


def _people(
    register: _Register, people: Iterable[Participant], fixed_codes: Collection[str]
) -> tuple[Principal, ...]:
    """Their duties, and the time before each in which the way from a meeting would not end (BIL-12)."""
    theirs: dict[int, list[Duty]] = defaultdict(list)
    for duty in register.duties:
        if duty.code not in fixed_codes:
            theirs[duty.participant_id].append(duty)
    return tuple(
        Principal(
            one.code,
            busy=without(
                _closed(
                    register,
                    [Span(span.starts_at - BUFFER, span.ends_at) for span in closed_spans(theirs[one.id])],
                ),
                _spared(register, one),
            ),
            buffer=_minutes(BUFFER),
        )
        for one in sorted(people, key=lambda one: one.code)
    )


def _separate(register: _Register, people: Iterable[Participant]) -> Iterator[tuple[str, str]]:
    """The principals of two delegations that are kept apart, each with each (BIL-18)."""
    theirs: dict[int, list[str]] = defaultdict(list)
    for one in sorted(people, key=lambda one: one.code):
        theirs[one.delegation_id].append(one.code)
    for one_id, other_id in register.pairs:
        yield from product(theirs[one_id], theirs[other_id])


def _spared(register: _Register, person: Participant) -> list[Interval]:
    """Where the desk has placed a meeting close to a flight, with its reason: that meeting stays possible there (BIL-16)."""
    minutes = register.clock.minutes
    return [
        (minutes(meeting.starts_at), minutes(meeting.ends_at))
        for meeting in register.meetings
        if meeting.flight_reason and person in _principals(meeting)
    ]


def _closed(register: _Register, spans: Sequence[Span]) -> tuple[Interval, ...]:
    """Those spans as far as they lie in the days, joined where they touch."""
    first, last, minutes = register.days[0][0], register.days[-1][1], register.clock.minutes
    clipped = ((max(minutes(span.starts_at), first), min(minutes(span.ends_at), last)) for span in spans)
    return joined(tuple((start, end) for start, end in clipped if start < end))


def _principals(source: MeetingRequest | BilateralMeeting) -> tuple[Participant, ...]:
    request = source.request if isinstance(source, BilateralMeeting) else source
    both = (request.asking_principal, request.asked_principal)
    return tuple(one for one in both if one is not None)


def _zone(room: RoomFacts) -> str:
    return f"{room.venue_code}/{room.floor}"


def _way(one: str, other: str) -> int:
    """Minutes between two rooms: on one floor, in one building, from building to building (BIL-12)."""
    if one == other:
        way = ROOM_WAYS[0]
    elif one.split("/", 1)[0] == other.split("/", 1)[0]:
        way = ROOM_WAYS[1]
    else:
        way = ROOM_WAYS[2]
    return way


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)

"""Judges a plan of many meetings against its problem. It knows nothing of how plans are made: two independent minds.

`conflicts` judges a solver's plan, a file, and a meeting dragged by hand alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summit.bilaterals.facts import (
    APART,
    Broken,
    Interval,
    PlannedMeeting,
    PlanRequest,
    PlanRoom,
    Principal,
    Rule,
    SchedulingProblem,
)


@dataclass(frozen=True)
class _Meeting:
    """A planned meeting with all that the rules ask about."""

    request: PlanRequest
    room: PlanRoom
    start: int

    @property
    def end(self) -> int:
        return self.start + self.request.duration

    @property
    def span(self) -> Interval:
        return (self.start, self.end)


def conflicts(meetings: Iterable[PlannedMeeting], problem: SchedulingProblem) -> list[Broken]:
    """Every rule that these meetings break, each pair and each meeting once; an empty list for a plan that can be held."""
    requests = {request.code: request for request in problem.requests}
    rooms = {room.code: room for room in problem.rooms}
    known: list[_Meeting] = []
    found: list[Broken] = []
    for meeting in meetings:
        if meeting.request in requests and meeting.room in rooms:
            known.append(_Meeting(requests[meeting.request], rooms[meeting.room], meeting.start))
        else:
            missing = meeting.room if meeting.request in requests else meeting.request
            found.append(Broken(Rule.UNKNOWN, (meeting.request,), missing))
    known.sort(key=lambda meeting: (meeting.start, meeting.request.code))
    return [
        *found,
        *_twice(known),
        *_fixed(known, problem),
        *(broken for meeting in known for broken in _alone(meeting, problem)),
        *_in_rooms(known, problem),
        *_of_principals(known, problem),
        *_interpreters(known, problem),
        *_separation(known, problem),
    ]


def _twice(meetings: Sequence[_Meeting]) -> Iterator[Broken]:
    for code, count in Counter(meeting.request.code for meeting in meetings).items():
        if count > 1:
            yield Broken(Rule.TWICE, (code,))


def _fixed(meetings: Sequence[_Meeting], problem: SchedulingProblem) -> Iterator[Broken]:
    where = {meeting.request.code: (meeting.room.code, meeting.start) for meeting in meetings}
    for request in problem.requests:
        fixed = request.fixed
        if fixed is not None and where.get(request.code) != (fixed.room, fixed.start):
            yield Broken(Rule.FIXED_MOVED, (request.code,), fixed.room)


def _alone(meeting: _Meeting, problem: SchedulingProblem) -> Iterator[Broken]:
    request, room, own = meeting.request, meeting.room, (meeting.request.code,)
    day = next((day for day in problem.days if _inside(meeting.span, day)), None)
    if day is None:
        yield Broken(Rule.OUTSIDE_DAYS, own)
    elif request.fixed is None and (meeting.start - day[0]) % problem.slot:
        yield Broken(Rule.OFF_SLOT, own)
    if request.windows and not any(_inside(meeting.span, window) for window in request.windows):
        yield Broken(Rule.OUTSIDE_WINDOWS, own)
    if request.room_class is not None and room.room_class != request.room_class:
        yield Broken(Rule.ROOM_CLASS, own, room.code)
    if request.persons > room.capacity:
        yield Broken(Rule.CAPACITY, own, room.code)
    if any(_overlap(meeting.span, closed) for closed in room.closed):
        yield Broken(Rule.ROOM_CLOSED, own, room.code)
    for principal in problem.principals:
        if principal.code in (request.a, request.b):
            yield from _against_duties(meeting, principal, problem)


def _against_duties(meeting: _Meeting, principal: Principal, problem: SchedulingProblem) -> Iterator[Broken]:
    own = (meeting.request.code,)
    if any(_overlap(meeting.span, busy) for busy in principal.busy):
        yield Broken(Rule.PRINCIPAL_BUSY, own, principal.code)
    for start, end, zone in principal.zone_at:
        if _overlap(meeting.span, (start, end)):
            continue  # that the person is busy then is told by `busy`
        there = (
            _way(problem, meeting.room.zone, zone)
            if meeting.end <= start
            else _way(problem, zone, meeting.room.zone)
        )
        if _between(meeting.span, (start, end)) < there:
            yield Broken(Rule.TRAVEL, own, principal.code)


def _in_rooms(meetings: Sequence[_Meeting], problem: SchedulingProblem) -> Iterator[Broken]:
    held: dict[str, list[_Meeting]] = defaultdict(list)
    for meeting in meetings:
        held[meeting.room.code].append(meeting)
    for code, inside in held.items():
        for one, other in combinations(inside, 2):
            if _between(one.span, other.span) < problem.reset or _overlap(one.span, other.span):
                yield Broken(Rule.ROOM_TAKEN, (one.request.code, other.request.code), code)


def _of_principals(meetings: Sequence[_Meeting], problem: SchedulingProblem) -> Iterator[Broken]:
    theirs: dict[str, list[_Meeting]] = defaultdict(list)
    for meeting in meetings:
        theirs[meeting.request.a].append(meeting)
        theirs[meeting.request.b].append(meeting)
    for principal in problem.principals:
        own = theirs.get(principal.code, [])
        for one, other in combinations(own, 2):
            pair = (one.request.code, other.request.code)
            between = _between(one.span, other.span)
            if _overlap(one.span, other.span):
                yield Broken(Rule.TWO_PLACES, pair, principal.code)
            elif between < principal.buffer:
                yield Broken(Rule.TOO_CLOSE, pair, principal.code)
            elif between < _way(problem, one.room.zone, other.room.zone):
                yield Broken(Rule.TRAVEL, pair, principal.code)
        for day in problem.days:
            held = tuple(meeting.request.code for meeting in own if day[0] <= meeting.start < day[1])
            if principal.max_per_day is not None and len(held) > principal.max_per_day:
                yield Broken(Rule.DAY_FULL, held, principal.code)


def _interpreters(meetings: Sequence[_Meeting], problem: SchedulingProblem) -> Iterator[Broken]:
    for language, count in problem.interpreters.items():
        need = [meeting for meeting in meetings if language in meeting.request.languages]
        for meeting in need:
            at_once = tuple(one.request.code for one in need if one.start <= meeting.start < one.end)
            if len(at_once) > count:
                yield Broken(Rule.INTERPRETERS, at_once, language)


def _separation(meetings: Sequence[_Meeting], problem: SchedulingProblem) -> Iterator[Broken]:
    """Two who are kept apart are not in one zone within a quarter of an hour, unless they meet each other (BIL-18)."""
    for one_code, other_code in problem.separate:
        sides = [(meeting, (meeting.request.a, meeting.request.b)) for meeting in meetings]
        ones = [meeting for meeting, both in sides if one_code in both and other_code not in both]
        others = [meeting for meeting, both in sides if other_code in both and one_code not in both]
        for one in ones:
            for other in others:
                near = _overlap(one.span, other.span) or _between(one.span, other.span) < APART
                if near and one.room.zone == other.room.zone:
                    yield Broken(Rule.SEPARATION, (one.request.code, other.request.code), one.room.zone)


def _way(problem: SchedulingProblem, one: str, other: str) -> int:
    return problem.travel.get(one, {}).get(other, 0)


def _inside(span: Interval, whole: Interval) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _between(one: Interval, other: Interval) -> int:
    """The minutes from the end of the earlier to the start of the later; negative where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])


_WORDS = {
    Rule.UNKNOWN: "{requests}: {about} is not in the problem.",
    Rule.TWICE: "{requests} is planned twice.",
    Rule.FIXED_MOVED: "{requests} is fixed in room {about} and was moved or left out.",
    Rule.OUTSIDE_DAYS: "{requests} lies outside the days.",
    Rule.OFF_SLOT: "{requests} does not start on the grid.",
    Rule.OUTSIDE_WINDOWS: "{requests} lies outside the times that suit.",
    Rule.ROOM_CLASS: "{requests} needs another class of room than {about}.",
    Rule.CAPACITY: "{requests} has more persons than room {about} has seats.",
    Rule.ROOM_CLOSED: "{requests}: room {about} is closed then.",
    Rule.ROOM_TAKEN: "{requests}: room {about} is not clear in time.",
    Rule.PRINCIPAL_BUSY: "{requests}: {about} has another duty then.",
    Rule.TWO_PLACES: "{requests}: {about} would be in two places.",
    Rule.TOO_CLOSE: "{requests}: {about} has less time between them than needed.",
    Rule.TRAVEL: "{requests}: the way is too long for {about}.",
    Rule.DAY_FULL: "{requests}: more meetings in a day than {about} wants.",
    Rule.INTERPRETERS: "{requests}: not enough interpreters for {about}.",
    Rule.SEPARATION: "{requests} are too close in zone {about}.",
}


def in_words(broken: Broken) -> str:
    """The broken rule as a sentence for the desk."""
    return _WORDS[broken.rule].format(requests=", ".join(broken.requests), about=broken.about)

"""When a principal is busy, and how far apart two places are (BIL-10, BIL-11, BIL-12, BIL-16, BIL-17).

One set of judgements for the request, the hold, the move and the drag.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from summit.bilaterals.facts import Duty, Place, Span
from summit.bilaterals.lifecycle import BlockKind
from summit.bilaterals.rules.requests import BUFFER, require_summit_day
from summit.delegations.models import Participant
from summit.foundation.errors import Conflict, RuleBroken
from summit.venues.facts import SummitFacts

BEFORE_SPEAKING = timedelta(minutes=30)
AFTER_SPEAKING = timedelta(minutes=15)
AFTER_ARRIVAL = timedelta(minutes=90)
BEFORE_DEPARTURE = timedelta(minutes=180)
FAR_AWAY = timedelta(days=30)  # before the arrival and after the departure the principal is not there at all
SAME_FLOOR, SAME_VENUE, ELSEWHERE = timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=30)
SLACK = timedelta(minutes=5)  # on top of the way
WAY_IS_HARD = 30  # down to this class a principal who would come late is not placed at all; below it is a warning (BIL-12)
FLIGHTS = frozenset({BlockKind.ARRIVAL, BlockKind.DEPARTURE})
SOFT = frozenset({BlockKind.REST, BlockKind.PRAYER, BlockKind.MEAL})
OF_THE_DELEGATION = FLIGHTS | SOFT  # what it enters and takes away itself
LONGEST_BLOCK = timedelta(hours=12)


class PrincipalBlocked(Conflict):
    """A line of the programme keeps a principal away (BIL-10, BIL-11)."""


def closed_spans(duties: Iterable[Duty], *, except_code: str = "") -> list[Span]:
    """What the principals cannot give up (BIL-10), with the time around a speech (BIL-11) and a flight (BIL-16)."""
    return [span for _, span in _hard(duties, except_code)]


def standing_against(meeting: Span, duties: Iterable[Duty], *, except_code: str = "") -> list[Duty]:
    """What the principals cannot give up and what stands against that meeting by now (TRV-03)."""
    return [duty for duty, span in _hard(duties, except_code) if span.clashes(meeting)]


def against_words(duty: Duty, who: str, summit: SummitFacts) -> str:
    """What stands against a meeting, for the desk."""
    span = summit.span(duty.span.starts_at, duty.span.ends_at)
    if duty.kind == BlockKind.ARRIVAL:
        return f"{who} arrives at {summit.hour(duty.span.starts_at)}; ninety minutes from then on are kept free."
    if duty.kind == BlockKind.DEPARTURE:
        return f"{who} leaves at {summit.hour(duty.span.starts_at)}; three hours before it are kept free."
    if duty.kind == BlockKind.AWAY:
        return f"{who} is not there {span}."
    return f"{who} has another duty {span}: {duty.label}."


def soft_spans(duties: Iterable[Duty]) -> list[Span]:
    """What the delegations asked to be kept free: rest, prayer, meals (BIL-17)."""
    return [duty.span for duty in duties if duty.kind in SOFT]


def require_open(wanted: Span, duties: Iterable[Duty], *, except_code: str = "") -> None:
    """The programme leaves both principals that time; the sentence never says what stands against it (PM-5)."""
    if any(wanted.clashes(closed) for closed in closed_spans(duties, except_code=except_code)):
        raise PrincipalBlocked("One of the principals is not available at that time. Choose another time.")


def way_between(one: Place, other: Place) -> timedelta:
    """How long a principal needs from one place to the other, the slack included (BIL-12)."""
    if one.venue != other.venue:
        return ELSEWHERE + SLACK
    return (SAME_FLOOR if one.floor == other.floor else SAME_VENUE) + SLACK


def far_spans(duties: Iterable[Duty], place: Place, *, except_code: str = "") -> list[Span]:
    """When a meeting in that place would be too soon after another duty, or too late before it (BIL-12)."""
    return [span for duty in duties if duty.code != except_code or not except_code for span in _around(duty, place)]


def hard_way(principals: Iterable[Participant]) -> frozenset[int]:
    """The ids of those who are never placed where they would come late (BIL-12)."""
    return frozenset(one.id for one in principals if one.rank_class <= WAY_IS_HARD)


def require_way(meeting: Span, place: Place, duties: Iterable[Duty], *, except_code: str = "") -> None:
    """Nobody of these duties would come late; the sentence says neither who nor from where."""
    if any(meeting.clashes(far) for far in far_spans(duties, place, except_code=except_code)):
        raise PrincipalBlocked(
            "One of the principals could not reach this room in time. Choose another time or a nearer room."
        )


def require_block(kind: str, span: Span, days: Collection[date], zone: str) -> None:
    """A flight is one moment, all else has a length inside the summit's days: at most twelve hours, but for somebody who is
    not there on the day (BIL-41).
    """
    if kind not in set(BlockKind):
        raise RuleBroken("Choose from the list what keeps the principal.", "kind")
    if kind in FLIGHTS:
        return
    length = span.ends_at - span.starts_at
    if not timedelta() < length or (kind != BlockKind.AWAY and length > LONGEST_BLOCK):
        raise RuleBroken("Enter an end that is later than the start, at most twelve hours.", "clock_until")
    require_summit_day(span.starts_at, days, zone, field="day")


def _hard(duties: Iterable[Duty], except_code: str) -> Iterator[tuple[Duty, Span]]:
    for duty in duties:
        if duty.kind not in SOFT and not (except_code and duty.code == except_code):
            yield duty, _closed(duty)


def _closed(duty: Duty) -> Span:
    span = duty.span
    if duty.kind == "speaks":
        return Span(span.starts_at - BEFORE_SPEAKING, span.ends_at + AFTER_SPEAKING)
    if duty.kind == BlockKind.ARRIVAL:
        return Span(span.starts_at - FAR_AWAY, span.ends_at + AFTER_ARRIVAL)
    if duty.kind == BlockKind.DEPARTURE:
        return Span(span.starts_at - BEFORE_DEPARTURE, span.ends_at + FAR_AWAY)
    return span


def _around(duty: Duty, place: Place) -> Iterator[Span]:
    if duty.place is None or duty.kind in SOFT:
        return
    way = way_between(duty.place, place)
    # A meeting's tie has its own few minutes at the end already.
    ends_at: datetime = duty.span.ends_at - (BUFFER if duty.kind == "bilateral" else timedelta())
    yield Span(duty.span.starts_at - way, ends_at + way)

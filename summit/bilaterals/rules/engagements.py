"""When a principal is busy, and how far apart two places are (BIL-10, BIL-11, BIL-12, BIL-16, BIL-17).

One set of judgements for the request, the hold, the move and the drag.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
LONGEST_FLIGHT_REASON = 200
NOT_AVAILABLE = "One of the principals is not available at that time. Choose another time."


class PrincipalBlocked(Conflict):
    """A line of the programme keeps a principal away (BIL-10, BIL-11)."""


class FlightIsClose(PrincipalBlocked):
    """Only the time that a flight keeps free is in the way, and nobody has said why it must be then (BIL-16)."""

    field = "flight_reason"


class WayIsLong(RuleBroken):
    """The way leaves a principal too little time, and nobody has taken note of it (BIL-12)."""


def closed_spans(duties: Iterable[Duty], *, except_code: str = "") -> list[Span]:
    """What the principals cannot give up (BIL-10), with the time around a speech (BIL-11) and a flight (BIL-16)."""
    return [_closed(duty) for duty in _hard(duties, except_code)]


def standing_against(
    meeting: Span, duties: Iterable[Duty], *, except_code: str = "", spares_flights: bool = True
) -> list[Duty]:
    """What the principals cannot give up and what stands against that meeting (TRV-03).

    Without `spares_flights` only the flights themselves count, not the time around them.
    """
    return [
        duty
        for duty in _hard(duties, except_code)
        if (_closed(duty) if spares_flights else _closest(duty)).clashes(meeting)
    ]


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
    if standing_against(wanted, duties, except_code=except_code):
        raise PrincipalBlocked(NOT_AVAILABLE)


def require_placeable(wanted: Span, duties: Sequence[Duty], reason: str, *, except_code: str = "") -> str:
    """As `require_open`, but the desk may place a meeting inside the time around a flight when it says why (BIL-16).

    Nobody meets before landing or after take-off. Answers the reason where one was needed, else nothing.
    """
    if standing_against(wanted, duties, except_code=except_code, spares_flights=False):
        raise PrincipalBlocked(NOT_AVAILABLE)
    if not standing_against(wanted, duties, except_code=except_code):
        return ""
    if not reason.strip():
        raise FlightIsClose(
            "A flight of one of the principals is too close to that time. Choose another time, or say why it must be then."
        )
    if len(reason.strip()) > LONGEST_FLIGHT_REASON:
        raise RuleBroken(f"The reason has at most {LONGEST_FLIGHT_REASON} characters.", "flight_reason")
    return reason.strip()


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


def require_way_noted(
    meeting: Span, place: Place, duties: Iterable[Duty], *, except_code: str = "", is_noted: bool
) -> None:
    """The same for all others is a warning: whoever places the meeting takes note of it (BIL-12)."""
    if not is_noted and any(meeting.clashes(far) for far in far_spans(duties, place, except_code=except_code)):
        raise WayIsLong(
            "The way to or from this room leaves one of the principals too little time. Choose another, or confirm that "
            "you have taken note.",
            "way_noted",
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


def _hard(duties: Iterable[Duty], except_code: str) -> list[Duty]:
    return [duty for duty in duties if duty.kind not in SOFT and not (except_code and duty.code == except_code)]


def _closed(duty: Duty) -> Span:
    span = duty.span
    if duty.kind == "speaks":
        return Span(span.starts_at - BEFORE_SPEAKING, span.ends_at + AFTER_SPEAKING)
    if duty.kind == BlockKind.ARRIVAL:
        return Span(span.starts_at - FAR_AWAY, span.ends_at + AFTER_ARRIVAL)
    if duty.kind == BlockKind.DEPARTURE:
        return Span(span.starts_at - BEFORE_DEPARTURE, span.ends_at + FAR_AWAY)
    return span


def _closest(duty: Duty) -> Span:
    """As `_closed`, a flight without the time around it."""
    if duty.kind == BlockKind.ARRIVAL:
        return Span(duty.span.starts_at - FAR_AWAY, duty.span.ends_at)
    if duty.kind == BlockKind.DEPARTURE:
        return Span(duty.span.starts_at, duty.span.ends_at + FAR_AWAY)
    return _closed(duty)


def _around(duty: Duty, place: Place) -> Iterator[Span]:
    if duty.place is None or duty.kind in SOFT:
        return
    way = way_between(duty.place, place)
    # A meeting's tie has its own few minutes at the end already.
    ends_at: datetime = duty.span.ends_at - (BUFFER if duty.kind == "bilateral" else timedelta())
    yield Span(duty.span.starts_at - way, ends_at + way)

"""Judgements about requests and meetings. Each names the rule of domain.md section 5 that it keeps."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from summit.bilaterals.facts import SPOKEN, Arrangements, MeetingWish, Span
from summit.bilaterals.lifecycle import BOTH, Interpretation, Press, RequestKind, RequestState, Side
from summit.bilaterals.models import MeetingRequest
from summit.delegations.lifecycle import DelegateFunction, ParticipantState, PartyKind
from summit.delegations.models import Delegation, Participant
from summit.foundation.clock import local, moment
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion

DURATIONS = (15, 20, 30, 45)
LONGEST_SUBJECT = 60
LONGEST_NEEDS = 120
MOST_WINDOWS = 3
MOST_PERSONS = 20
MOST_OPEN = 10
WIDEST_LEVEL_GAP = 20
RESET = timedelta(minutes=15)  # the room is refreshed after each meeting, as at APEC (BIL-13)
BUFFER = timedelta(minutes=5)  # a principal needs this much between two duties (BIL-12, same corridor)
OPENS, CLOSES = time(8), time(20)  # the hours in which bilateral rooms are offered, as at APEC (domain 5.1)
QUARTER = timedelta(minutes=15)
PRINCIPALS = frozenset(
    {DelegateFunction.HOD, DelegateFunction.DHOD, DelegateFunction.ALT, DelegateFunction.REP}
)
NO_PRINCIPALS = frozenset({PartyKind.MEDIA, PartyKind.HOSTSTAFF, PartyKind.SERVICE, PartyKind.SECRETARIAT})
OPEN_STATES = frozenset({RequestState.SENT, RequestState.OTHER_TIME, RequestState.WITH_DESK})


class TooManyOpenRequests(RuleBroken):
    """The delegation has as many unanswered requests as one may have (BIL-22)."""


class AlreadyAsked(Conflict):
    """The same principal has asked the same delegation, and waits for its answer."""


class NotTheirTurn(Conflict):
    """The other side's answer is awaited."""


class TimeNotOffered(Conflict):
    """That time is not, or no longer, among those offered (BIL-22)."""


class TimesDiffer(RuleBroken):
    """The two delegations have not both accepted that time (BIL-03)."""


class AlreadyPlaced(Conflict):
    """The request has its meeting."""


class RoomTooSmall(RuleBroken):
    """More persons than the room seats (BIL-14)."""


class LevelsDiffer(RuleBroken):
    """The principals are not of equal level, and nobody has taken note of it (BIL-04)."""


def may_meet(kind: str) -> bool:
    """Whether parties of this kind have principals who meet others: not media, staff, services."""
    return PartyKind(kind) not in NO_PRINCIPALS


def require_two_delegations(asking: Delegation, asked: Delegation) -> None:
    """A delegation meets another one, and both are of a kind that has principals."""
    if asking.id == asked.id:
        raise RuleBroken("Choose another delegation than the one that asks.", "asked")
    for delegation, field in ((asking, "asking"), (asked, "asked")):
        if not may_meet(delegation.party.kind):
            raise RuleBroken("This delegation has no principals who hold bilateral meetings.", field)


def require_principal(participant: Participant | None, delegation_id: int) -> Participant:
    """The principal belongs to the delegation and is enrolled."""
    if participant is None:
        raise RuleBroken("Name the principal: the delegation has no head at that time.", "principal")
    if participant.delegation_id != delegation_id or participant.state != ParticipantState.ENROLLED:
        raise RuleBroken("Choose a principal who is enrolled in this delegation.", "principal")
    return participant


def require_representative(participant: Participant, representatives: Collection[str]) -> None:
    """Advisers and staff hold no bilaterals; `representatives` are the codes of those who do (domain 2.2)."""
    if participant.code not in representatives:
        raise RuleBroken(
            "A principal is the head, the deputy head, an alternate or a representative of the delegation.",
            "principal",
        )


def require_wish(wish: MeetingWish, days: Collection[date], zone: str, now: datetime) -> None:
    """The duration is one of those offered, the window lies ahead and inside the summit's days (BIL-01)."""
    if wish.minutes not in DURATIONS:
        raise RuleBroken("A bilateral meeting lasts 15, 20, 30 or 45 minutes.", "minutes")
    if not 1 <= wish.persons_per_side <= MOST_PERSONS:
        raise RuleBroken(f"Each side brings 1 to {MOST_PERSONS} persons, the principal included.", "persons_per_side")
    if len(wish.subject) > LONGEST_SUBJECT:
        raise RuleBroken(f"The subject has at most {LONGEST_SUBJECT} characters.", "subject")
    if (wish.wished_from is None) != (wish.wished_until is None):
        raise RuleBroken("Give both ends of the time that would suit, or none.", "wished_until")
    if len(wish.more) >= MOST_WINDOWS:
        raise RuleBroken(f"Name at most {MOST_WINDOWS} times that would suit.", "more")
    require_arrangements(wish.arrangements)
    if wish.wished_from is not None and wish.wished_until is not None:
        _require_window(Span(wish.wished_from, wish.wished_until), wish.minutes, days, zone, now, "wished_")
    for window in wish.more:
        _require_window(window, wish.minutes, days, zone, now, "more")


def require_arrangements(arrangements: Arrangements) -> None:
    """Languages, interpretation and press are among those offered, and the needs are short (BIL-01)."""
    if arrangements.language and arrangements.language not in SPOKEN:
        raise RuleBroken("Choose a language from the list.", "language")
    if arrangements.interpretation not in set(Interpretation):
        raise RuleBroken("Choose who interprets from the list.", "interpretation")
    if arrangements.press not in set(Press):
        raise RuleBroken("Choose from the list who of the press may come.", "press")
    if len(arrangements.needs) > LONGEST_NEEDS:
        raise RuleBroken(f"The special needs have at most {LONGEST_NEEDS} characters.", "needs")


def require_kind(kind: str, asked: Delegation) -> None:
    """A courtesy call is paid on a leader of the host (BIL-04)."""
    if kind not in set(RequestKind):
        raise RuleBroken("Choose the kind of meeting from the list.", "kind")
    if kind == RequestKind.COURTESY_CALL and asked.party.kind != PartyKind.HOST:
        raise RuleBroken("A courtesy call is paid on a leader of the host. Ask for a bilateral meeting.", "kind")


def wished_windows(request: MeetingRequest) -> tuple[Span, ...]:
    """Every time that would suit the asking side, the best first; none when any time would (BIL-01)."""
    further = tuple(Span(window.starts_at, window.ends_at) for window in request.windows)
    if request.wished_from is None or request.wished_until is None:
        return further
    return (Span(request.wished_from, request.wished_until), *further)


def _require_window(
    window: Span, minutes: int, days: Collection[date], zone: str, now: datetime, field: str
) -> None:
    from_field, until_field = (f"{field}from", f"{field}until") if field.endswith("_") else (field, field)
    if window.ends_at - window.starts_at < timedelta(minutes=minutes):
        raise RuleBroken("The time that would suit is shorter than the meeting.", until_field)
    require_summit_day(window.starts_at, days, zone, field=from_field)
    require_summit_day(window.ends_at, days, zone, field=until_field)
    if window.ends_at <= now:
        raise RuleBroken("The time that would suit is already over.", until_field)


def require_summit_day(at: datetime, days: Collection[date], zone: str, *, field: str = "starts_at") -> None:
    """The moment falls on a day of the summit, by the summit's own clocks."""
    if local(at, zone).date() not in days:
        first, last = min(days), max(days)
        raise RuleBroken(f"Choose a time from {first:%d %B} to {last:%d %B %Y}, the days of the summit.", field)


def require_ahead(starts_at: datetime, now: datetime) -> None:
    """Nobody meets in the past."""
    if starts_at <= now:
        raise RuleBroken("This time is already over. Choose a later one.", "starts_at")


def require_few_open(count: int) -> None:
    """At most ten requests without an answer, so that nobody sounds out another's calendar (BIL-22)."""
    if count >= MOST_OPEN:
        raise TooManyOpenRequests(
            f"This delegation has {MOST_OPEN} requests without an answer. Withdraw one, or wait for an answer."
        )


def require_no_twin(twin: MeetingRequest | None) -> None:
    """A form that was sent twice makes one request."""
    if twin is not None:
        raise AlreadyAsked(f"This principal has asked that delegation already: request {twin.code} waits for an answer.")


def require_version(seen: int | None, present: int) -> None:
    """The page that was answered showed the request as it is now."""
    if seen is not None and seen != present:
        raise StaleVersion("This request has changed since you opened it. Look at it again, then answer.")


def require_turn(request: MeetingRequest, by: Side) -> None:
    """Only the side whose answer is awaited accepts or declines."""
    if request.turn not in (by.value, BOTH):
        raise NotTheirTurn("The other side's answer is awaited. You can offer another time, or wait.")


def is_agreed(request: MeetingRequest, starts_at: datetime) -> bool:
    """Whether both delegations have accepted that very time (BIL-03)."""
    return request.state == RequestState.ACCEPTED and request.proposed_at == starts_at


def require_both_agreed(request: MeetingRequest, starts_at: datetime) -> None:
    """A meeting is confirmed only at the time that both delegations accepted (BIL-03)."""
    if not is_agreed(request, starts_at):
        raise TimesDiffer("Both delegations have to accept this time first. Offer it to them.", "starts_at")


def require_seats(persons_per_side: int, capacity: int, room_code: str) -> None:
    """Both sides together fit into the room (BIL-14)."""
    persons = 2 * persons_per_side
    if persons > capacity:
        raise RoomTooSmall(f"Room {room_code} seats {capacity}; the two sides bring {persons}.", "room")


def levels_differ(one: Participant, other: Participant, kind: str = RequestKind.MEETING) -> bool:
    """More than twenty classes apart, unless it is a courtesy call, where that is normal (BIL-04)."""
    return kind != RequestKind.COURTESY_CALL and abs(one.rank_class - other.rank_class) > WIDEST_LEVEL_GAP


def require_levels_noted(one: Participant, other: Participant, kind: str, *, is_noted: bool) -> None:
    """Protocol takes note when the principals are not of equal level (BIL-04)."""
    if levels_differ(one, other, kind) and not is_noted:
        raise LevelsDiffer(
            f"The principals are not of equal level (classes {one.rank_class} and {other.rank_class}). "
            "Confirm that protocol has taken note.",
            "levels_noted",
        )


def room_span(starts_at: datetime, minutes: int) -> Span:
    """How long the room is held: the meeting and fifteen minutes of reset (BIL-13)."""
    return Span(starts_at, starts_at + timedelta(minutes=minutes) + RESET)


def principal_span(starts_at: datetime, minutes: int) -> Span:
    """How long a principal is held: the meeting and five minutes of way."""
    return Span(starts_at, starts_at + timedelta(minutes=minutes) + BUFFER)


def windows(wished: Collection[Span], days: Collection[date], zone: str, now: datetime) -> tuple[Span, ...]:
    """The hours in which a meeting may be offered: 08:00 to 20:00 of each day, cut to the wishes and to what lies ahead.

    Without a wish any hour will do. The answer is in time order, wishes that overlap are one.
    """
    found: list[Span] = []
    for span in sorted(
        (span for wish in (wished or (None,)) for span in _open_hours(wish, days, zone, now)),
        key=lambda one: one.starts_at,
    ):
        if found and span.starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, span.ends_at))
        else:
            found.append(span)
    return tuple(found)


def _open_hours(wished: Span | None, days: Collection[date], zone: str, now: datetime) -> list[Span]:
    found = []
    for day in sorted(days):
        start = moment(datetime.combine(day, OPENS), zone)
        end = moment(datetime.combine(day, CLOSES), zone)
        if wished is not None:
            start, end = max(start, wished.starts_at), min(end, wished.ends_at)
        if start <= now:
            start = _next_quarter(now)
        if start < end:
            found.append(Span(start, end))
    return found


def _next_quarter(now: datetime) -> datetime:
    whole = now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
    return whole + QUARTER

"""The planning of many meetings at once, as plain values: the problem, the plan, and what is said of a plan.

Times are whole minutes since 00:00 of the first day, in the summit's own time; intervals `(start, end)` are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Interval = tuple[int, int]
APART = 15  # minutes between two delegations of a separation pair in one zone (BIL-18)


class RoomClass(StrEnum):
    VIP = "vip"
    STANDARD = "standard"


@dataclass(frozen=True)
class PlanRoom:
    """A room that meetings may be placed in. While it is `closed` no meeting lies in it, its clearing may."""

    code: str
    room_class: RoomClass
    capacity: int
    zone: str = ""
    closed: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class Principal:
    """Somebody who meets others.

    `busy` is what cannot be given up (BIL-10, BIL-11, BIL-16). `buffer` is the least number of minutes between two meetings.
    `zone_at` says where some of the busy minutes are spent: from there to a room, and back, the way of `travel` is needed.
    `max_per_day` counts meetings; None sets no limit.
    """

    code: str
    busy: tuple[Interval, ...] = ()
    max_per_day: int | None = None
    buffer: int = 0
    zone_at: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Fixed:
    """Where a meeting stands already; the plan keeps it there."""

    room: str
    start: int


@dataclass(frozen=True)
class PlanRequest:
    """A meeting that is wanted between the principals `a` and `b`.

    `priority` is the class 0 to 3 of BIL-21, 0 before all others. Without `windows` any hour of the days will do.
    `room_class`
    None takes every room. `persons` counts both sides. Each of the `languages` takes one interpreter out of its pool.
    `wished` are hours that would suit best; they bind nobody.
    """

    code: str
    a: str
    b: str
    duration: int
    weight: int = 1
    priority: int = 3
    windows: tuple[Interval, ...] = ()
    room_class: RoomClass | None = None
    persons: int = 2
    languages: tuple[str, ...] = ()
    fixed: Fixed | None = None
    wished: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class SchedulingProblem:
    """Everything a plan is made of (domain 5.3).

    A meeting starts a whole number of `slot` minutes after the beginning of a day and ends within that day. `reset` are the
    minutes after a meeting before the next in the same room (BIL-13). `travel[one][other]` are the minutes between
    meetings in
    rooms of those zones (BIL-12); what is not named takes none. `interpreters` are the pools; a language without a pool is
    brought by the delegations. `separate` are pairs of principals (BIL-18).
    """

    slot: int
    days: tuple[Interval, ...]
    reset: int
    rooms: tuple[PlanRoom, ...]
    principals: tuple[Principal, ...]
    requests: tuple[PlanRequest, ...]
    travel: dict[str, dict[str, int]] = field(default_factory=dict)
    interpreters: dict[str, int] = field(default_factory=dict)
    separate: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlannedMeeting:
    """A request, its room and its start."""

    request: str
    room: str
    start: int


class ReasonKind(StrEnum):
    """Why a request found no place. The values stand in files, so they never change their meaning."""

    NO_ROOM = "no_room"  # no room is of the class, or large enough
    NEVER_BOTH_FREE = "never_both_free"  # their duties leave no common time inside the windows
    DAY_FULL = "day_full"  # a principal has as many meetings as one wants, on every day
    ROOMS_TAKEN = "rooms_taken"  # both are free, every room that suits is taken
    MEETINGS_IN_THE_WAY = "meetings_in_the_way"  # other meetings of the two fill their common time
    INTERPRETERS_TAKEN = "interpreters_taken"  # all interpreters of a language are at work
    TOO_FAR = "too_far"  # no room is near enough to what comes before or after
    KEPT_APART = "kept_apart"  # choose another room or time


@dataclass(frozen=True)
class Reason:
    """Why a request found no place, and what would free one.

    `times` are starts at which only this stood in the way; `who` the principals it lies with; `language` the pool; `instead`
    the requests of the plan, of more weight together or fixed, one of which would have to go for the first of `times`.
    """

    kind: ReasonKind
    times: tuple[int, ...] = ()
    who: tuple[str, ...] = ()
    language: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unplaced:
    """A request without a place."""

    request: str
    reason: Reason


class PlanStatus(StrEnum):
    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


@dataclass(frozen=True)
class ClassResult:
    """What one priority class got: the weight placed, and the most it could get if the classes before it do no worse."""

    priority: int
    objective: int
    bound: int


@dataclass(frozen=True)
class Plan:
    """Meetings with room and time, why the others have none, and how good that is.

    `objective` is the weight placed, `bound` a proven upper bound of it, `gap` the difference as a share of the bound, 0
    to 1.
    The classes are lexicographic: a bound holds for plans in which no class before does worse than here. `classes` tells them
    apart. `seconds` by the clock.
    """

    meetings: tuple[PlannedMeeting, ...]
    unplaced: tuple[Unplaced, ...]
    classes: tuple[ClassResult, ...]
    seconds: float

    @property
    def objective(self) -> int:
        return sum(one.objective for one in self.classes)

    @property
    def bound(self) -> int:
        return sum(one.bound for one in self.classes)

    @property
    def gap(self) -> float:
        return (self.bound - self.objective) / self.bound if self.bound else 0.0

    @property
    def status(self) -> PlanStatus:
        return PlanStatus.OPTIMAL if self.objective == self.bound else PlanStatus.FEASIBLE


class Rule(StrEnum):
    """What a plan may break. The values stand in files."""

    UNKNOWN = "unknown"  # a request or a room that the problem does not have
    TWICE = "twice"  # one request, two meetings
    FIXED_MOVED = "fixed_moved"
    OUTSIDE_DAYS = "outside_days"
    OFF_SLOT = "off_slot"
    OUTSIDE_WINDOWS = "outside_windows"
    ROOM_CLASS = "room_class"
    CAPACITY = "capacity"  # BIL-14
    ROOM_CLOSED = "room_closed"
    ROOM_TAKEN = "room_taken"  # BIL-13
    PRINCIPAL_BUSY = "principal_busy"  # BIL-10, BIL-11, BIL-16
    TWO_PLACES = "two_places"  # BIL-10
    TOO_CLOSE = "too_close"  # the buffer
    TRAVEL = "travel"  # BIL-12
    DAY_FULL = "day_full"
    INTERPRETERS = "interpreters"  # BIL-15
    SEPARATION = "separation"  # BIL-18


@dataclass(frozen=True)
class Broken:
    """One rule that a plan breaks: the requests concerned, and whom, which room or which language it is about."""

    rule: Rule
    requests: tuple[str, ...]
    about: str = ""

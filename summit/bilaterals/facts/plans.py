"""A planning, its draft and its board, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from summit.bilaterals.facts.planning import Interval, PlannedMeeting, Reason, SchedulingProblem
from summit.foundation.clock import local, moment

DAY = 24 * 60


@dataclass(frozen=True)
class PlanClock:
    """The minutes of a problem and the moments of the summit: minutes count from 00:00 of `first_day` by its own clocks."""

    first_day: date
    zone: str

    def minutes(self, at: datetime) -> int:
        """That moment, seconds left out."""
        here = local(at, self.zone)
        return (here.date() - self.first_day).days * DAY + here.hour * 60 + here.minute

    def moment(self, minutes: int) -> datetime:
        """The moment in UTC."""
        return moment(datetime.combine(self.day(minutes), time(*divmod(minutes % DAY, 60))), self.zone)

    def day(self, minutes: int) -> date:
        return self.first_day + timedelta(days=minutes // DAY)

    def hour(self, minutes: int) -> str:
        """`09:00`"""
        hours, rest = divmod(minutes % DAY, 60)
        return f"{hours:02d}:{rest:02d}"

    def spoken(self, minutes: int) -> str:
        """`Sat 25 Oct, 09:00`"""
        day = self.day(minutes)
        return f"{day:%a} {day.day} {day:%b}, {self.hour(minutes)}"


class OutReason(StrEnum):
    """Why an open request cannot stand in a plan at all. The values stand in the database."""

    NOBODY_NAMED = "nobody_named"  # a side has no principal yet
    LEFT = "left"  # a principal has left the delegation
    TWIN = "twin"  # the same two principals have another request, which is planned
    OFF_THE_QUARTER = "off_the_quarter"  # the agreed time is not on the quarter of an hour, or is over


@dataclass(frozen=True)
class LeftOut:
    """An open request that stands in no plan."""

    request: str
    reason: OutReason


@dataclass(frozen=True)
class PlanningCase:
    """What is planned, which open requests stand in no plan, and the clock of the minutes."""

    problem: SchedulingProblem
    left_out: tuple[LeftOut, ...]
    clock: PlanClock


@dataclass(frozen=True)
class StoredPlan:
    """A plan as it is kept: the meetings, the requests without a place, and how good the whole is (see Plan)."""

    meetings: tuple[PlannedMeeting, ...] = ()
    unplaced: tuple[tuple[str, Reason], ...] = ()
    objective: int = 0
    bound: int = 0

    @property
    def gap(self) -> float:
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


@dataclass(frozen=True)
class Change:
    """A request whose place is another one: `before` or `after` is None where it has none."""

    request: str
    before: PlannedMeeting | None
    after: PlannedMeeting | None


@dataclass(frozen=True)
class PlanProgress:
    """How far a planning is. `seconds` since it began, of `limit` allowed; `placed` and `wanted` count requests."""

    state: str
    seconds: int
    limit: int
    placed: int
    wanted: int
    objective: int
    bound: int
    is_moving: bool


@dataclass(frozen=True)
class PlanRunLine:
    """A planning in the list. `state` may be failed where the worker gave up without a word."""

    code: str
    state: str
    asked_at: datetime
    asked_by_name: str
    seconds: int
    placed: int
    wanted: int
    objective: int
    bound: int
    fault: str
    version: int
    is_occasion: bool = False


@dataclass(frozen=True)
class PlanSide:
    """One side of a request on the board; `short` is the code of its party."""

    principal: str
    short: str
    delegation: str
    flag: str
    name: str
    title: str
    rank: int = 70


@dataclass(frozen=True)
class PlanLine:
    """A request of a plan: whose it is, and where it stands. `standing` is planned, held, confirmed or unplaced."""

    request: str
    asking: PlanSide
    asked: PlanSide
    minutes: int
    persons: int
    standing: str
    room: str = ""
    start: int = 0
    why: str = ""

    @property
    def end(self) -> int:
        return self.start + self.minutes


@dataclass(frozen=True)
class BoardLane:
    """A row of the board: a room or a principal, and when neither plan nor hand can use it. `detail` is the second line."""

    code: str
    name: str
    detail: str
    closed: tuple[Interval, ...] = ()


@dataclass(frozen=True)
class PlanBoard:
    """A plan with its draft as the desk reads it: rooms and principals by time, and what found no place.

    `names` are the words for each code of a request, principal or room. `steps` counts the changes by hand. `objective` is
    the weight of the draft, `found` that of the plan as it was found, `bound` what no plan can exceed.
    """

    code: str
    version: int
    clock: PlanClock
    problem: SchedulingProblem
    draft: tuple[PlannedMeeting, ...]
    rooms: tuple[BoardLane, ...]
    principals: tuple[BoardLane, ...]
    lines: tuple[PlanLine, ...]
    names: dict[str, str]
    steps: int
    objective: int
    found: int
    bound: int

    @property
    def placed(self) -> tuple[PlanLine, ...]:
        """Lines with a place, in time order."""
        return tuple(sorted((one for one in self.lines if one.room), key=lambda one: (one.start, one.room)))

    @property
    def unplaced(self) -> tuple[PlanLine, ...]:
        return tuple(one for one in self.lines if not one.room)

"""What is said of a plan that had to be changed after people were told of it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from summit.bilaterals.facts.planning import Plan, PlannedMeeting, PlanStatus, Unplaced

MOVED_TIME = 3  # what it costs people that a meeting they know of is at another time
MOVED_ROOM = 1  # that it is in another room at the same time
DROPPED = 4  # that it is not held


class Ring(IntEnum):
    """How far a change may reach.

    OWN: only meetings that became impossible, and all of a principal in whose own day the cause lies. COUNTERPARTS: those
    of the principals they would meet as well. ALL: every meeting that is not fixed.
    """

    OWN = 0
    COUNTERPARTS = 1
    ALL = 2


@dataclass(frozen=True)
class Moved:
    """A meeting that is held at another time, or in another room at the same. `told`: people knew of it."""

    before: PlannedMeeting
    after: PlannedMeeting
    told: bool

    @property
    def keeps_time(self) -> bool:
        return self.before.start == self.after.start


@dataclass(frozen=True)
class Effort:
    """What the changes cost people, in points of MOVED_TIME, MOVED_ROOM and DROPPED, and the least that was proven."""

    spent: int
    least: int


@dataclass(frozen=True)
class Replan:
    """A plan in place of an earlier one, and all that became of the earlier.

    Each meeting of the earlier plan is in one of `kept`, `moved`, `dropped` (with the reason in the plan's words) and
    `withdrawn` (its request is not in the problem any more). `added` had no place before. `lifted` are requests whose fixed
    place cannot be held any more: they are laid out like the others, and somebody has to know. `movable` are the
    requests of the earlier plan that this ring let move, `known_of` those that people were told of.
    The bounds of the plan and of `told` and `others` hold within the ring, for plans that lose no weight of meetings that
    people were told of.
    """

    ring: Ring
    plan: Plan
    kept: tuple[PlannedMeeting, ...]
    moved: tuple[Moved, ...]
    added: tuple[PlannedMeeting, ...]
    dropped: tuple[Unplaced, ...]
    withdrawn: tuple[str, ...]
    lifted: tuple[str, ...]
    movable: frozenset[str]
    known_of: frozenset[str]
    told: Effort
    others: Effort

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists within the ring."""
        return (
            self.plan.status is PlanStatus.OPTIMAL
            and self.told.spent == self.told.least
            and self.others.spent == self.others.least
        )

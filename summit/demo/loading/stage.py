"""What all steps share: the plan, who acts, and where the planned people have got to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import sqrt

from summit.accounts.policy import Role
from summit.agenda.models import AgendaEntry
from summit.audit.facts import Actor
from summit.bilaterals.models import MeetingRequest
from summit.delegations.models import Delegation
from summit.demo.cast import Member, Team, assembled
from summit.demo.names import Sex
from summit.demo.programme import ZONE
from summit.demo.scenes import Scene, scenes
from summit.demo.studio import Sitter, Studio
from summit.demo.wishes import Wish, wishes
from summit.venues.models import Room, Summit

NAME = "flask demo load"
OPENS, CLOSES = time(8), time(18)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole demonstration as plain values; the same for the same seed and number of people."""

    seed: int
    teams: tuple[Team, ...]
    scenes: tuple[Scene, ...]
    wishes: tuple[Wish, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        return tuple(member for team in self.teams for member in team.members)

    def sitters(self) -> Iterator[Sitter]:
        """Everybody who has a portrait, in the order of registration."""
        for member in self.members:
            if member.has_portrait:
                sex: Sex = "F" if member.person.sex == "F" else "M"
                yield Sitter(f"{self.seed} portrait {member.key}", sex, member.homeland)


def planned(seed: int, people: int) -> Plan:
    """The plan of a demonstration with that many people."""
    teams = assembled(seed, people)
    return Plan(seed, teams, scenes(seed, teams), wishes(seed, teams))


@dataclass(slots=True)
class Stage:
    """The plan in the making. `moment` is the real time; what is told happened in the autumn before the summit. `unheld` are
    the requests for which the desk holds a place on the eve.

    Rows that every step needs are held here: the session itself forgets what nobody holds, and would read them anew
    thousands of times.
    """

    plan: Plan
    studio: Studio
    moment: datetime
    system: Actor = field(default_factory=lambda: Actor.system(NAME))
    staff: dict[Role, Actor] = field(default_factory=dict)
    focal_points: dict[str, Actor] = field(default_factory=dict)
    summit: Summit | None = None
    rooms: list[Room] = field(default_factory=list)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    participants: dict[str, int] = field(default_factory=dict)
    accreditations: dict[str, str] = field(default_factory=dict)
    entries: dict[str, AgendaEntry] = field(default_factory=dict)
    unheld: list[tuple[Wish, MeetingRequest]] = field(default_factory=list)
    print_runs: dict[str, str] = field(default_factory=dict)

    def acting_for(self, party: str, office: Role) -> Actor:
        """The delegation's own focal point, or that office of the host on its behalf."""
        return self.focal_points.get(party) or self.staff[office]

    def teams_of(self, members: Sequence[Member]) -> list[tuple[Team, list[Member]]]:
        """Those of the teams to which some of these people belong, each with its own of them."""
        keys = {member.key for member in members}
        grouped = [(team, [member for member in team.members if member.key in keys]) for team in self.plan.teams]
        return [(team, found) for team, found in grouped if found]


def office_hours(first: date, last: date, count: int) -> Iterator[datetime]:
    """`count` moments in order, spread evenly over the working hours of Hanoi from the first day to the last."""
    days = (last - first).days + 1
    for number in range(count):
        yield _office_hour(first, number * days / count)


def crowding_hours(first: date, last: date, count: int) -> Iterator[datetime]:
    """The same, but ever more of them towards the end: half of them come in the last third."""
    days = (last - first).days + 1
    for number in range(count):
        yield _office_hour(first, sqrt(number / count) * days)


def _office_hour(first: date, days: float) -> datetime:
    length = datetime.combine(first, CLOSES) - datetime.combine(first, OPENS)
    day, part = divmod(days, 1)
    opening = datetime.combine(first + timedelta(days=int(day)), OPENS, tzinfo=ZONE)
    return (opening + length * part).astimezone(UTC)

"""Two delegations with heads, focal points and small rooms: what most tests of bilaterals begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.bilaterals import actions
from summit.bilaterals.facts import MeetingWish
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.delegations.actions import name_head
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import head_at
from summit.foundation.clock import moment
from summit.foundation.codes import new_code
from summit.venues.actions import open_room, open_venue
from summit.venues.facts import RoomFacts
from summit.venues.models import Room
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

ZONE = "Asia/Ho_Chi_Minh"
CHIEF = replace(SYSTEM, roles=frozenset({Role.CHIEF_OF_PROTOCOL}))


def hanoi(clock: str, day: int = 25) -> datetime:
    """That time by the clocks of Hanoi on a day of October 2025."""
    hour, minute = clock.split(":")
    return moment(datetime(2025, 10, day, int(hour), int(minute)), ZONE)  # noqa: DTZ001 - the zone is given apart


@dataclass(frozen=True)
class Team:
    """A delegation, its head and its focal point."""

    delegation: Delegation
    head: Participant
    focal_point: User


def make_team(session: Session, code: str, *, rank_class: int = 40, name: str = "") -> Team:
    """A delegation whose head is named for all days."""
    delegation = make_delegation(session, code)
    head = make_participant(
        session,
        delegation,
        function=DelegateFunction.HOD,
        rank_class=rank_class,
        badge_name=name or f"{code} HEADNAME",
    )
    if head_at(session, delegation.id, hanoi("12:00")) is None:
        name_head(
            session, SYSTEM, NOW, delegation=delegation, participant=head, head_from=datetime(2020, 1, 1, tzinfo=UTC)
        )
    return Team(delegation, head, appoint(session, delegation))


def make_rooms(session: Session, *capacities: int, kind: str = "bilateral") -> list[Room]:
    """B-01, B-02 … with these numbers of seats."""
    venue = open_venue(session, SYSTEM, NOW, code=f"V-{kind}", name="Convention Centre", address="")
    letter = kind[0].upper()
    return [
        open_room(
            session,
            SYSTEM,
            NOW,
            venue=venue,
            facts=RoomFacts(
                f"{letter}-{number:02d}", f"{kind.capitalize()} room {number}", seats, kind=kind, position=number
            ),
        )
        for number, seats in enumerate(capacities, 1)
    ]


def wish(clock_from: str = "09:00", clock_until: str = "12:00", **changes: object) -> MeetingWish:
    """A morning on the first day."""
    values: dict[str, object] = {"wished_from": hanoi(clock_from), "wished_until": hanoi(clock_until)}
    return MeetingWish(**{**values, **changes})


def ask(session: Session, asking: Team, asked: Team, **changes: object) -> MeetingRequest:
    """A request of one team to another."""
    return actions.ask(
        session, SYSTEM, NOW, asking=asking.delegation, asked=asked.delegation, wish=wish(**changes)
    )


def agree(session: Session, asking: Team, asked: Team, clock: str = "10:00", **changes: object) -> MeetingRequest:
    """A request on whose time both sides have agreed."""
    request = ask(session, asking, asked, **{"clock_from": "08:00", "clock_until": "20:00", **changes})
    actions.offer_other_time(
        session, SYSTEM, NOW, request=request, by="asked", version=None, starts_at=hanoi(clock)
    )
    actions.accept(session, SYSTEM, NOW, request=request, by="asking", version=None)
    return request


def agreed_rows(session: Session, asking: Team, asked: Team, count: int) -> list[int]:
    """The ids of that many requests whose time, ten o'clock, is agreed: rows without their history."""
    rows = [
        MeetingRequest(
            code=new_code("MR"),
            asking_id=asking.delegation.id,
            asked_id=asked.delegation.id,
            asking_principal_id=asking.head.id,
            asked_principal_id=asked.head.id,
            proposed_at=hanoi("10:00"),
            state="accepted",
            requested_at=NOW,
        )
        for _ in range(count)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def meet(
    session: Session, asking: Team, asked: Team, room: Room, clock: str = "10:00", **changes: object
) -> BilateralMeeting:
    """A confirmed meeting."""
    request = agree(session, asking, asked, clock, **changes)
    return actions.confirm(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi(clock))

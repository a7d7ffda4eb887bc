"""Rooms for delegations' own meetings: given at once, few a day, and taken by a bilateral that needs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.bilaterals import actions, queries
from summit.bilaterals.models import RoomRequest
from summit.bilaterals.rules import NoRoomFree, RoomsUsedUp
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound, RuleBroken, StaleVersion
from summit.notices.models import Notice
from summit.notices.queries import letter
from summit.venues.models import RoomHold
from tests.bilaterals.stage import Team, agree, ask, hanoi, make_rooms, make_team
from tests.bilaterals.test_races import Deed, at_once
from tests.factories import NOW, SYSTEM

__all__ = ["at_once"]
DESK = Reach(everything=True)


def room(session: Session, team: Team, clock: str = "10:00", day: int = 25, **changes: int) -> RoomRequest:
    wish = {"minutes": 30, "persons": 6, **changes}
    return actions.ask_room(
        session, SYSTEM, NOW, delegation=team.delegation, starts_at=hanoi(clock, day), **wish
    )


def test_the_smallest_free_room_is_given_meeting_rooms_first(session: Session) -> None:
    make_rooms(session, 8, 12)
    make_rooms(session, 20, kind="meeting")
    teams = [make_team(session, code) for code in ("FR", "JP", "CL", "IT")]
    given = [room(session, team) for team in teams[:3]]
    assert [one.room.code for one in given] == ["M-01", "B-01", "B-02"]
    with pytest.raises(NoRoomFree) as refused:
        room(session, teams[3])
    assert refused.value.field == "clock"
    assert room(session, teams[3], "10:45").room.code == "M-01"
    holds = session.execute(select(RoomHold.holder_kind, RoomHold.label, RoomHold.held_until).order_by(RoomHold.id)).all()
    assert holds[0] == ("delegation_meeting", "Reserved", hanoi("10:45"))


def test_two_rooms_a_day_and_each_delegation_sees_its_own(session: Session) -> None:
    make_rooms(session, 8)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    first, _ = room(session, france, "09:00"), room(session, france, "10:00")
    with pytest.raises(RoomsUsedUp):
        room(session, france, "11:00")
    room(session, france, "11:00", 26)
    actions.cancel_room(session, SYSTEM, NOW, own=first, version=first.version)
    room(session, france, "11:00")
    own, other = (Reach(delegations=frozenset({team.delegation.id})) for team in (france, japan))
    assert [one.state for one in queries.room_requests(session, own)] == ["cancelled", "booked", "booked", "booked"]
    assert queries.room_requests(session, other) == []
    assert len(queries.room_requests(session, DESK)) == 4
    with pytest.raises(NotFound):
        queries.room_request_within(session, other, first.code)
    with pytest.raises(StaleVersion):
        actions.cancel_room(session, SYSTEM, NOW, own=first, version=1)
    with pytest.raises(ImpossibleMove):
        actions.cancel_room(session, SYSTEM, NOW, own=first, version=None)


def test_what_may_be_asked_for(session: Session) -> None:
    make_rooms(session, 8)
    team = make_team(session, "FR")
    for changes, clock, day, field in (
        ({"minutes": 90}, "10:00", 25, "minutes"),
        ({"persons": 0}, "10:00", 25, "persons"),
        ({"persons": 9}, "10:00", 25, "clock"),
        ({}, "10:00", 28, "day"),
    ):
        with pytest.raises(RuleBroken) as refused:
            room(session, team, clock, day, **changes)
        assert refused.value.field == field
    with pytest.raises(RuleBroken) as refused:
        actions.ask_room(
            session, SYSTEM, hanoi("11:00"), delegation=team.delegation, starts_at=hanoi("10:00"), minutes=30, persons=6
        )
    assert refused.value.field == "starts_at"
    assert session.scalar(select(func.count()).select_from(RoomRequest)) == 0


@pytest.mark.parametrize("way", ["hold", "confirm", "move"])
def test_a_bilateral_takes_the_room_and_the_delegation_is_told(session: Session, way: str) -> None:
    (place,) = make_rooms(session, 8)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    own = room(session, chile)
    before = session.scalar(select(func.max(Notice.id))) or 0
    given = {"room": place, "starts_at": hanoi("10:15")}
    if way == "hold":
        actions.hold(session, SYSTEM, NOW, request=ask(session, france, japan), **given)
    elif way == "confirm":
        actions.confirm(session, SYSTEM, NOW, request=agree(session, france, japan, "10:15"), **given)
    else:
        meeting = actions.hold(
            session, SYSTEM, NOW, request=ask(session, france, japan), room=place, starts_at=hanoi("11:00")
        )
        actions.move(session, SYSTEM, NOW, meeting=meeting, version=None, **given)
    assert own.state == "displaced"
    assert [hold.holder_kind for hold in session.scalars(select(RoomHold))] == ["bilateral_meeting"]
    told = [
        letter(session, code)[1]
        for code in session.scalars(
            select(Notice.code).where(Notice.id > before, Notice.recipient == chile.focal_point.email)
        )
    ]
    assert len(told) == 1
    assert "needed for a bilateral meeting, and is not yours any more" in told[0]
    assert not {"France", "Japan"} & set(told[0].split())
    assert room(session, chile, "12:00").state == "booked"


def test_two_of_one_delegation_never_get_a_third_room_together(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    with database.committing() as session:
        make_rooms(session, 8, 8, 8, 8)
        team = make_team(session, "FR")
        room(session, team, "09:00")
        delegation_id = team.delegation.id

    def asking(clock: str) -> Deed:
        return lambda session: actions.ask_room(
            session, SYSTEM, NOW, delegation=session.get_one(Delegation, delegation_id), starts_at=hanoi(clock),
            minutes=30, persons=6,
        )  # fmt: skip

    answers = at_once(*(asking(clock) for clock in ("11:00", "12:00", "13:00", "14:00")))
    assert answers.count("done") == 1
    assert set(answers) == {"done", "This delegation has 2 rooms on that day already. Give one up first."}


def test_the_day_is_that_of_the_summit_s_clocks(session: Session) -> None:
    make_rooms(session, 8)
    team = make_team(session, "FR")
    for start in (hanoi("00:15"), hanoi("23:30")):
        actions.ask_room(session, SYSTEM, NOW, delegation=team.delegation, starts_at=start, minutes=30, persons=6)
    with pytest.raises(RoomsUsedUp):
        room(session, team, "12:00")
    room(session, team, "00:15", 26)

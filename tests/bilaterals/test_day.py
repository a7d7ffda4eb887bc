"""The day itself: steps, the clock, delays, who is assigned, unplanned talks (BIL-15, BIL-40, BIL-43)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Clock, PullAsideFacts, Span
from summit.bilaterals.models import BilateralMeeting, PullAside
from summit.bilaterals.rules import AlreadyAssigned, clock_of, disturbs, require_unassigned
from summit.delegations.models import Engagement
from summit.delegations.queries import Reach
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from summit.notices.models import Notice
from summit.venues.models import RoomHold
from tests.bilaterals.stage import CHIEF, hanoi, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM

DAY = (hanoi("00:00"), hanoi("23:59"))
DESK = Reach(everything=True)


def told(session: Session) -> list[str]:
    return list(session.scalars(select(Notice.recipient).order_by(Notice.id)))


def shown(session: Session, clock: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.state, one.clock.value, one.verbs) for one in queries.day_meetings(session, *DAY, hanoi(clock))]


def test_the_clock_colors_a_meeting_by_the_hour_alone() -> None:
    span = Span(hanoi("10:00"), hanoi("10:30"))
    cases = {
        ("confirmed", "09:44", 0): Clock.AHEAD, ("confirmed", "09:45", 0): Clock.SOON, ("called", "09:59", 0): Clock.SOON,
        ("called", "10:00", 0): Clock.LATE, ("in_progress", "10:24", 0): Clock.RUNNING,
        ("in_progress", "10:25", 0): Clock.ENDING, ("in_progress", "10:30", 0): Clock.LATE,
        ("in_progress", "10:30", 20): Clock.RUNNING, ("in_progress", "10:46", 20): Clock.ENDING,
        ("done", "09:00", 0): Clock.OVER, ("no_show", "10:10", 0): Clock.OVER, ("cancelled", "10:10", 0): Clock.OVER,
    }  # fmt: skip
    assert {key: clock_of(key[0], span, key[2], hanoi(key[1])) for key in cases} == cases
    assert [disturbs(minutes) for minutes in (0, 10, 11)] == [False, False, True]


def test_a_meeting_is_called_begins_and_ends(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    meeting = meet(session, make_team(session, "FR"), make_team(session, "JP"), room)
    assert shown(session, "08:00") == [("confirmed", "ahead", ("call", "begin", "note_no_show"))]
    with pytest.raises(ImpossibleMove):
        actions.end(session, SYSTEM, NOW, meeting=meeting, version=None)
    seen = meeting.version
    actions.call(session, SYSTEM, hanoi("09:50"), meeting=meeting, version=seen)
    assert shown(session, "09:50") == [("called", "soon", ("begin", "note_no_show"))]
    with pytest.raises(StaleVersion):
        actions.begin(session, SYSTEM, NOW, meeting=meeting, version=seen)
    actions.begin(session, SYSTEM, hanoi("10:02"), meeting=meeting, version=None)
    assert shown(session, "10:05") == [("in_progress", "running", ("over_run", "end"))]
    actions.end(session, SYSTEM, hanoi("10:31"), meeting=meeting, version=None)
    assert shown(session, "10:31") == [("done", "over", ())]
    assert (meeting.called_at, meeting.begun_at, meeting.ended_at) == (hanoi("09:50"), hanoi("10:02"), hanoi("10:31"))
    steps = queries.steps_of(session, meeting.request.code)
    assert [step.verb for step in steps][:3] == ["end", "begin", "call"]
    own = Reach(delegations=frozenset({meeting.request.asking_id}))
    assert len(queries.meetings_of_delegation(session, own.delegations, own)) == 1


def test_a_meeting_to_which_nobody_came_frees_its_place_and_tells_both(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan, chile, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "IT"))
    meeting = meet(session, france, japan, room)
    before = len(told(session))
    actions.note_no_show(session, SYSTEM, NOW, meeting=meeting, version=None)
    assert sorted(told(session)[before:]) == sorted(team.focal_point.email for team in (france, japan))
    assert session.scalar(select(func.count()).select_from(RoomHold)) == 0
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert queries.meetings_of_delegation(session, [france.delegation.id], DESK) == []
    assert queries.counts(session, DESK, NOW)["closed"] == 1
    meet(session, chile, italy, room)


def test_a_delay_tells_the_next_users_once_and_offers_them_free_rooms(session: Session) -> None:
    """BIL-40: ten minutes are absorbed by the reset."""
    rooms = make_rooms(session, 10, 12, 6)
    teams = [make_team(session, code) for code in ("FR", "JP", "CL", "IT")]
    first, second = meet(session, *teams[:2], rooms[0], "10:00"), meet(session, *teams[2:], rooms[0], "10:45")
    with pytest.raises(ImpossibleMove):
        actions.over_run(session, SYSTEM, NOW, meeting=first, minutes=5, version=None)
    actions.begin(session, SYSTEM, NOW, meeting=first, version=None)
    before = len(told(session))
    actions.over_run(session, SYSTEM, NOW, meeting=first, minutes=10, version=None)
    assert told(session)[before:] == []
    assert queries.day_meetings(session, *DAY, NOW)[0].follows is None
    for minutes in (20, 25):
        actions.over_run(session, SYSTEM, NOW, meeting=first, minutes=minutes, version=None)
    assert sorted(told(session)[before:]) == sorted(team.focal_point.email for team in teams[2:])
    follows = queries.day_meetings(session, *DAY, NOW)[0].follows
    assert follows is not None
    assert (follows.request_code, follows.starts_at, follows.free) == (second.request.code, hanoi("10:45"), ("B-02",))
    assert (second.starts_at, second.room_id) == (hanoi("10:45"), rooms[0].id)
    for minutes in (-1, 121):
        with pytest.raises(RuleBroken) as refused:
            actions.over_run(session, SYSTEM, NOW, meeting=first, minutes=minutes, version=None)
        assert refused.value.field == "minutes"


def test_nobody_helps_at_two_meetings_and_an_interpreter_rests(session: Session) -> None:
    """BIL-15."""
    rooms = make_rooms(session, 10, 10)
    teams = [make_team(session, code) for code in ("FR", "JP", "CL", "IT", "DE", "ES")]
    first = meet(session, *teams[:2], rooms[0], "10:00")
    same, near = meet(session, *teams[2:4], rooms[1], "10:15"), meet(session, *teams[4:], rooms[0], "10:45")

    def assign(meeting: BilateralMeeting, liaison: str, interpreter: str) -> None:
        actions.assign(
            session, SYSTEM, NOW, meeting=meeting, liaison=liaison, interpreter=interpreter, version=None
        )

    assign(first, "Nguyen  An", "Tran Binh")
    for liaison, interpreter in (("nguyen an", ""), ("", "TRAN BINH")):
        with pytest.raises(AlreadyAssigned):
            assign(same, liaison, interpreter)
    assign(near, "Nguyen An", "Tran Binh")
    actions.move(
        session, CHIEF, NOW, meeting=near, room=rooms[0], starts_at=hanoi("12:00"), version=None
    )
    assign(same, "Le Chi", "")
    with pytest.raises(RuleBroken) as refused:
        assign(same, "x" * 121, "")
    assert refused.value.field == "liaison"
    listed = queries.day_meetings(session, *DAY, NOW)
    assert [(one.liaison, one.interpreter) for one in listed] == [
        ("Nguyen  An", "Tran Binh"), ("Le Chi", ""), ("Nguyen An", "Tran Binh"),
    ]  # fmt: skip
    tight = replace(listed[0], code="BM-X", span=Span(hanoi("10:40"), hanoi("11:00")), liaison="")
    with pytest.raises(AlreadyAssigned, match="fifteen minutes of rest"):
        require_unassigned(tight, listed)


def test_an_unplanned_talk_is_a_time_and_a_pair_and_no_more(session: Session) -> None:
    """BIL-43."""
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    at = hanoi("10:00")
    with pytest.raises(RuleBroken) as refused:
        actions.note_pull_aside(session, SYSTEM, NOW, one=france.delegation, other=japan.delegation, happened_at=at)
    assert refused.value.field == "clock"
    with pytest.raises(RuleBroken) as refused:
        actions.note_pull_aside(session, SYSTEM, at, one=france.delegation, other=france.delegation, happened_at=at)
    assert refused.value.field == "other"
    noted = [
        actions.note_pull_aside(
            session, SYSTEM, at + timedelta(hours=1), one=one, other=other, happened_at=at + timedelta(minutes=minutes)
        )
        for one, other, minutes in (
            (japan.delegation, france.delegation, 0), (france.delegation, japan.delegation, 30),
        )
    ]  # fmt: skip
    found = queries.pull_asides(session)
    assert [type(one) for one in found] == [PullAsideFacts] * 2
    assert [(one.code, one.one.name, one.other.name) for one in found] == [
        (one.code, "France", "Japan") for one in reversed(noted)
    ]
    assert {column.name for column in PullAside.__table__.columns} == {"id", "code", "happened_at", "one_id", "other_id"}

"""Places that are held before both sides have agreed: what ties them, what frees them, who may take them (BIL-02, BIL-21)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from summit.agenda.actions import name_contributor, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Noted, Warned
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.rules import (
    HOLD_FOR,
    AlreadyPlaced,
    LevelsDiffer,
    PrincipalBlocked,
    TimeNotOffered,
    priority_class,
)
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Engagement
from summit.delegations.queries import Reach, rank_table
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from summit.foundation.jobs import sweep_all
from summit.notices.models import Notice
from summit.notices.queries import letter
from summit.venues.actions import RoomTaken
from summit.venues.models import Room, RoomHold
from summit.venues.queries import free_rooms, holds_between
from tests.bilaterals.stage import ZONE, Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM, make_participant

DESK = Reach(everything=True)
LATER = NOW + HOLD_FOR
ALL_DAY = {"clock_from": "08:00", "clock_until": "20:00"}


def hold(session: Session, request: MeetingRequest, room: Room, clock: str = "10:00", **changes: object) -> BilateralMeeting:
    moment = changes.pop("now", NOW)
    return actions.hold(
        session, SYSTEM, moment, request=request, room=room, starts_at=hanoi(clock), **changes
    )


def accept(session: Session, request: MeetingRequest, by: str, **changes: object) -> None:
    moment = changes.pop("now", NOW)
    actions.accept(session, SYSTEM, moment, request=request, by=by, version=None, **changes)


def tied(session: Session) -> tuple[int, int]:
    return (
        session.scalar(select(func.count()).select_from(RoomHold)) or 0,
        session.scalar(select(func.count()).select_from(Engagement)) or 0,
    )


def lapses(session: Session) -> set[object]:
    return {*session.scalars(select(RoomHold.lapses_at)), *session.scalars(select(Engagement.lapses_at))}


def news(session: Session) -> list[tuple[str, str]]:
    """Who was told what, in the order in which it was posted."""
    found = []
    for notice in session.scalars(select(Notice).where(Notice.kind == "bilaterals/mail/news").order_by(Notice.id)):
        found.append((notice.recipient, letter(session, notice.code)[1].splitlines()[2]))
    return found


def test_a_held_time_is_confirmed_when_the_second_side_accepts(session: Session) -> None:
    """BIL-02, BIL-03."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    meeting = hold(session, request, room)
    assert (meeting.state, meeting.held_until, meeting.confirmed_at) == ("held", LATER, None)
    assert (request.state, request.turn, request.proposed_at) == ("other_time", "both", hanoi("10:00"))
    assert tied(session) == (1, 2)
    assert lapses(session) == {LATER}
    assert queries.offered_times(session, request, NOW) == [hanoi("10:00")]
    facts = queries.facts_of(session, request, DESK, NOW)
    assert (facts.standing, facts.meeting and facts.meeting.held_until) == ("held", LATER)
    assert queries.meetings_of_delegation(session, [france.delegation.id], DESK) == []

    with pytest.raises(TimeNotOffered):
        accept(session, request, "asked", starts_at=hanoi("11:00"))
    accept(session, request, "asked")
    assert (meeting.state, request.turn, meeting.asked_accepted_at, meeting.asking_accepted_at) == (
        "held", "asking", NOW, None,
    )  # fmt: skip
    accept(session, request, "asking")
    assert (meeting.state, meeting.held_until, meeting.confirmed_at) == ("confirmed", None, NOW)
    assert (request.state, meeting.asking_accepted_at) == ("accepted", NOW)
    assert tied(session) == (1, 2)
    assert lapses(session) == {None}
    assert len(queries.meetings_of_delegation(session, [france.delegation.id], DESK)) == 1
    assert [(step.by, step.verb, step.room) for step in queries.steps_of(session, request.code)] == [
        ("desk", "confirm", "B-01"),
        ("asking", "accept", ""),
        ("asked", "accept", ""),
        ("desk", "hold", "B-01"),
        ("asking", "ask", ""),
    ]
    with pytest.raises(AlreadyPlaced):
        hold(session, request, room)


def test_who_agreed_to_that_time_before_need_not_do_so_again(session: Session) -> None:
    rooms = make_rooms(session, 10, 10, 10)
    france, japan, chile, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "IT"))
    agreed = agree(session, france, japan, "10:00")
    assert hold(session, agreed, rooms[0]).state == "confirmed"
    offered = ask(session, chile, italy, **ALL_DAY)
    actions.offer_other_time(
        session, SYSTEM, NOW, request=offered, by="asked", version=None, starts_at=hanoi("10:00")
    )
    meeting = hold(session, offered, rooms[1])
    assert (meeting.state, offered.turn, meeting.asked_accepted_at) == ("held", "asking", NOW)
    accept(session, offered, "asking")
    assert meeting.state == "confirmed"
    other_time = agree(session, france, chile, "15:00")
    meeting = hold(session, other_time, rooms[2], "16:00")
    assert (meeting.state, other_time.state, other_time.turn) == ("held", "other_time", "both")


def test_a_hold_ends_at_the_latest_when_its_meeting_would_begin(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    request = ask(session, make_team(session, "FR"), make_team(session, "JP"))
    early = hanoi("07:30")
    assert hold(session, request, room, "10:00", now=early).held_until == hanoi("10:00")


@pytest.mark.parametrize("end", ["decline", "withdraw", "offer", "release", "desk", "principal"])
def test_what_ends_a_hold_frees_it_at_once(session: Session, end: str) -> None:
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    deputy = make_participant(session, japan.delegation, function=DelegateFunction.DHOD, rank_class=40)
    request = ask(session, france, japan, **ALL_DAY)
    meeting = hold(session, request, room)
    before = len(news(session))
    both = sorted(team.focal_point.email for team in (france, japan))
    given: dict[str, object] = {"request": request, "version": request.version}
    ends: dict[str, tuple[object, dict[str, object], tuple[str, str], list[str]]] = {
        "decline": (actions.decline, {"by": "asked"}, ("declined", "both"), [france.focal_point.email]),
        "withdraw": (actions.withdraw, {}, ("withdrawn", "both"), [japan.focal_point.email]),
        "offer": (
            actions.offer_other_time, {"by": "asked", "starts_at": hanoi("15:00")}, ("other_time", "asking"),
            [france.focal_point.email],
        ),
        "release": (actions.release, {"by": "asking"}, ("with_desk", "desk"), [japan.focal_point.email]),
        "desk": (actions.release, {"by": "desk"}, ("with_desk", "desk"), both),
        "principal": (actions.name_principal, {"by": "asked", "participant": deputy}, ("with_desk", "desk"), []),
    }  # fmt: skip
    act, more, expected, told = ends[end]
    act(session, SYSTEM, NOW, **given, **more)
    assert (meeting.state, request.state, request.turn) == ("released", *expected)
    assert tied(session) == (0, 0)
    assert sorted(to for to, _ in news(session)[before:]) == told
    assert queries.facts_of(session, request, DESK, NOW).meeting is None
    if request.state in ("with_desk", "other_time"):
        assert hold(session, request, room).state == "held"
    with pytest.raises(StaleVersion):
        act(session, SYSTEM, NOW, **given, **more)


def test_nothing_is_given_up_twice(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    request = ask(session, make_team(session, "FR"), make_team(session, "JP"))
    hold(session, request, room)
    with pytest.raises(AlreadyPlaced):
        hold(session, request, room, "11:00")
    actions.release(session, SYSTEM, NOW, request=request, by="desk", version=None)
    with pytest.raises(TimeNotOffered):
        actions.release(session, SYSTEM, NOW, request=request, by="desk", version=None)


def test_a_lapsed_hold_blocks_nobody_while_the_worker_sleeps(session: Session) -> None:
    """Another meeting, the programme and every list see it as free from that moment on."""
    (room,) = make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    lapsed = hold(session, ask(session, france, japan), room)
    request = ask(session, france, chile, **ALL_DAY)
    day = (hanoi("00:00"), hanoi("23:59"))
    for now, count in ((LATER - timedelta(seconds=1), 1), (LATER, 0)):
        assert len(holds_between(session, *day, now=now)) == count
        assert len(queries.duties_of(session, [france.head.id], *day, now=now)) == count
        (column,) = queries.board(session, hanoi("10:00").date(), ZONE, DESK, now=now)
        assert len(column.items) == count
        assert len(free_rooms(session, held_from=hanoi("10:00"), held_until=hanoi("11:00"), now=now)) == 1 - count
        assert queries.counts(session, DESK, now)["held"] == count
        assert queries.counts(session, DESK, now)["unanswered"] == 2 - count
        standing = queries.facts_of(session, lapsed.request, DESK, now).standing
        assert standing == ("held" if count else "other_time")
    with pytest.raises((RoomTaken, PrincipalBlocked)), session.begin_nested():
        hold(session, request, room)
    assert hold(session, request, room, now=LATER).state == "held"
    assert lapsed.state == "expired"
    assert tied(session) == (1, 2)
    sentence = "The time to accept a meeting has passed, and its room is not held any more."
    assert sorted(to for to, said in news(session) if said == sentence) == sorted(
        team.focal_point.email for team in (france, japan)
    )


def test_the_programme_takes_a_lapsed_place(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    meeting = hold(session, ask(session, france, japan), room)
    draft = EntryDraft(
        kind=EntryKind.ROUND_TABLE, title="Debate", starts_at=hanoi("10:00"), ends_at=hanoi("11:00"), room=room.code
    )
    with pytest.raises(RoomTaken), session.begin_nested():
        schedule_entry(session, SYSTEM, NOW, facts=draft)
    entry = schedule_entry(session, SYSTEM, LATER, facts=draft)
    name_contributor(
        session, SYSTEM, LATER, entry=entry, participant=japan.head, part=ContributorPart.SPEAKER
    )
    assert actions.expire_holds(session, LATER) == 1
    assert meeting.state == "expired"
    assert [hold.holder_code for hold in session.scalars(select(RoomHold))] == [entry.code]
    assert [duty.duty_code for duty in session.scalars(select(Engagement))] == [entry.code]


def test_the_worker_ends_what_has_lapsed_once_and_tells_both(session: Session) -> None:
    rooms = make_rooms(session, 10, 10)
    france, japan, chile, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "IT"))
    first, second = (
        hold(session, ask(session, *pair, **ALL_DAY), room)
        for pair, room in zip(((france, japan), (chile, italy)), rooms, strict=True)
    )
    actions.move(
        session, SYSTEM, NOW + timedelta(hours=1), meeting=second, room=rooms[1], starts_at=hanoi("11:00"), version=None
    )
    told = len(news(session))
    assert actions.expire_holds(session, LATER - timedelta(seconds=1)) == 0
    assert actions.expire_holds(session, LATER) == 1
    assert actions.expire_holds(session, LATER) == 0
    assert (first.state, second.state, tied(session)) == ("expired", "held", (1, 2))
    assert len(news(session)) == told + 2
    line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "expire")).one()
    assert (line.actor_code, line.after["room"]) == ("SYSTEM", "B-01")


def test_a_time_that_is_held_no_more_is_still_offered_without_a_room(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan, chile, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "IT"))
    request, other = ask(session, france, japan), ask(session, chile, italy)
    meeting = hold(session, request, room)
    accept(session, request, "asked")
    accept(session, request, "asking", now=LATER)
    assert (meeting.state, request.state, request.proposed_at) == ("expired", "accepted", hanoi("10:00"))
    assert tied(session) == (0, 0)
    (case,) = queries.placing_cases(session, DESK, LATER)
    assert case.request.code == request.code
    hold(session, other, room, now=LATER)
    assert queries.offered_times(session, request, LATER) == []
    with pytest.raises(RoomTaken), session.begin_nested():
        actions.confirm(session, SYSTEM, LATER, request=request, room=room, starts_at=hanoi("10:00"))


def high(session: Session, code: str) -> Team:
    return make_team(session, code, rank_class=10)


def test_a_higher_class_takes_a_held_place_and_the_request_goes_back_to_the_desk(session: Session) -> None:
    """BIL-21, by the room and by a principal."""
    rooms = make_rooms(session, 10, 10)
    france, japan, chile, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "IT"))
    leaders = high(session, "DE"), high(session, "ES")
    low = hold(session, ask(session, france, japan), rooms[0])
    assert low.priority == 2
    equal = ask(session, chile, italy)
    with pytest.raises(RoomTaken), session.begin_nested():
        hold(session, equal, rooms[0])
    told = len(news(session))
    first = hold(session, ask(session, *leaders), rooms[0])
    assert (first.state, first.priority) == ("held", 1)
    assert (low.state, low.request.state, low.request.turn, low.request.proposed_at) == (
        "superseded", "with_desk", "desk", None,
    )  # fmt: skip
    sentence = "A time that was held for a meeting had to be given to another one. The bilateral desk looks for another time."
    assert sorted(to for to, said in news(session)[told:] if said == sentence) == sorted(
        team.focal_point.email for team in (france, japan)
    )
    assert tied(session) == (1, 2)


def test_a_higher_meeting_of_the_same_principal_takes_the_held_time(session: Session) -> None:
    rooms = make_rooms(session, 10, 10)
    france, japan, leader = make_team(session, "FR"), make_team(session, "JP"), high(session, "DE")
    low = hold(session, ask(session, france, japan), rooms[0])
    higher = hold(session, ask(session, leader, japan), rooms[1], "10:15", noted=Noted((Warned.LEVELS,)))
    assert (low.state, higher.state, tied(session)) == ("superseded", "held", (1, 2))


def test_a_confirmed_place_is_taken_by_nobody(session: Session) -> None:
    rooms = make_rooms(session, 10, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    leaders = high(session, "DE"), high(session, "ES")
    low = meet(session, france, japan, rooms[0])
    request = ask(session, *leaders)
    with pytest.raises(RoomTaken) as refused, session.begin_nested():
        hold(session, request, rooms[0])
    assert refused.value.sentence == "Room B-01 is taken 10:00–10:45 (Hanoi time) and reserved."
    assert [one.room_code for one in refused.value.alternatives][:1] == ["B-02"]
    with pytest.raises(Conflict), session.begin_nested():
        hold(session, ask(session, leaders[0], japan), rooms[1], noted=Noted((Warned.LEVELS,)))
    assert (low.state, tied(session)) == ("confirmed", (1, 2))


def test_levels_and_seats_are_judged_when_a_place_is_held(session: Session) -> None:
    rooms = make_rooms(session, 4, 10)
    request = ask(session, make_team(session, "FR"), make_team(session, "JP", rank_class=70))
    with pytest.raises(LevelsDiffer):
        hold(session, request, rooms[1])
    with pytest.raises(RuleBroken) as refused:
        hold(session, request, rooms[0], noted=Noted((Warned.LEVELS,)))
    assert refused.value.field == "room"
    assert hold(session, request, rooms[1], noted=Noted((Warned.LEVELS,))).priority == 2


def test_a_held_meeting_moves_and_asks_again_only_for_another_time(session: Session) -> None:
    rooms = make_rooms(session, 10, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan, **ALL_DAY)
    meeting = hold(session, request, rooms[0])
    accept(session, request, "asked")

    def move(room: Room, clock: str, now: object = NOW) -> None:
        actions.move(
            session, SYSTEM, now, meeting=meeting, room=room, starts_at=hanoi(clock), version=None
        )

    move(rooms[1], "10:00")
    assert (meeting.state, request.turn, meeting.asked_accepted_at) == ("held", "asking", NOW)
    hour = NOW + timedelta(hours=1)
    move(rooms[1], "15:00", hour)
    assert (meeting.state, meeting.held_until, meeting.asked_accepted_at) == ("held", hour + HOLD_FOR, None)
    assert (request.state, request.turn, request.proposed_at) == ("other_time", "both", hanoi("15:00"))
    assert lapses(session) == {hour + HOLD_FOR}
    with pytest.raises(TimeNotOffered):
        move(rooms[0], "16:00", hour + HOLD_FOR)


def test_the_database_keeps_one_standing_meeting_for_each_request(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    request = ask(session, make_team(session, "FR"), make_team(session, "JP"))
    hold(session, request, room)
    for state, is_refused in (("expired", False), ("released", False), ("superseded", False), ("held", True), ("done", True)):
        row = {
            "code": f"BM-{state}", "request_id": request.id, "room_id": room.id, "starts_at": hanoi("12:00"),
            "ends_at": hanoi("12:30"), "state": state, "priority": 3, "held_until": LATER, "version": 1,
        }  # fmt: skip
        if not is_refused:
            session.execute(insert(BilateralMeeting).values(row))
            continue
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(BilateralMeeting).values(row))


def test_priority_classes(session: Session) -> None:
    """BIL-21."""
    ranks = rank_table(session)
    expected = {
        ("HOST", 10): 0, ("HOST", 20): 0, ("HOST", 25): 0, ("UN_SEC", 22): 0, ("HOST", 30): 2,
        ("STATE_M", 10): 1, ("STATE_M", 20): 1, ("REIO", 22): 1, ("STATE_M", 25): 1, ("UN_SEC", 45): 2,
        ("STATE_M", 30): 2, ("STATE_M", 40): 2, ("STATE_M", 45): 2, ("STATE_M", 50): 3, ("HOST", 70): 3,
    }  # fmt: skip
    assert {key: priority_class(*key, ranks) for key in expected} == expected


def test_the_sweep_of_the_workers_and_the_shell_end_what_has_lapsed(app: Flask, database: Database) -> None:
    with database.committing() as session:
        rooms = make_rooms(session, 10, 10)
        pairs = [[make_team(session, code) for code in both] for both in (("FR", "JP"), ("CL", "IT"))]
        for both, room in zip(pairs, rooms, strict=True):
            hold(session, ask(session, *both), room)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["bilaterals", "expire"]).output == "2 holds have lapsed.\n"
    with database.committing() as session:
        assert tied(session) == (0, 0)
        request = session.scalars(select(MeetingRequest).order_by(MeetingRequest.id)).first()
        hold(session, request, session.get_one(Room, rooms[0].id))
    sweep_all(database)
    with database.reading() as session:
        states = session.scalars(select(BilateralMeeting.state).order_by(BilateralMeeting.id)).all()
        assert (states, tied(session)) == (["expired"] * 3, (0, 0))
    assert runner.invoke(args=["bilaterals", "expire"]).output == "0 holds have lapsed.\n"

"""A plan becomes meetings, and an answer of the day is sent: all of it, or nothing with the reason of each."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Noted, Occasion, OccasionKind, Ring, Warned, read_plan
from summit.bilaterals.lifecycle import MeetingState, PlanState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, ScheduleRun
from summit.bilaterals.rules import MeetingsRefused, PlanOutdated
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from summit.notices.models import Notice
from summit.venues.actions import hold_room
from summit.venues.queries import room_by_code
from tests.bilaterals.stage import CHIEF, ask, hanoi, make_rooms, make_team, meet
from tests.bilaterals.test_plan_runs import crowd, planned
from tests.factories import NOW, SYSTEM


def publish(session: Session, code: str, **changes: object) -> list[BilateralMeeting]:
    run = queries.plan_to_change(session, code)
    return actions.publish_plan(session, SYSTEM, NOW, run=run, version=run.version, **changes)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_every_meeting_of_the_plan_is_held_and_both_sides_are_told(database: Database) -> None:
    with database.committing() as session:
        crowd(session, meeting=True)
        letters = count(session, Notice)
    code = planned(database)
    with database.committing() as session:
        publish(session, code)
    with database.committing() as session:
        run = queries.plan_by_code(session, code)
        clock = queries.clock_of(session, run)
        standing = {
            (one.request.code, one.room.code, clock.minutes(one.starts_at), one.state)
            for one in session.scalars(select(BilateralMeeting))
        }
        fixed = {one.code for one in queries.problem_of(run).requests if one.fixed is not None}
        assert standing == {
            (one.request, one.room, one.start, MeetingState.CONFIRMED if one.request in fixed else MeetingState.HELD)
            for one in read_plan(run.plan).meetings
        }
        assert count(session, Notice) == letters + 3 * 2
        assert run.state == PlanState.PUBLISHED
        with pytest.raises(ImpossibleMove):
            publish(session, code)
        with pytest.raises(StaleVersion):
            actions.publish_plan(session, SYSTEM, NOW, run=run, version=run.version - 1)


def test_a_plan_that_the_register_overtook_is_refused_with_the_reason(database: Database) -> None:
    with database.committing() as session:
        withdrawn, *_ = crowd(session)
    code = planned(database)
    with database.committing() as session:
        found = session.scalars(select(MeetingRequest).where(MeetingRequest.code == withdrawn)).one()
        actions.withdraw(session, SYSTEM, NOW, request=found, version=None)
        for room in ("B-01", "B-02"):
            hold_room(
                session, room=room_by_code(session, room), held_from=hanoi("08:00"), held_until=hanoi("20:00"),
                kind="agenda_entry", code=f"E-{room}", label="X",
            )  # fmt: skip
    with database.committing() as session, pytest.raises(PlanOutdated) as refused:
        publish(session, code)
    assert "Lao People's Democratic Republic – Chile is not open any more." in refused.value.sentence
    assert refused.value.sentence.count("is closed then") == 2
    with database.reading() as session:
        assert count(session, BilateralMeeting) == 0


def test_each_meeting_that_cannot_be_held_is_named_and_none_is_held(database: Database) -> None:
    with database.committing() as session:
        laos = make_team(session, "LA", rank_class=10)
        make_rooms(session, 12, 12)
        ask(session, laos, make_team(session, "CL", rank_class=70))
        ask(session, laos, make_team(session, "JP", rank_class=20))
    code = planned(database)
    with database.committing() as session, pytest.raises(MeetingsRefused) as refused:
        publish(session, code)
    assert [one.split(":")[0] for one in refused.value.refused] == ["Lao People's Democratic Republic – Chile"]
    assert "not of equal level" in refused.value.refused[0]
    with database.committing() as session:
        assert count(session, BilateralMeeting) == 0
        assert len(publish(session, code, noted=Noted((Warned.LEVELS,)))) == 2


def answered(database: Database, occasion: Occasion) -> str:
    """The code of a planning that found ways to go on."""
    with database.committing() as session:
        run = actions.ask_for_answers(session, SYSTEM, NOW, occasion=occasion)
    return run.code


def late(database: Database, *, until: int = 660) -> tuple[str, dict[str, str]]:
    """Two meetings at nine; somebody of the first is late. The planning's code, and the codes of the meetings by name."""
    with database.committing() as session:
        laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
        rooms = make_rooms(session, 12, 12)
        first, second = meet(session, laos, chile, rooms[0], "09:00"), meet(session, japan, kenya, rooms[1], "09:00")
        codes = {"late": first.code, "stays": second.code}
        who = laos.head.code
    return answered(database, Occasion(OccasionKind.LATE, who, 480, until)), codes


def send(session: Session, code: str, actor: object = CHIEF, **changes: object) -> list[BilateralMeeting]:
    run = queries.plan_to_change(session, code)
    answer = queries.answers_of(run)[0]
    return actions.send_answer(
        session, actor, NOW, run=run, version=run.version, answer=answer, **changes
    )


def test_a_late_principal_gets_two_answers_and_nothing_moves_by_itself(database: Database) -> None:
    code, codes = late(database)
    with database.reading() as session:
        answers = queries.answers_of(queries.plan_by_code(session, code))
        assert [one.ring for one in answers] == [Ring.OWN, Ring.COUNTERPARTS]
        for answer in answers:
            assert [(one.before.start, one.after.start >= 660) for one in answer.moved] == [(540, True)]
            assert answer.dropped == ()
        starts = {one.code: one.starts_at for one in session.scalars(select(BilateralMeeting))}
        assert starts == {code: hanoi("09:00") for code in codes.values()}


def test_only_the_chief_sends_another_time_of_a_confirmed_meeting(database: Database) -> None:
    code, codes = late(database)
    with database.committing() as session, pytest.raises(RuleBroken, match="Chief of Protocol"):
        send(session, code, SYSTEM)
    with database.committing() as session:
        (moved,) = send(session, code)
        assert (moved.code, moved.state, moved.request.turn) == (codes["late"], MeetingState.HELD, "both")
    with database.reading() as session:
        starts = {one.code: one.starts_at for one in session.scalars(select(BilateralMeeting))}
        assert starts[codes["stays"]] == hanoi("09:00")
        assert starts[codes["late"]] >= hanoi("11:00")
        assert session.scalars(select(ScheduleRun.state)).all() == [PlanState.PUBLISHED]


def test_what_finds_no_other_time_is_called_off_only_when_that_is_said(database: Database) -> None:
    code, codes = late(database, until=2 * 1440)
    with database.committing() as session:
        assert send(session, code) == []
        states = {one.code: one.state for one in session.scalars(select(BilateralMeeting))}
        assert states == dict.fromkeys(codes.values(), MeetingState.CONFIRMED)
        session.rollback()
    with database.committing() as session, pytest.raises(RuleBroken, match="called off for others only by the Chief"):
        send(session, code, SYSTEM, calls_off=True)
    with database.committing() as session:
        send(session, code, calls_off=True)
    with database.reading() as session:
        states = {one.code: one.state for one in session.scalars(select(BilateralMeeting))}
        assert states == {codes["late"]: MeetingState.CANCELLED, codes["stays"]: MeetingState.CONFIRMED}


def test_an_answer_that_was_overtaken_is_not_sent(database: Database) -> None:
    code, codes = late(database)
    with database.committing() as session:
        meeting = session.scalars(select(BilateralMeeting).where(BilateralMeeting.code == codes["late"])).one()
        actions.move(
            session, CHIEF, NOW, meeting=meeting, room=room_by_code(session, "B-02"), starts_at=hanoi("12:00"),
            version=None,
        )  # fmt: skip
    with database.committing() as session, pytest.raises(PlanOutdated, match="has changed since"):
        send(session, code)


def test_a_lost_room_moves_its_meetings_to_another(database: Database) -> None:
    with database.committing() as session:
        rooms = make_rooms(session, 12, 12)
        meet(session, make_team(session, "LA"), make_team(session, "CL"), rooms[0], "09:00")
    code = answered(database, Occasion(OccasionKind.ROOM_LOST, "B-01", 480, 1200))
    with database.committing() as session:
        (moved,) = send(session, code, SYSTEM)
        assert (moved.room.code, moved.starts_at) == ("B-02", hanoi("09:00"))


@pytest.mark.parametrize(
    "occasion",
    [
        Occasion(OccasionKind.LATE, "P-NOBODY", 480, 600),
        Occasion(OccasionKind.ROOM_LOST, "B-01", 600, 600),
        Occasion(OccasionKind.ROOM_LOST, "X", 480, 600),
    ],
)
def test_an_occasion_names_somebody_and_a_time(session: Session, occasion: Occasion) -> None:
    rooms = make_rooms(session, 12)
    meet(session, make_team(session, "LA"), make_team(session, "CL"), rooms[0], "09:00")
    with pytest.raises(RuleBroken):
        actions.ask_for_answers(session, SYSTEM, NOW, occasion=occasion)

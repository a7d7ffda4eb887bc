"""What happens on the day stands in the register, and everything that comes after knows of it (BIL-41)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.agenda.actions import schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Occasion, OccasionKind, PlannedMeeting, Rule, Span, read_problem
from summit.bilaterals.models import BilateralMeeting, PrincipalBlock, ScheduleRun
from summit.bilaterals.rules import PrincipalBlocked, conflicts, newly_broken, stood
from summit.delegations.models import Engagement
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from summit.notices.models import Notice
from summit.venues.models import RoomClosure, RoomHold
from summit.venues.rules import RoomTaken
from tests.badges.stage import counted
from tests.bilaterals.stage import ZONE, Team, ask, hanoi, make_rooms, make_team, meet
from tests.bilaterals.test_pages import Browser, words
from tests.factories import FACTS, NOW, SYSTEM

NINE, TEN, ELEVEN = 540, 600, 660
DAY = (hanoi("00:00"), hanoi("23:59"))
DESK = Reach(everything=True)


def late(session: Session, team: Team, start: int = NINE, until: int = ELEVEN) -> None:
    occasion = Occasion(OccasionKind.LATE, team.head.code, start, until)
    actions.note_occasion(session, SYSTEM, NOW, occasion=occasion)


def lost(session: Session, code: str, start: int = NINE, until: int = ELEVEN) -> None:
    actions.note_occasion(session, SYSTEM, NOW, occasion=Occasion(OccasionKind.ROOM_LOST, code, start, until))


def test_who_is_late_is_offered_nothing_and_placed_nowhere_until_then(session: Session) -> None:
    (room,) = make_rooms(session, 12)
    laos, chile, japan = (make_team(session, code) for code in ("LA", "CL", "JP"))
    standing = meet(session, laos, chile, room, "09:00")
    request = ask(session, japan, laos)
    late(session, laos)
    assert queries.offered_times(session, request, NOW) == [hanoi("11:00"), hanoi("11:15"), hanoi("11:30")]
    with pytest.raises(PrincipalBlocked) as refused, session.begin_nested():
        actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("10:30"))
    assert refused.value.sentence == "One of the principals is not available at that time. Choose another time."
    with pytest.raises(PrincipalBlocked), session.begin_nested():
        actions.offer_other_time(
            session, SYSTEM, NOW, request=request, by="asked", version=None, starts_at=hanoi("10:00")
        )
    problem = queries.scheduling_problem(session, NOW)
    busy = {one.code: one.busy for one in problem.principals}
    assert (busy[laos.head.code], busy[chile.head.code]) == (((NINE - 5, ELEVEN),), ())
    here = [*stood(problem), PlannedMeeting(request.code, "B-01", TEN)]
    assert [one.rule for one in newly_broken(here, problem)] == [Rule.PRINCIPAL_BUSY]
    assert (standing.state, standing.starts_at) == ("confirmed", hanoi("09:00"))
    actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("11:00"))


def test_a_lost_room_is_offered_nowhere_and_what_stands_in_it_stays(session: Session) -> None:
    first, second = make_rooms(session, 10, 12)
    laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
    standing = meet(session, laos, chile, first, "09:00")
    request = ask(session, japan, kenya, clock_from="09:00", clock_until="11:00")
    lost(session, "B-01")
    assert {one.room_code for one in queries.wished_proposals(session, request, NOW)} == {"B-02"}
    with pytest.raises(RoomTaken) as refused, session.begin_nested():
        actions.hold(session, SYSTEM, NOW, request=request, room=first, starts_at=hanoi("10:00"))
    assert refused.value.sentence == "Room B-01 is closed 09:00–11:00 (Hanoi time)."
    assert [one.room_code for one in refused.value.alternatives][:1] == ["B-02"]
    own = actions.ask_room(
        session, SYSTEM, NOW, delegation=japan.delegation, starts_at=hanoi("10:00"), minutes=30, persons=8
    )
    assert own.room is second
    problem = queries.scheduling_problem(session, NOW)
    closed = {room.code: room.closed for room in problem.rooms}
    assert closed["B-01"] == ((NINE - 15, ELEVEN),)
    found = conflicts([*stood(problem), PlannedMeeting(request.code, "B-01", TEN)], problem)
    assert [(one.rule, one.requests) for one in found] == [
        (Rule.ROOM_CLOSED, (standing.request.code,)), (Rule.ROOM_CLOSED, (request.code,)),
    ]  # fmt: skip
    assert (standing.state, standing.room) == ("confirmed", first)
    for side in queries.board(session, FACTS.first_day, ZONE, Reach()):
        labels = [item.label for item in side.items]
        assert labels == (["Closed", "Reserved"] if side.code == "B-01" else ["Reserved"])
    actions.hold(session, SYSTEM, NOW, request=request, room=first, starts_at=hanoi("11:00"))


def test_a_held_meeting_in_a_lost_room_is_accepted_where_it_is_and_moves_only_elsewhere(session: Session) -> None:
    first, second = make_rooms(session, 12, 12)
    request = ask(session, make_team(session, "LA"), make_team(session, "CL"))
    meeting = actions.hold(session, SYSTEM, NOW, request=request, room=first, starts_at=hanoi("10:00"))
    lost(session, "B-01")
    with pytest.raises(RoomTaken), session.begin_nested():
        actions.move(session, SYSTEM, NOW, meeting=meeting, room=first, starts_at=hanoi("10:15"), version=None)
    session.refresh(meeting)
    for side in ("asked", "asking"):
        actions.accept(session, SYSTEM, NOW, request=request, by=side, version=None)
    assert (meeting.state, meeting.room) == ("confirmed", first)
    actions.move(session, SYSTEM, NOW, meeting=meeting, room=second, starts_at=hanoi("10:00"), version=None)
    with pytest.raises(RoomTaken), session.begin_nested():
        actions.move(session, SYSTEM, NOW, meeting=meeting, room=first, starts_at=hanoi("10:00"), version=None)


def test_the_day_shows_what_cannot_take_place_as_it_stands(session: Session, database: Database) -> None:
    """TRV-03: after a flight, an absence, a closure or a new duty; held and confirmed ones alike."""
    rooms = make_rooms(session, 12, 12)
    laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
    first = meet(session, laos, chile, rooms[0], "09:00")
    request = ask(session, japan, kenya)
    second = actions.hold(session, SYSTEM, NOW, request=request, room=rooms[1], starts_at=hanoi("11:00"))
    third = meet(session, laos, japan, rooms[1], "15:00")
    assert [one.broken for one in queries.day_meetings(session, *DAY, NOW)] == [(), (), ()]
    with counted(database) as before:
        queries.day_meetings(session, *DAY, NOW)
    for kind, team, clock in (("arrival", kenya, "10:00"), ("departure", laos, "18:00")):
        span = Span(hanoi(clock), hanoi(clock))
        actions.block_principal(session, SYSTEM, NOW, participant=team.head, kind=kind, span=span)
    late(session, chile, until=TEN)
    lost(session, "B-01", 9 * 60 + 15, TEN)
    draft = EntryDraft(
        kind=EntryKind.PLENARY, title="Closing", starts_at=hanoi("15:00"), ends_at=hanoi("16:00"), for_all_heads=True
    )
    schedule_entry(session, SYSTEM, NOW, facts=draft)
    with counted(database) as after:
        found = {one.code: one.broken for one in queries.day_meetings(session, *DAY, NOW)}
    assert len(after) == len(before)
    assert found == {
        first.code: ("Room B-01 is closed 09:15–10:00.", "CL HEADNAME is not there 09:00–10:00."),
        second.code: ("KE HEADNAME arrives at 10:00; ninety minutes from then on are kept free.",),
        third.code: (
            "LA HEADNAME has another duty 15:00–16:00: All heads of delegation.",
            "LA HEADNAME leaves at 18:00; three hours before it are kept free.",
            "JP HEADNAME has another duty 15:00–16:00: All heads of delegation.",
        ),
    }
    assert {one.state for one in (first, third)} == {"confirmed"}
    board = queries.board(session, FACTS.first_day, ZONE, DESK, now=NOW)
    assert [(item.label, item.is_broken) for item in board[0].items] == [
        ("Closed", False), ("Lao People's Democratic Republic – Chile", True),
    ]  # fmt: skip
    for outsider in (Reach(), Reach(delegations=frozenset({kenya.delegation.id}))):
        shown = [item for room in queries.board(session, FACTS.first_day, ZONE, outsider, now=NOW) for item in room.items]
        assert [item.is_broken for item in shown if not item.request_code] == [False] * (4 if outsider == Reach() else 3)
    span = Span(hanoi("21:00"), hanoi("21:00"))
    actions.block_principal(session, SYSTEM, NOW, participant=laos.head, kind="departure", span=span)
    assert [len(one.broken) for one in queries.day_meetings(session, *DAY, NOW)] == [2, 1, 2]
    actions.cancel(session, SYSTEM, NOW, meeting=first, version=None)
    assert [one.broken == () for one in queries.day_meetings(session, *DAY, NOW)] == [True, False, False]


def test_it_is_noted_once_with_who_and_when_and_can_be_taken_back(session: Session) -> None:
    (room,) = make_rooms(session, 12)
    laos, chile = make_team(session, "LA"), make_team(session, "CL")
    request = ask(session, laos, chile)
    letters = session.scalar(select(func.count()).select_from(Notice))
    for _ in range(2):
        late(session, laos)
        lost(session, "B-01", until=TEN)
    found = queries.noted_occasions(session, NOW)
    assert sorted((one.kind, one.name, one.span) for one in found) == [
        (OccasionKind.LATE, "LA HEADNAME (Lao People's Democratic Republic)", Span(hanoi("09:00"), hanoi("11:00"))),
        (OccasionKind.ROOM_LOST, "B-01", Span(hanoi("09:00"), hanoi("10:00"))),
    ]
    assert queries.noted_occasions(session, hanoi("11:00")) == []
    for one in found:
        actions.take_back(session, SYSTEM, NOW, noted=queries.noted_by_code(session, one.code))
    assert queries.noted_occasions(session, NOW) == []
    lines = session.execute(
        select(AuditEntry.verb, AuditEntry.object_kind, AuditEntry.actor_code)
        .where(AuditEntry.verb.in_(["block", "close", "unblock", "reopen"]))
        .order_by(AuditEntry.id)
    ).all()
    assert sorted(lines) == [
        ("block", "principal_block", "SYSTEM"), ("close", "room", "SYSTEM"),
        ("reopen", "room", "SYSTEM"), ("unblock", "principal_block", "SYSTEM"),
    ]  # fmt: skip
    assert session.scalar(select(func.count()).select_from(Notice)) == letters
    assert queries.offered_times(session, request, NOW)[0] == hanoi("09:00")
    actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("09:00"))


def test_an_occasion_needs_somebody_and_a_length(session: Session) -> None:
    make_rooms(session, 12)
    for occasion, field in (
        (Occasion(OccasionKind.LATE, "P-NOBODY", NINE, TEN), "principal"),
        (Occasion(OccasionKind.ROOM_LOST, "X-99", NINE, TEN), "principal"),
        (Occasion(OccasionKind.ROOM_LOST, "B-01", TEN, TEN), "clock_until"),
    ):
        with pytest.raises(RuleBroken) as refused:
            actions.note_occasion(session, SYSTEM, NOW, occasion=occasion)
        assert refused.value.field == field
    actions.note_occasion(session, SYSTEM, NOW, occasion=Occasion(OccasionKind.PROGRAMME))
    assert session.scalars(select(RoomClosure)).all() == session.scalars(select(PrincipalBlock)).all() == []


def test_only_the_desk_takes_back_what_it_noted(session: Session) -> None:
    laos = make_team(session, "LA")
    late(session, laos)
    block = session.scalars(select(PrincipalBlock)).one()
    with pytest.raises(NotFound):
        queries.block_by_code(session, laos.head.id, block.code)
    (line,) = queries.calendar_of(session, laos.head, *DAY, NOW)
    assert (line.label, line.is_kept, line.block) == ("Not available", True, "")
    rest = actions.block_principal(
        session, SYSTEM, NOW, participant=laos.head, kind="rest", span=Span(hanoi("12:00"), hanoi("13:00"))
    )
    with pytest.raises(NotFound):
        queries.noted_by_code(session, rest.code)


def test_what_happened_stands_in_the_exported_problem(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.committing() as session:
        make_rooms(session, 12)
        laos = make_team(session, "LA")
        ask(session, laos, make_team(session, "CL"))
        late(session, laos)
        lost(session, "B-01", until=TEN)
        code = laos.head.code
    out = tmp_path / "problem.json"
    with app.app_context():
        told = app.test_cli_runner().invoke(args=["bilaterals", "export-problem", "--out", str(out)])
    assert told.exit_code == 0, told.output
    problem = read_problem(out.read_text())
    assert {one.code: one.busy for one in problem.principals}[code] == ((NINE - 5, ELEVEN),)
    assert [room.closed for room in problem.rooms] == [((NINE - 15, TEN),)]


def test_the_page_notes_even_while_a_planning_is_at_work(database: Database, client_as: Browser) -> None:
    with database.committing() as session:
        laos, chile = make_team(session, "LA"), make_team(session, "CL")
        (room,) = make_rooms(session, 12)
        request = meet(session, laos, chile, room, "09:00").request.code
        ask(session, chile, laos)
        name = laos.head.code
        actions.ask_for_plan(session, SYSTEM, NOW, seconds=1)
    with database.committing() as session:
        session.execute(update(ScheduleRun).values(state="queued", job_id=None))
    desk = client_as(Role.BILATERAL_DESK)
    typed = {"kind": "late", "principal": name, "day": "2025-10-25", "clock_from": "09:00", "clock_until": "11:00"}
    refused = desk.send("/bilaterals/occasions", typed)
    assert (refused.status_code, "Another planning is at work" in words(refused)) == (409, True)
    page = words(desk.get("/bilaterals/occasions"))
    assert "is not there Sat 25 Oct, 09:00–11:00" in page
    typed |= {"kind": "room_lost", "room": "B-01", "only_note": "y"}
    noted = desk.send("/bilaterals/occasions", typed, follow_redirects=True)
    assert "It is noted. Nothing new is placed against it." in words(noted)
    assert "Room B-01 is closed Sat 25 Oct, 09:00–11:00" in words(noted)
    assert desk.send("/bilaterals/occasions", {"kind": "programme", "only_note": "y"}).status_code == 422
    with database.reading() as session:
        code = session.scalars(select(RoomClosure.code)).one()
        assert session.scalar(select(func.count()).select_from(RoomHold)) == 1
        assert session.scalar(select(func.count()).select_from(Engagement)) == 2
        assert session.scalars(select(BilateralMeeting.state)).all() == ["confirmed"]
    told = "This meeting cannot stand as it is. It stays until you move it or call it off. Room B-01 is closed 09:00–11:00."
    assert told in words(desk.get(f"/bilaterals/{request}"))
    assert "cannot stand as it is" not in words(client_as(Role.PROTOCOL_OFFICER).get(f"/bilaterals/{request}"))
    back = desk.send(f"/bilaterals/occasions/{code}/removal", from_page="/bilaterals/occasions", follow_redirects=True)
    assert "It is taken back." in words(back)
    assert "Room B-01 is closed" not in words(back)

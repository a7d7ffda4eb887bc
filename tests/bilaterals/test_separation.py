"""Two delegations that are kept apart: who knows, what the desk is told, and what offers and plans avoid (BIL-18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import (
    Broken,
    Noted,
    PlanClock,
    PlannedMeeting,
    PlanRoom,
    Reason,
    ReasonKind,
    RoomClass,
    Rule,
    Warned,
    write_plan,
)
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, SeparationPair
from summit.bilaterals.rules import (
    AlreadyKeptApart,
    OtherRoomAdvised,
    PlanBroken,
    broken_words,
    conflicts,
    reason_words,
)
from summit.bilaterals.solver import solve
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken
from summit.venues.actions import open_room
from summit.venues.facts import RoomFacts
from summit.venues.models import Room
from tests.bilaterals.problems import problem, request
from tests.bilaterals.stage import ZONE, Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.bilaterals.test_races import at_once
from tests.browser import PageClient
from tests.factories import FACTS, NOW, SYSTEM

__all__ = ["at_once"]

NOTED = Noted((Warned.ROOM,))
VERDICT = ["Japan – Kenya: choose another room.", "To keep this room, place the meeting by its form."]
Browser = Callable[..., PageClient]


def apart(session: Session, one: Team, other: Team, reason: str = "") -> SeparationPair:
    return actions.keep_apart(session, SYSTEM, NOW, one=one.delegation, other=other.delegation, reason=reason)


def upstairs(session: Session, beside: Room) -> Room:
    """A room on another floor of the same house."""
    facts = RoomFacts("U-01", "Room upstairs", 12, kind="bilateral", floor="1", position=9)
    return open_room(session, SYSTEM, NOW, venue=beside.venue, facts=facts)


def hold(
    session: Session, request: MeetingRequest, room: Room, clock: str, noted: Noted | None = None
) -> BilateralMeeting:
    noted = noted or Noted()
    return actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi(clock), noted=noted)


@pytest.fixture
def four(session: Session) -> list[Team]:
    """Laos, Chile, Japan and Kenya; where two are kept apart, it is Laos and Japan."""
    return [make_team(session, code) for code in ("LA", "CL", "JP", "KE")]


def test_a_pair_is_entered_once_whichever_way_round(session: Session, four: list[Team]) -> None:
    laos, chile, *_ = four
    pair = apart(session, chile, laos, reason=" Talks broke off. ")
    assert (pair.one_id, pair.other_id) == tuple(sorted((laos.delegation.id, chile.delegation.id)))
    assert "Talks" not in pair.reason_sealed
    for one, other in ((laos, chile), (chile, laos)):
        with pytest.raises(AlreadyKeptApart, match="kept apart already"):
            apart(session, one, other)
    (line,) = queries.separations(session)
    assert (line.reason, line.entered_by, line.entered_at) == ("Talks broke off.", SYSTEM.name, NOW)
    with pytest.raises(RuleBroken, match="two delegations"):
        apart(session, laos, laos)
    with pytest.raises(RuleBroken, match="at most 200"):
        apart(session, laos, four[2], reason="x" * 201)
    actions.end_separation(session, SYSTEM, NOW, pair=pair)
    assert queries.separations(session) == []
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "separation_pair").order_by(AuditEntry.id))
    codes = f"{laos.delegation.code} {chile.delegation.code}"
    assert [(one.verb, one.after, one.reason) for one in lines] == [
        ("keep_apart", {"delegations": codes}, ""), ("end_separation", {"delegations": codes}, ""),
    ]  # fmt: skip


def test_two_who_enter_the_pair_at_once_both_ways_round_make_one(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    with database.committing() as session:
        ids = [make_team(session, code).delegation.id for code in ("LA", "CL")]

    def entering(one: int, other: int) -> Callable[[Session], object]:
        def deed(session: Session) -> None:
            first, second = (session.get_one(Delegation, number) for number in (one, other))
            actions.keep_apart(session, SYSTEM, NOW, one=first, other=second)

        return deed

    for _ in range(20):
        told = at_once(entering(*ids), entering(*reversed(ids)))
        assert sorted(told) == ["These two delegations are kept apart already.", "done"]
        with database.committing() as session:
            assert session.scalar(select(func.count()).select_from(SeparationPair)) == 1
            session.delete(session.scalars(select(SeparationPair)).one())


@pytest.mark.parametrize(
    ("clock", "is_advised"), [("10:00", True), ("10:40", True), ("09:20", True), ("10:45", False), ("09:15", False)]
)
def test_a_place_near_the_other_is_advised_against_and_may_be_noted(
    session: Session, four: list[Team], clock: str, is_advised: bool
) -> None:
    """Within a quarter of an hour of the meeting from 10:00 to 10:30 on the same floor."""
    laos, chile, japan, kenya = four
    first, second = make_rooms(session, 12, 12)
    meet(session, laos, chile, first, "10:00")
    apart(session, japan, laos)
    request = ask(session, japan, kenya)
    if is_advised:
        with pytest.raises(OtherRoomAdvised) as refused:
            hold(session, request, second, clock)
        assert refused.value.field == "room_noted"
        assert refused.value.sentence == (
            "Choose another room. If it has to be this one, confirm that protocol has taken note."
        )
        for team in four:
            assert team.delegation.code not in refused.value.sentence
    assert hold(session, request, second, clock, NOTED).state == "held"


def test_elsewhere_and_with_each_other_nothing_is_advised(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    rooms = make_rooms(session, 12, 12, 12)
    meet(session, laos, chile, rooms[0], "10:00")
    apart(session, japan, laos)
    assert hold(session, ask(session, japan, kenya), upstairs(session, rooms[0]), "10:00")
    assert hold(session, ask(session, laos, japan), rooms[1], "14:00")
    assert hold(session, ask(session, chile, kenya), rooms[2], "14:00")


def test_what_has_lapsed_keeps_nobody_away(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    first, second = make_rooms(session, 12, 12)
    hold(session, ask(session, laos, chile), first, "10:00")
    apart(session, japan, laos)
    request, late = ask(session, japan, kenya), hanoi("08:00")
    with pytest.raises(OtherRoomAdvised), session.begin_nested():
        actions.hold(session, SYSTEM, NOW, request=request, room=second, starts_at=hanoi("10:00"))
    held = actions.hold(session, SYSTEM, late, request=request, room=second, starts_at=hanoi("10:00"))
    assert (held.state, held.room) == ("held", second)


def test_confirming_and_moving_are_judged_as_holding_is(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    first, second = make_rooms(session, 12, 12)
    meet(session, laos, chile, first, "10:00")
    apart(session, japan, laos)
    upper = upstairs(session, first)
    request, at = agree(session, japan, kenya, "10:00"), hanoi("10:00")
    with pytest.raises(OtherRoomAdvised):
        actions.confirm(session, SYSTEM, NOW, request=request, room=second, starts_at=at)
    meeting = actions.confirm(session, SYSTEM, NOW, request=request, room=upper, starts_at=at)

    def move(noted: Noted) -> None:
        with session.begin_nested():
            actions.move(
                session, SYSTEM, NOW, meeting=meeting, room=second, starts_at=at, version=meeting.version, noted=noted
            )

    with pytest.raises(OtherRoomAdvised):
        move(Noted())
    move(NOTED)
    assert meeting.room.code == "B-02"


def test_offers_avoid_the_floor(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    rooms = make_rooms(session, 12, 12)
    meet(session, laos, chile, rooms[0], "10:00")
    request = ask(session, kenya, japan, clock_from="10:00", clock_until="11:00")
    open_to_all = [hanoi("10:00"), hanoi("10:15"), hanoi("10:30")]
    assert queries.offered_times(session, request, NOW) == open_to_all
    apart(session, japan, laos)
    assert queries.offered_times(session, request, NOW) == []
    upper = upstairs(session, rooms[0])
    assert queries.offered_times(session, request, NOW) == open_to_all
    assert {one.room_code for one in queries.wished_proposals(session, request, NOW)} == {upper.code}
    agreed = agree(session, japan, kenya, "10:30", minutes=15)
    (case,) = queries.placing_cases(session, Reach(everything=True), NOW, code=agreed.code)
    assert {one.room_code for one in case.proposals} == {upper.code}


def test_the_problem_carries_the_pairs_and_the_plan_keeps_them(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    make_rooms(session, 12, 12)
    for one, other in ((laos, chile), (japan, kenya)):
        ask(session, one, other, clock_from="10:00", clock_until="11:00")
    apart(session, japan, laos)
    apart(session, make_team(session, "FR"), laos)  # meets nobody, so stands in no problem
    found = queries.scheduling_problem(session, NOW)
    assert [set(pair) for pair in found.separate] == [{japan.head.code, laos.head.code}]
    plan = solve(found, time_limit=2)
    assert len(plan.meetings) == 1
    assert plan.unplaced[0].reason == Reason(ReasonKind.KEPT_APART)
    assert conflicts(plan.meetings, found) == []
    assert len(solve(replace(found, separate=()), time_limit=2).meetings) == 2


def test_what_stands_already_is_no_fault_of_a_plan(session: Session, four: list[Team]) -> None:
    laos, chile, japan, kenya = four
    rooms = make_rooms(session, 12, 12)
    meet(session, laos, chile, rooms[0], "10:00")
    meet(session, japan, kenya, rooms[1], "10:00")
    ask(session, chile, kenya)
    apart(session, japan, laos)
    found = queries.scheduling_problem(session, NOW)
    assert len(solve(found, time_limit=2).meetings) == 3


def test_no_reason_says_with_whom() -> None:
    """Nor when: where only this stood in the way is where the other is."""
    clock = PlanClock(FACTS.first_day, ZONE)
    told = reason_words(Reason(ReasonKind.KEPT_APART, (600,), ("P1",), "", ("M2",)), {"M2": "Laos – Chile"}, clock)
    assert told == "Choose another room or time."
    broken = Broken(Rule.SEPARATION, ("M1", "M2"), "V/1")
    assert broken_words(broken, {"M1": "Japan – Kenya", "M2": "Laos – Chile"}) == "Japan – Kenya: choose another room."


def drafted(session: Session, four: list[Team]) -> tuple[str, str]:
    """A planned draft of two requests, whose pair has become one since: the codes of the plan and of the second request."""
    laos, chile, japan, kenya = four
    rooms = make_rooms(session, 12, 12)
    upstairs(session, rooms[0])
    meet(session, laos, chile, rooms[0], "10:00")
    request = ask(session, japan, kenya)
    apart(session, japan, laos)
    run = actions.ask_for_plan(session, SYSTEM, NOW, seconds=10)
    actions.start_plan(session, NOW, run=run)
    actions.finish_plan(session, NOW, run=run, plan=write_plan(solve(queries.problem_of(run), time_limit=1)))
    return run.code, request.code


def test_the_draft_takes_the_place_once_protocol_has_taken_note(session: Session, four: list[Team]) -> None:
    code, wanted = drafted(session, four)
    run = queries.plan_by_code(session, code)
    beside = PlannedMeeting(wanted, "B-02", 600)

    def move(meeting: PlannedMeeting, **noted: bool) -> None:
        actions.move_in_plan(session, SYSTEM, NOW, run=run, meeting=meeting, version=run.version, **noted)

    with pytest.raises(OtherRoomAdvised) as refused:
        move(beside)
    assert refused.value.sentence.startswith("Japan – Kenya: choose another room. If it has to be this one")
    assert "Chile" not in refused.value.sentence
    with pytest.raises(PlanBroken, match="outside the days"):
        move(PlannedMeeting(wanted, "B-02", 60), room_noted=True)
    move(beside, room_noted=True)
    with pytest.raises(OtherRoomAdvised, match=r"^Japan – Kenya: choose another room\."):
        actions.publish_plan(session, SYSTEM, NOW, run=run, version=run.version)
    (held,) = actions.publish_plan(session, SYSTEM, NOW, run=run, version=run.version, noted=NOTED)
    assert (held.room.code, held.starts_at) == ("B-02", hanoi("10:00"))


def test_the_desk_is_told_to_choose_another_room_and_no_more(
    client_as: Browser, database: Database
) -> None:
    with database.committing() as session:
        code, request = drafted(session, [make_team(session, one) for one in ("LA", "CL", "JP", "KE")])
    desk, page = client_as(Role.BILATERAL_DESK), f"/bilaterals/plans/{code}"
    question = {"request": request, "room": "B-02", "start": "600"}
    told = desk.get(f"{page}/verdict", query_string=question).get_json()
    assert (told["isPossible"], told["sentences"]) == (False, VERDICT)
    assert "separate" not in desk.get(f"{page}/board").get_data(as_text=True)
    form = f"{page}/places/{request}"
    refused = desk.send(form, {"room": "B-02", "start": "600", "version": str(told["version"])})
    assert refused.status_code == 422
    assert "protocol has taken note; it stays in this room" in refused.get_data(as_text=True).casefold()
    noted = {"room": "B-02", "start": "600", "version": str(told["version"]), "room_noted": "y"}
    assert desk.send(form, noted).status_code == 303
    board = desk.get(page).get_data(as_text=True)
    assert "Another room is advised for 1 meeting" in board
    version = {"version": str(told["version"] + 1)}
    unnoted = desk.send(f"{page}/publication", version)
    assert unnoted.status_code == 422
    assert "Protocol has taken note; they stay in their rooms" in unnoted.get_data(as_text=True)
    assert desk.send(f"{page}/publication", {**version, "room_noted": "y"}).status_code == 303


def test_the_forms_of_the_desk_take_its_word(client_as: Browser, database: Database) -> None:
    with database.committing() as session:
        laos, chile, japan, kenya = (make_team(session, code) for code in ("LA", "CL", "JP", "KE"))
        first, _ = make_rooms(session, 12, 12)
        meet(session, laos, chile, first, "10:00")
        apart(session, japan, laos)
        code, agreed = ask(session, japan, kenya).code, agree(session, kenya, laos, "12:00").code
        meet(session, japan, chile, first, "12:00")
    desk = client_as(Role.BILATERAL_DESK)
    page = f"/bilaterals/{code}/hold"
    assert "taken note" not in desk.get(page).get_data(as_text=True)
    typed = {"version": "1", "day": "2025-10-25", "clock": "10:00", "room": "B-02"}
    refused = desk.send(page, typed)
    assert refused.status_code == 422
    assert "Choose another room." in refused.get_data(as_text=True)
    assert desk.send(page, {**typed, "room_noted": "y"}).status_code == 303
    page = f"/bilaterals/{agreed}/placement"
    refused = desk.send(page, {"version": "3", "other_room": "B-02"})
    assert (refused.status_code, "Choose another room." in refused.get_data(as_text=True)) == (422, True)
    assert desk.send(page, {"version": "3", "other_room": "B-02", "room_noted": "y"}).status_code == 303


def test_only_the_chief_reads_and_enters_pairs(client_as: Browser, database: Database) -> None:
    with database.committing() as session:
        laos, chile, japan = (make_team(session, code) for code in ("LA", "CL", "JP"))
        pair = apart(session, laos, chile, reason="REASON7Q").code
        codes = (japan.delegation.code, chile.delegation.code)
        contact = laos.focal_point
    chief, page = client_as(Role.CHIEF_OF_PROTOCOL), "/bilaterals/separations"
    shown = chief.get(page).get_data(as_text=True)
    assert "REASON7Q" in shown
    typed = {"one": codes[0], "other": codes[1], "reason": ""}
    assert chief.send(page, typed).status_code == 303
    again = chief.send(page, {"one": codes[1], "other": codes[0], "reason": ""})
    assert (again.status_code, "kept apart already" in again.get_data(as_text=True)) == (409, True)
    assert chief.send(f"{page}/{pair}/removal", {}, from_page=page).status_code == 303
    assert "REASON7Q" not in chief.get(page).get_data(as_text=True)
    for client in (client_as(Role.BILATERAL_DESK), client_as(Role.PROTOCOL_OFFICER), client_as(user=contact)):
        assert client.get(page).status_code == 403
    assert "Kept apart" in chief.get("/bilaterals").get_data(as_text=True)
    assert "Kept apart" not in client_as(Role.BILATERAL_DESK).get("/bilaterals").get_data(as_text=True)
    for role, known in ((Role.CHIEF_OF_PROTOCOL, 2), (Role.AUDITOR, 0)):
        rows = client_as(role).get("/journal").get_data(as_text=True).split("<tr>")
        (line,) = (row for row in rows if "keep apart separation pair" in row and pair not in row)
        assert sum(code in line for code in codes) == known, role


def test_nobody_who_is_to_be_kept_away_is_named_as_what_would_have_to_go() -> None:
    """P1 meets P3 in the only half hour, and P2, who wants P1 then, is kept away from P3: nothing names that meeting."""
    rooms = (PlanRoom("R1", RoomClass.STANDARD, 12, "A"), PlanRoom("R2", RoomClass.STANDARD, 12, "A"))
    stood = request("M2", "P1", "P3", windows=((540, 570),), weight=9)
    wanted = request("M1", "P1", "P2", windows=((540, 570),))
    for separate, instead in (((), ("M2",)), ((("P2", "P3"),), ())):
        found = solve(problem(rooms=rooms, requests=(wanted, stood), separate=separate), time_limit=1)
        (left,) = found.unplaced
        assert (left.reason.kind, left.reason.instead) == (ReasonKind.MEETINGS_IN_THE_WAY, instead)

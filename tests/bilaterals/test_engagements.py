"""When a principal is busy: flights, rest, and the way between two places (BIL-12, BIL-16, BIL-17, TRV-03)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.agenda.actions import name_contributor, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Duty, EngagementLine, Noted, Place, Span, Warned
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, PrincipalBlock
from summit.bilaterals.rules import (
    FlightIsClose,
    PrincipalBlocked,
    WayIsLong,
    closed_spans,
    conflicts,
    far_spans,
    stood,
    way_between,
    without,
)
from summit.delegations.models import Participant
from summit.foundation.errors import RuleBroken
from summit.venues.actions import open_room, open_venue
from summit.venues.facts import RoomFacts
from summit.venues.models import Room
from tests.bilaterals.stage import CHIEF, agree, ask, hanoi, make_rooms, make_team
from tests.factories import NOW, SYSTEM

DAY = (hanoi("00:00"), hanoi("23:59"))


def block(session: Session, principal: Participant, kind: str, clock: str, until: str = "", day: int = 25) -> PrincipalBlock:
    span = Span(hanoi(clock, day), hanoi(until or clock, day))
    return actions.block_principal(session, SYSTEM, NOW, participant=principal, kind=kind, span=span)


def hold(session: Session, request: MeetingRequest, room: Room, clock: str, **noted: object) -> BilateralMeeting:
    return actions.hold(
        session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi(clock), noted=Noted(**noted)
    )


def far_room(session: Session, floor: str = "1", venue: str = "Hotel") -> Room:
    place = open_venue(session, SYSTEM, NOW, code=venue, name=venue, address="")
    facts = RoomFacts(f"R-{venue}", f"Room in the {venue}", 20, kind="meeting", floor=floor)
    return open_room(session, SYSTEM, NOW, venue=place, facts=facts)


def test_ways_by_floor_and_house() -> None:
    """BIL-12: five, ten, thirty minutes, and five more."""
    here = Place("NCC", "1")
    ways = [way_between(here, other).seconds // 60 for other in (here, Place("NCC", "2"), Place("Hotel", "1"))]
    assert ways == [10, 15, 35]


def test_a_flight_closes_what_comes_before_or_after_it_and_rest_closes_nothing() -> None:
    span = Span(hanoi("12:00"), hanoi("12:00"))
    arrival, departure, rest = (Duty(1, span, kind, kind) for kind in ("arrival", "departure", "rest"))
    (first,), (last,) = closed_spans([arrival]), closed_spans([departure])
    assert (first.ends_at, last.starts_at) == (hanoi("13:30"), hanoi("09:00"))
    assert first.clashes(Span(hanoi("06:00", 1), hanoi("06:30", 1)))
    assert last.clashes(Span(hanoi("23:00", 30), hanoi("23:30", 30)))
    assert closed_spans([rest]) == []
    assert far_spans([rest, arrival], Place("NCC", "1")) == []


def test_nobody_meets_before_the_arrival_or_after_the_departure(session: Session) -> None:
    """BIL-16 at the offer, the acceptance, the hold and the placing."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    block(session, japan.head, "arrival", "08:30")
    block(session, japan.head, "departure", "14:30")
    request = ask(session, france, japan, clock_from="08:00", clock_until="20:00")
    assert queries.offered_times(session, request, NOW) == [
        hanoi(clock) for clock in ("10:00", "10:15", "10:30", "10:45")
    ]
    for clock in ("08:15", "14:00", "18:00"):
        with pytest.raises(PrincipalBlocked) as refused, session.begin_nested():
            hold(session, request, room, clock, flight_reason="It cannot wait")
        assert refused.value.sentence == "One of the principals is not available at that time. Choose another time."
    for clock in ("09:45", "11:00"):
        with pytest.raises(FlightIsClose) as close, session.begin_nested():
            hold(session, request, room, clock)
        assert (close.value.field, close.value.status) == ("flight_reason", 409)
    with pytest.raises(PrincipalBlocked), session.begin_nested():
        actions.offer_other_time(
            session, SYSTEM, NOW, request=request, by="asked", version=None, starts_at=hanoi("09:45")
        )
    hold(session, request, room, "10:30")


def test_the_desk_places_a_meeting_close_to_a_flight_when_it_says_why(session: Session) -> None:
    """BIL-16: the reason stands in the history until another flight is entered; no other hard rule gives way."""
    (room,) = make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    block(session, japan.head, "arrival", "08:30")
    request = ask(session, france, japan, clock_from="08:00", clock_until="20:00")
    with pytest.raises(RuleBroken) as refused, session.begin_nested():
        hold(session, request, room, "09:00", flight_reason="x" * 201)
    assert refused.value.field == "flight_reason"
    meeting = hold(session, request, room, "09:00", flight_reason="  Both asked for it  ")
    assert meeting.flight_reason == "Both asked for it"
    assert queries.offered_times(session, request, NOW) == [hanoi("09:00")]
    for side in ("asked", "asking"):
        actions.accept(session, SYSTEM, NOW, request=request, by=side, version=None)
    assert meeting.state == "confirmed"
    actions.move(session, SYSTEM, NOW, meeting=meeting, room=room, starts_at=hanoi("09:00"), version=None)
    assert [(step.verb, step.reason) for step in queries.steps_of(session, request.code)][::-1] == [
        ("ask", ""), ("hold", "Both asked for it"), ("accept", ""), ("accept", ""), ("confirm", ""),
        ("move", "Both asked for it"),
    ]  # fmt: skip
    (shown,) = queries.day_meetings(session, *DAY, NOW)
    assert shown.broken == ()
    ask(session, chile, japan)
    problem = queries.scheduling_problem(session, NOW)
    busy = next(one.busy for one in problem.principals if one.code == japan.head.code)
    assert busy == ((480, 540), (570, 600))
    assert conflicts(stood(problem), replace(problem, requests=problem.requests[:1])) == []
    with pytest.raises(FlightIsClose), session.begin_nested():
        actions.move(session, CHIEF, NOW, meeting=meeting, room=room, starts_at=hanoi("09:15"), version=None)
    session.refresh(meeting)
    block(session, japan.head, "arrival", "08:45")
    session.refresh(meeting)
    (shown,) = queries.day_meetings(session, *DAY, NOW)
    assert shown.broken == ("JP HEADNAME arrives at 08:45; ninety minutes from then on are kept free.",)
    actions.move(session, CHIEF, NOW, meeting=meeting, room=room, starts_at=hanoi("11:00"), version=None)
    assert (meeting.flight_reason, queries.day_meetings(session, *DAY, NOW)[0].broken) == ("", ())


def test_time_without_its_holes() -> None:
    assert without(((0, 10), (20, 30)), [(5, 25)]) == ((0, 5), (25, 30))
    assert without(((0, 10),), [(2, 4), (6, 8)]) == ((0, 2), (4, 6), (8, 10))
    assert without(((0, 10),), [(0, 10)]) == ()
    assert without(((0, 10),), [(10, 20)]) == ((0, 10),)


def test_a_flight_that_changes_takes_the_place_of_the_earlier_one_and_shows_what_no_longer_fits(session: Session) -> None:
    """TRV-02, TRV-03."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    first = block(session, japan.head, "arrival", "06:00")
    request = agree(session, france, japan, "10:00")
    meeting = actions.confirm(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("10:00"))
    calendar = queries.calendar_of(session, japan.head, *DAY, NOW)
    assert calendar == [
        EngagementLine(Span(hanoi("06:00"), hanoi("06:00")), "arrival", "Arrival", True, first.code),
        EngagementLine(Span(hanoi("10:00"), hanoi("10:35")), "bilateral", "Bilateral meeting", True),
    ]
    assert block(session, japan.head, "arrival", "09:00").code == first.code
    assert [line.clashes for line in queries.calendar_of(session, japan.head, *DAY, NOW)] == [False, True]
    assert (meeting.state, meeting.starts_at) == ("confirmed", hanoi("10:00"))
    actions.unblock_principal(session, SYSTEM, NOW, block=first)
    assert [line.kind for line in queries.calendar_of(session, japan.head, *DAY, NOW)] == ["bilateral"]
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "principal_block")).all()
    assert [line.verb for line in lines] == ["block", "block", "unblock"]


def test_rest_is_kept_free_as_long_as_another_time_is_left(session: Session) -> None:
    """BIL-17."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    block(session, france.head, "prayer", "09:00", "11:00")
    request = ask(session, france, japan)
    assert queries.offered_times(session, request, NOW) == [hanoi(clock) for clock in ("11:00", "11:15", "11:30")]
    block(session, japan.head, "meal", "11:00", "12:00")
    assert len(queries.offered_times(session, request, NOW)) == 5
    actions.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("10:00"))


def test_a_principal_of_a_high_class_is_not_placed_where_the_way_is_too_long(session: Session) -> None:
    """BIL-12: hard down to class 30, for the others a warning that the desk takes note of."""
    near, *_ = make_rooms(session, 20)
    hotel = far_room(session)
    for one, other, rank in (("FR", "JP", 20), ("CL", "IT", 40)):
        high, partner = make_team(session, one, rank_class=rank), make_team(session, other, rank_class=rank)
        draft = EntryDraft(
            kind=EntryKind.ROUND_TABLE, title="Talk", starts_at=hanoi("09:00"), ends_at=hanoi("10:00"),
            room=hotel.code if rank == 20 else "",
        )  # fmt: skip
        entry = schedule_entry(session, SYSTEM, NOW, facts=draft)
        name_contributor(session, SYSTEM, NOW, entry=entry, participant=high.head, part=ContributorPart.CHAIR)
        request = ask(session, high, partner, clock_from="10:00", clock_until="12:00")
        starts = queries.offered_times(session, request, NOW)
        if rank == 20:
            assert starts == [hanoi(clock) for clock in ("10:45", "11:00", "11:15", "11:30")]
            with pytest.raises(PrincipalBlocked) as refused, session.begin_nested():
                hold(session, request, near, "10:30", warnings=(Warned.WAY,))
            assert refused.value.sentence == (
                "One of the principals could not reach this room in time. Choose another time or a nearer room."
            )
            hold(session, request, hotel, "10:30")
        else:
            assert starts[0] == hanoi("10:00")


def test_for_others_a_long_way_is_a_warning_at_every_door_of_the_desk(session: Session) -> None:
    """BIL-12: soft below class 30, as BIL-04; the planner judges it as before."""
    (near,) = make_rooms(session, 20)
    hotel = far_room(session)
    teams = [make_team(session, code) for code in ("FR", "JP", "CL", "IT")]
    hold(session, ask(session, teams[0], teams[1]), near, "10:00")
    request = ask(session, teams[0], teams[2])
    with pytest.raises(WayIsLong) as warned, session.begin_nested():
        hold(session, request, hotel, "10:45", warnings=(Warned.LEVELS,))
    assert (warned.value.field, warned.value.status) == ("way_noted", 422)
    session.refresh(request)
    moved = hold(session, request, hotel, "11:15")
    with pytest.raises(WayIsLong), session.begin_nested():
        actions.move(session, SYSTEM, NOW, meeting=moved, room=hotel, starts_at=hanoi("10:45"), version=None)
    session.refresh(moved)
    noted = Noted((Warned.WAY,))
    actions.move(session, SYSTEM, NOW, meeting=moved, room=hotel, starts_at=hanoi("10:45"), version=None, noted=noted)
    agreed = agree(session, teams[3], teams[1], "10:45")
    with pytest.raises(WayIsLong), session.begin_nested():
        actions.confirm(session, SYSTEM, NOW, request=agreed, room=hotel, starts_at=hanoi("10:45"))


def test_what_may_be_kept_free(session: Session) -> None:
    team = make_team(session, "FR")
    for kind, clock, until, day, field in (
        ("shopping", "09:00", "10:00", 25, "kind"),
        ("rest", "10:00", "10:00", 25, "clock_until"),
        ("rest", "10:00", "09:00", 25, "clock_until"),
        ("rest", "00:00", "23:00", 25, "clock_until"),
        ("meal", "12:00", "13:00", 23, "day"),
    ):
        with pytest.raises(RuleBroken) as refused:
            block(session, team.head, kind, clock, until, day)
        assert refused.value.field == field
    assert session.scalars(select(PrincipalBlock)).all() == []
    block(session, team.head, "arrival", "12:00", day=22)

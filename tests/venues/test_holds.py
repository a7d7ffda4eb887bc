"""Holding rooms: the database refuses an overlap, the loser learns who stands there and what is free (BK-2, BK-3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from summit.venues.actions import (
    CodeTaken,
    RoomTaken,
    edit_room,
    hold_room,
    move_hold,
    open_room,
    open_venue,
    open_zone,
    release_room,
    set_summit,
)
from summit.venues.facts import HoldFacts, RoomFacts
from summit.venues.models import Room, RoomHold, Summit
from summit.venues.queries import (
    free_rooms,
    holds_between,
    room_by_code,
    room_facts,
    rooms,
    summit_if_set_up,
    the_summit,
    zones,
)
from tests.factories import FACTS, NOW, SYSTEM


def at(hour: int, minute: int = 0) -> datetime:
    """A Hanoi wall-clock time of the first day as a moment."""
    return datetime(2025, 10, 25, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def make_rooms(session: Session) -> dict[str, Room]:
    """Three bilateral rooms, one of them smaller, and a hall."""
    venue = open_venue(session, SYSTEM, NOW, code="NCC", name="National Convention Centre", address="Hanoi")
    facts = [
        RoomFacts("B-01", "Bilateral room 1", 12, kind="bilateral", position=1),
        RoomFacts("B-02", "Bilateral room 2", 14, kind="bilateral", position=2),
        RoomFacts("B-03", "Bilateral room 3", 10, kind="bilateral", position=3),
        RoomFacts("HALL", "Plenary hall", 1500, kind="hall", position=0),
    ]
    return {one.code: open_room(session, SYSTEM, NOW, venue=venue, facts=one) for one in facts}


def tie(
    session: Session, room: Room, start: datetime, end: datetime, code: str, label: str = "Opening"
) -> RoomHold:
    return hold_room(
        session, room=room, held_from=start, held_until=end, kind="agenda_entry", code=code, label=label
    )


def test_what_touches_does_not_clash_and_what_overlaps_is_refused(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    tie(session, room, at(10), at(11), "E-1")
    tie(session, room, at(9), at(10), "E-2")
    tie(session, room, at(11), at(12), "E-3")
    for start, end in ((at(10), at(11)), (at(9, 59), at(10, 1)), (at(8), at(13)), (at(10, 15), at(10, 30))):
        with pytest.raises(RoomTaken):
            tie(session, room, start, end, "E-4")
    assert [hold.code for hold in holds_between(session, at(0), at(23))] == ["E-2", "E-1", "E-3"]


def test_the_loser_learns_who_stands_there_and_three_free_choices(session: Session) -> None:
    made = make_rooms(session)
    tie(session, made["B-01"], at(10), at(11), "E-1", "Opening session")
    with pytest.raises(RoomTaken) as refusal:
        tie(session, made["B-01"], at(10, 30), at(11), "E-2")
    assert refusal.value.status == 409
    assert refusal.value.sentence == "Room B-01 is taken 10:00–11:00 (Hanoi time) by Opening session."
    assert refusal.value.hold == HoldFacts(
        "B-01", "Bilateral room 1", at(10), at(11), "agenda_entry", "E-1", "Opening session"
    )
    # B-03 is too small and the hall is of another kind: so one room, then the nearest times in the same room.
    assert [(slot.room_code, slot.held_from, slot.held_until) for slot in refusal.value.alternatives] == [
        ("B-02", at(10, 30), at(11)),
        ("B-01", at(11), at(11, 30)),
        ("B-01", at(9, 30), at(10)),
    ]


def test_every_alternative_can_really_be_taken(session: Session) -> None:
    made = make_rooms(session)
    for number, (start, end) in enumerate([(at(8), at(9, 50)), (at(10), at(12)), (at(12, 10), at(21))]):
        tie(session, made["B-01"], start, end, f"E-{number}")
    with pytest.raises(RoomTaken) as refusal:
        tie(session, made["B-01"], at(11), at(12), "E-9")
    taken = refusal.value.alternatives
    assert len(taken) == 3
    for number, slot in enumerate(taken):
        room = room_by_code(session, slot.room_code)
        tie(session, room, slot.held_from, slot.held_until, f"E-1{number}")
    assert session.scalar(select(func.count()).select_from(RoomHold)) == 6


def test_a_bilateral_stays_reserved_in_what_the_loser_reads(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    hold_room(
        session,
        room=room,
        held_from=at(10),
        held_until=at(10, 45),
        kind="bilateral_meeting",
        code="M-1",
        label="Reserved",
    )
    with pytest.raises(RoomTaken) as refusal:
        tie(session, room, at(10), at(11), "E-1")
    assert refusal.value.sentence == "Room B-01 is taken 10:00–10:45 (Hanoi time) and reserved."


def test_a_move_replaces_the_hold_and_a_refused_move_leaves_it(session: Session) -> None:
    made = make_rooms(session)
    tie(session, made["B-01"], at(10), at(11), "E-1")
    tie(session, made["B-02"], at(10), at(11), "E-2")
    facts = {"kind": "agenda_entry", "code": "E-1", "label": "Opening"}
    with pytest.raises(RoomTaken):
        move_hold(session, room=made["B-02"], held_from=at(10, 30), held_until=at(11, 30), **facts)
    assert [(hold.room_code, hold.held_from) for hold in holds_between(session, at(0), at(23))] == [
        ("B-01", at(10)),
        ("B-02", at(10)),
    ]
    # Into its own old time, which its own hold must not forbid.
    move_hold(session, room=made["B-01"], held_from=at(10, 30), held_until=at(11, 30), **facts)
    move_hold(session, room=made["B-02"], held_from=at(11), held_until=at(12), **facts)
    assert [
        (hold.room_code, hold.held_from, hold.code) for hold in holds_between(session, at(0), at(23))
    ] == [
        ("B-02", at(10), "E-2"),
        ("B-02", at(11), "E-1"),
    ]


def test_moving_what_holds_nothing_yet_holds_it(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    move_hold(
        session,
        room=room,
        held_from=at(10),
        held_until=at(11),
        kind="agenda_entry",
        code="E-1",
        label="Opening",
    )
    assert [hold.code for hold in holds_between(session, at(0), at(23))] == ["E-1"]


def test_a_released_room_is_free_at_once(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    tie(session, room, at(10), at(11), "E-1")
    release_room(session, "E-1")
    release_room(session, "E-1")
    tie(session, room, at(10), at(11), "E-2")
    assert [hold.code for hold in holds_between(session, at(0), at(23))] == ["E-2"]


def test_a_hold_without_length_is_refused_before_the_database(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    with pytest.raises(RuleBroken):
        tie(session, room, at(11), at(10), "E-1")


def test_free_rooms_are_the_smallest_that_fit_and_nobody_holds(session: Session) -> None:
    made = make_rooms(session)
    tie(session, made["B-03"], at(10), at(11), "E-1")
    assert [room.code for room in free_rooms(session, held_from=at(10), held_until=at(11))] == [
        "B-01",
        "B-02",
        "HALL",
    ]
    assert [
        room.code for room in free_rooms(session, held_from=at(11), held_until=at(12), kind="bilateral")
    ] == [
        "B-03",
        "B-01",
        "B-02",
    ]
    assert [
        room.code
        for room in free_rooms(session, held_from=at(10), held_until=at(11), capacity=13, kind="bilateral")
    ] == ["B-02"]


def test_rooms_come_in_the_order_of_the_house_and_by_kind(session: Session) -> None:
    make_rooms(session)
    assert [room.code for room in rooms(session)] == ["HALL", "B-01", "B-02", "B-03"]
    assert [room.code for room in rooms(session, kind="hall")] == ["HALL"]
    assert rooms(session, kind="hall")[0] == RoomFacts(
        "HALL", "Plenary hall", 1500, kind="hall", venue_code="NCC", venue_name="National Convention Centre"
    )
    with pytest.raises(NotFound):
        room_by_code(session, "B-99")


def test_codes_are_taken_once(session: Session) -> None:
    make_rooms(session)
    venue = room_by_code(session, "B-01").venue
    with pytest.raises(CodeTaken, match="room with the code B-01"):
        open_room(session, SYSTEM, NOW, venue=venue, facts=RoomFacts("B-01", "Again", 5))
    with pytest.raises(CodeTaken, match="venue with the code NCC"):
        open_venue(session, SYSTEM, NOW, code="NCC", name="Again", address="")
    assert len(rooms(session)) == 4


def test_a_room_is_edited_as_a_whole_but_for_its_code(session: Session) -> None:
    room = make_rooms(session)["B-01"]
    open_zone(session, "R", "Red")
    facts = RoomFacts("IGNORED", "Lotus room", 20, kind="lounge", zone="R", floor="2", position=9)
    edit_room(session, SYSTEM, NOW, room=room, facts=facts)
    assert room_facts(room) == RoomFacts(
        "B-01", "Lotus room", 20, "lounge", "R", "2", 9, "NCC", "National Convention Centre"
    )
    assert zones(session) == {"R": "Red"}


def test_the_summit_is_one_row_that_can_be_changed(database: Database) -> None:
    with database.committing() as session:
        assert the_summit(session) == FACTS
        set_summit(session, SYSTEM, NOW, facts=FACTS)
        assert session.scalar(select(func.count()).select_from(Summit)) == 1
        session.delete(session.get_one(Summit, 1))
        session.flush()
        assert summit_if_set_up(session) is None
        with pytest.raises(NotFound, match="not set up yet"):
            the_summit(session)

"""Many at once for one room slot: exactly one wins, everybody else reads a sentence (RT-01)."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from summit.foundation.db import Database
from summit.venues.actions import RoomTaken, hold_room, move_hold
from summit.venues.models import RoomHold
from summit.venues.queries import room_by_code
from tests.venues.test_holds import make_rooms

SLOTS = 50
RACERS = 8
TOLD = "Room B-01 is taken and 3 free"
FIRST = datetime(2025, 10, 25, 0, 0, tzinfo=UTC)


def test_fifty_slots_raced_for_have_one_winner_each(database: Database) -> None:
    with database.committing() as session:
        make_rooms(session)
    start = threading.Barrier(RACERS)
    slowest = 0.0

    def race(racer: int, slot: int) -> str:
        nonlocal slowest
        # Half of them want the whole slot, half a part of it: each two overlap.
        begins = FIRST + timedelta(minutes=20 * slot + (5 if racer % 2 else 0))
        start.wait()
        began = time.monotonic()
        try:
            with database.committing() as session:
                hold_room(
                    session,
                    room=room_by_code(session, "B-01"),
                    held_from=begins,
                    held_until=begins + timedelta(minutes=15),
                    kind="agenda_entry" if racer % 2 else "bilateral_meeting",
                    code=f"{slot}-{racer}",
                    label="Reserved",
                )
        except RoomTaken as refusal:
            slowest = max(slowest, time.monotonic() - began)
            return f"{refusal.sentence[:18]} and {len(refusal.alternatives)} free"
        return "won"

    with ThreadPoolExecutor(RACERS) as pool:
        for slot in range(SLOTS):
            answers = list(pool.map(race, range(RACERS), [slot] * RACERS))
            assert sorted(answers) == [TOLD] * (RACERS - 1) + ["won"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RoomHold)) == SLOTS
    print(
        f"{database.engine.dialect.name}: {SLOTS} slots, {RACERS} racers, slowest answer {slowest * 1000:.0f} ms"
    )


def test_two_that_swap_rooms_at_once_never_hang_and_never_share(database: Database) -> None:
    with database.committing() as session:
        made = make_rooms(session)
        for code, room in (("E-1", "B-01"), ("E-2", "B-02")):
            hold_room(
                session,
                room=made[room],
                held_from=FIRST,
                held_until=FIRST + timedelta(hours=1),
                kind="agenda_entry",
                code=code,
                label="Reserved",
            )
    start = threading.Barrier(2)

    def move(code: str, room: str) -> str:
        start.wait()
        try:
            with database.committing() as session:
                move_hold(
                    session,
                    room=room_by_code(session, room),
                    held_from=FIRST,
                    held_until=FIRST + timedelta(hours=1),
                    kind="agenda_entry",
                    code=code,
                    label="Reserved",
                )
        except RoomTaken:
            return "told"
        return "moved"

    with ThreadPoolExecutor(2) as pool:
        for _ in range(10):
            assert list(pool.map(move, ["E-1", "E-2"], ["B-02", "B-01"])) == ["told", "told"]
    with database.reading() as session:
        held = session.execute(
            select(RoomHold.holder_code, RoomHold.room_id).order_by(RoomHold.holder_code)
        ).all()
        assert len({row.room_id for row in held}) == 2

"""One transaction a door; a reading one cannot write; refusals come by constraint name."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from summit.accounts.models import User
from summit.foundation.db import Database, refused_as
from summit.foundation.errors import Conflict
from summit.venues.models import Room, RoomHold, Venue
from tests.factories import NOW


def a_room(database: Database) -> int:
    with database.committing() as session:
        venue = Venue(code="V", name="Centre")
        room = Room(code="R", venue=venue, name="Room", capacity=10)
        session.add(room)
        session.flush()
        return room.id


def hold(room_id: int, start: int, end: int, code: str) -> RoomHold:
    return RoomHold(
        room_id=room_id,
        held_from=NOW + timedelta(minutes=start),
        held_until=NOW + timedelta(minutes=end),
        holder_kind="test",
        holder_code=code,
        label="Test",
    )


def test_a_reading_session_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as session:
        session.execute(text("DELETE FROM users"))
    with database.committing() as session:
        session.execute(text("DELETE FROM users"))


def test_a_reading_session_reads_as_of_one_moment(database: Database) -> None:
    """What somebody else commits between two of its statements is not seen."""
    with database.reading() as session:
        assert session.scalars(select(User)).all() == []
        with database.committing() as other:
            other.add(User(code="U-1", email="a@example.org", name="A", created_at=NOW))
        assert session.scalars(select(User)).all() == []
    with database.reading() as session:
        assert [user.code for user in session.scalars(select(User))] == ["U-1"]


def test_an_error_rolls_everything_back(database: Database) -> None:
    def half_done() -> None:
        with database.committing() as session:
            session.add(User(code="U-1", email="a@example.org", name="A", created_at=NOW))
            session.flush()
            raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        half_done()
    with database.reading() as session:
        assert session.scalars(select(User)).all() == []


def test_moments_need_a_zone_and_come_back_in_utc(database: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    with database.committing() as session:
        session.add(
            User(
                code="U-1",
                email="a@example.org",
                name="A",
                created_at=datetime(2025, 10, 25, 9, tzinfo=hanoi),
            )
        )
    with database.reading() as session:
        assert session.scalars(select(User.created_at)).one() == datetime(2025, 10, 25, 2, tzinfo=UTC)
    with pytest.raises(StatementError), database.committing() as session:
        session.add(User(code="U-2", email="b@example.org", name="B", created_at=datetime(2025, 10, 25)))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "end", "clashes"),
    [
        (0, 60, True),
        (-30, 0, False),
        (60, 90, False),
        (-30, 1, True),
        (59, 90, True),
        (10, 20, True),
        (-10, 90, True),
    ],
)
def test_holds_are_half_open(database: Database, start: int, end: int, clashes: bool) -> None:
    room_id = a_room(database)
    with database.committing() as session:
        session.add(hold(room_id, 0, 60, "first"))
    refused = False
    with database.committing() as session:
        try:
            with refused_as(session, room_is_free=Conflict("taken")):
                session.add(hold(room_id, start, end, "second"))
        except Conflict:
            refused = True
        still_usable = session.scalars(select(RoomHold.holder_code).order_by(RoomHold.id)).all()
    assert refused is clashes
    assert still_usable == (["first"] if clashes else ["first", "second"])


def test_moving_a_hold_onto_another_is_refused(database: Database) -> None:
    room_id = a_room(database)
    with database.committing() as session:
        session.add_all([hold(room_id, 0, 60, "first"), hold(room_id, 60, 120, "second")])
    with database.committing() as session:
        second = session.scalars(select(RoomHold).where(RoomHold.holder_code == "second")).one()
        with pytest.raises(Conflict), refused_as(session, room_is_free=Conflict("taken")):
            second.held_from = NOW + timedelta(minutes=30)


def test_unique_columns_are_told_by_name(database: Database) -> None:
    with database.committing() as session:
        session.add(User(code="U-1", email="a@example.org", name="A", created_at=NOW))
    with (
        pytest.raises(Conflict),
        database.committing() as session,
        refused_as(session, users_email=Conflict("taken")),
    ):
        session.add(User(code="U-2", email="a@example.org", name="B", created_at=NOW))


def test_the_log_is_copied_back_when_it_grows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    if not database.is_sqlite:
        assert database.engine.pool.size() > 0
        return
    monkeypatch.setattr("summit.foundation.db.CHECKPOINT_AT_BYTES", 1)
    stop = threading.Event()
    faults: list[Exception] = []

    def write(name: str) -> None:
        number = 0
        while not stop.is_set() and number < 60:
            number += 1
            try:
                with database.committing() as session:
                    session.add(
                        User(
                            code=f"{name}{number}",
                            email=f"{name}{number}@example.org",
                            name="A",
                            created_at=NOW,
                        )
                    )
            except Exception as error:
                faults.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    stop.set()
    with database.reading() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert len(session.scalars(select(User)).all()) == 120
    assert faults == []

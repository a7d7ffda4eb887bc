"""The list of rooms and the form of one, as the offices see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.foundation.db import Database
from summit.venues.actions import open_room, open_venue, open_zone
from summit.venues.facts import RoomFacts
from summit.venues.queries import rooms, venue_by_code
from tests.factories import NOW, SYSTEM
from tests.venues.test_holds import make_rooms

HOSTILE = ["<img src=x onerror=alert(1)>", "{{7*7}}", "=cmd()", "%s {0}", "<b>unclosed", "\u202eevil"]
FORM = {
    "code": "B-09",
    "name": "Room nine",
    "venue": "NCC",
    "kind": "bilateral",
    "capacity": "12",
    "zone": "",
}


@pytest.fixture
def organizer(database: Database, client_as: Callable[..., FlaskClient]) -> FlaskClient:
    """The organizer, in a house of four rooms."""
    with database.committing() as session:
        open_zone(session, "R", "Red")
        make_rooms(session)
    return client_as(Role.ORGANIZER)


def test_rooms_are_listed_and_narrowed_to_a_kind(organizer: FlaskClient) -> None:
    page = organizer.get("/rooms").get_data(as_text=True)
    assert all(
        name in page for name in ("Plenary hall", "Bilateral room 1", "Bilateral room 3", "Add a room")
    )
    narrowed = organizer.get("/rooms?kind=hall").get_data(as_text=True)
    assert "Plenary hall" in narrowed
    assert "Bilateral room 1" not in narrowed


def test_a_room_is_added_and_changed_and_both_stand_in_the_journal(
    organizer: FlaskClient, database: Database
) -> None:
    answer = organizer.send("/rooms/opening", FORM, from_page="/rooms/opening")
    assert (answer.status_code, answer.location) == (303, "/rooms")
    changed = {**FORM, "name": "Lotus room", "capacity": "20", "zone": "R", "floor": "2", "position": "7"}
    answer = organizer.send("/rooms/B-09", changed, from_page="/rooms/B-09")
    assert answer.status_code == 303
    with database.reading() as session:
        (room,) = [one for one in rooms(session) if one.code == "B-09"]
        verbs = session.scalars(
            select(AuditEntry.verb).where(AuditEntry.object_kind == "room", AuditEntry.object_code == "B-09")
        ).all()
    assert room == RoomFacts(
        "B-09", "Lotus room", 20, "bilateral", "R", "2", 7, "NCC", "National Convention Centre"
    )
    assert verbs == ["open", "edit"]


REFUSED = [
    ({"code": ""}, "Enter the code on the door."),
    ({"code": "B 9"}, "1 to 20 letters, digits, points and dashes"),
    ({"capacity": "0"}, "Enter 1 to 100,000 persons."),
    ({"capacity": "many"}, "Not a valid integer value."),
    ({"kind": "cupboard"}, "Not a valid choice."),
    ({"code": "B-01"}, "There is already a room with the code B-01."),
]


def test_what_is_refused_is_said_and_nothing_typed_is_lost(organizer: FlaskClient) -> None:
    for changes, sentence in REFUSED:
        answer = organizer.send("/rooms/opening", {**FORM, **changes}, from_page="/rooms/opening")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422, changes
        for shown in (sentence, "<title>Error:", 'value="Room nine"'):
            assert shown in page, changes


def test_a_hostile_name_stays_text(organizer: FlaskClient) -> None:
    for number, name in enumerate(HOSTILE):
        form = {**FORM, "code": f"X-{number}", "name": name}
        assert organizer.send("/rooms/opening", form, from_page="/rooms/opening").status_code == 303
    page = organizer.get("/rooms").get_data(as_text=True)
    for name in HOSTILE:
        assert f"<bdi>{name.replace('<', '&lt;').replace('>', '&gt;')}</bdi>" in page


def test_only_those_who_edit_the_programme_change_rooms(
    organizer: FlaskClient, client_as: Callable[..., FlaskClient]
) -> None:
    reader = client_as(Role.BADGE_DESK)
    assert "Add a room" not in reader.get("/rooms").get_data(as_text=True)
    assert reader.get("/rooms/B-01").status_code == 403
    assert reader.get("/rooms/opening").status_code == 403
    assert client_as(Role.ADMINISTRATOR).get("/rooms").status_code == 403
    assert organizer.get("/rooms/B-99").status_code == 404


def test_an_empty_house_says_what_to_do(client_as: Callable[..., FlaskClient]) -> None:
    assert "Rooms come before the programme" in client_as(Role.ORGANIZER).get("/rooms").get_data(as_text=True)
    assert "The organizer adds them." in client_as(Role.BADGE_DESK).get("/rooms").get_data(as_text=True)


def test_the_list_asks_the_same_questions_for_four_rooms_and_forty(
    organizer: FlaskClient, database: Database
) -> None:
    def questions() -> int:
        seen: list[str] = []

        def note(*arguments: object) -> None:
            seen.append(str(arguments[2]))

        event.listen(database.engine, "before_cursor_execute", note)
        assert organizer.get("/rooms").status_code == 200
        event.remove(database.engine, "before_cursor_execute", note)
        return len(seen)

    organizer.get("/rooms")
    few = questions()
    with database.committing() as session:
        venue = venue_by_code(session, "NCC")
        for number in range(36):
            open_room(session, SYSTEM, NOW, venue=venue, facts=RoomFacts(f"X-{number}", f"Room {number}", 5))
        open_venue(session, SYSTEM, NOW, code="OTHER", name="Other", address="")
    assert questions() == few

"""The pages: a request's way through the browser, refusals that help, hostile text, a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Span
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.delegations.actions import withdraw_participant
from summit.delegations.models import Engagement
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from summit.venues.actions import hold_room
from summit.venues.models import Room, RoomHold
from tests.bilaterals.stage import Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM

Browser = Callable[..., PageClient]
HOSTILE = [
    '<img src=x onerror="alert(1)">',
    "{{7*7}} {0} %s",
    "=cmd()|' /C calc'!A1",
    "unclosed <b>bold",
    "W" * 190,
    "\u202eevil\u202c",
]


@pytest.fixture
def stage(database: Database) -> tuple[Team, Team]:
    """France and Japan, and two rooms."""
    with database.committing() as session:
        make_rooms(session, 10, 12)
        return make_team(session, "FR"), make_team(session, "JP")


def words(answer: object) -> str:
    """A page as a person reads it: no tags, single spaces."""
    html = answer.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def latest(database: Database) -> MeetingRequest:
    with database.reading() as session:
        return session.scalars(select(MeetingRequest).order_by(MeetingRequest.id.desc())).first()


def wish_form(stage: tuple[Team, Team], **changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "asked": stage[1].delegation.code,
        "principal": stage[0].head.code,
        "minutes": "30",
        "persons_per_side": "4",
        "day": "2025-10-25",
        "clock_from": "09:00",
        "clock_until": "12:00",
        "subject": "Evidence across borders",
    }
    return {**values, **changes}


def test_a_meeting_is_asked_for_accepted_placed_moved_and_called_off(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    france, japan = (client_as(user=team.focal_point) for team in stage)
    desk = client_as(Role.BILATERAL_DESK)
    assert "No bilateral meeting yet. Ask another delegation" in words(france.get("/bilaterals"))

    sent = france.send("/bilaterals/request", wish_form(stage), from_page="/bilaterals/request")
    request = latest(database)
    assert (sent.status_code, sent.location) == (303, f"/bilaterals/{request.code}")
    page = words(france.get(sent.location))
    assert "Meeting with Japan" in page
    assert "Evidence across borders" in page
    assert "Japan answers next" in page
    assert "Sat 25 Oct, 09:00–12:00 Hanoi time (UTC+7)" in page

    listed = words(japan.get("/bilaterals?part=answer"))
    assert "To answer 1" in listed
    assert "Your answer is awaited" in listed
    page = words(japan.get(f"/bilaterals/{request.code}"))
    assert "Evidence across borders" not in page
    assert "Saturday 25 October, 10:15–10:45 Hanoi time (UTC+7)" in page
    accepted = japan.send(
        f"/bilaterals/{request.code}/acceptance",
        {"version": request.version, "starts_at": hanoi("10:15").isoformat()},
        follow_redirects=True,
    )
    assert "The time is accepted." in words(accepted)
    assert "The bilateral desk finds a room" in words(accepted)

    waiting = words(desk.get("/bilaterals/waiting"))
    assert "10:15–10:45 Sat 25 Oct France and Japan" in waiting
    placed = desk.send(
        f"/bilaterals/{request.code}/placement",
        {"version": latest(database).version, "room": "B-01"},
        follow_redirects=True,
    )
    assert "The meeting is confirmed in room B-01. Both sides are told." in words(placed)
    assert "No agreed meeting waits for a room." in words(placed)
    for browser in (france, japan):
        assert "Confirmed Room B-01" in words(browser.get("/bilaterals?part=confirmed"))

    typed = {"version": "1", "day": "2025-10-26", "clock": "09:00", "room": "B-02"}
    assert "another time only the Chief of Protocol can give" in words(desk.get(f"/bilaterals/{request.code}/relocation"))
    refused = desk.send(f"/bilaterals/{request.code}/relocation", typed)
    assert (refused.status_code, "only by the Chief of Protocol" in words(refused)) == (422, True)
    moved = client_as(Role.CHIEF_OF_PROTOCOL).send(
        f"/bilaterals/{request.code}/relocation",
        typed,
        follow_redirects=True,
    )
    assert "The meeting is moved. Both sides are asked to accept the place." in words(moved)
    assert "Sunday 26 October 2025, 09:00–09:30 Hanoi time (UTC+7)" in words(moved)
    off = desk.send(
        f"/bilaterals/{request.code}/cancellation", {"version": "2", "reason": "Flight late"}, follow_redirects=True
    )
    assert "The meeting is called off." in words(off)
    with database.reading() as session:
        assert session.scalars(select(BilateralMeeting.state)).all() == ["cancelled"]
        assert session.scalars(select(RoomHold)).all() == session.scalars(select(Engagement)).all() == []
    history = words(japan.get(f"/bilaterals/{request.code}"))
    for step in (
        "The bilateral desk called the meeting off",
        "The bilateral desk moved the meeting to Sun 26 Oct, 09:00 , room B-02",
        "The bilateral desk confirmed Sat 25 Oct, 10:15 , room B-01",
        "Japan accepted Sat 25 Oct, 10:15",
        "France asked for the meeting",
    ):
        assert step in history


def test_a_wrong_wish_comes_back_as_it_was_typed(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    france = client_as(user=stage[0].focal_point)
    late = france.send(
        "/bilaterals/request", wish_form(stage, clock_until="09:10"), from_page="/bilaterals/request"
    )
    assert late.status_code == 422
    assert "The time that would suit is shorter than the meeting." in words(late)
    html = late.get_data(as_text=True)
    assert html.count("<title>Error: ") == 1
    assert 'value="09:10"' in html
    assert 'value="Evidence across borders"' in html
    empty = france.send("/bilaterals/request", {}, from_page="/bilaterals/request")
    assert empty.status_code == 422
    assert "Choose the delegation to meet." in words(empty)
    assert latest(database) is None


def test_both_sides_and_the_desk_offer_other_times(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    with database.committing() as session:
        code = ask(session, *on(session, stage)).code
    france, japan = (client_as(user=team.focal_point) for team in stage)
    desk = client_as(Role.BILATERAL_DESK)

    def send(browser: PageClient, part: str, **data: object) -> str:
        values = {"version": latest(database).version, **data}
        return words(browser.send(f"/bilaterals/{code}/{part}", values, follow_redirects=True))

    missing = japan.send(f"/bilaterals/{code}/other-time", {"version": 1, "day": "2025-10-25", "clock": ""})
    assert missing.status_code == 422
    assert "Enter the day and the start, as 15:00." in words(missing)
    assert "The time is offered." in send(japan, "other-time", day="2025-10-26", clock="15:00")
    assert "Sunday 26 October, 15:00–15:30 Hanoi time (UTC+7)" in words(france.get(f"/bilaterals/{code}"))
    assert "The time is offered." in send(desk, "other-time", slot=hanoi("17:00").isoformat())
    assert "Both sides answer the desk’s offer" in words(france.get(f"/bilaterals/{code}"))
    for browser in (france, japan):
        assert "The time is accepted." in send(browser, "acceptance", starts_at=hanoi("17:00").isoformat())
    assert latest(database).state == "accepted"


def test_the_desk_answers_for_a_delegation_that_telephones(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    desk = client_as(Role.BILATERAL_DESK)
    chosen = words(desk.get("/bilaterals/request"))
    assert "Delegation that asks" in chosen
    path = f"/bilaterals/request?asking={stage[0].delegation.code}"
    assert desk.send(path, wish_form(stage), from_page=path).status_code == 303
    code = latest(database).code
    page = desk.get(f"/bilaterals/{code}")
    assert "Answer for Japan" in words(page)
    done = desk.send(f"/bilaterals/{code}/declination", {"version": "1"}, follow_redirects=True)
    assert "The meeting is declined." in words(done)
    assert latest(database).state == "declined"


def test_an_old_page_is_answered_with_what_stands_now(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    with database.committing() as session:
        code = ask(session, *on(session, stage)).code
        actions.offer_other_time(
            session, SYSTEM, NOW, request=latest_in(session), by="asking", version=None, starts_at=hanoi("16:00")
        )
    japan = client_as(user=stage[1].focal_point)
    late = japan.send(
        f"/bilaterals/{code}/acceptance", {"version": "1", "starts_at": hanoi("09:00").isoformat()}
    )
    assert late.status_code == 409
    assert "This request has changed since you opened it. Look at it again, then answer." in words(late)
    assert "Saturday 25 October, 16:00–16:30" in words(late)
    version = re.search(r'id="acceptance-version"[^>]*value="(\d+)"', late.get_data(as_text=True))
    assert version is not None
    assert int(version[1]) == latest(database).version
    gone = japan.send(
        f"/bilaterals/{code}/acceptance", {"version": version[1], "starts_at": hanoi("09:00").isoformat()}
    )
    assert gone.status_code == 409
    assert "That time is not offered any more." in words(gone)


def test_a_taken_room_comes_with_what_is_free_instead(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    with database.committing() as session:
        teams = on(session, stage)
        rooms = rooms_of(session)
        meeting = meet(session, *teams, rooms[0])
        code = meeting.request.code
        for room in rooms:
            hold_room(
                session, room=room, held_from=hanoi("15:00"), held_until=hanoi("16:00"), kind="agenda_entry",
                code=f"E-{room.code}", label="Rehearsal",
            )  # fmt: skip
    desk = client_as(Role.CHIEF_OF_PROTOCOL)
    typed = {"version": "1", "day": "2025-10-25", "clock": "15:00", "room": "B-01"}
    taken = desk.send(f"/bilaterals/{code}/relocation", typed)
    assert taken.status_code == 409
    assert "Room B-01 is taken 15:00–16:00 (Hanoi time) by Rehearsal." in words(taken)
    offers = re.findall(r'name="alternative" value="([^"]+)"', taken.get_data(as_text=True))
    assert len(offers) == 3
    done = desk.send(
        f"/bilaterals/{code}/relocation", {**typed, "alternative": unescape(offers[0])}, follow_redirects=True
    )
    assert "The meeting is moved." in words(done)


def test_the_desk_says_why_a_meeting_is_close_to_a_flight_and_that_a_way_is_long(
    database: Database, client_as: Browser
) -> None:
    """BIL-12, BIL-16."""
    with database.committing() as session:
        near, _ = make_rooms(session, 10, 10)
        france, japan = make_team(session, "FR"), make_team(session, "JP")
        landing = Span(hanoi("08:30"), hanoi("08:30"))
        actions.block_principal(session, SYSTEM, NOW, participant=japan.head, kind="arrival", span=landing)
        meet(session, france, make_team(session, "CL"), near, "10:00")
        code = ask(session, france, japan).code
    desk = client_as(Role.BILATERAL_DESK)
    form = words(desk.get(f"/bilaterals/{code}/hold"))
    assert "Why it must be so close to the flight" not in form
    assert "taken note that the way is long" not in form
    typed = {"version": latest(database).version, "day": "2025-10-25", "clock": "09:25", "room": "B-02"}
    refused = desk.send(f"/bilaterals/{code}/hold", typed)
    assert refused.status_code == 409
    assert "Choose another time, or say why it must be then." in words(refused)
    assert "Both sides read it in the history of the meeting." in words(refused)
    typed["flight_reason"] = "Both asked for <b>it</b>"
    refused = desk.send(f"/bilaterals/{code}/hold", typed)
    assert refused.status_code == 422
    assert "leaves one of the principals too little time" in words(refused)
    assert 'value="Both asked for &lt;b&gt;it&lt;/b&gt;"' in refused.get_data(as_text=True)
    assert desk.send(f"/bilaterals/{code}/hold", {**typed, "way_noted": "y"}).status_code == 303
    for browser in (desk, client_as(user=france.focal_point)):
        page = words(browser.get(f"/bilaterals/{code}"))
        assert "Close to a flight, because: Both asked for <b>it</b>" in page


def test_the_desk_needs_the_tick_for_unequal_levels(database: Database, client_as: Browser) -> None:
    with database.committing() as session:
        make_rooms(session, 10)
        code = agree(session, make_team(session, "FR", rank_class=10), make_team(session, "JP", rank_class=41)).code
    desk = client_as(Role.CHIEF_OF_PROTOCOL)
    assert "not of equal level (classes 10 and 41)" in words(desk.get("/bilaterals/waiting"))
    typed = {"version": latest(database).version, "room": "B-01"}
    refused = desk.send(f"/bilaterals/{code}/placement", typed)
    assert refused.status_code == 422
    assert "Confirm that protocol has taken note." in words(refused)
    assert desk.send(f"/bilaterals/{code}/placement", {**typed, "levels_noted": "y"}).status_code == 303


def test_the_desk_is_warned_of_principals_who_could_not_enter_or_have_left(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    """BIL-19: at booking a warning, at the door a refusal."""
    with database.committing() as session:
        teams = on(session, stage)
        code = agree(session, *teams).code
    desk = client_as(Role.BILATERAL_DESK)
    assert "not accredited yet: FR HEADNAME, JP HEADNAME" in words(desk.get("/bilaterals/waiting"))
    assert "Not accredited yet, so not admitted at the door" in words(desk.get(f"/bilaterals/{code}/placement"))
    with database.committing() as session:
        head = on(session, stage)[1].head
        withdraw_participant(session, SYSTEM, NOW, participant=head, version=head.version, reason="Recalled")
    assert "JP HEADNAME has left the delegation" in words(desk.get("/bilaterals"))
    refused = desk.send(f"/bilaterals/{code}/placement", {"version": version_of(database, code), "room": "B-01"})
    assert refused.status_code == 422
    assert "Choose a principal who is enrolled in this delegation." in words(refused)


def test_no_room_at_the_agreed_time_leads_to_other_times(database: Database, client_as: Browser) -> None:
    with database.committing() as session:
        (room,) = make_rooms(session, 10)
        teams = [make_team(session, code) for code in ("FR", "JP", "CL", "DE")]
        code = agree(session, teams[2], teams[3], "10:15").code
        meet(session, teams[0], teams[1], room, "10:00")
    desk = client_as(Role.BILATERAL_DESK)
    assert "No room is free then." in words(desk.get("/bilaterals/waiting"))
    page = desk.get(f"/bilaterals/{code}/placement")
    slots = re.findall(r'name="slot" value="([^"]+)"', page.get_data(as_text=True))
    assert len(slots) == 5
    done = desk.send(
        f"/bilaterals/{code}/other-time",
        {"version": version_of(database, code), "slot": unescape(slots[2])},
        follow_redirects=True,
    )
    assert done.status_code == 200
    with database.reading() as session:
        found = queries.request_within(session, Reach(everything=True), code)
        assert (found.state, found.turn) == ("other_time", "both")


def test_hostile_text_comes_out_as_text(database: Database, client_as: Browser) -> None:
    with database.committing() as session:
        make_rooms(session, 10)
        host, teams = make_team(session, "FR"), []
        for code, text in zip(("JP", "CL", "DE", "IT", "ES", "PT"), HOSTILE, strict=True):
            team = make_team(session, code)
            team.head.person.badge_name, team.head.title = text[:200], text[:160]
            teams.append(team)
        codes = [ask(session, host, team, subject=text[:60]).code for team, text in zip(teams, HOSTILE, strict=True)]
        agree_code = agree(session, teams[0], teams[1], "15:00").code
    for browser in (client_as(user=host.focal_point), client_as(Role.BILATERAL_DESK)):
        paths = ["/bilaterals", *(f"/bilaterals/{code}" for code in codes)]
        pages = "".join(browser.get(path).get_data(as_text=True) for path in paths)
        assert "<img src=x" not in pages
        assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt;" in pages
        assert "{{7*7}} {0} %s" in pages
        assert "unclosed &lt;b&gt;bold" in pages
        assert "W" * 160 in pages
        assert "<bdi>\u202eevil\u202c</bdi>" in pages
    desk = client_as(Role.BILATERAL_DESK)
    for path in ("/bilaterals/waiting", f"/bilaterals/{agree_code}/placement", "/bilaterals/rooms/2025-10-25"):
        assert "<img src=x" not in desk.get(path).get_data(as_text=True)


def test_nonsense_in_addresses_and_forms_is_answered_politely(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    with database.committing() as session:
        code = ask(session, *on(session, stage)).code
    desk, japan = client_as(Role.BILATERAL_DESK), client_as(user=stage[1].focal_point)
    for path in ("/bilaterals/rooms/yesterday", "/bilaterals/rooms/0001-01-01", "/bilaterals/MR-NONE", "/bilaterals/x/y"):
        assert desk.get(path).status_code == 404, path
    assert desk.get("/bilaterals?part=nonsense&page=-1&delegation=%00").status_code == 200
    assert desk.get("/bilaterals/request?asking=nobody").status_code == 404
    assert desk.get(f"/bilaterals/{code}/placement").status_code == 404
    assert desk.get(f"/bilaterals/{code}/relocation").status_code == 404
    for part, data in (
        ("acceptance", {"version": "1", "starts_at": "tomorrow"}),
        ("acceptance", {"version": "x" * 50, "starts_at": hanoi("09:00").isoformat()}),
        ("acceptance", {}),
        ("other-time", {"version": "1", "day": "2025-13-45", "clock": "09:00"}),
        ("other-time", {"version": "1", "slot": "9999-12-31T23:59:59+00:00"}),
        ("other-time", {"version": "1", "day": "2025-10-25", "clock": "noon"}),
        ("principal", {"version": "1", "principal": ""}),
        ("principal", {"version": "1", "principal": stage[0].head.code}),
    ):
        assert japan.send(f"/bilaterals/{code}/{part}", data).status_code in (404, 409, 422), (part, data)
    request = latest(database)
    assert (request.state, request.turn, request.proposed_at, request.version) == ("sent", "asked", None, 1)
    assert desk.get("/bilaterals/rooms").location == "/bilaterals/rooms/2025-10-25"


def test_the_number_of_queries_does_not_grow_with_the_rows(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    desk, france = client_as(Role.BILATERAL_DESK), client_as(user=stage[0].focal_point)
    with database.committing() as session:
        teams = on(session, stage)
        rooms = rooms_of(session)
        code = agree(session, *teams, "09:00").code
        meet(session, *teams, rooms[0], "11:00")
    looks: list[tuple[FlaskClient, str]] = [
        (desk, "/bilaterals"),
        (desk, "/bilaterals/waiting"),
        (desk, f"/bilaterals/{code}/placement"),
        (desk, "/bilaterals/rooms/2025-10-25"),
        (france, "/bilaterals"),
        (france, "/bilaterals/rooms/2025-10-25"),
    ]
    few = [cost(database.engine, browser, path) for browser, path in looks]
    with database.committing() as session:
        teams = on(session, stage)
        rooms = rooms_of(session)
        for number, other in enumerate(make_team(session, code) for code in ("CL", "DE", "IT", "ES", "PT", "GR")):
            agree(session, teams[0], other, f"{12 + number}:00")
            meet(session, teams[1], other, rooms[number % 2], f"{12 + number}:30")
        few_items = queries_of(database, session, [teams[1].delegation.id], 1)
        assert queries_of(database, session, [team.delegation.id for team in teams], 7) == few_items
    assert [cost(database.engine, browser, path) for browser, path in looks] == few


def queries_of(database: Database, session: Session, delegation_ids: list[int], at_least: int) -> int:
    with counting(database.engine) as statements:
        found = queries.meetings_of_delegation(session, delegation_ids, Reach(everything=True))
    assert len(found) >= at_least
    return len(statements)


def cost(engine: Engine, browser: FlaskClient, path: str) -> int:
    with counting(engine) as statements:
        assert browser.get(path).status_code == 200
    return len([one for one in statements if not one.startswith(("PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE"))])


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def rooms_of(session: Session) -> list[Room]:
    return list(session.scalars(select(Room).order_by(Room.code)))


def version_of(database: Database, code: str) -> int:
    with database.reading() as session:
        return queries.request_within(session, Reach(everything=True), code).version


def latest_in(session: Session) -> MeetingRequest:
    return session.scalars(select(MeetingRequest).order_by(MeetingRequest.id.desc())).first()


def on(session: Session, teams: tuple[Team, ...]) -> list[Team]:
    """The same teams, known to this session."""
    return [
        Team(session.merge(team.delegation), session.merge(team.head), session.merge(team.focal_point))
        for team in teams
    ]


def test_a_place_is_held_accepted_by_both_and_carried_through_the_day(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    france, japan = (client_as(user=team.focal_point) for team in stage)
    desk = client_as(Role.BILATERAL_DESK)
    france.send("/bilaterals/request", wish_form(stage, press="photo", language="fr", needs="Ramp"))
    code = latest(database).code
    page = words(desk.get(f"/bilaterals/{code}/hold"))
    assert "Both are free then" in page
    assert "Room B-01, Saturday 25 October, 09:00–09:30 Hanoi time (UTC+7)" in page
    held = desk.send(
        f"/bilaterals/{code}/hold",
        {"version": latest(database).version, "alternative": f"B-02|{hanoi('10:15').isoformat()}"},
        follow_redirects=True,
    )
    assert "Room B-02 is held. Both sides are asked to accept." in words(held)
    assert "Ramp" in words(held)
    assert desk.get(f"/bilaterals/{code}/hold").status_code == 404
    for browser, said in ((japan, "The time is accepted."), (france, "The time is accepted.")):
        page = words(browser.get(f"/bilaterals/{code}"))
        assert "Both principals and a room are held for you then." in page
        assert ("Ramp" in page) is (browser is france)
        form = {"version": latest(database).version, "starts_at": hanoi("10:15").isoformat()}
        assert said in words(browser.send(f"/bilaterals/{code}/acceptance", form, follow_redirects=True))
    day = "/bilaterals/days/2025-10-25"
    assert "10:15–10:45 Later France and Japan" in words(desk.get(day))
    for step in ("call", "beginning", "end"):
        version = re.search(r'name="version" value="(\d+)"', desk.get(day).get_data(as_text=True))
        assert version is not None
        assert desk.send(f"/bilaterals/{code}/{step}", {"version": version[1]}).status_code == 303
    assert "10:15–10:45 Done France and Japan" in words(desk.get(day))
    late = desk.send(f"/bilaterals/{code}/call", {"version": "1"})
    assert (late.status_code, "There is a problem" in words(late)) == (409, True)


def test_a_held_place_is_given_up_by_a_side_and_goes_back_to_the_desk(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    with database.committing() as session:
        request = ask(session, *stage)
        room = session.scalars(select(Room).where(Room.code == "B-01")).one()
        actions.hold(session, SYSTEM, hanoi("20:00", 24), request=request, room=room, starts_at=hanoi("10:00"))
        code = request.code
    japan, desk = client_as(user=stage[1].focal_point), client_as(Role.BILATERAL_DESK)
    answer = japan.send(f"/bilaterals/{code}/release", {"version": latest(database).version}, follow_redirects=True)
    assert "The place is free again. The bilateral desk looks for another time." in words(answer)
    assert "Back at the desk 1" in words(desk.get("/bilaterals?part=returned"))
    again = japan.send(f"/bilaterals/{code}/release", {"version": latest(database).version})
    assert (again.status_code, "No place is held for this request any more." in words(again)) == (409, True)


def test_a_focal_point_keeps_a_time_free_and_asks_for_a_room(
    database: Database, client_as: Browser, stage: tuple[Team, Team]
) -> None:
    france, japan = (client_as(user=team.focal_point) for team in stage)
    path = f"/bilaterals/principals/{stage[0].head.code}"
    kept = france.send(
        path, {"kind": "rest", "day": "2025-10-25", "clock_from": "12:00", "clock_until": "13:00"}, follow_redirects=True
    )
    assert "Sat 25 Oct, 12:00–13:00 Rest if possible" in words(kept)
    assert japan.get(path).status_code == 404
    wish = {"delegation": stage[0].delegation.code, "day": "2025-10-25", "clock": "16:00", "minutes": "30", "persons": "8"}
    given = france.send("/bilaterals/room-requests", wish, follow_redirects=True)
    assert "Room B-01 is yours, unless a bilateral meeting needs it." in words(given)
    assert "Sat 25 Oct, 16:00–16:30" in words(given)
    foreign = japan.send("/bilaterals/room-requests", wish)
    assert foreign.status_code == 422
    assert "Bilateral room" not in words(foreign)

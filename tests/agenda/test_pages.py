"""The pages of the programme, as the offices see them."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.agenda.actions import add_sponsor, cancel_entry, confirm_sponsor, name_contributor
from summit.agenda.lifecycle import EntryKind
from summit.agenda.models import AgendaEntry, Contributor
from summit.agenda.queries import entries_between, entry_by_code, entry_facts
from summit.foundation.db import Database
from summit.venues.actions import hold_room
from summit.venues.queries import holds_between, room_by_code
from tests.agenda.conftest import DISCUSSION, SIDE_EVENT, Counting, Desk, at
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "=cmd()",
    "%s {0} %(x)d",
    "<b>unclosed",
    "\u202eevil",
    "x" * 200,
]
FORM = {
    "kind": "discussion",
    "title": "Safe citizens",
    "day": "2025-10-26",
    "starts": "10:00",
    "ends": "11:00",
    "room": "M-1",
    "languages": ["en", "fr"],
    "access": "delegates",
    "is_public": "y",
    "setup_minutes": "15",
    "topic": "",
}
Clients = Callable[..., FlaskClient]


def scheduled(database: Database, **changes: object) -> str:
    """The code of a discussion with these changes."""
    with database.committing() as session:
        return Desk(session).schedule(DISCUSSION, **changes).code


def test_a_line_is_added_moved_edited_and_cancelled_through_the_pages(
    house: Database, client_as: Clients
) -> None:
    organizer = client_as(Role.ORGANIZER)
    answer = organizer.send("/programme/draft", FORM, from_page="/programme/draft")
    assert answer.status_code == 303
    address = answer.location
    page = organizer.get(address).get_data(as_text=True)
    for shown in (
        "Safe citizens",
        "Sunday 26 October 2025",
        "10:00–11:00 Hanoi time (UTC+7)",
        "15 minutes before the start",
        "English, French",
    ):
        assert shown in page
    assert "“Safe citizens” stands on Sunday 26 October, 10:00–11:00 Hanoi time (UTC+7)" in page

    slot = {"day": "2025-10-25", "starts": "19:00", "ends": "00:30", "room": "HALL", "version": "1"}
    answer = organizer.send(f"{address}/slot", slot, from_page=f"{address}/slot")
    assert (answer.status_code, answer.location) == (303, address)
    assert "19:00–00:30 on 26 October Hanoi time (UTC+7)" in organizer.get(address).get_data(as_text=True)

    text = {**FORM, "title": "Dinner", "kind": "meal", "version": "2", "setup_minutes": "30"}
    assert (
        organizer.send(f"{address}/description", text, from_page=f"{address}/description").status_code == 303
    )
    with house.reading() as session:
        (hold,) = holds_between(session, at(0, day=25), at(23, day=26))
    assert (hold.room_code, hold.label, hold.held_from, hold.held_until) == (
        "HALL",
        "Dinner",
        at(18, 30, day=25),
        at(0, 30, day=26),
    )

    organizer.send(f"{address}/cancellation", {"version": "3", "reason": "Rain"}, from_page=address)
    page = organizer.get(address).get_data(as_text=True)
    assert "Cancelled" in page
    assert "Rain" in page
    assert "Cancel the line" not in page
    with house.reading() as session:
        assert holds_between(session, at(0, day=25), at(23, day=26)) == []


def test_a_taken_room_is_said_with_three_alternatives_that_one_press_takes(
    house: Database, client_as: Clients
) -> None:
    scheduled(house, title="Opening of the house")
    organizer = client_as(Role.ORGANIZER)
    answer = organizer.send("/programme/draft", FORM, from_page="/programme/draft")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "<title>Error:" in page
    assert "Room M-1 is taken 10:00–11:00 (Hanoi time) by Opening of the house." in page
    assert 'value="Safe citizens"' in page
    offers = re.findall(r'name="alternative" value="([^"]+)">(.*?)</button>', page)
    assert [re.sub("<[^>]+>", "", label) for _, label in offers] == [
        "Room M-2, Sun 26 Oct 10:00–11:00",
        "Room M-1, Sun 26 Oct 09:00–10:00",
        "Room M-1, Sun 26 Oct 11:15–12:15",
    ]
    chosen = {**FORM, "alternative": offers[2][0]}
    answer = organizer.send("/programme/draft", chosen, from_page="/programme/draft")
    assert answer.status_code == 303
    with house.reading() as session:
        entry = entry_facts(session, entry_by_code(session, answer.location.rsplit("/", 1)[1]))
    assert (entry.room_code, entry.starts_at, entry.ends_at, entry.setup_minutes) == (
        "M-1",
        at(11, 15),
        at(12, 15),
        15,
    )


def test_a_tampered_alternative_is_left_aside(house: Database, client_as: Clients) -> None:
    organizer = client_as(Role.ORGANIZER)
    for number, value in enumerate(
        ("x", "M-2 never", "M-2 2025-10-26T10:00 2025-10-26T11:00", "NOWHERE a b")
    ):
        form = {**FORM, "alternative": value, "title": f"Line {number}", "starts": f"{8 + 2 * number:02d}:00"}
        form["ends"] = f"{9 + 2 * number:02d}:00"
        assert organizer.send("/programme/draft", form, from_page="/programme/draft").status_code == 303
    with house.reading() as session:
        assert {entry.room_code for entry in entries_between(session, at(0), at(23))} == {"M-1"}


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"title": ""}, "Enter a title."),
    ({"title": "x" * 300}, "Keep the title within 200 characters."),
    ({"day": "tomorrow"}, "Enter the day, as 2025-10-25."),
    ({"day": "0001-01-01"}, "Enter a day of this century"),
    ({"day": "2026-10-26"}, "2026-10-26 is far from the summit (2025-10-25 to 2025-10-26)"),
    ({"starts": "ten"}, "Enter the time, as 09:00."),
    ({"ends": "10:00"}, "The end must be later than the start."),
    ({"ends": "09:00"}, "A line of the programme lasts at most 12 hours"),
    ({"room": "NOWHERE"}, "Not a valid choice."),
    ({"kind": "party"}, "Not a valid choice."),
    ({"kind": "side_event"}, "A side event belongs to one of the event&#39;s topics"),
    ({"languages": []}, "Choose at least one language from the list."),
    ({"languages": ["xx"]}, "xx"),
    ({"setup_minutes": "999"}, "Enter 0 to 240 minutes."),
]


def test_what_is_refused_is_said_at_its_place_and_nothing_typed_is_lost(
    house: Database, client_as: Clients
) -> None:
    organizer = client_as(Role.ORGANIZER)
    for changes, sentence in REFUSED:
        form = {**FORM, "abstract": "Kept text", **changes}
        answer = organizer.send("/programme/draft", form, from_page="/programme/draft")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422, changes
        for shown in (sentence, "There is a problem", "Kept text", "<title>Error:"):
            assert shown in page, changes
    with house.reading() as session:
        assert session.scalars(select(AgendaEntry.id)).all() == []


def test_a_stale_page_is_refused_with_a_sentence_and_the_typed_text(
    house: Database, client_as: Clients
) -> None:
    organizer = client_as(Role.ORGANIZER)
    address = f"/programme/entries/{scheduled(house)}"
    stale = {**FORM, "title": "Second thoughts", "version": "7"}
    answer = organizer.send(f"{address}/description", stale, from_page=f"{address}/description")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody changed this line of the programme after you opened it." in page
    assert 'value="Second thoughts"' in page
    slot = {"day": "2025-10-25", "starts": "10:00", "ends": "11:00", "room": "", "version": "many"}
    assert organizer.send(f"{address}/slot", slot, from_page=f"{address}/slot").status_code == 409
    answer = organizer.send(f"{address}/cancellation", {"version": "7", "reason": "Rain"}, from_page=address)
    assert answer.status_code == 409
    assert organizer.send(f"{address}/cancellation", {"version": "1"}, from_page=address).status_code == 422


def test_a_hostile_title_stays_text_on_every_page(house: Database, client_as: Clients) -> None:
    organizer = client_as(Role.ORGANIZER)
    codes = {}
    with house.committing() as session:
        desk, delegation = Desk(session), make_delegation(session, "FR")
        for number, title in enumerate(HOSTILE):
            entry = desk.schedule(
                title=title, abstract=title, starts_at=at(10 + number), ends_at=at(11 + number)
            )
            person = make_participant(session, delegation, badge_name=title[:100])
            name_contributor(session, SYSTEM, NOW, entry=entry, participant=person, part="speaker")
            codes[entry.code] = str(escape(title))
    for code, shown in codes.items():
        for address in (
            "/programme/2025-10-26",
            "/programme/2025-10-26/rooms",
            f"/programme/entries/{code}",
            f"/programme/entries/{code}/slot",
            f"/programme/entries/{code}/description",
        ):
            page = organizer.get(address).get_data(as_text=True)
            assert shown in page, address
            assert "<img src=x" not in page
            assert "<bdi>49</bdi>" not in page
    for number in range(len(HOSTILE)):
        form = {**FORM, "starts": f"{10 + number}:15", "ends": f"{11 + number}:15"}
        answer = organizer.send("/programme/draft", form, from_page="/programme/draft")
        assert answer.status_code == 409
        assert str(escape(HOSTILE[number])) in answer.get_data(as_text=True)


def test_the_day_shows_lines_in_order_with_side_events_folded(house: Database, client_as: Clients) -> None:
    with house.committing() as session:
        desk = Desk(session)
        desk.schedule(title="Late line", starts_at=at(16), ends_at=at(17))
        desk.schedule(title="Early line", is_public=False, for_all_heads=True)
        for room in ("M-2", "M-3"):
            entry = desk.schedule(SIDE_EVENT, title=f"Side event in {room}", room=room)
            add_sponsor(
                session,
                SYSTEM,
                NOW,
                entry=entry,
                delegation=make_delegation(session, "FR"),
                is_lead=True,
                is_exception=True,
            )
            add_sponsor(
                session, SYSTEM, NOW, entry=entry, delegation=make_delegation(session, "JP"), is_lead=False
            )
    page = client_as(Role.ORGANIZER).get("/programme/2025-10-26").get_data(as_text=True)
    assert "All times are Hanoi time (UTC+7)." in page
    order = [
        page.index(text)
        for text in ("Early line", "2 side events in parallel", "in M-2", "in M-3", "Late line")
    ]
    assert order == sorted(order)
    assert page.count('<details class="side-events">') == 1
    for mark in ("Internal", "All heads of delegation", "13:30–14:45", "France"):
        assert mark in page
    assert "Japan" not in page  # not confirmed, so not printed (SID-02)
    reader = client_as(Role.BADGE_DESK).get("/programme/2025-10-26").get_data(as_text=True)
    assert "Late line" in reader
    assert "Early line" not in reader
    assert "Add a line" not in reader


def test_programme_leads_to_a_day_and_other_days_are_missing(house: Database, client_as: Clients) -> None:
    reader = client_as(Role.BADGE_DESK)
    assert reader.get("/programme").location == "/programme/2025-10-25"
    for nonsense in ("/programme/yesterday", "/programme/0001-01-01", "/programme/9999-12-31/rooms"):
        assert reader.get(nonsense).status_code == 404
    assert "Nothing public stands in the programme on this day." in reader.get(
        "/programme/2025-10-30"
    ).get_data(as_text=True)
    assert "Add a line" in client_as(Role.ORGANIZER).get("/programme/2025-10-30").get_data(as_text=True)


def test_the_grid_places_blocks_by_classes_and_keeps_bilaterals_reserved(
    house: Database, client_as: Clients
) -> None:
    with house.committing() as session:
        desk = Desk(session)
        code = desk.schedule(title="Public line", setup_minutes=15).code
        desk.schedule(title="Secret line", is_public=False, room="M-2")
        hold_room(
            session,
            room=room_by_code(session, "B-01"),
            held_from=at(14),
            held_until=at(14, 45),
            kind="bilateral_meeting",
            code="M-SECRET",
            label="Reserved",
        )
    reader = client_as(Role.BADGE_DESK)
    page = reader.get("/programme/2025-10-26/rooms").get_data(as_text=True)
    assert 'class="grid-setup from-21 span-3"' in page
    assert re.search(
        rf'from-24 span-12">\s*<a href="/programme/entries/{code}" title="Public line">.*10:00–11:00', page
    )
    assert page.count("grid-reserved") == 2
    assert re.search(
        r'grid-reserved from-72 span-9">\s*<span class="grid-span">14:00–14:45</span> <bdi>Reserved', page
    )
    assert "M-SECRET" not in page
    assert "Secret line" not in page
    assert 'aria-label="Room M-3"' not in page  # nothing is held there
    assert 'aria-label="Room M-3"' in reader.get("/programme/2025-10-26/rooms?kind=all").get_data(
        as_text=True
    )
    halls = reader.get("/programme/2025-10-26/rooms?kind=hall").get_data(as_text=True)
    assert re.findall(r'aria-label="Room ([A-Z0-9-]+)"', halls) == ["HALL"]


def test_side_events_are_found_by_topic_slot_and_word(house: Database, client_as: Clients) -> None:
    with house.committing() as session:
        desk = Desk(session)
        first = desk.schedule(SIDE_EVENT, title="Hotlines for children", room="M-1", abstract="From Đà Nẵng.")
        desk.schedule(SIDE_EVENT, title="Scam centers", room="M-2", topic="T2")
        desk.schedule(SIDE_EVENT, title="Evidence", room="M-3", starts_at=at(9), ends_at=at(10, 15))
        desk.schedule(title="No side event")
        gone = desk.schedule(SIDE_EVENT, title="Given up", room="HALL")
        cancel_entry(session, SYSTEM, NOW, entry=gone, version=gone.version)
        add_sponsor(
            session, SYSTEM, NOW, entry=first, delegation=make_delegation(session, "CI"), is_lead=False
        )
        confirm_sponsor(session, SYSTEM, NOW, entry=first, delegation=make_delegation(session, "CI"))
    reader = client_as(Role.BADGE_DESK)

    def found(query: str) -> list[str]:
        page = reader.get(f"/side-events{query}").get_data(as_text=True)
        return re.findall(r"<h3><a [^>]+><bdi>(.*?)</bdi>", page)

    everything = ["Evidence", "Hotlines for children", "Scam centers"]
    assert found("") == everything
    assert found("?topic=T2") == ["Scam centers"]
    assert found("?slot=20251026T0200") == ["Evidence"]
    assert found("?q=DA+nang+children") == ["Hotlines for children"]
    assert found("?q=cote") == ["Hotlines for children"]
    assert found("?topic=T9&slot=x") == everything
    assert "Take a filter away." in reader.get("/side-events?q=%3Cimg%20src=x%3E").get_data(as_text=True)


def test_people_and_sponsors_are_named_on_the_lines_page(house: Database, client_as: Clients) -> None:
    with house.committing() as session:
        france = make_delegation(session, "FR")
        delegation, person = (
            france.code,
            make_participant(
                session, france, badge_name="Zoé DURAND", family_name="Durand", given_names="Zoé"
            ).code,
        )
        code = Desk(session).schedule(SIDE_EVENT).code
    organizer = client_as(Role.ORGANIZER)
    address = f"/programme/entries/{code}"
    found = organizer.get(f"{address}?person=zoe&sponsor=franc").get_data(as_text=True)
    assert f'value="{person}"' in found
    assert f'value="{delegation}"' in found
    assert "Nobody who is enrolled matches “nobody”" in organizer.get(f"{address}?person=nobody").get_data(
        as_text=True
    )

    def send(path: str, data: dict[str, str] | None = None) -> int:
        return organizer.send(path, data, from_page=address).status_code

    assert send(f"{address}/contributors", {"participant": person, "part": "chair"}) == 303
    assert send(f"{address}/contributors", {"participant": person, "part": "speaker"}) == 409
    assert send(f"{address}/contributors", {"participant": person, "part": "guest"}) == 422
    assert send(f"{address}/contributors", {"participant": "P-NOSUCH", "part": "chair"}) == 404
    sponsors = f"/side-events/{code}/sponsors"
    assert send(sponsors, {"delegation": delegation, "part": "co-sponsor"}) == 303
    assert "not confirmed: not printed" in organizer.get(address).get_data(as_text=True)
    printed = client_as(Role.BADGE_DESK).get(address).get_data(as_text=True).split('id="sponsors"', 1)[1]
    assert "France" not in printed
    assert "No sponsor is named yet." in printed
    assert send(f"{sponsors}/{delegation}/confirmation") == 303
    assert "not confirmed" not in organizer.get(address).get_data(as_text=True)
    assert send(sponsors, {"delegation": delegation, "part": "lead"}) == 409
    assert send(f"{sponsors}/{delegation}/removal") == 303
    assert send(f"{address}/contributors/{person}/removal") == 303
    with house.reading() as session:
        assert session.scalars(select(Contributor.id)).all() == []


def test_whoever_only_reads_changes_nothing_and_finds_no_hidden_line(
    house: Database, client_as: Clients
) -> None:
    hidden, shown = scheduled(house, is_public=False), scheduled(house, room="M-2")
    with house.committing() as session:
        focal_point = appoint(session, make_delegation(session, "FR"))
    for reader in (client_as(Role.BILATERAL_DESK), client_as(user=focal_point)):
        assert reader.get(f"/programme/entries/{shown}").status_code == 200
        foreign, missing = (reader.get(f"/programme/entries/{code}") for code in (hidden, "E-NOSUCH"))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        for path in (
            f"/programme/entries/{shown}/slot",
            f"/programme/entries/{shown}/description",
            "/programme/draft",
        ):
            assert reader.get(path).status_code == 403
        for path in (
            f"/programme/entries/{shown}/cancellation",
            f"/programme/entries/{shown}/contributors",
            f"/side-events/{shown}/sponsors",
        ):
            assert reader.send(path, {"version": "1", "reason": "x"}).status_code == 403
    for outside in (Role.AUDITOR, Role.ADMINISTRATOR):
        assert client_as(outside).get("/programme/2025-10-26").status_code == 403


def test_pages_ask_the_same_questions_for_four_lines_and_sixteen(
    house: Database, client_as: Clients, statements: Counting
) -> None:
    organizer = client_as(Role.ORGANIZER)
    addresses = ["/programme/2025-10-26", "/programme/2025-10-26/rooms", "/side-events"]

    def fill(first: int, last: int) -> None:
        with house.committing() as session:
            desk = Desk(session)
            for number in range(first, last):
                delegation = make_delegation(session, ("FR", "JP", "BR", "VN")[number % 4])
                draft = SIDE_EVENT if number % 2 else DISCUSSION
                entry = desk.schedule(
                    draft, title=f"Line {number}", room="", starts_at=at(8, number), ends_at=at(9, number)
                )
                person = make_participant(session, delegation)
                name_contributor(session, SYSTEM, NOW, entry=entry, participant=person, part="speaker")
                if number % 2:
                    add_sponsor(
                        session,
                        SYSTEM,
                        NOW,
                        entry=entry,
                        delegation=delegation,
                        is_lead=True,
                        is_exception=True,
                    )
                hold_room(
                    session,
                    room=room_by_code(session, "M-1"),
                    held_from=at(8, number),
                    held_until=at(8, number + 1),
                    kind="bilateral_meeting",
                    code=f"M-{number}",
                    label="Reserved",
                )

    def questions() -> dict[str, int]:
        counted = {}
        for address in addresses:
            with statements() as seen:
                assert organizer.get(address).status_code == 200
            counted[address] = len(seen)
        return counted

    fill(0, 4)
    questions()
    few = questions()
    fill(4, 16)
    assert questions() == few
    print(few)


def test_text_that_no_database_keeps_ends_in_a_page_and_not_in_a_server_error(
    house: Database, client_as: Clients
) -> None:
    organizer = client_as(Role.ORGANIZER)
    address = f"/programme/entries/{scheduled(house)}"
    for path in ("/programme/entries/E-%00", f"{address}?person=%00&sponsor=%00", "/rooms/%00"):
        assert organizer.get(path).status_code in (200, 400, 404), path
    for changes in ({"title": "a\x00b", "starts": "14:00", "ends": "15:00"}, {"room": "\x00"}):
        form = {**FORM, **changes}
        answer = organizer.send("/programme/draft", form, from_page="/programme/draft")
        assert answer.status_code in (303, 400, 422), changes
    answer = organizer.send(
        f"{address}/contributors", {"participant": "\x00", "part": "chair"}, from_page=address
    )
    assert answer.status_code in (400, 404)


def test_empty_pages_say_what_to_do(database: Database, client_as: Clients) -> None:
    organizer, reader = client_as(Role.ORGANIZER), client_as(Role.BADGE_DESK)
    for address, editors, readers in (
        ("/programme/2025-10-25", "Add a line", "Nothing public stands"),
        ("/programme/2025-10-25/rooms", "Add a room", "No room is entered yet."),
        ("/side-events", "Add a side event", "The list appears here when"),
    ):
        assert editors in organizer.get(address).get_data(as_text=True)
        assert readers in reader.get(address).get_data(as_text=True)


def test_kinds_of_lines_all_have_a_name_on_the_page(house: Database, client_as: Clients) -> None:
    with house.committing() as session:
        desk = Desk(session)
        for number, kind in enumerate(EntryKind):
            topic = "T1" if kind == EntryKind.SIDE_EVENT else ""
            desk.schedule(kind=kind, room="", topic=topic, starts_at=at(6 + number), ends_at=at(7 + number))
    page = client_as(Role.BADGE_DESK).get("/programme/2025-10-26").get_data(as_text=True)
    for name in (
        "Opening",
        "Plenary debate",
        "High-level discussion",
        "Round table",
        "Rehearsal",
        "1 side event",
    ):
        assert name in page

"""Papers about bilateral meetings: sides, rooms, states, and nothing that the reader may not know (BIL-30, BIL-50)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.queries import journal
from summit.bilaterals import actions as bilaterals
from summit.bilaterals.facts import Arrangements
from summit.bilaterals.lifecycle import Interpretation, Press
from summit.bilaterals.queries import meeting_of, request_within
from summit.delegations.lifecycle import PartyKind
from summit.delegations.queries import NOTHING, Reach, participant_by_code
from summit.documents.actions import publish_version
from summit.documents.facts import Asked, Facts, MeetingSheet, RoomSheets
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, SubjectKind
from summit.documents.queries import (
    call_sheet,
    delegation_meetings,
    gathered,
    meeting_sheet,
    meeting_sign,
    room_sheets,
    room_signs,
    rooms_ahead,
)
from summit.documents.queries.meetings import LISTED
from summit.documents.render import paper_of
from summit.documents.words import INTERPRETATION, MEETING_STATES, MEETING_TERMS, PRESS, WORDS
from summit.foundation.db import Database
from summit.foundation.errors import NotFound
from summit.venues.queries import room_by_code
from tests.badges.stage import counted
from tests.bilaterals.stage import Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.browser import PageClient
from tests.documents.test_documents import text_of
from tests.factories import NOW, SYSTEM, make_user

Clients = Callable[..., PageClient]
DAY = date(2025, 10, 25)
DESK = Reach(everything=True)
SUBJECT = "Marker of the subject"
K = DocumentKind
OF_MEETINGS = (K.MEETING_SHEET, K.ROOM_SHEETS, K.MEETING_SIGN, K.DELEGATION_MEETINGS)


@dataclass(frozen=True)
class Scene:
    """Zambia asks France, and France asks the host: two meetings in two rooms; codes of the requests by who takes part."""

    france: Team
    zambia: Team
    host: Team
    third: Team
    neutral: str
    hosted: str
    off: str
    sent: str


@pytest.fixture
def scene(database: Database) -> Scene:
    with database.committing() as session:
        rooms = make_rooms(session, 12, 12)
        france, zambia, host, third = (make_team(session, code) for code in ("FR", "ZM", "VN", "CL"))
        assert host.delegation.party.kind == PartyKind.HOST.value
        neutral = meet(session, zambia, france, rooms[0], "10:00", subject=SUBJECT, persons_per_side=5).request
        hosted = meet(session, france, host, rooms[1], "12:00", subject=SUBJECT).request
        off = meet(session, third, france, rooms[0], "15:00")
        bilaterals.cancel(session, SYSTEM, NOW, meeting=off, version=None)
        agree(session, france, third, "17:00")
        sent = ask(session, zambia, third, subject=SUBJECT)
        return Scene(france, zambia, host, third, neutral.code, hosted.code, off.request.code, sent.code)


def of(scene: Scene, kind: DocumentKind) -> Asked:
    subject = {
        SubjectKind.DAY: DAY.isoformat(),
        SubjectKind.DELEGATION: scene.france.delegation.code,
        SubjectKind.MEETING: scene.neutral,
    }[KINDS[kind].subject]
    return Asked(kind, subject)


def printed(session: Session, asked: Asked) -> str:
    facts: Facts = gathered(session, NOW, asked=asked, viewer=DESK)
    return " ".join(text_of(paper_of(asked.kind, facts, printed_at=NOW)).split())


def test_the_sheet_seats_two_guests_by_name_and_says_what_the_room_needs(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        sheet = meeting_sheet(session, scene.neutral, NOW, viewer=DESK, language="en").meeting
        text = printed(session, of(scene, K.MEETING_SHEET))
    assert (sheet.left.name, sheet.right.name) == ("Zambia", "France")
    assert (sheet.left.flag, sheet.right.flag) == ("ZM", "FR")
    assert [sheet.left.is_host, sheet.right.is_host] == [False, False]
    assert (sheet.starts_at, sheet.ends_at, sheet.cleared_at) == (hanoi("10:00"), hanoi("10:30"), hanoi("10:45"))
    assert sheet.persons == 5
    assert sheet.right.contacts == (f"{scene.france.focal_point.name}, {scene.france.focal_point.email}",)
    for said in (
        "Room set-up sheet", "Bilateral room 1", "10:00–10:30", "The room is cleared until 10:45.", "Convention Centre",
        "Left, seen from the door", "Right, seen from the door", "Door", "ZM HEADNAME", "FR HEADNAME", "1 + 4",
        scene.france.focal_point.email, "Restricted",
    ):  # fmt: skip
        assert said in text, said


def test_the_guest_of_the_host_has_the_left_in_every_language(database: Database, scene: Scene) -> None:
    """The order of names differs between languages, the sides of the room do not."""
    with database.reading() as session:
        for language in WORDS:
            sheet = meeting_sheet(session, scene.hosted, NOW, viewer=DESK, language=language)
            assert (sheet.meeting.left.flag, sheet.meeting.right.flag) == ("FR", "VN")
            assert (sheet.meeting.left.is_host, sheet.meeting.right.is_host) == (False, True)
            neutral = meeting_sheet(session, scene.neutral, NOW, viewer=DESK, language=language).meeting
            assert (neutral.left.flag, neutral.right.flag) == ("ZM", "FR"), language


def test_the_day_has_a_page_for_each_room(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        sheets = room_sheets(session, DAY, NOW, viewer=DESK, language="en")
        other_day = room_sheets(session, date(2025, 10, 26), NOW, viewer=DESK, language="en")
        content = paper_of(K.ROOM_SHEETS, sheets, printed_at=NOW)
    assert [(room.code, [meeting.code for meeting in room.meetings]) for room in sheets.rooms] == [
        ("B-01", [scene.neutral]), ("B-02", [scene.hosted]),
    ]  # fmt: skip
    assert other_day.rooms == ()
    assert "Nothing is planned." in text_of(paper_of(K.ROOM_SHEETS, other_day, printed_at=NOW))
    first, second = text_of(content).split("Page 1 of 2")
    assert "FR HEADNAME" in first
    assert "ZM HEADNAME" in first
    assert "VN HEADNAME" in second
    assert "ZM HEADNAME" not in second


def test_the_room_team_sees_what_begins_in_two_hours(database: Database, scene: Scene, client_as: Clients) -> None:
    """BIL-32: room, time, sides, flags, languages and heads, and never what it is about."""
    with database.committing() as session:
        request = request_within(session, DESK, scene.neutral)
        spoken = Arrangements(language="fr", interpretation=Interpretation.ASKED, press=Press.POOL)
        bilaterals.arrange(session, SYSTEM, NOW, request=request, by="asked", version=None, arrangements=spoken)
    with database.reading() as session:
        with counted(database) as few:
            ahead = rooms_ahead(session, hanoi("10:00"), NOW, viewer=DESK)
        assert [one.code for one in ahead.meetings] == [scene.neutral]
        assert (ahead.ends_at, ahead.then) == (hanoi("12:00"), hanoi("12:00"))
        with counted(database) as many:
            both = rooms_ahead(session, hanoi("10:00", 25) - timedelta(minutes=1), NOW, viewer=DESK)
        assert (len(both.meetings), len(many) <= len(few)) == (1, True)
        assert [one.code for one in rooms_ahead(session, hanoi("10:01"), NOW, viewer=DESK).meetings] == [scene.hosted]
        assert rooms_ahead(session, hanoi("10:00"), NOW, viewer=NOTHING).meetings == ()
    desk = client_as(Role.BILATERAL_DESK)
    page = seen(desk.get("/documents/rooms-ahead", query_string={"from": hanoi("10:00").isoformat()}))
    for said in (
        "10:00–10:30 Bilateral room 1", "cleared until 10:45", "Zambia ZM HEADNAME", "France FR HEADNAME",
        "Speaks French, interpreter of the host.", "5 persons on each side", "Then: Sat 12:00",
    ):  # fmt: skip
        assert said in page, said
    assert SUBJECT not in page
    nothing = seen(desk.get("/documents/rooms-ahead?from=nonsense"))
    assert "No meeting begins in these two hours. Look at the next" in nothing
    with database.reading() as session:
        lines = [line.after["requests"] for line in journal(session) if line.object_code == "rooms to set up"]
    assert lines == [scene.neutral]
    for role in (Role.PROTOCOL_OFFICER, Role.OPERATIONS_ROOM, Role.ORGANIZER):
        assert client_as(role).get("/documents/rooms-ahead").status_code == 403


def seen(answer: TestResponse) -> str:
    """A page as a person reads it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())


def test_a_list_names_the_own_meetings_with_their_state(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        france = delegation_meetings(session, scene.france.delegation, NOW, viewer=DESK, language="en")
        zambia = delegation_meetings(session, scene.zambia.delegation, NOW, viewer=DESK, language="en")
        text = printed(session, of(scene, K.DELEGATION_MEETINGS))
    assert [(line.counterpart, line.starts_at, line.room, line.state) for line in france.lines] == [
        ("Zambia", hanoi("10:00"), "Bilateral room 1", "confirmed"),
        ("Viet Nam", hanoi("12:00"), "Bilateral room 2", "confirmed"),
        ("Chile", hanoi("15:00"), "", "cancelled"),
        ("Chile", hanoi("17:00"), "", "accepted"),
    ]
    assert {line.principal for line in france.lines} == {"FR HEADNAME"}
    assert [(line.counterpart, line.starts_at, line.state) for line in zambia.lines] == [
        ("France", hanoi("10:00"), "confirmed"), ("Chile", None, "sent"),
    ]  # fmt: skip
    assert text.index("10:00–10:30") < text.index("15:00–15:30") < text.index("Agreed; the room follows")
    assert "Called off" in text


def test_nobody_but_those_concerned_has_any_of_it(database: Database, scene: Scene) -> None:
    third, zambia = (Reach(delegations=frozenset({team.delegation.id})) for team in (scene.third, scene.zambia))
    with database.reading() as session:
        for viewer in (NOTHING, third):
            for read in (
                lambda viewer=viewer: meeting_sheet(session, scene.neutral, NOW, viewer=viewer, language="en"),
                lambda viewer=viewer: meeting_sign(session, scene.neutral, NOW, viewer=viewer, language="en"),
            ):
                with pytest.raises(NotFound):
                    read()
            assert room_sheets(session, DAY, NOW, viewer=viewer, language="en").rooms == ()
        assert meeting_sheet(session, scene.neutral, NOW, viewer=zambia, language="en").meeting.code == scene.neutral
        seen = delegation_meetings(session, scene.france.delegation, NOW, viewer=zambia, language="en")
        assert [(line.is_reserved, line.counterpart, line.code) for line in seen.lines] == [
            (False, "Zambia", scene.neutral), (True, "", ""),
        ]  # fmt: skip
        nothing = delegation_meetings(session, scene.france.delegation, NOW, viewer=NOTHING, language="en")
        assert [(line.is_reserved, line.code, line.principal) for line in nothing.lines] == [(True, "", "")] * 2
        text = text_of(paper_of(K.DELEGATION_MEETINGS, nothing, printed_at=NOW))
    assert text.count("Reserved") == 2
    assert "HEADNAME" not in text


def test_no_paper_has_the_subject(database: Database, scene: Scene) -> None:
    """BIL-32."""
    with database.reading() as session:
        for kind in (*OF_MEETINGS, K.DELEGATION_SCHEDULE, K.ROOM_SIGNS):
            asked = Asked(kind, scene.france.delegation.code if kind is K.DELEGATION_SCHEDULE else DAY.isoformat())
            assert SUBJECT not in printed(session, of(scene, kind) if kind in OF_MEETINGS else asked), kind


def test_signs_say_reserved_and_nothing_else(database: Database, scene: Scene) -> None:
    """BIL-50: the sign of a meeting and the page of its room."""
    with database.reading() as session:
        sign = printed(session, of(scene, K.MEETING_SIGN))
        both = printed(session, Asked(K.MEETING_SIGN, scene.neutral, "en,fr"))
        page = printed(session, Asked(K.ROOM_SIGNS, DAY.isoformat()))
    for text in (sign, both, page):
        assert "Reserved" in text
        for name in ("Zambia", "France", "Viet Nam", "HEADNAME", scene.neutral):
            assert name not in text, name
    assert "10:00–10:30" in sign
    assert "Bilateral room 1" in sign
    assert "Réservé" in both


def test_the_call_sheet_says_where_to_sit_and_how_to_get_there(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        head = participant_by_code(session, scene.france.head.code)
        facts = call_sheet(session, head, NOW, viewer=DESK, language="en")
        text = text_of(paper_of(K.CALL_SHEET, facts, printed_at=NOW))
    assert [(item.counterpart, item.counterpart_principal, item.room, item.side, item.venue) for item in facts.items] == [
        ("Zambia", "ZM HEADNAME", "Bilateral room 1", "right", "Convention Centre"),
        ("Viet Nam", "VN HEADNAME", "Bilateral room 2", "left", "Convention Centre"),
    ]
    assert text.index("Right, seen from the door") < text.index("Left, seen from the door")
    assert "Convention Centre" in text
    with database.reading() as session:
        head = participant_by_code(session, scene.france.head.code)
        reserved = call_sheet(session, head, NOW, viewer=NOTHING, language="en")
    assert {(item.side, item.venue, item.code) for item in reserved.items} == {("", "", "")}


def test_a_meeting_that_was_called_off_has_no_sheet_but_keeps_its_versions(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        version = publish_version(session, SYSTEM, NOW, asked=of(scene, K.MEETING_SHEET))
        code = version.document.code
        meeting = meeting_of(session, request_within(session, DESK, scene.neutral))
        assert meeting is not None
        bilaterals.cancel(session, SYSTEM, NOW, meeting=meeting, version=None)
    with database.reading() as session, pytest.raises(NotFound):
        meeting_sheet(session, scene.neutral, NOW, viewer=DESK, language="en")
    page = client_as(Role.CHIEF_OF_PROTOCOL).get(f"/documents/{code}/versions/1")
    assert page.status_code == 200
    assert "Zambia – France" in page.get_data(as_text=True)


def test_only_the_desk_and_the_chief_have_these_kinds(scene: Scene, client_as: Clients) -> None:
    for role in (Role.PROTOCOL_OFFICER, Role.BILATERAL_DESK, Role.CHIEF_OF_PROTOCOL):
        browser, may = client_as(role), role is not Role.PROTOCOL_OFFICER
        for kind in OF_MEETINGS:
            address = f"/documents/kinds/{kind.value}"
            assert browser.get(address).status_code == (200 if may else 404), (role, kind)
            draft = browser.get(f"{address}/draft.pdf?subject={of(scene, kind).subject}")
            assert draft.status_code == (200 if may else 404), (role, kind)


def test_each_reading_of_the_desk_is_in_the_journal(database: Database, scene: Scene, client_as: Clients) -> None:
    """BIL-51: also what the choice of meetings on the page shows."""
    browser = client_as(Role.BILATERAL_DESK)
    both = {scene.neutral, scene.hosted}
    listed = {scene.neutral, scene.hosted, scene.off}
    draft = f"/documents/kinds/meeting-sheet/draft.pdf?subject={scene.neutral}"
    looks = [
        ("/documents/kinds/meeting-sheet", "meeting-sheet choice", both),
        (draft, f"meeting-sheet {scene.neutral}", {scene.neutral}),
        (f"/documents/kinds/room-sheets/draft.pdf?subject={DAY}", f"room-sheets {DAY}", both),
        (f"/documents/delegation-meetings/{scene.france.delegation.code}.pdf",
         f"meetings of {scene.france.delegation.code}", listed),
    ]  # fmt: skip
    for path, _, _ in looks:
        assert browser.get(path).status_code == 200, path
    with database.reading() as session:
        lines = [line for line in journal(session) if line.object_kind == "bilateral_reading"][::-1]
    assert [line.object_code for line in lines] == [where for _, where, _ in looks]
    for line, (_, _, codes) in zip(lines, looks, strict=True):
        assert codes <= set(line.after["requests"].split())


def test_a_delegation_takes_its_own_list_and_no_other(scene: Scene, client_as: Clients, database: Database) -> None:
    browser = client_as(user=scene.zambia.focal_point)
    own, foreign = (f"/documents/delegation-meetings/{team.delegation.code}" for team in (scene.zambia, scene.france))
    assert f"{own}.pdf" in browser.get("/documents").get_data(as_text=True)
    text = text_of(browser.get(f"{own}.pdf?language=en&second=fr").data)
    assert "Bilateral meetings of the delegation" in text
    assert "Entretiens bilatéraux de la délégation" in text
    assert "FR HEADNAME" in text
    assert browser.get(f"{foreign}.pdf").status_code == 404
    officer = text_of(client_as(Role.PROTOCOL_OFFICER).get(f"{foreign}.pdf").data)
    assert officer.count("Reserved") == 2
    assert "HEADNAME" not in officer
    with database.reading() as session:
        assert [line for line in journal(session) if line.object_kind == "bilateral_reading"] == []


def test_the_papers_of_a_day_cost_the_same_for_one_meeting_and_for_many(database: Database, scene: Scene) -> None:
    few, first = meetings_and_cost(database)
    with database.committing() as session:
        room = make_rooms(session, 12, kind="lounge")[0]
        meet(session, scene.third, scene.host, room, "18:30")
    many, second = meetings_and_cost(database)
    assert (few, many) == (2, 3)
    assert second == first


def meetings_and_cost(database: Database) -> tuple[int, int]:
    """How many meetings the papers of the day have, and how many statements it took."""
    with database.reading() as session, counted(database) as statements:
        facts = room_sheets(session, DAY, NOW, viewer=DESK, language="en")
        found = sum(len(room.meetings) for room in facts.rooms)
    return found, len(statements)


def test_the_command_prints_a_sheet(app: Flask, scene: Scene, tmp_path: Path) -> None:
    out, runner = tmp_path / "sheet.pdf", app.test_cli_runner()
    told = runner.invoke(args=["documents", "render", "meeting-sheet", "--meeting", scene.neutral, "--out", str(out)])
    assert told.exit_code == 0, told.output
    assert "Room set-up sheet" in text_of(out.read_bytes())
    told = runner.invoke(args=["documents", "render", "meeting-sheet", "--out", str(out)])
    assert "needs --meeting" in told.output


def test_a_held_place_is_marked_inside_and_reserved_outside_until_it_lapses(database: Database, scene: Scene) -> None:
    """BIL-02: internal papers say that it is held, the door only that the room is reserved."""
    with database.committing() as session:
        request = request_within(session, DESK, scene.sent)
        room = room_by_code(session, "B-01")
        bilaterals.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("16:00"))
    lapsed = hanoi("15:59")
    with database.reading() as session:
        sheet = meeting_sheet(session, scene.sent, NOW, viewer=DESK, language="en")
        text = text_of(paper_of(K.MEETING_SHEET, sheet, printed_at=NOW))
        day = printed(session, of(scene, K.ROOM_SHEETS))
        listed = delegation_meetings(session, scene.zambia.delegation, NOW, viewer=DESK, language="en").lines
        doors = room_signs(session, DAY, NOW, language="en").signs[0].lines
        after = room_signs(session, DAY, lapsed, language="en").signs[0].lines
        with pytest.raises(NotFound):
            meeting_sheet(session, scene.sent, lapsed, viewer=DESK, language="en")
    assert sheet.meeting.is_held
    assert "Held, not yet confirmed." in text
    assert day.count("Held, not yet confirmed.") == 1
    assert [(line.counterpart, line.state, line.starts_at) for line in listed] == [
        ("France", "confirmed", hanoi("10:00")), ("Chile", "held", hanoi("16:00")),
    ]  # fmt: skip
    assert [(line.starts_at, line.title) for line in doors] == [(hanoi("10:00"), ""), (hanoi("16:00"), "")]
    assert [(line.starts_at, line.title) for line in after] == [(hanoi("10:00"), "")]


def test_every_state_that_is_listed_has_its_words() -> None:
    assert set(MEETING_STATES) == {state.value for state in LISTED}
    assert set(INTERPRETATION) == {one.value for one in Interpretation}
    assert set(PRESS) == {one.value for one in Press}


def test_the_sheet_says_what_was_arranged_but_no_special_needs(database: Database, scene: Scene) -> None:
    """BIL-32; needs are read by their own side and the desk alone."""
    needs = "Marker of the needs"
    with database.committing() as session:
        wish = Arrangements("fr", Interpretation.ASKED, needs, Press.POOL, exchanges_gifts=True)
        request = ask(session, scene.third, scene.host, arrangements=wish)
        code, room = request.code, room_by_code(session, "B-01")
        bilaterals.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("18:00"))
    with database.reading() as session:
        sheet = meeting_sheet(session, code, NOW, viewer=DESK, language="en").meeting
        text = printed(session, Asked(K.MEETING_SHEET, code))
        day = printed(session, of(scene, K.ROOM_SHEETS))
    assert (sheet.left.language, sheet.left.interpretation) == ("fr", "asked")
    assert (sheet.right.language, sheet.right.interpretation) == ("", "none")
    for said in ("French", "interpreter of the host", "Press pool at the beginning.", "Gifts are exchanged."):
        assert said in text, said
        assert said in day, said
    assert needs not in text + day


@pytest.mark.parametrize("yields", [False, True])
def test_the_sheet_says_who_yields_the_right_hand_side(database: Database, scene: Scene, *, yields: bool) -> None:
    """BIL-31: of two guests the first in alphabetical order has it, unless it asked and yields."""
    with database.committing() as session:
        first, second = make_team(session, "AR"), make_team(session, "UY")
        request = ask(session, first, second, yields=yields)
        code, room = request.code, room_by_code(session, "B-01")
        bilaterals.hold(session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi("18:00"))
    with database.reading() as session:
        sheet = meeting_sheet(session, code, NOW, viewer=DESK, language="en").meeting
        text = printed(session, Asked(K.MEETING_SHEET, code))
    assert (sheet.left.name, sheet.right.name) == (("Argentina", "Uruguay") if yields else ("Uruguay", "Argentina"))
    assert sheet.is_yielded is yields
    assert ("Right-hand side yielded by: Argentina." in text) is yields


def test_every_word_is_there_in_every_language() -> None:
    for table in (MEETING_TERMS, MEETING_STATES, INTERPRETATION, PRESS):
        for term, said in table.items():
            assert set(said) == set(WORDS), term
            assert all(said.values()), term


def test_the_chief_publishes_a_version_that_stays(database: Database, scene: Scene) -> None:
    with database.committing() as session:
        chief = actor_of(make_user(session, roles=[Role.CHIEF_OF_PROTOCOL]))
        officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
        version = publish_version(session, chief, NOW, asked=of(scene, K.ROOM_SHEETS))
        assert version.classification == "restricted"
        assert isinstance(gathered(session, NOW, asked=of(scene, K.ROOM_SHEETS), viewer=DESK), RoomSheets)
        assert isinstance(gathered(session, NOW, asked=of(scene, K.MEETING_SHEET), viewer=DESK), MeetingSheet)
        with pytest.raises(NotFound):
            publish_version(session, officer, NOW, asked=of(scene, K.MEETING_SHEET))

"""Programme and schedules: whole, the same bytes twice, and nothing in them that the reader may not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import event
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.agenda.actions import add_sponsor, confirm_sponsor, name_contributor, open_topic, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.audit.queries import journal
from summit.delegations.queries import NOTHING, Reach
from summit.documents.ics import delegation_calendar, participant_calendar
from summit.documents.queries import daily_programme, delegation_schedule, participant_schedule
from summit.documents.render import (
    render_daily_programme,
    render_delegation_schedule,
    render_participant_schedule,
)
from summit.documents.words import WORDS
from summit.foundation.db import Database
from tests.bilaterals.stage import Team, hanoi, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM, make_participant, make_user

DAY = date(2025, 10, 25)
EVERYTHING = Reach(everything=True)
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{0}",
    "=cmd()",
    "%s",
    "<b>open",
    "x" * 300,
    "abc\u202edef",
)


@dataclass
class Scene:
    """France and Japan meet at 10:00; Brazil speaks; a side event of France."""

    france: Team
    japan: Team
    brazil: Team
    entries: list[str]
    meeting: str


@pytest.fixture
def scene(database: Database) -> Scene:
    with database.committing() as session:
        france, japan, brazil = (make_team(session, code) for code in ("FR", "JP", "BR"))
        halls = make_rooms(session, 500, 200, kind="hall")
        room = make_rooms(session, 12)[0]
        meeting = meet(session, france, japan, room, "10:00").request
        open_topic(session, SYSTEM, NOW, code="T1", title="Evidence")
        drafts = [
            EntryDraft(
                EntryKind.PLENARY, "Plenary debate", hanoi("14:00"), hanoi("17:00"), room=halls[0].code
            ),
            EntryDraft(
                EntryKind.SIDE_EVENT,
                "Evidence across borders",
                hanoi("09:00", 26),
                hanoi("10:15", 26),
                room=halls[1].code,
                topic="T1",
            ),
            EntryDraft(
                EntryKind.CEREMONY, "Rehearsal of the host", hanoi("07:00"), hanoi("07:30"), is_public=False
            ),
            EntryDraft(
                EntryKind.PHOTO,
                "Group photo",
                hanoi("08:30"),
                hanoi("08:50"),
                room=halls[0].code,
                for_all_heads=True,
            ),
        ]
        entries = [schedule_entry(session, SYSTEM, NOW, facts=draft) for draft in drafts]
        name_contributor(
            session, SYSTEM, NOW, entry=entries[0], participant=brazil.head, part=ContributorPart.SPEAKER
        )
        add_sponsor(session, SYSTEM, NOW, entry=entries[1], delegation=france.delegation, is_lead=True)
        confirm_sponsor(session, SYSTEM, NOW, entry=entries[1], delegation=france.delegation)
        return Scene(france, japan, brazil, [entry.code for entry in entries], meeting.code)


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def paper(render: Callable[..., None], facts: object, *, minutes: int = 0) -> bytes:
    buffer = BytesIO()
    render(facts, buffer, printed_at=NOW + timedelta(minutes=minutes))
    return buffer.getvalue()


def test_the_daily_programme_shows_public_lines_in_order(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        text = text_of(paper(render_daily_programme, daily_programme(session, DAY)))
    assert "Daily programme · Saturday, 25 October 2025" in text
    assert text.index("08:30–08:50") < text.index("14:00–17:00")
    assert "Plenary debate" in text
    assert "Hall room 1" in text
    assert "Rehearsal of the host" not in text
    assert "Evidence across borders" not in text
    assert "All times are Hanoi time (UTC+7)." in text
    assert "Draft · Printed 2025-10-01 10:00 UTC+7" in text
    assert "Page 1 of 1" in text
    assert "Public" in text


def test_printing_the_same_facts_twice_gives_the_same_bytes_but_for_the_time(
    database: Database, scene: Scene
) -> None:
    """DOC-00."""
    with database.reading() as session:
        facts = daily_programme(session, DAY)
        again = daily_programme(session, DAY)
    assert paper(render_daily_programme, facts) == paper(render_daily_programme, again)
    now, later = (text_of(paper(render_daily_programme, facts, minutes=minutes)) for minutes in (0, 5))
    assert now != later
    assert now.replace("10:00 UTC+7", "") == later.replace("10:05 UTC+7", "")


def test_a_draft_says_so_and_when_it_was_printed_in_every_language(database: Database, scene: Scene) -> None:
    """A mark that nobody can read aloud is no version."""
    for language, draft in (
        ("en", "Draft"), ("fr", "Projet"), ("es", "Borrador"), ("ru", "Проект"), ("zh", "草案"), ("vi", "Dự thảo"),
    ):  # fmt: skip
        with database.reading() as session:
            text = text_of(paper(render_daily_programme, daily_programme(session, DAY, language)))
        (footer,) = [line for line in text.split("\n") if "2025-10-01 10:00" in line]
        assert footer.startswith(f"{draft} · "), footer
        assert WORDS[language].name not in footer
    assert "Version" not in text


def test_the_delegation_schedule_has_its_people_and_its_two_days(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        facts = delegation_schedule(session, scene.france.delegation, viewer=EVERYTHING)
    assert [plan.name for plan in facts.people] == [scene.france.head.person.badge_name]
    text = text_of(paper(render_delegation_schedule, facts))
    for expected in (
        "Saturday, 25 October 2025",
        "Sunday, 26 October 2025",
        "Bilateral meeting with Japan",
        "JP HEADNAME",
        "08:30–08:50 Group photo (heads of delegation)",
        "Evidence across borders (organizes)",
        "For the delegation only",
    ):
        assert expected in text, expected


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_its_words_and_the_reviewed_names(
    database: Database, scene: Scene, language: str
) -> None:
    """DOC-05, NAM-01: no English heading in a document of another language, names of States from the table."""
    from summit.delegations.queries import names_of

    with database.reading() as session:
        facts = delegation_schedule(session, scene.france.delegation, viewer=EVERYTHING, language=language)
        japan = names_of(session, [scene.japan.delegation.party_id], language=language)[
            scene.japan.delegation.party_id
        ]
        france = names_of(session, [scene.france.delegation.party_id], language=language)[
            scene.france.delegation.party_id
        ]
    text = text_of(paper(render_delegation_schedule, facts))
    letters = sorted("".join(text.split()))
    for expected in (WORDS[language].delegation_schedule, france, japan):
        if language == "ar":
            assert not [one for one in expected.replace(" ", "") if one not in letters]
        else:
            assert expected in text.replace("\n", " "), expected
    if language != "en":
        assert "Bilateral meeting" not in text
        assert "Draft" not in text


def test_others_read_reserved_and_nothing_more(database: Database, scene: Scene) -> None:
    """BIL-50 in the schedules on paper and as calendar files."""
    with database.reading() as session:
        facts = delegation_schedule(session, scene.france.delegation, viewer=NOTHING)
        own = participant_schedule(session, scene.france.head, viewer=NOTHING)
    told = [
        text_of(paper(render_delegation_schedule, facts)),
        text_of(paper(render_participant_schedule, own)),
        delegation_calendar(facts, made_at=NOW).decode(),
        participant_calendar(own, made_at=NOW).decode(),
    ]
    for text in told:
        assert "Reserved" in text
        assert "Japan" not in text
        assert "JP HEADNAME" not in text
        assert "Bilateral meeting" not in text


def test_a_third_delegation_has_no_trace_of_it(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        facts = delegation_schedule(session, scene.brazil.delegation, viewer=EVERYTHING)
    text = text_of(paper(render_delegation_schedule, facts))
    assert "Plenary debate (speaks)" in text
    assert "Reserved" not in text
    assert "Japan" not in text


def test_the_calendar_file_reads_back_as_the_schedule(database: Database, scene: Scene) -> None:
    """IC-5."""
    with database.reading() as session:
        facts = participant_schedule(session, scene.france.head, viewer=EVERYTHING)
    content = participant_calendar(facts, made_at=NOW)
    assert b"\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    assert [(one.decoded("dtstart"), one.decoded("dtend")) for one in events] == [
        (item.starts_at, item.ends_at) for item in facts.items
    ]
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert content == participant_calendar(facts, made_at=NOW)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_out_as_text(database: Database, scene: Scene, name: str) -> None:
    with database.committing() as session:
        person = make_participant(session, scene.france.delegation, badge_name=name[:200])
        draft = EntryDraft(EntryKind.PRESS, name[:200], hanoi("18:00"), hanoi("18:30"))
        entry = schedule_entry(session, SYSTEM, NOW, facts=draft)
        name_contributor(session, SYSTEM, NOW, entry=entry, participant=person, part=ContributorPart.CHAIR)
    with database.reading() as session:
        facts = participant_schedule(session, person, viewer=EVERYTHING)
        schedule = delegation_schedule(session, scene.france.delegation, viewer=EVERYTHING)
        programme = daily_programme(session, DAY)
    shown = "".join(name[:200].replace("\u202e", "").split())
    for content in (
        paper(render_participant_schedule, facts),
        paper(render_delegation_schedule, schedule),
        paper(render_daily_programme, programme),
    ):
        text = "".join(text_of(content).split()).replace("\ufffe", "")
        assert shown in text
        assert "49" not in text.replace(shown, "") or "{{" not in name
    events = Calendar.from_ical(participant_calendar(facts, made_at=NOW)).walk("VEVENT")
    assert name[:200] in {str(one["summary"]) for one in events}


def test_a_schedule_costs_the_same_queries_for_two_people_and_for_forty(
    database: Database, scene: Scene
) -> None:
    def count(session: Session) -> int:
        seen = 0

        def note(*_: object) -> None:
            nonlocal seen
            seen += 1

        event.listen(database.engine, "before_cursor_execute", note)
        delegation_schedule(session, scene.france.delegation, viewer=EVERYTHING)
        event.remove(database.engine, "before_cursor_execute", note)
        return seen

    with database.reading() as session:
        few = count(session)
    with database.committing() as session:
        for _ in range(40):
            make_participant(session, scene.france.delegation)
    with database.reading() as session:
        assert count(session) == few


def test_doors_keep_to_the_reach(
    scene: Scene, client_as: Callable[..., FlaskClient], database: Database
) -> None:
    own = f"/documents/delegation-schedules/{scene.france.delegation.code}"
    foreign = f"/documents/delegation-schedules/{scene.japan.delegation.code}"
    person = f"/documents/participant-schedules/{scene.japan.head.code}"
    browser = client_as(user=scene.france.focal_point)
    for ending in ("pdf", "ics"):
        assert browser.get(f"{own}.{ending}").status_code == 200
        assert browser.get(f"{foreign}.{ending}").status_code == 404
        assert browser.get(f"{person}.{ending}").status_code == 404
        assert browser.get(f"/documents/delegation-schedules/D-NONE.{ending}").status_code == 404
    assert "Bilateral meeting with Japan" in text_of(browser.get(f"{own}.pdf").data)
    html = browser.get("/documents").get_data(as_text=True)
    assert scene.france.delegation.code in html
    assert scene.japan.delegation.code not in html
    with database.committing() as session:
        officer = make_user(session, roles=[Role.PROTOCOL_OFFICER])
    assert "Japan" not in text_of(client_as(user=officer).get(f"{own}.pdf").data)


def test_the_desk_that_reads_of_a_meeting_leaves_a_line(
    scene: Scene, client_as: Callable[..., FlaskClient], database: Database
) -> None:
    """BIL-51."""
    client_as(Role.BILATERAL_DESK).get(f"/documents/delegation-schedules/{scene.france.delegation.code}.pdf")
    with database.reading() as session:
        line = next(line for line in journal(session) if line.object_kind == "bilateral_reading")
    assert line.object_code == f"schedule {scene.france.delegation.code}"


def test_the_commands_write_whole_files_and_say_what_is_missing(
    app: Flask, scene: Scene, tmp_path: Path
) -> None:
    runner = app.test_cli_runner()
    out = tmp_path / "paper.pdf"
    for arguments in (
        ["daily-programme", "--day", "2025-10-25", "--language", "vi"],
        ["delegation-schedule", "--delegation", scene.france.delegation.code, "--language", "ar"],
        ["participant-schedule", "--participant", scene.france.head.code],
    ):
        out.unlink(missing_ok=True)
        told = runner.invoke(args=["documents", "render", *arguments, "--out", str(out)])
        assert told.exit_code == 0, told.output
        assert out.read_bytes().startswith(b"%PDF-")
    told = runner.invoke(args=["documents", "render", "daily-programme", "--out", str(out)])
    assert told.exit_code == 2
    assert "--day" in told.output
    told = runner.invoke(
        args=["documents", "render", "delegation-schedule", "--delegation", "D-NONE", "--out", str(out)]
    )
    assert told.exit_code == 1
    assert "There is nothing of the code D-NONE." in told.output

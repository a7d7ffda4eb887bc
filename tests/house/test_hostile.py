"""Hostile text in every field comes out as text: on every page, in every PDF and calendar file, and back in every form."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar
from markupsafe import escape
from sqlalchemy import JSON, String, select
from werkzeug.test import TestResponse

from summit.accounts.policy import Role
from summit.foundation.db import Base
from tests.browser import PageClient
from tests.house.source import teach
from tests.journeys.doors import Visit, visits
from tests.journeys.forms import Button, Form, forms_of
from tests.journeys.reading import text_of, tight
from tests.journeys.stage import Scene, build
from tests.journeys.standing import Standing, standing
from tests.journeys.words import HOSTILE, MIXED, RESULT, Words

# Signs of direction, soft hyphens, and what a PDF's text has in place of a hyphen at the end of a line.
UNSEEN = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u00ad\ufffe\x02"))
# Pages, papers and feeds on which a name or a title must be readable as it was typed.
SHOWN = frozenset({
    "accounts.users", "accreditation.application", "accreditation.case", "accreditation.queue",
    "accreditation.submission", "agenda.day",
    "agenda.entry_page", "agenda.side_events", "badges.hand_over_page", "badges.loss_page", "badges.people",
    "badges.person_cards", "badges.specimen",
    "bilaterals.request_page", "delegations.change_run", "delegations.change_run_draft", "delegations.claim_page",
    "delegations.delegation_list", "delegations.delegation_notes", "delegations.delegation_page",
    "delegations.duplicate_desk", "delegations.headship", "delegations.invitation", "delegations.merger",
    "delegations.order_page", "delegations.order_version", "delegations.paper_page", "delegations.participant_page",
    "delegations.people", "delegations.people_order", "delegations.person_notes", "delegations.posts",
    "delegations.quota_list", "delegations.quota_page", "delegations.record", "desk.delegation_history",
    "desk.person_history",
    "documents.correction_page", "documents.corrections", "documents.listing", "documents.version_page",
    "documents.daily_programme_pdf", "documents.delegation_schedule_ics", "documents.delegation_schedule_pdf",
    "documents.participant_schedule_ics", "documents.participant_schedule_pdf", "venues.rooms",
})  # fmt: skip
# Columns that nobody types into: every other text column must hold the hostile text, or the walk proves nothing about it.
NOT_TYPED = frozenset({
    # public codes, keys, hashes, sealed texts
    "code", "serial", "token_id", "token_hash", "object_code", "holder_code", "duty_code", "zone_code", "entry_hash",
    "previous_hash", "approved_digest", "cleared_digest", "record_digest", "photo_digest", "photo_file", "file_name",
    "content_digest", "digest", "photo_findings",
    "passport_hash", "passport_sealed", "subject_sealed", "reason_sealed", "body_sealed", "password_hash",
    "once_key", "key", "request_id",
    "receipt", "secrets_sealed", "copy_of", "notice_code", "passport_trace", "content_sealed", "form", "owner",
    "file_hash", "header_hash", "sheet_sealed", "undo_sealed", "rows_sealed", "asked_needs_sealed", "asking_needs_sealed",
    # who did it
    "actor_code", "approved_by", "created_by", "nominated_by", "published_by", "registered_by", "submitted_by", "cleared_by",
    "decided_by", "filed_by", "reconciled_by", "started_by", "added_by", "written_by", "claimed_by", "answered_by",
    "dismissed_by", "asked_by", "worker", "acting_for", "checked_by", "reported_by", "handed_by",
    "entered_by", "moved_by", "named_by_name",
    # chosen from a list
    "state", "application", "kind", "access", "category", "clearance", "color", "flag", "from_state", "function", "functions",
    "holder_kind", "iso3", "language", "languages", "nationality", "notice_version", "object_kind", "part", "passport_issuer",
    "passport_kind", "pattern", "purpose", "reason_code", "region", "role", "sex", "to_state", "turn", "verb", "zone",
    "zones", "article", "member_of", "manner", "mode", "organizations", "tie_break", "office", "columns", "media_type",
    "document", "letter", "classification", "field", "press", "paper", "asked_interpretation", "asking_interpretation",
    "asked_language", "asking_language",
    # refused unless it has the form of an address or a number
    "email", "phone", "machine_name",
    # made by us out of what was typed
    "search_text", "name_key", "sound_key", "sort_key", "sort_name", "given_sort_name", "word", "payload", "address",
    "question", "lines", "artworks", "plate", "plan", "answers", "left_out", "occasion", "fault", "request_code",
    "room_before", "room_after",
})  # fmt: skip
MADE_BY_US = {"notices.subject", "documents.subject", "print_runs.title", "jobs.problem", "users.email", "notices.recipient"}
QUESTIONS = (
    "q", "page", "kind", "region", "sort", "order", "state", "category", "function", "missing", "person", "sponsor", "day",
    "room", "language", "party", "participant", "next", "delegation", "clearance", "before", "part", "role", "topic",
    "at", "after", "registered", "subject", "since", "late", "tag", "quota", "verb", "pick", "application", "columns", "edit",
    "card", "printer",
)  # fmt: skip


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.fixture
def hostile_stage(hostile: str, migrated: Path, tmp_path: Path) -> Iterator[tuple[Standing, Scene]]:
    with standing(migrated, tmp_path, lambda session: build(session, Words(hostile))) as found:
        yield found


def test_it_comes_out_as_text(hostile: str, hostile_stage: tuple[Standing, Scene]) -> None:
    stage, scene = hostile_stage
    clients = Clients(stage, scene, hostile)
    beginning = readable(hostile)[:30]  # of a long text that a field has cut
    shown, faults, count = set(), [], 0
    for visit in visits(stage.app, scene):
        response = clients.of(visit).get(visit.address, follow_redirects=True)
        text = text_of(response)
        faults += [f"{visit}: {fault}" for fault in faults_of(response, text, hostile)]
        if beginning in readable(text):
            shown.add(visit.endpoint)
        response.close()
        count += 1
    print(f"{count} pages read, {len(shown)} routes show the text")
    teach("Hostile text must come out as text:", faults)
    teach("Here the text must be readable as it was typed:", SHOWN - shown)


def test_every_text_column_holds_it(migrated: Path, tmp_path: Path) -> None:
    """The walk is worth what the scene holds: a new free text field must be filled in tests/journeys/stage.py."""
    word = HOSTILE["html"]
    with standing(migrated, tmp_path, lambda session: build(session, Words(word))) as (stage, scene):
        stage.client(Role.AUDITOR, scene.users, browser=word)
        with stage.database.reading() as session:
            empty = [
                f"{table.name}.{column.name}"
                for table in Base.metadata.sorted_tables
                for column in table.columns
                if isinstance(column.type, String | JSON)
                and column.name not in NOT_TYPED
                and not any(word[:8] in str(value) for value in session.scalars(select(column)))
            ]
    teach("No hostile text stands in:", set(empty) - MADE_BY_US)


@pytest.mark.parametrize("hostile", [MIXED, HOSTILE["long"]], ids=["mixed", "long"])
def test_questions_in_an_address_come_back_as_text(stage: Standing, scene: Scene, hostile: str) -> None:
    clients = Clients(stage, scene, "")
    faults = []
    for visit in visits(stage.app, scene):
        if "?" in visit.address:
            continue
        response = clients.of(visit).get(visit.address, query_string=dict.fromkeys(QUESTIONS, hostile))
        faults += [f"{visit}: {fault}" for fault in faults_of(response, text_of(response), hostile)]
        response.close()
    teach("A parameter of the address must come out as text:", faults)


@pytest.mark.parametrize(
    ("hostile", "version"),
    [(MIXED, ""), (HOSTILE["formula"], ""), (HOSTILE["long"], "none"), (str(2**64 + 1), str(2**64 + 1))],
    ids=["mixed", "formula", "long", "number"],
)
def test_what_is_typed_into_a_form_comes_back_as_text(
    stage: Standing, scene: Scene, hostile: str, version: str
) -> None:
    """RT-11 in small: every form that any page shows, with the hostile text in each field that can be typed into."""
    clients = Clients(stage, scene, "")
    faults, sent = [], set()
    for visit, form, button in all_forms(clients, stage.app, scene):
        key = (visit.role, button.action, button.name)
        if form.method != "post" or key in sent:
            continue
        sent.add(key)
        client = clients.of(visit)
        cookie = client.get_cookie("summit")
        response = client.post(button.action, data=form.filled(hostile, button, version=version))
        if response.status_code not in (200, 303, 404, 409, 422, 429):
            faults.append(f"{button.action} from {visit}: {response.status_code}")
        faults += [f"{button.action} from {visit}: {fault}" for fault in faults_of(response, text_of(response), hostile)]
        response.close()
        if response.status_code in (200, 302, 303):
            stage.restore("signed in")
            if cookie:
                client.set_cookie("summit", cookie.value)
    print(f"{len(sent)} forms sent")
    assert len(sent) > 60
    teach("What is typed must come back as text:", faults)


class Clients:
    """A browser for each office, signed in when it is first needed."""

    def __init__(self, stage: Standing, scene: Scene, browser: str) -> None:
        roles: list[Role | None] = [None, *Role]
        self._clients = {
            role: stage.client(role, scene.users, browser=browser.replace("\n", " ")) for role in roles
        }
        stage.keep("signed in")

    def of(self, visit: Visit) -> PageClient:
        return self._clients[visit.role]


def all_forms(clients: Clients, app: Flask, scene: Scene) -> list[tuple[Visit, Form, Button]]:
    """Every button of every form of every page, as it is shown to whom it is shown."""
    found = []
    for visit in visits(app, scene):
        response = clients.of(visit).get(visit.address, follow_redirects=True)
        if response.mimetype == "text/html":
            forms = forms_of(response.get_data(as_text=True), response.request.path)
            found += [(visit, form, button) for form in forms for button in form.buttons]
        response.close()
    return found


def faults_of(response: TestResponse, text: str, hostile: str) -> list[str]:
    """What is wrong with an answer that should show hostile text as text. PageClient has judged its HTML already."""
    faults = []
    if response.status_code >= 500 and response.mimetype != "application/json":  # the health page: no migrations here
        faults.append(f"answered {response.status_code}")
    if RESULT in text:
        faults.append("user text was evaluated")
    if response.mimetype == "text/html" and any(char in hostile for char in "<\"'"):
        raw = response.get_data(as_text=True)
        if hostile[:20] in raw:
            faults.append("user text stands unescaped")
    if response.mimetype == "application/json":
        json.loads(response.data)
    if response.mimetype == "text/calendar" and response.status_code == 200:
        Calendar.from_ical(response.data)
    return faults


def readable(text: str) -> str:
    """What is left when white space, signs of direction, a calendar's escapes and the paper's hyphens are taken away."""
    plain = unicodedata.normalize("NFC", text).translate(UNSEEN)
    for escaped, char in (("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        plain = plain.replace(escaped, char)
    return tight(plain)


def test_the_walk_would_notice() -> None:
    word = HOSTILE["html"]
    for body, fault in ((f"<p>{RESULT}</p>", "user text was evaluated"), (f"<p>{word}</p>", "user text stands unescaped")):
        answer = create_test_response(body)
        assert faults_of(answer, body, word) == [fault]
    escaped = f"<p>{escape(word)}</p>"
    assert faults_of(create_test_response(escaped), escaped, word) == []
    assert readable("An\u00adn \u202egnp.exe\\, b") == "anngnp.exe,b"


def create_test_response(body: str) -> TestResponse:
    app = Flask("answer")
    app.add_url_rule("/", view_func=lambda: body)
    return app.test_client().get("/")

"""Precedence as the protocol department works with it: pages, forms, the command, and a head who leaves overnight."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.delegations import queries
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import OrderOverride, PublishedOrder
from summit.delegations.precedence import (
    DEFAULTS,
    ListKind,
    Mode,
    OrganizationsBy,
    Settings,
    TieBreak,
    digest,
)
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.stage import typed
from tests.delegations.test_published_orders import open_five
from tests.factories import NOW, appoint, make_delegation, make_participant

Sign = Callable[..., PageClient]
PATH = "/precedence/signing"
FIRST_DAY, SECOND_DAY = "?at=2025-10-25T09:00", "?at=2025-10-26T09:00"


@pytest.fixture
def codes(database: Database) -> dict[str, str]:
    with database.committing() as session:
        return open_five(session)


@pytest.fixture
def chief(client_as: Sign) -> PageClient:
    return client_as(Role.CHIEF_OF_PROTOCOL)


def shown(client: PageClient, path: str) -> list[str]:
    """The delegations of a list, from the first place to the last."""
    page = client.get(path).get_data(as_text=True)
    return re.findall(r'<td class="number">\d+</td>\s*<td>.*?<bdi>(.*?)</bdi>', page)


def hidden(client: PageClient, path: str) -> dict[str, str]:
    """What the form of publication sends."""
    page = client.get(path).get_data(as_text=True)
    return {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[-1] for name in ("at", "language", "seen")}


def test_a_head_replaced_for_the_second_day_changes_that_day_alone(
    database: Database, chief: PageClient, codes: dict[str, str]
) -> None:
    """PRE-07, DEL-10, the whole way through the pages: Laos' Head of State leaves, an envoy stays."""
    with database.committing() as session:
        envoy = make_participant(
            session, queries.delegation_by_code(session, codes["LA"]), rank_class=60, badge_name="SISOUK Kham"
        ).code
    laos = "Lao People&#39;s Democratic Republic"
    before = ["Viet Nam", laos, "Ecuador", "France", "Germany"]
    assert shown(chief, PATH + FIRST_DAY) == shown(chief, PATH + SECOND_DAY) == before
    headship = f"/delegations/{codes['LA']}/headship"
    sent = chief.send(
        headship,
        {"participant": envoy, "head_from": "2025-10-26T00:00", "head_until": "", "hand_over": "y"},
        from_page=headship,
    )
    assert sent.status_code == 303
    assert shown(chief, PATH + FIRST_DAY) == before
    assert shown(chief, PATH + SECOND_DAY) == ["Viet Nam", "Ecuador", "France", "Germany", laos]
    page = chief.get(PATH + SECOND_DAY).get_data(as_text=True)
    assert "Class 60, Ambassador, permanent representative; within it the English alphabet." in page
    assert "SISOUK Kham" in page


def test_the_chief_decides_publishes_and_lifts(
    database: Database, chief: PageClient, codes: dict[str, str]
) -> None:
    """PRE-05, PRE-06."""
    first = chief.send(f"{PATH}/versions", hidden(chief, PATH), from_page=PATH)
    assert (first.status_code, first.location) == (303, f"{PATH}/versions/1")
    assert "Nothing changed since version 1." in chief.get(PATH).get_data(as_text=True)
    decisions = f"{PATH}/decisions"
    decision = {"code": codes["DE"], "manner": "fixed", "place": "2", "other": "", "reason": "Chair of the group"}
    assert chief.send(decisions, decision, from_page=decisions).status_code == 303
    page = chief.get(PATH).get_data(as_text=True)
    assert shown(chief, PATH)[:2] == ["Viet Nam", "Germany"]
    assert "By decision at place 2: Chair of the group" in page
    second = chief.send(f"{PATH}/versions", hidden(chief, PATH), from_page=PATH)
    version = chief.get(second.location).get_data(as_text=True)
    assert "<li><bdi>Germany</bdi> moved from place 5 to 2</li>" in version
    assert "3 others have another number only because of these." in version
    with database.reading() as session:
        number = session.scalars(select(OrderOverride.id)).one()
        rows = session.scalars(select(PublishedOrder).order_by(PublishedOrder.number)).all()
        assert [(row.number, row.content_digest == digest(row.content)) for row in rows] == [(1, True), (2, True)]
        assert rows[1].content_digest in version
    chief.send(f"{decisions}/{number}/end", {}, from_page=PATH)
    assert shown(chief, PATH)[-1] == "Germany"
    assert shown(chief, f"{PATH}/versions/2")[:2] == ["Viet Nam", "Germany"]


def test_what_was_not_seen_is_not_published(database: Database, chief: PageClient, codes: dict[str, str]) -> None:
    seen = hidden(chief, PATH)
    with database.committing() as session:
        make_delegation(session, "AL")
    sent = chief.send(f"{PATH}/versions", seen, from_page=PATH)
    assert sent.status_code == 409
    assert "The order changed after you opened it." in sent.get_data(as_text=True)
    undated = chief.send("/precedence/photo/versions", {}, from_page=PATH)
    assert undated.status_code == 422
    assert "dates are missing, or a decision cannot hold" in undated.get_data(as_text=True)
    with database.reading() as session:
        assert session.scalars(select(PublishedOrder)).all() == []


def test_a_wrong_decision_comes_back_at_its_field(chief: PageClient, codes: dict[str, str]) -> None:
    path = f"{PATH}/decisions"
    for changes, status, sentence in (
        ({"place": ""}, 422, 'id="place-error"'),
        ({"manner": "before"}, 422, 'id="other-error"'),
        ({"manner": "after", "other": codes["FR"]}, 422, 'id="other-error"'),
        ({"code": "D-NOWHERE"}, 422, 'id="code-error"'),
        ({"reason": ""}, 422, 'id="reason-error"'),
    ):
        values = {"code": codes["FR"], "manner": "fixed", "place": "1", "other": "", "reason": "Agreed"}
        sent = chief.send(path, {**values, **changes}, from_page=path)
        assert sent.status_code == status, changes
        assert sentence in sent.get_data(as_text=True), changes


def test_the_settings_of_a_list_are_saved_and_refused(
    database: Database, client_as: Sign, codes: dict[str, str]
) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    path = "/precedence/seating/settings"
    values = {
        "mode": "alphabet", "tie_break": "drawn", "drawn": "GR", "language": "en", "organizations": "alphabet",
        "version": "0",
    }  # fmt: skip
    assert officer.send(path, values, from_page=path).status_code == 303
    assert shown(officer, "/precedence/seating")[0] == "Lao People&#39;s Democratic Republic"
    page = officer.get("/precedence/seating").get_data(as_text=True)
    assert "Opens the list: the next after Greece, which was drawn and does not attend." in page
    assert "By the English alphabet alone, from Greece on, whatever the rank." in page
    stale = officer.send(path, values, from_page=path)
    assert stale.status_code == 409
    wrong = officer.send(path, {**values, "tie_break": "office", "version": "1"}, from_page=path)
    assert wrong.status_code == 422
    assert 'id="tie_break-error"' in wrong.get_data(as_text=True)
    with database.reading() as session:
        wanted = Settings(
            Mode.ALPHABET, TieBreak.DRAWN, "en", "GR",
            host_first=False, reio_among_states=False, organizations=OrganizationsBy.ALPHABET,
        )  # fmt: skip
        assert queries.list_settings(session, ListKind.SEATING) == (wanted, 1)


def test_an_officer_sees_the_order_and_does_not_decide(client_as: Sign, codes: dict[str, str]) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    page = officer.get(PATH).get_data(as_text=True)
    assert "Settings</a>" in page
    assert "Decide a place" not in page
    assert "Publish as version" not in page
    assert officer.get(f"{PATH}/decisions").status_code == 403
    assert "/precedence" not in client_as(Role.BADGE_DESK).get("/").get_data(as_text=True)


def test_the_dates_are_entered_by_the_protocol_department(
    database: Database, client_as: Sign, codes: dict[str, str]
) -> None:
    """PRE-01 (b), (c), (d), PRE-02: from the page that misses them to the form, and back into the order."""
    officer = client_as(Role.PROTOCOL_OFFICER)
    path = f"/delegations/{codes['DE']}/seniority"
    values = {"credentials_on": "14 March 2024", "confirmed_at": "2025-09-01T09:14"}
    wrong = officer.send(path, {**values, "confirmed_at": "0001-01-01T00:00", "version": "1"}, from_page=path)
    assert wrong.status_code == 422
    assert officer.send(path, {**values, "version": "1"}, from_page=path).status_code == 303
    assert 'value="2025-09-01T09:14"' in officer.get(path).get_data(as_text=True)
    page = officer.get("/precedence/speakers").get_data(as_text=True)
    assert "confirmed on 1 September 2025 at 02:14 UTC." in page
    assert f'href="/delegations/{codes["FR"]}/seniority"' in page
    with database.reading() as session:
        head = queries.head_at(session, queries.delegation_by_code(session, codes["FR"]).id, NOW)
        assert head is not None
        code = head.code
    assert f'href="/people/{code}/record"' in officer.get("/precedence/photo").get_data(as_text=True)
    record = typed(function="HOD", rank_class="40", took_office_on="3 May 2019", passport_number="", version="1")
    assert officer.send(f"/people/{code}/record", record, from_page=f"/people/{code}/record").status_code == 303
    with database.reading() as session:
        assert queries.participant_by_code(session, code).took_office_on == date(2019, 5, 3)
    assert "in office since 3 May 2019" in officer.get("/precedence/photo").get_data(as_text=True)


def test_a_moment_that_no_clock_shows_is_not_asked_for(chief: PageClient, codes: dict[str, str]) -> None:
    for asked in ("0001-01-01T00:00", "9999-12-31T23:59", "yesterday", "2025-10-25T09:00+07:00", "2025-10-25T25:00"):
        page = chief.get(f"{PATH}?at={asked.replace('+', '%2B')}&language=xx")
        assert page.status_code == 200
        assert 'name="at" type="datetime-local" value="2025-10-26T09:00"' in page.get_data(as_text=True)
    assert chief.get("/precedence/dinner").status_code == 404


def run(app: Flask, *arguments: str) -> str:
    told = app.test_cli_runner().invoke(args=["delegations", "order", *arguments])
    assert told.exit_code == 0, told.output
    return told.stdout


def test_the_command_prints_the_order_and_its_reasons(app: Flask, codes: dict[str, str]) -> None:
    lines = run(app, "--list", "signing").splitlines()
    assert lines[:2] == [
        "  1  Viet Nam  (The host comes first.)",
        "  2  Lao People's Democratic Republic  (Class 10, Head of State; within it the English alphabet.)",
    ]
    french = run(app, "--list", "seating", "--language", "fr", "--drawn", "de").splitlines()
    assert [line.split("  (")[0][5:] for line in french] == [
        "Allemagne", "Équateur", "France", "République démocratique populaire lao", "Viet Nam",
    ]  # fmt: skip
    told = json.loads(run(app, "--list", "photo", "--at", "2025-10-26T09:00", "--json"))
    assert (told["at"], told["is_publishable"]) == ("2025-10-26T02:00:00+00:00", False)
    assert [place["name"] for place in told["places"]][:3] == ["Viet Nam", "Lao People's Democratic Republic", "Ecuador"]
    assert told["settings"]["tie_break"] == DEFAULTS[ListKind.PHOTO].tie_break
    wrong = app.test_cli_runner().invoke(args=["delegations", "order", "--list", "flags", "--drawn", "QQ"])
    assert wrong.exit_code == 2
    assert "there is no party QQ" in wrong.output


def test_a_contact_does_not_say_how_long_the_head_is_in_office(database: Database, client_as: Sign) -> None:
    """Seniority is the host's to enter, as rank is."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        head = make_participant(session, delegation, function=DelegateFunction.HOD).code
        contact = appoint(session, delegation)
    client = client_as(user=contact)
    path = f"/people/{head}/record"
    assert "took_office_on" not in client.get(path).get_data(as_text=True)
    sent = client.send(path, typed(took_office_on="3 May 2019", passport_number="", version="1"), from_page=path)
    assert sent.status_code == 303
    with database.reading() as session:
        assert queries.participant_by_code(session, head).took_office_on is None

"""The desk of a design through its doors: saved, stale, refused, previewed, published."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.badges.layout.stored import write_design
from summit.badges.models import CardDesign
from summit.foundation.db import Database
from tests.badges.stage import admit
from tests.badges.test_designs import NARROW, begin, picture, publish
from tests.badges.test_pages import html, send
from tests.browser import faults_of
from tests.factories import NOW, SYSTEM, make_summit

ClientAs = Callable[..., FlaskClient]


@pytest.fixture
def officer(client_as: ClientAs, database: Database) -> FlaskClient:
    with database.committing() as session:
        make_summit(session)
        open_categories(session, SYSTEM, NOW)
    return client_as(Role.PROTOCOL_OFFICER)


def draft(database: Database) -> CardDesign:
    with database.committing() as session:
        return begin(session)


def only(database: Database) -> CardDesign:
    with database.reading() as session:
        return session.scalars(select(CardDesign)).one()


def test_from_an_empty_list_to_a_draft(officer: FlaskClient, database: Database) -> None:
    assert "Every card is drawn by its standard design." in html(officer.get("/card-designs"))
    answer = send(officer, "/card-designs", name="Delegates", kind="badge", category="", copy_of="")
    design = only(database)
    assert answer.location == f"/card-designs/{design.code}"
    assert (design.name, design.state) == ("Delegates", "draft")
    refused = send(officer, "/card-designs", 422, name=" ", kind="badge", category="", copy_of="")
    assert "Give the design a name." in html(refused)


def test_what_was_drawn_is_saved_and_a_stale_page_keeps_its_work(officer: FlaskClient, database: Database) -> None:
    design = draft(database)
    address = f"/card-designs/{design.code}"
    mine = write_design(NARROW).replace('"Narrow"', '"Mine"')
    send(officer, address, content=mine, version=design.version)
    assert only(database).name == "Mine"
    late = send(
        officer, address, 409, content=mine.replace('"Mine"', '"Late"'), version=design.version
    )
    page = html(late)
    assert "saved this design while you worked on it" in page
    assert "&#34;Late&#34;" in page
    assert f'name="version" value="{only(database).version}"' in page
    assert only(database).name == "Mine"


def test_what_is_no_design_is_refused_beside_its_field(officer: FlaskClient, database: Database) -> None:
    design = draft(database)
    broken = json.loads(design.content)
    broken["front"][0]["color"] = "red"
    answer = send(
        officer, f"/card-designs/{design.code}", 422, content=json.dumps(broken), version=design.version
    )
    assert "Element words: the color has to be a color such as #12355b, or that of the category." in html(answer)
    assert only(database).content == design.content


def preview(client: FlaskClient, code: str, **changes: object) -> TestResponse:
    data = {"content": write_design(NARROW), "sample": "longest", "side": "front", "category": "", **changes}
    answer: TestResponse = client.send(f"/card-designs/{code}/draft-preview.png", data)
    return answer


def test_a_preview_is_a_picture_or_a_sentence(officer: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        admit(session, 1, badge_name="NAME " * 30)
    code = draft(database).code
    page = officer.get(f"/card-designs/{code}").get_data(as_text=True)
    assert "Moving things about wants a larger screen." in page
    assert faults_of(page) == []
    drawn = preview(officer, code)
    assert (drawn.status_code, drawn.mimetype) == (200, "image/png")
    assert Image.open(BytesIO(drawn.data)).size == (488, 703)
    assert drawn.headers["Cache-Control"] == "no-store, private"
    for wrong, sentence in (
        ({"content": "[]"}, "The design did not arrive whole. Load the page again."),
        ({"side": "inside"}, "Choose a side and whose card to show."),
    ):
        refused = preview(officer, code, **wrong)
        assert (refused.status_code, refused.mimetype, refused.get_data(as_text=True)) == (422, "text/plain", sentence)


def test_a_picture_that_is_sent_is_named_to_the_script(officer: FlaskClient, database: Database) -> None:
    code = draft(database).code
    address = f"/card-designs/{code}/artworks"
    for content, status in ((picture(), 200), (b"nothing", 422)):
        answer = officer.post(
            address,
            data={"csrf_token": officer.token("/account"), "file": (BytesIO(content), "seal.png")},
            headers={"Accept": "application/json"},
        )
        assert answer.status_code == status
    assert answer.get_json() == {
        "problem": "The artwork did not arrive whole. Send it again as PNG, JPEG or a PDF of one page."
    }
    assert only(database).artworks.endswith(".png")


def test_a_faulty_design_leads_to_its_check_and_a_clean_one_is_published(
    officer: FlaskClient, database: Database
) -> None:
    with database.committing() as session:
        admit(session, 1)
    design = draft(database)
    page = html(officer.get(f"/card-designs/{design.code}/examination"))
    assert "1 card looked at: every one comes out right." in page
    send(officer, f"/card-designs/{design.code}/publication", version=design.version)
    page = html(officer.get(f"/card-designs/{design.code}"))
    assert "Cards are printed by this version." in page
    send(officer, f"/card-designs/{design.code}/revision")
    page = html(officer.get("/card-designs"))
    assert "version 2 ·" in page
    assert "version 1 in use" in page


def test_a_published_design_is_taken_out_of_use(officer: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        design = publish(session)
    send(officer, f"/card-designs/{design.code}/retirement", version=design.version)
    assert only(database).state == "retired"


def test_a_draft_is_thrown_away(officer: FlaskClient, database: Database) -> None:
    design = draft(database)
    answer = send(officer, f"/card-designs/{design.code}/removal", version=design.version)
    assert answer.location == "/card-designs"
    with database.reading() as session:
        assert session.scalars(select(CardDesign)).all() == []

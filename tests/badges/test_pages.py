"""The badge desk in a browser: every page, every door, whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from summit.accounts.policy import Role
from summit.badges import queries
from summit.badges.models import PrintRun
from summit.badges.token import ForgedToken, public_key, verify
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.jobs.queue import on_queued
from tests.badges.stage import admit, cards_of, counted, order, run_of
from tests.badges.test_render import HOSTILE, picture, words
from tests.badges.test_runs import confirm
from tests.factories import make_delegation, make_participant

ClientAs = Callable[..., FlaskClient]


@pytest.fixture
def nobody_listens(app: Flask) -> Iterator[None]:
    """Jobs stay in the queue."""
    on_queued(None)
    yield
    on_queued(None)


@pytest.fixture
def desk(client_as: ClientAs) -> FlaskClient:
    return client_as(Role.BADGE_DESK)


def html(response: TestResponse) -> str:
    return " ".join(response.get_data(as_text=True).split())


def only_run(database: Database) -> PrintRun:
    with database.reading() as session:
        (run,) = session.scalars(select(PrintRun))
        return run


def send(client: FlaskClient, path: str, status: int = 303, **data: object) -> TestResponse:
    answer: TestResponse = client.send(path, data)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer


def test_an_empty_desk_says_so(desk: FlaskClient) -> None:
    page = html(desk.get("/badges"))
    assert "Everyone who is admitted has a card, or one in a run below" in page
    assert "Nothing has been printed yet." in page


def test_from_the_desk_to_the_confirmed_run(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        admit(session, 2)
        admit(session, 1, code="VN")
        stray = make_participant(session, make_delegation(session, "FR"))
        france = make_delegation(session, "FR").code
    page = html(desk.get("/badges"))
    assert "Print 3 badges" in page
    assert f'<option value="{france}">France (2)</option>' in page
    assert '<option value="D">D · Delegate (3)</option>' in page

    answer = send(desk, "/badges/print-runs", kind="delegation", code=france)
    run = only_run(database)
    assert answer.location == f"/badges/print-runs/{run.code}"
    page = html(desk.get(answer.location))
    for text in (
        "Delegation: France",
        "Ready to print",
        "Open the PDF of 2 cards",
        "1 left out",
        "not approved",
        stray.code,
    ):
        assert text in page, text
    spoiled, good = cards_of(database, run.code)
    pdf = desk.get(f"/badges/print-runs/{run.code}/cards.pdf", buffered=True)
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-1.4")
    assert pdf.headers["Cache-Control"] == "no-store, private"

    wrong = send(
        desk, f"/badges/print-runs/{run.code}/confirmation", 422, version=run.version, misprints="B-NONE"
    )
    assert "Not a card of this run: B-NONE." in html(wrong)
    assert "B-NONE" in html(wrong).split("<textarea")[1], "what was typed is still there"
    send(
        desk,
        f"/badges/print-runs/{run.code}/confirmation",
        version=run.version,
        misprints=spoiled.serial.lower(),
    )
    page = html(desk.get(f"/badges/print-runs/{run.code}"))
    assert "Printed and confirmed" in page
    assert "misprint" in page
    assert desk.get(f"/badges/print-runs/{run.code}/cards.pdf").status_code == 404
    with database.reading() as session:
        assert not queries.run_file(session, run).exists()
    assert {card.serial: card.state for card in cards_of(database, run.code)} == {
        spoiled.serial: "void",
        good.serial: "printed",
    }


@pytest.mark.usefixtures("nobody_listens")
def test_a_run_is_followed_left_cancelled_and_taken_up_again(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        admit(session, 2)
    send(desk, "/badges/print-runs", kind="waiting")
    run = only_run(database)
    address = f"/badges/print-runs/{run.code}"
    page = html(desk.get(address))
    assert f'data-run-progress="{address}/progress"' in page
    assert 'max="2" value="0"' in page
    assert desk.get(f"{address}/progress").json == {
        "state": "queued", "label": "Waiting for the printer", "done": 0, "total": 0, "isMoving": True,
    }  # fmt: skip
    assert desk.get(f"{address}/cards.pdf").status_code == 404

    send(desk, f"{address}/cancellation", version=run.version)
    page = html(desk.get(address))
    assert "Take up again" in page
    assert "data-run-progress" not in page
    assert desk.get(f"{address}/progress").json["isMoving"] is False
    stale = send(desk, f"{address}/resumption", 409, version=run.version)
    assert "Open it again and look before you go on" in html(stale)
    send(desk, f"{address}/resumption", version=only_run(database).version)
    assert run_of(database, run.code).state == "queued"


def test_nobody_to_print_is_said_on_the_desk(desk: FlaskClient, database: Database) -> None:
    assert "There is nobody to print." in html(send(desk, "/badges/print-runs", 422, kind="waiting"))
    assert "Choose whom to print." in html(send(desk, "/badges/print-runs", 422, kind="everyone"))
    assert "Choose whom to print." in html(send(desk, "/badges/print-runs", 422))
    send(desk, "/badges/print-runs", 404, kind="delegation", code="D-X")
    with database.reading() as session:
        assert session.scalars(select(PrintRun)).all() == []


def test_a_second_print_asks_for_the_reason_first(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    code = order(database)
    confirm(database, code)
    (card,) = cards_of(database, code)
    page = html(desk.get(f"/badges/people/{person.code}"))
    for text in (card.serial, "Print a second time", "prints issue 2", "Void without a new card"):
        assert text in page, text
    assert "Print this badge" not in page

    empty = send(desk, f"/badges/cards/{card.serial}/reissue", 422, reason=" ")
    assert "Say why: the reason is kept with the card." in html(empty)
    answer = send(desk, f"/badges/cards/{card.serial}/reissue", reason="lost at the hotel")
    assert "Reprint of" in html(desk.get(answer.location))
    page = html(desk.get(f"/badges/people/{person.code}"))
    assert "lost at the hotel" in page
    assert "issue 2" in page
    send(desk, f"/badges/cards/{card.serial}/reissue", 409, reason="once more")


def test_a_lost_card_is_void_and_its_person_can_be_printed_again(
    desk: FlaskClient, database: Database
) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    (card,) = cards_of(database, order(database))
    assert "Say why" in html(send(desk, f"/badges/cards/{card.serial}/voidance", 422, reason=""))
    send(desk, f"/badges/cards/{card.serial}/voidance", reason="lost")
    page = html(desk.get(f"/badges/people/{person.code}"))
    assert "Print this badge" in page
    send(desk, "/badges/print-runs", kind="participant", code=person.code)


def test_people_are_found_by_name_delegation_and_serial(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        vietnamese, french = (
            admit(
                session,
                1,
                code="VN",
                family_name="Nguyễn",
                given_names="Thị Ngọc Ánh",
                badge_name="NGUYỄN Thị Ngọc Ánh",
            )[0],
            admit(session, 1, code="FR")[0],
        )
    (card, _) = sorted(cards_of(database, order(database)), key=lambda card: card.participant_id != french.id)
    for query, found in (
        ("q=anh+nguyen", [vietnamese]), ("q=viet+nam", [vietnamese]), (f"q={card.serial.lower()}", [french]),
        ("card=queued", [vietnamese, french]), ("card=printed", []), ("q=nobody", []),
        ("card=nonsense", [vietnamese, french]),
    ):  # fmt: skip
        page = html(desk.get(f"/badges/people?{query}"))
        seen = {one.code for one in (vietnamese, french) if f"/badges/people/{one.code}" in page}
        assert seen == {one.code for one in found}, query
        assert ("Nobody matches" in page) == (not found), query


def test_the_specimen_opens_no_door(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    order(database)
    answer = desk.get(f"/badges/people/{person.code}/specimen.pdf")
    assert answer.mimetype == "application/pdf"
    assert "SPECIMEN · issue 0" in words(answer.data)
    (code,) = zxingcpp.read_barcodes(picture(answer.data))
    with pytest.raises(ForgedToken):
        verify(public_key(database.config.badge_key_seed), code.text, utc_now())


def test_hostile_names_come_out_as_text(desk: FlaskClient, database: Database) -> None:
    with database.committing() as session:
        codes = [
            admit(session, 1, badge_name=name[:200], family_name="Hostile", native_name=name[:200])[0].code
            for name in HOSTILE
        ]
    code = order(database)
    assert run_of(database, code).state == "ready"
    pages = [
        "/badges",
        f"/badges/print-runs/{code}",
        "/badges/people",
        *(f"/badges/people/{one}" for one in codes),
    ]
    for path in pages:
        answer = desk.get(path)
        assert answer.status_code == 200
        page = answer.get_data(as_text=True)
        assert "<img src=x" not in page
        assert "<b>unclosed" not in page
        assert ("&lt;img src=x onerror=alert(1)&gt;" in page) == (path in (pages[1], pages[2], pages[3])), (
            path
        )
    assert "{{7*7}} {0}" in html(desk.get(pages[1]))


def test_only_the_badge_desk_comes_in(client_as: ClientAs, database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    code = order(database)
    (card,) = cards_of(database, code)
    paths = [
        "/badges",
        "/badges/people",
        f"/badges/people/{person.code}",
        f"/badges/people/{person.code}/specimen.pdf",
    ]
    paths += [f"/badges/print-runs/{code}{end}" for end in ("", "/progress", "/cards.pdf")]
    posts = [
        "/badges/print-runs",
        f"/badges/cards/{card.serial}/reissue",
        f"/badges/cards/{card.serial}/voidance",
    ]
    posts += [f"/badges/print-runs/{code}/{end}" for end in ("confirmation", "cancellation", "resumption")]
    for role in Role:
        client = client_as(role)
        expected = 200 if role is Role.BADGE_DESK else 403
        for path in paths:
            assert client.get(path, buffered=True).status_code == expected, (role, path)
        if role is not Role.BADGE_DESK:
            for path in posts:
                send(client, path, 403, kind="waiting", reason="x", version=1)
    assert run_of(database, code).state == "ready"


def test_what_does_not_exist_is_not_found(desk: FlaskClient, database: Database) -> None:
    for path in (
        "/badges/print-runs/R-X",
        "/badges/print-runs/R-X/progress",
        "/badges/people/P-X",
        "/badges/people/P-X/specimen.pdf",
    ):
        assert desk.get(f"/badges/{path}").status_code == 404
    for path in (
        "/badges/print-runs/R-X/cancellation",
        "/badges/cards/B-X/reissue",
        "/badges/cards/B-X/voidance",
    ):
        send(desk, path, 404, version=1, reason="x")


def test_the_questions_of_the_pages_do_not_grow(desk: FlaskClient, database: Database) -> None:
    sizes: list[list[int]] = []
    for more in (2, 8):
        with database.committing() as session:
            admit(session, more)
        code = order(database)
        with database.committing() as session:
            admit(session, 1)
        sizes.append([])
        for path in ("/badges", f"/badges/print-runs/{code}", "/badges/people"):
            with counted(database) as sent:
                assert desk.get(path).status_code == 200
            sizes[-1].append(len([one for one in sent if one.startswith("SELECT")]))
    assert sizes[0] == sizes[1]

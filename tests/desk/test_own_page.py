"""The delegate's own page: standing in words, the code on the telephone, the badge on paper, the own days."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from PIL import Image, ImageDraw
from sqlalchemy import select, update

from summit.accounts.policy import Role
from summit.accreditation.lifecycle import AccreditationState
from summit.accreditation.queries import accreditation_of
from summit.badges.actions import confirm_run
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge, PrintRun
from summit.badges.queries import run_to_change
from summit.badges.token import public_key, verify
from summit.delegations.actions import edit_participant, withdraw_participant
from summit.delegations.models import Participant
from summit.delegations.queries import entries_of, participant_by_code
from summit.foundation.db import Database
from tests.accreditation.offices import cleared, decide
from tests.badges.stage import desk, order
from tests.bilaterals.stage import hanoi
from tests.browser import PageClient
from tests.desk.conftest import Selects
from tests.desk.stage import HOSTILE, Scene, delegate_in, invited
from tests.factories import NOW, SYSTEM

Clients = Callable[..., PageClient]
S = AccreditationState
HEADLINES = {
    S.DRAFT: "Your application is not submitted yet",
    S.SUBMITTED: "Your application is with the host",
    S.RETURNED: "Your application went back to your delegation",
    S.APPROVED: "You are accredited",
    S.REFUSED: "You are not accredited",
    S.SUSPENDED: "Your accreditation is suspended",
    S.REVOKED: "Your accreditation has ended",
    S.WITHDRAWN: "Your application is withdrawn",
}
ROUTES = (
    "/my", "/my/badge-code.svg", "/my/badge.pdf", "/my/schedule.pdf", "/my/schedule.ics",
)  # fmt: skip


def content_of(client: FlaskClient, path: str = "/my") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return markup.unescape(answer.get_data(as_text=True).split("<main", 1)[1].split("</main>", 1)[0])


def read_code(svg: str) -> str:
    """What a scanner reads from the picture: drawn anew from its bars, each module four points wide."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # the test fails without it
    white, black = re.findall(r'<path fill="(#\w+)" d="([^"]+)"/>', svg)
    assert (white[0], white[1], black[0]) == ("#fff", f"M0 0h{side}v{side}H0z", "#000")
    picture = Image.new("L", (side * 4, side * 4), 255)
    draw = ImageDraw.Draw(picture)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", black[1]):
        draw.rectangle((int(x) * 4, int(y) * 4, (int(x) + int(width)) * 4 - 1, int(y) * 4 + 3), fill=0)
    dark = [at for at, value in enumerate(picture.tobytes()) if not value]
    assert min(at % (side * 4) for at in dark) == min(dark) // (side * 4) == 16, "four modules of quiet zone"
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def badges_of(database: Database, participant: Participant) -> list[tuple[str, int]]:
    with database.reading() as session:
        rows = session.scalars(select(Badge).where(Badge.participant_id == participant.id).order_by(Badge.id))
        return [(row.state, row.issue_number) for row in rows]


def test_the_page_says_where_the_application_stands(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    for state in AccreditationState:
        with database.committing() as session:
            user, participant = delegate_in(session, state)
        client = client_as(user=user)
        content = content_of(client)
        assert [words for words in HEADLINES.values() if words in content] == [HEADLINES[state]]
        assert f'class="state state-{state.value}"' in content
        assert (">1 Oct 2025, 1" in content) == (state is not S.DRAFT)
        returned = "not written as in the passport" in content
        assert returned == (state is S.RETURNED)
        for secret in ("places are taken", "reported lost", "rules of the venue", "clear", "User "):
            assert secret not in content, secret
        offered = 'action="/my/badge"' in content
        assert offered == (state is S.APPROVED)
        assert client.get("/my/badge-code.svg").status_code == 404
        assert client.get("/my/badge.pdf").status_code == 404
        sent = client.send("/my/badge", from_page="/my")
        assert sent.status_code == (303 if state is S.APPROVED else 422)
        assert badges_of(database, participant) == ([("printed", 1)] if state is S.APPROVED else [])


def test_the_code_on_the_telephone_is_the_signed_one(
    app: Flask, database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        user, participant = delegate_in(session, S.APPROVED)
    client = client_as(user=user)
    assert client.send("/my/badge", from_page="/my").headers["Location"] == "/my#badge"
    with database.committing() as session:  # as if it had been made before the summit, which is over today
        session.execute(update(Badge).values(created_at=NOW))
    content = content_of(client)
    assert '<img class="card-code" src="/my/badge-code.svg"' in content
    assert "Badge to print (PDF, A6)" in content
    picture = client.get("/my/badge-code.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store, private")
    token = read_code(picture.get_data(as_text=True))
    key = public_key(app.config["SUMMIT"].badge_key_seed)
    claims = verify(key, token, hanoi("09:00"), event="2025-10-25")
    assert (claims.category, claims.issue_number) == ("D", 1)
    assert token not in content
    assert client.send("/my/badge", from_page="/my").status_code == 303
    assert badges_of(database, participant) == [("printed", 1)], "asked twice, one card"
    paper = client.get("/my/badge.pdf")
    assert paper.headers["Content-Disposition"] == 'attachment; filename="badge.pdf"'
    pages = pypdfium2.PdfDocument(paper.data)
    assert len(pages) == 1
    (printed,) = zxingcpp.read_barcodes(pages[0].render(scale=3).to_pil())
    assert printed.text == token


def test_who_may_not_print_collects_the_badge(database: Database, scene: Scene, client_as: Clients) -> None:
    with database.committing() as session:
        user, participant = delegate_in(session, S.DRAFT)
        entry, post = entries_of(participant)
        edit_participant(
            session,
            SYSTEM,
            NOW,
            participant=participant,
            person=entry,
            post=type(post)(**{**vars(post), "category": "P"}),
            version=participant.version,
        )
        decide(session, "approve", cleared(session, participant))
    client = client_as(user=user)
    content = content_of(client)
    assert "Collect your badge at the accreditation centre." in content
    assert 'action="/my/badge"' not in content
    refused = client.send("/my/badge", from_page="/my")
    assert refused.status_code == 422
    assert "handed out at the accreditation centre" in refused.get_data(as_text=True)
    code = order(database)
    assert client.get("/my/badge-code.svg").status_code == 404, "not before it is handed out"
    with database.committing() as session:
        run = run_to_change(session, code)
        confirm_run(session, desk(session), NOW, run=run, version=run.version)
    assert badges_of(database, participant) == [(BadgeState.PRINTED, 1)]
    content = content_of(client)
    assert "/my/badge-code.svg" in content
    assert "Collect your badge at the accreditation centre." in content
    assert client.get("/my/badge-code.svg").status_code == 200
    assert client.get("/my/badge.pdf").status_code == 404


def test_a_card_in_a_print_run_is_the_one_that_the_telephone_shows(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        user, participant = delegate_in(session, S.APPROVED)
    order(database)
    client = client_as(user=user)
    assert client.get("/my/badge-code.svg").status_code == 200
    assert client.send("/my/badge", from_page="/my").status_code == 303
    assert badges_of(database, participant) == [("queued", 1)]
    with database.reading() as session:
        assert session.scalars(select(PrintRun.state)).all() == ["ready"]


@pytest.mark.parametrize("change", ["suspend", "name", "registration"])
def test_the_code_goes_when_the_bearer_is_not_admitted_any_more(
    change: str, database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        user, participant = delegate_in(session, S.APPROVED)
    client = client_as(user=user)
    client.send("/my/badge", from_page="/my")
    assert client.get("/my/badge-code.svg").status_code == 200
    with database.committing() as session:
        participant = participant_by_code(session, participant.code)
        if change == "suspend":
            decide(session, "suspend", accreditation_of(session, participant))
        elif change == "name":
            entry, post = entries_of(participant)
            changed = type(entry)(**{**vars(entry), "family_name": "Martin"})
            edit_participant(
                session,
                SYSTEM,
                NOW,
                participant=participant,
                person=changed,
                post=post,
                version=participant.version,
            )
        else:
            withdraw_participant(
                session, SYSTEM, NOW, participant=participant, version=participant.version, reason="ill"
            )
        user = session.merge(user)
    client = client_as(user=user)  # a withdrawal ends every session
    content = content_of(client)
    expected = {
        "suspend": "Your accreditation is suspended",
        "name": "Your record was changed after the approval",
        "registration": "Your registration is withdrawn",
    }[change]
    assert expected in content
    assert "badge-code" not in content
    assert client.get("/my/badge-code.svg").status_code == client.get("/my/badge.pdf").status_code == 404
    assert client.send("/my/badge", from_page="/my").status_code == 422


def test_the_schedule_names_the_own_bilateral_and_no_other(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        head = invited(session, scene.france.head)
        other, _ = delegate_in(session, S.APPROVED)
    own, colleague = client_as(user=head), client_as(user=other)
    lines = re.findall(r'class="lines-title">(?:<a [^>]+><bdi>)?([^<]+)', content_of(own))
    assert lines == ["Opening of the conference", "Bilateral meeting with Japan", "High-level debate"]
    assert "you speak" in content_of(own)
    assert "JP HEADNAME" in content_of(own)
    for address in re.findall(r'class="lines-title"><a href="([^"]+)"', content_of(own)):
        assert own.get(address).status_code == 200, address
    assert "Bilateral meeting with Japan" in paper_text(own)
    assert "Bilateral meeting with Japan" in summaries(own)
    assert re.findall(r'class="lines-title">(?:<a [^>]+><bdi>)?([^<]+)', content_of(colleague)) == [
        "Opening of the conference",
        "High-level debate",
    ]
    for text in (content_of(colleague), paper_text(colleague), "\n".join(summaries(colleague))):
        assert "Japan" not in text
        assert "JP HEADNAME" not in text
    assert "High-level debate" in paper_text(colleague)


def paper_text(client: FlaskClient, **language: str) -> str:
    answer = client.get("/my/schedule.pdf", query_string=language)
    assert answer.mimetype == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.data)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def summaries(client: FlaskClient) -> list[str]:
    answer = client.get("/my/schedule.ics")
    assert answer.mimetype == "text/calendar"
    return [str(one["SUMMARY"]) for one in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_the_schedule_is_printed_in_the_languages_of_the_delegation(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        user, participant = delegate_in(session, S.APPROVED)
        participant_by_code(session, participant.code).delegation.languages = "fr en"
    client = client_as(user=user)
    assert re.findall(r'href="(/my/schedule\.pdf\?language=\w+)"', content_of(client)) == [
        "/my/schedule.pdf?language=en",
        "/my/schedule.pdf?language=fr",
    ]
    assert "Programme personnel" in paper_text(client, language="fr")
    assert "Personal schedule" in paper_text(client, language="xx'")


def test_nobody_else_has_such_a_page(scene: Scene, client_as: Clients) -> None:
    for role in (role for role in Role if role is not Role.DELEGATE):
        client = client_as(user=scene.france.focal_point) if role is Role.FOCAL_POINT else client_as(role)
        assert {client.get(path).status_code for path in ROUTES} == {403}, role
        assert client.send("/my/badge").status_code == 403, role
        assert client.send("/my/calendar-address").status_code == 403, role


def test_an_account_without_a_registration_finds_nothing(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    client = client_as(Role.DELEGATE)
    assert {client.get(path).status_code for path in ROUTES} == {404}
    assert "No registration belongs to this account" in client.get("/my").get_data(as_text=True)


def test_an_officer_who_is_a_delegate_too_reads_only_the_own_meetings(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        user, _ = delegate_in(session, S.APPROVED)
        merged = session.merge(user)
        merged.roles = [*merged.roles, type(merged.roles[0])(role=Role.BILATERAL_DESK.value)]
    client = client_as(user=user)
    assert client.get("/").status_code == 200
    assert "Japan" not in content_of(client)
    assert "Japan" not in "".join(summaries(client))


def test_names_come_out_as_text(database: Database, scene: Scene, client_as: Clients) -> None:
    for name in HOSTILE:
        with database.committing() as session:
            user, _ = delegate_in(session, S.APPROVED, badge_name=name, native_name=name)
        client = client_as(user=user)
        client.send("/my/badge", from_page="/my")
        page = client.get("/my").get_data(as_text=True)
        assert (
            f"<h1><bdi>{markup.escape(name)}</bdi></h1>".replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
            in page
        )
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert client.get("/my/badge.pdf").status_code == 200


def test_the_page_asks_the_same_whatever_stands_in_the_schedule(
    database: Database, scene: Scene, client_as: Clients, selects: Selects
) -> None:
    with database.committing() as session:
        users = [invited(session, scene.brazil.head), invited(session, scene.france.head)]
    few, many = (selects(client_as(user=user), "/my") for user in users)
    assert few == many < 40

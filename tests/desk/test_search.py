"""Search: without regard to accents and order, within reach, and hostile words come out as text."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from summit.accounts.actions import actor_of
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation.lifecycle import AccreditationState
from summit.desk.queries import Viewer, found
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.desk.conftest import Selects
from tests.desk.stage import HOSTILE, Scene, delegate_in
from tests.factories import NOW, make_delegation, make_participant, make_user

Clients = Callable[..., PageClient]
RESULT = re.compile(r'<a href="([^"]+)">(?:([A-Z]-\d+) )?<bdi>([^<]*)</bdi></a>')


def results(client: FlaskClient, text: str) -> list[str]:
    """What the page lists, in order; every result leads to a page that opens."""
    answer = client.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    content = answer.get_data(as_text=True).split("</form>", 2)[-1].split("</main>", 1)[0]
    found_here = RESULT.findall(content)
    for address, _, name in found_here:
        assert client.get(markup.unescape(address)).status_code == 200, name
    return [markup.unescape(f"{code} {name}".strip()) for _, code, name in found_here]


@pytest.fixture
def people(database: Database, scene: Scene) -> None:
    """Names that are written in more than one way."""
    with database.committing() as session:
        france, vietnam, egypt = (
            make_delegation(session, code, badge_quota=500) for code in ("FR", "VN", "EG")
        )
        for delegation, family, given, native in (
            (vietnam, "Nguyễn", "Thị Minh Khai", "Nguyễn Thị Minh Khai"),
            (france, "Brontë", "José", ""),
            (egypt, "Abdel Rahman", "Muhammad", "محمد عبد الرحمن"),
        ):
            make_participant(
                session,
                delegation,
                family_name=family,
                given_names=given,
                badge_name=f"{given} {family.upper()}",
                native_name=native,
            )
        for _ in range(11):
            make_participant(
                session, france, family_name="Martin", given_names="Luc", badge_name="Luc MARTIN"
            )


def test_names_are_found_without_accents_and_in_any_order(people: None, client_as: Clients) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    khai = ["Thị Minh Khai NGUYỄN"]
    for text in ("Nguyễn Thị Minh Khai", "nguyen khai", "KHAI minh NGUYEN", "minh viet nam nguyen", "khai"):
        assert results(client, text) == khai, text
    assert results(client, "bronte jose") == results(client, "José Brontë") == ["José BRONTË"]
    assert results(client, "محمد") == results(client, "muhammad rahman") == ["Muhammad ABDEL RAHMAN"]
    assert results(client, "nguyen jose") == []


def test_delegations_rooms_and_lines_are_found(scene: Scene, client_as: Clients) -> None:
    client = client_as(Role.ORGANIZER)
    assert results(client, "nhat ban") == ["JP HEADNAME", "Japan"], (
        "a State is found by its name in any language"
    )
    assert results(client, "allemagne") == []
    assert results(client, "hall 1") == ["H-01 Hall room 1"]
    assert results(client, "da nang evidence") == ["Évidence numérique à Đà Nẵng"]
    assert results(client, "rehearsal") == ["Rehearsal"]
    assert results(client, scene.entries[0].lower()) == ["Opening of the conference"]


def test_a_code_finds_its_person(database: Database, scene: Scene, client_as: Clients) -> None:
    client = client_as(Role.BADGE_DESK)
    assert results(client, scene.japan.head.code) == ["JP HEADNAME"]
    assert results(client, scene.japan.head.code.lower()) == ["JP HEADNAME"]


def test_many_results_lead_to_the_list_of_them_all(people: None, client_as: Clients) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    assert results(client, "martin") == ["Luc MARTIN"] * 8
    page = client.get("/search?q=martin").get_data(as_text=True)
    assert "11 results" in page
    assert '<a href="/people?q=martin">All 11 people</a>' in page
    assert "11 people</p>" in client.get("/people?q=martin").get_data(as_text=True)


def test_only_what_is_within_reach_is_found(database: Database, scene: Scene, client_as: Clients) -> None:
    with database.committing() as session:
        delegate, _ = delegate_in(session, AccreditationState.DRAFT, badge_name="Own NAME")
    france = client_as(user=scene.france.focal_point)
    assert results(france, "headname") == ["FR HEADNAME"]
    assert results(france, "japan") == []
    assert results(france, "rehearsal") == []
    own = client_as(user=delegate)
    assert results(own, "name") == ["Own NAME"]
    assert results(own, "france") == ["Own NAME", "France"]
    assert results(own, "opening") == ["Opening of the conference"]
    for role in (Role.GATE_SCANNER, Role.LIAISON_OFFICER):
        assert results(client_as(role), "headname") == [], role
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        assert client_as(role).get("/search?q=headname").status_code == 403, role


def test_a_bilateral_is_never_found(scene: Scene, client_as: Clients) -> None:
    clients = [
        client_as(user=scene.france.focal_point),
        client_as(Role.BILATERAL_DESK),
        client_as(Role.ORGANIZER),
    ]
    for client in clients:
        for text in ("bilateral meeting", "reserved", "meeting japan"):
            assert results(client, text) == [], text


def test_a_search_for_no_word_lists_nobody(scene: Scene, client_as: Clients) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    for text in ["", "   ", "'", "--", "%", "_", "\u202e", "🇫🇷", "\x00", "\u0301"]:
        page = client.get("/search", query_string={"q": text})
        assert page.status_code == 200
        assert "HEADNAME" not in page.get_data(as_text=True)
        assert "Type a name" in page.get_data(as_text=True)


def test_hostile_words_and_names_come_out_as_text(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        for name in HOSTILE:
            make_participant(session, make_delegation(session, "FR", badge_quota=500), badge_name=name)
    client = client_as(Role.PROTOCOL_OFFICER)
    for text in (*HOSTILE, "durand", "a" * 5000, "%' OR 1=1 --", "P-' OR '1'='1"):
        page = client.get("/search", query_string={"q": text})
        assert page.status_code == 200, text
        content = page.get_data(as_text=True)
        assert "<img src=x" not in content
        assert "<script>alert" not in content
        assert "<b>open" not in content
    assert set(results(client, "durand")) >= {"{{7*7}}", "{0} %s", HOSTILE[0]}


def test_the_number_of_questions_does_not_grow(
    database: Database, scene: Scene, client_as: Clients, selects: Selects
) -> None:
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    few = selects(client, "/search?q=headname")
    with database.committing() as session:
        for code in ("DE", "IT", "ES", "PT"):
            make_participant(session, make_delegation(session, code), family_name="Headname")
    assert selects(client, "/search?q=headname") == few < 20


def test_totals_count_what_is_not_shown(people: None, database: Database) -> None:
    with database.committing() as session:
        user: User = make_user(session, roles=[Role.PROTOCOL_OFFICER])
    with database.reading() as session:
        answer = found(session, Viewer(actor_of(user), NOW), "martin france")
    assert (len(answer.people.rows), answer.people.total, answer.total) == (8, 11, 11)

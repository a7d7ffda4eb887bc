"""The page of today: every figure equals the list that it leads to, and nobody reads of what is not theirs."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.models import UserSession
from summit.accounts.policy import Action, Role, grants
from summit.accreditation.lifecycle import AccreditationState
from summit.agenda.actions import schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.audit.queries import journal
from summit.delegations.actions import withdraw_participant
from summit.desk.queries import Viewer, home
from summit.foundation.db import Database
from summit.venues.models import Summit
from tests.badges.stage import admit, order
from tests.bilaterals.stage import Team, ask, hanoi, make_team
from tests.browser import PageClient
from tests.desk.conftest import Selects
from tests.desk.stage import HOSTILE, Scene, delegate_in
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

Clients = Callable[..., PageClient]
FIGURE = re.compile(r'<a class="figure-card[^"]*" href="([^"]+)"><strong>(\d+)</strong> ([^<]+)</a>')
DAY = re.compile(r'<a href="(/programme/[\d-]+)">[^<]+<span>(\d+) lines?</span>')
TOTALS = (
    (r"/badges/print-runs/", r"Open the PDF of (\d+) card"),
    (r"/side-events", r"(\d+) side events?\."),
    (r"/rooms", r">All <span>(\d+)</span>"),
    (r"/people", r"<p>(\d+) (?:person|people)</p>"),
    (r"/delegations", r"<p>(\d+) delegations?</p>"),
    (r"/", r"\d+–\d+ of (\d+)</p>"),
)


def figures_of(client: FlaskClient, path: str = "/") -> dict[str, tuple[str, int]]:
    """Label -> address and number of every figure on the page."""
    page = client.get(path).get_data(as_text=True)
    return {
        markup.unescape(label): (markup.unescape(url), int(number))
        for url, number, label in FIGURE.findall(page)
    }


def menu_of(client: FlaskClient, path: str) -> list[str]:
    """The addresses of the menu, in order."""
    menu = client.get(path).get_data(as_text=True).split('aria-label="Offices"', 1)[1].split("</nav>", 1)[0]
    return re.findall(r'<li><a href="([^"]+)"', menu)


def total_of(client: FlaskClient, address: str) -> int:
    """How many things the list at that address says that it has."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.get_data(as_text=True)
    if address.startswith("/users"):
        return page.split("<tbody>", 1)[1].count("<tr")
    pattern = next(pattern for prefix, pattern in TOTALS if address.startswith(prefix))
    found = re.search(pattern, page)
    if found is None:
        assert 'class="empty"' in page, address
        return 0
    return int(found[1])


@pytest.fixture
def busy(database: Database, scene: Scene) -> Scene:
    """The scene with an application in every state, a print run that waits, and people of other delegations."""
    with database.committing() as session:
        for state in AccreditationState:
            delegate_in(session, state)
            delegate_in(session, state, code="DE")
        withdraw_participant(
            session,
            SYSTEM,
            NOW,
            participant=(gone := make_participant(session, make_delegation(session, "IT"))),
            version=gone.version,
            reason="stays at home",
        )
        admit(session, 2, code="BR")
    order(database)
    with database.committing() as session:
        admit(session, 1, code="BR")
    return scene


def test_every_figure_equals_the_list_it_leads_to(busy: Scene, client_as: Clients) -> None:
    for role in (role for role in Role if role is not Role.DELEGATE):
        client = client_as(user=busy.france.focal_point) if role is Role.FOCAL_POINT else client_as(role)
        figures = figures_of(client)
        shown = {address: total_of(client, address) for address, _ in figures.values()}
        assert shown == dict(figures.values()), role
        days = DAY.findall(client.get("/").get_data(as_text=True))
        assert len(days) == (2 if grants(frozenset({role.value}), Action.SEE_PROGRAMME) else 0)
        for address, number in days:
            page = client.get(address).get_data(as_text=True)
            assert len(set(re.findall(r'href="(/programme/entries/[^"/]+)"', page))) == int(number), address


def test_the_figures_are_what_was_put_there(busy: Scene, client_as: Clients, database: Database) -> None:
    def numbers(client: FlaskClient) -> dict[str, int]:
        return {label: number for label, (_, number) in figures_of(client).items()}

    assert numbers(client_as(user=busy.france.focal_point)) == {
        "Drafts to complete and submit": 2,  # the head, and the one whose draft it is
        "Returned to you to mend": 1,
        "Submitted, with the host": 1,
        "Approved": 1,
        "People without a photo": 9,
        "Bilateral requests to answer": 0,
    }
    assert numbers(client_as(user=busy.japan.focal_point))["Bilateral requests to answer"] == 1
    protocol = {
        "Delegations without a head": 2,  # Germany and Italy
        "Applications to decide": 2,
        "Returned, with the delegations": 2,
        "People without a photo": 22,
        "Pairs to look at": 0,
        "Claims of delegations": 0,
    }
    assert numbers(client_as(Role.PROTOCOL_OFFICER)) == protocol
    assert numbers(client_as(Role.CHIEF_OF_PROTOCOL)) == {
        **protocol,
        "Bilaterals waiting for a room": 1,
        "Bilaterals confirmed": 1,
    }
    assert numbers(client_as(Role.ACCREDITATION_OFFICER)) == {
        "Applications to decide": 2,
        "Of them cleared": 0,
        "Of them waived by rank": 0,
        "Returned, with the delegations": 2,
    }
    assert numbers(client_as(Role.VETTING_OFFICER)) == {
        "Security answers to give": 2,
        "Answers that need more time": 0,
    }
    assert numbers(client_as(Role.BADGE_DESK)) == {
        "Approved, not printed": 1,
        "Cards in a print run": 4,
        "Cards printed": 0,
        "Ready to print: Approved and not yet printed": 4,
    }
    assert numbers(client_as(Role.ORGANIZER)) == {"Side events": 1, "Rooms": 4}
    assert numbers(client_as(Role.BILATERAL_DESK)) == {
        "Accepted, waiting for a room": 1,
        "Requests without an answer": 1,
        "Confirmed": 1,
    }
    page = client_as(Role.CHIEF_OF_PROTOCOL, Role.PROTOCOL_OFFICER, Role.ACCREDITATION_OFFICER).get("/")
    addresses = [address for address, *_ in FIGURE.findall(page.get_data(as_text=True))]
    assert len(addresses) == len(set(addresses)) == 10, "two offices name no list twice"


def test_a_delegate_is_led_to_the_own_page(database: Database, scene: Scene, client_as: Clients) -> None:
    with database.committing() as session:
        user, _ = delegate_in(session, AccreditationState.DRAFT)
    client = client_as(user=user)
    assert client.get("/").headers["Location"] == "/my"
    assert menu_of(client, "/my") == ["/my", "/programme", "/side-events"]


def test_the_menu_leads_to_pages_that_open(scene: Scene, client_as: Clients) -> None:
    for role in Role:
        if role is Role.DELEGATE:
            continue
        client = client_as(user=scene.france.focal_point) if role is Role.FOCAL_POINT else client_as(role)
        for address in menu_of(client, "/"):
            assert client.get(address, follow_redirects=True).status_code == 200, (role, address)


def test_a_focal_point_sees_what_comes_next_for_the_head(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        before = home(session, Viewer(actor_of(scene.france.focal_point), NOW)).mandate
        during = home(session, Viewer(actor_of(scene.france.focal_point), hanoi("12:00"))).mandate
    assert before is not None
    assert during is not None
    assert (before.name, before.head) == ("France", "FR HEADNAME")
    assert [(line.title, line.room, line.part) for line in before.items] == [
        ("Opening of the conference", "Hall room 1", ""),
        ("Bilateral meeting with Japan", "Bilateral room 1", "JP HEADNAME"),
        ("High-level debate", "Hall room 1", "speaks"),
    ]
    assert [line.title for line in during.items] == ["High-level debate"]


def test_the_programme_goes_on_to_the_next_line_and_ends(database: Database, scene: Scene) -> None:
    with database.committing() as session:
        organizer = actor_of(make_user(session, roles=[Role.ORGANIZER]))
        reader = actor_of(make_user(session, roles=[Role.TRANSPORT]))
    with database.reading() as session:
        titles = {
            (actor is reader, at): [line.title for line in home(session, Viewer(actor, at)).lines]
            for actor in (organizer, reader)
            for at in (NOW, hanoi("09:30"), hanoi("13:30"), hanoi("20:00", 27))
        }
        assert home(session, Viewer(reader, hanoi("20:00", 27))).is_over
        assert not home(session, Viewer(reader, hanoi("20:00", 26))).is_over
    every = ["Rehearsal", "Opening of the conference", "Évidence numérique à Đà Nẵng", "High-level debate"]
    assert titles[False, NOW] == titles[False, hanoi("20:00", 27)] == every
    assert titles[False, hanoi("09:30")] == titles[True, hanoi("09:30")] == every[1:]
    assert titles[True, hanoi("13:30")] == every[2:]
    assert titles[True, NOW] == every[1:], "a line that is not public is not for transport"


def test_no_other_delegation_learns_of_a_bilateral(scene: Scene, client_as: Clients) -> None:
    for client in (
        client_as(user=scene.brazil.focal_point),
        client_as(Role.PROTOCOL_OFFICER),
        client_as(Role.ORGANIZER),
    ):
        page = client.get("/").get_data(as_text=True)
        assert "Bilateral meeting with" not in page
        assert "FR HEADNAME" not in page
        assert "JP HEADNAME" not in page


def test_a_focal_point_with_two_mandates_switches(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        germany = make_delegation(session, "DE")
        appoint(session, germany, user=scene.france.focal_point)
        code = germany.code
    client = client_as(user=scene.france.focal_point)
    assert figures_of(client)["Drafts to complete and submit"][1] == 1
    answer = client.send("/mandate", {"delegation": code}, from_page="/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    page = client.get("/").get_data(as_text=True)
    assert f'You act for <a href="/delegations/{code}"><bdi>Germany</bdi></a>' in page
    assert "Act for <bdi>France</bdi>" in page
    assert "No head is named" in page
    for label, (address, number) in figures_of(client).items():
        assert total_of(client, address) == number, label
    assert client.get(f"/delegations/{scene.france.delegation.code}").status_code == 404
    with database.reading() as session:
        newest = next(line for line in journal(session) if line.verb == "act_for")
    assert (newest.actor_code, newest.after) == (scene.france.focal_point.code, {"delegation": code})


def test_nobody_acts_for_a_delegation_without_its_mandate(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    client = client_as(user=scene.france.focal_point)
    answers = [
        client.send("/mandate", {"delegation": code}, from_page="/")
        for code in (scene.japan.delegation.code, "D-22222222", "", "'--")
    ]
    assert {answer.status_code for answer in answers} == {422}
    pages = {answer.get_data(as_text=True).split("<main", 1)[1].split("</main>", 1)[0] for answer in answers}
    assert len({re.sub(r"[0-9a-f]{16}", "", page) for page in pages}) == 1
    with database.reading() as session:
        assert set(session.scalars(select(UserSession.acting_for))) == {""}


def test_a_mandate_that_ended_leaves_nothing(database: Database, scene: Scene, client_as: Clients) -> None:
    late = Viewer(actor_of(scene.france.focal_point), NOW.replace(year=2101))
    with database.reading() as session:
        page = home(session, late)
    assert page.mandate is None
    assert page.offices == ()
    assert page.lacks_mandate
    assert "You act for no delegation now" in client_as(Role.FOCAL_POINT).get("/").get_data(as_text=True)
    assert "You act for no delegation" not in client_as(Role.ORGANIZER).get("/").get_data(as_text=True)


def test_today_opens_before_the_summit_is_set_up(
    database: Database, scene: Scene, client_as: Clients
) -> None:
    clients = [client_as(role) for role in (Role.ADMINISTRATOR, Role.ORGANIZER, Role.BILATERAL_DESK)]
    clients.append(client_as(user=scene.france.focal_point))
    with database.committing() as session:
        session.execute(delete(Summit))
    for client in clients:
        assert "The summit is not set up yet" in client.get("/").get_data(as_text=True)


def test_names_come_out_as_text(database: Database, scene: Scene, client_as: Clients) -> None:
    with database.committing() as session:
        team = make_team(session, "ES", name=HOSTILE[0])
        for title in HOSTILE:
            schedule_entry(
                session,
                SYSTEM,
                NOW,
                facts=EntryDraft(EntryKind.PRESS, title, hanoi("07:00"), hanoi("07:30")),
            )
        ask(session, team, scene.japan)
        focal_point = team.focal_point
    page = client_as(user=focal_point).get("/").get_data(as_text=True)
    assert "&lt;img src=x onerror=alert(1)&gt;</bdi>" in page
    assert "<script>alert(2)" not in page
    assert "{{7*7}}" in page


def test_the_page_asks_the_same_whatever_the_number_of_rows(
    database: Database, scene: Scene, client_as: Clients, selects: Selects
) -> None:
    clients = {role: client_as(role) for role in Role if role not in (Role.DELEGATE, Role.FOCAL_POINT)}
    clients[Role.FOCAL_POINT] = client_as(user=scene.france.focal_point)
    with database.committing() as session:
        admit(session, 1)
    order(database)
    few = {role: selects(client, "/") for role, client in clients.items()}
    with database.committing() as session:
        _enlarge(session, scene.france)
    order(database)
    assert {role: selects(client, "/") for role, client in clients.items()} == few
    assert max(few.values()) < 60


def _enlarge(session: Session, team: Team) -> None:
    for state in AccreditationState:
        delegate_in(session, state)
    for number, code in enumerate(("ES", "PT", "SE")):
        ask(session, make_team(session, code), team)
        schedule_entry(
            session,
            SYSTEM,
            NOW,
            facts=EntryDraft(
                EntryKind.PLENARY,
                f"Debate {number}",
                hanoi("18:00") + timedelta(hours=number),
                hanoi("18:30") + timedelta(hours=number),
            ),
        )
    admit(session, 3, code="PT")

"""The figures of the summit: every counter is the length of the list behind it, and a State is a State (EVT-01, EVT-02)."""

from __future__ import annotations

import html as markup
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.models import User
from summit.accounts.policy import Action, Role, grants
from summit.accreditation.actions import open_categories
from summit.accreditation.lifecycle import AccreditationState
from summit.agenda.actions import cancel_entry, name_contributor, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.agenda.models import AgendaEntry
from summit.delegations.actions import add_organization, open_delegation, set_deadline
from summit.delegations.facts import OrganizationEntry
from summit.delegations.lifecycle import KIND_NAMES, STATES, DeadlineKind, DelegateFunction, PartyKind
from summit.delegations.models import Delegation
from summit.demo.signatories import signatories
from summit.desk.facts import Registrations
from summit.desk.queries import Viewer, summit_figures
from summit.foundation.db import Database
from tests.accreditation.offices import approved
from tests.badges.stage import admit, order, run_of
from tests.badges.test_runs import confirm
from tests.bilaterals.stage import hanoi
from tests.browser import PageClient
from tests.desk.conftest import Selects
from tests.desk.stage import delegate_in
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user
from tests.paper.pages import texts

Clients = Callable[..., PageClient]
COUNTER = re.compile(r'<a href="([^"]+)">([\d,]+)<span class="visually-hidden"> ([^<]*)</span></a>')
OFFICES = (
    Role.CHIEF_OF_PROTOCOL, Role.PROTOCOL_OFFICER, Role.ACCREDITATION_OFFICER, Role.VETTING_OFFICER, Role.BADGE_DESK,
    Role.OPERATIONS_ROOM,
)  # fmt: skip
CROWD = 52  # more than one page of a list


def counters_of(client: PageClient) -> list[tuple[str, int, str]]:
    """Address, number and name of every counter on the page that leads to a list."""
    page = client.get("/figures").get_data(as_text=True)
    return [
        (markup.unescape(url), int(number.replace(",", "")), markup.unescape(label))
        for url, number, label in COUNTER.findall(page)
    ]


def length_of(client: PageClient, address: str) -> int:
    """How many rows the list has on all its pages together."""
    rows, following = 0, address
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, following
        page = answer.get_data(as_text=True)
        if 'class="empty"' not in page:
            rows += page.split("<tbody>", 1)[1].split("</tbody>", 1)[0].count("<tr")
        found = re.search(r'<a rel="next" href="([^"]+)"', page)
        following = markup.unescape(found[1]) if found else ""
    return rows


def organization(session: Session, kind: PartyKind) -> Delegation:
    entry = OrganizationEntry(f"B{kind.value}", kind.value, {("en", "short"): f"Body {kind.value}"})
    return open_delegation(session, SYSTEM, NOW, party=add_organization(session, SYSTEM, NOW, entry=entry))


def signing(session: Session, *, is_public: bool = True) -> AgendaEntry:
    draft = EntryDraft(EntryKind.SIGNING, "Signing", hanoi("10:00"), hanoi("12:00"), is_public=is_public)
    return schedule_entry(session, SYSTEM, NOW, facts=draft)


@pytest.fixture
def focal_point(database: Database) -> User:
    """The contact of France, in a summit where every kind of party and every stage has somebody; 52 people wait there."""
    with database.committing() as session:
        open_categories(session, SYSTEM, NOW)
        for state in AccreditationState:
            delegate_in(session, state)
        france = make_delegation(session, "FR", badge_quota=500)
        contact = appoint(session, france)
        for _ in range(CROWD):
            make_participant(session, france)
        entry = signing(session)
        for code in ("VN", "PS", "EU", "BR", "KE"):
            (head,) = admit(session, code=code, function=DelegateFunction.HOD) if code != "KE" else admit(session, code=code)
            name_contributor(session, SYSTEM, NOW, entry=entry, participant=head, part=ContributorPart.SIGNATORY)
        for kind in PartyKind:
            if kind not in STATES and kind is not PartyKind.REIO:
                approved(session, make_participant(session, organization(session, kind), function=DelegateFunction.HOD))
        make_delegation(session, "PL")
        set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=NOW)
        make_participant(session, make_delegation(session, "VA"))
    run = run_of(database, order(database))
    confirm(database, run.code)
    with database.committing() as session:
        admit(session, 2, code="BR")
    return contact


def test_every_counter_equals_the_list_behind_it(focal_point: User, client_as: Clients) -> None:
    """EVT-01, UX-17: each link of the page is followed to its last row, as each office and as a focal point."""
    clients = {role: client_as(role) for role in OFFICES}
    clients[Role.FOCAL_POINT] = client_as(user=focal_point)
    followed = {}
    for role, client in clients.items():
        shown = counters_of(client)
        assert {url: length_of(client, url) for url, _, _ in shown} == {url: number for url, number, _ in shown}, role
        followed[role] = len(shown)
    # Five of States, three signatories, five stages, two in the sentence, six columns of 17 kinds and of five regions.
    assert followed[Role.CHIEF_OF_PROTOCOL] == followed[Role.ACCREDITATION_OFFICER] == 15 + 6 * (17 + 5)
    assert followed[Role.BADGE_DESK] == followed[Role.CHIEF_OF_PROTOCOL] - 1, "no security answer, in numbers neither"
    assert followed[Role.OPERATIONS_ROOM] == 15 - 4 + 4 * (17 + 5), "who is approved is not for the operations room to list"
    assert followed[Role.FOCAL_POINT] == 4 + 2


def test_the_figures_are_what_was_put_there(focal_point: User, database: Database) -> None:
    with database.reading() as session:
        facts = summit_figures(session, Viewer(SYSTEM, NOW))
    assert {group.name: {one.label: one.number for one in group.figures} for group in facts.groups} == {
        "States": {
            "States with an approved delegation": 5,  # Brazil, France, Kenya, Viet Nam; Palestine
            "Of these, Member States": 4,
            "Of these, observer and other States": 1,
            "Regional integration organizations": 1,
            "State delegations with a head": 3,  # Brazil, Palestine, Viet Nam
        },
        "Signatories announced": {
            "Member States": 3,
            "Observer and other States": 1,
            "Regional integration organizations": 1,
        },
    }
    others = len(KIND_NAMES) - len(STATES) - 1
    assert {one.label: one.number for one in facts.stages} == {
        "Registered": 8 + CROWD + 5 + others + 1 + 2,
        "Submitted": 5 + 5 + others + 2,  # submitted, approved, refused, suspended, revoked; and all who are approved
        "Cleared": 4 + 5 + others + 2,
        "Approved": 1 + 5 + others + 2,
        "Badge printed": 1 + 5 + others,
    }
    assert facts.late.number == 3
    regions = {row.name: [one.number for one in row.figures] for row in facts.tables[1].rows}
    assert regions == {
        "African States": [1, 0, 1, 1, 1, 1],
        "Asia-Pacific States": [1, 1, 1, 1, 1, 1],
        "Eastern European States": [1, 0, 0, 0, 0, 0],
        "Latin American and Caribbean States": [1, 1, 1, 3, 3, 1],
        "Western European and other States": [1, 0, 1, 8 + CROWD, 1, 1],
    }
    assert all(figure.meaning for group in facts.groups for figure in group.figures)
    assert all(figure.meaning for figure in (*facts.stages, facts.late))
    assert all(meaning for tally in facts.tables for _, meaning in tally.columns)


def test_seventy_two_signatories_are_no_seventy_two_member_states(database: Database, client_as: Clients) -> None:
    """EVT-02: 70 Members of the United Nations, the State of Palestine and the European Union."""
    with database.committing() as session:
        open_categories(session, SYSTEM, NOW)
        entry = signing(session)
        for signatory in signatories():
            person = make_participant(session, make_delegation(session, signatory.iso2))
            approved(session, person)
            name_contributor(session, SYSTEM, NOW, entry=entry, participant=person, part=ContributorPart.SIGNATORY)
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    page = client.get("/figures").get_data(as_text=True)
    numbers = re.findall(r'<p class="counter-number">.*?>(\d+)<span.*?<p class="counter-label">([^<]+)</p>', page)
    assert numbers == [
        ("71", "States with an approved delegation"),
        ("70", "Of these, Member States"),
        ("1", "Of these, observer and other States"),
        ("1", "Regional integration organizations"),
        ("0", "State delegations with a head"),
        ("70", "Member States"),
        ("1", "Observer and other States"),
        ("1", "Regional integration organizations"),
    ]
    assert not re.search(r"\b72\b.{0,80}States", page)
    assert {url: length_of(client, url) for url, *_ in counters_of(client)} == {
        url: number for url, number, _ in counters_of(client)
    }


def test_who_signs_in_a_line_that_is_hidden_or_cancelled_is_not_counted(database: Database) -> None:
    with database.committing() as session:
        open_categories(session, SYSTEM, NOW)
        hidden, cancelled = signing(session, is_public=False), signing(session)
        for entry, code in ((hidden, "FR"), (cancelled, "VN")):
            (person,) = admit(session, code=code)
            name_contributor(session, SYSTEM, NOW, entry=entry, participant=person, part=ContributorPart.SIGNATORY)
        cancel_entry(session, SYSTEM, NOW, entry=cancelled, version=cancelled.version)
        vetting, protocol = (
            actor_of(make_user(session, roles=[role])) for role in (Role.VETTING_OFFICER, Role.PROTOCOL_OFFICER)
        )
    with database.reading() as session:
        assert [group.name for group in summit_figures(session, Viewer(vetting, NOW)).groups] == ["States"]
        _, signing_group = summit_figures(session, Viewer(protocol, NOW)).groups
    assert [one.number for one in signing_group.figures] == [1, 0, 0]


def test_a_focal_point_reads_of_the_own_delegation_alone(focal_point: User, client_as: Clients) -> None:
    client = client_as(user=focal_point)
    page = client.get("/figures").get_data(as_text=True)
    assert "Figures of <bdi>France</bdi>" in page
    for text in ("Cleared", "Signatories", "Delegations by type", "Brazil", "security"):
        assert text not in page, text
    numbers = {label: number for _, number, label in counters_of(client)}
    assert numbers == {
        "registered": 8 + CROWD, "submitted": 5, "approved": 1, "badge printed": 1, "registered late": 0,
    }  # fmt: skip
    assert client.get("/figures/people?stage=cleared").status_code == 403
    assert length_of(client, "/figures/delegations") == 1
    assert length_of(client, "/figures/delegations?mark=signing") == 0
    (paper,) = texts(client.get("/figures.pdf").data)
    assert "Figures · France" in paper
    assert "Cleared" not in paper
    assert "For the delegation and the host" in paper


def test_a_focal_point_without_a_mandate_reads_of_nobody(focal_point: User, client_as: Clients) -> None:
    client = client_as(Role.FOCAL_POINT)
    page = client.get("/figures").get_data(as_text=True)
    assert "no delegation" in page
    assert {number for _, number, _ in counters_of(client)} <= {0}
    assert client.get("/figures/people").status_code == 403
    assert client.get("/figures.pdf").status_code == 200


def test_the_lists_keep_what_an_office_may_not_know(focal_point: User, client_as: Clients) -> None:
    """8.2: the operations room reads who is registered, not how an application stands; the badge desk no security answer."""
    operations, badge_desk = client_as(Role.OPERATIONS_ROOM), client_as(Role.BADGE_DESK)
    assert length_of(operations, "/figures/people") > CROWD
    for stage in ("submitted", "cleared", "approved", "printed"):
        assert operations.get(f"/figures/people?stage={stage}").status_code == 403, stage
    assert badge_desk.get("/figures/people?stage=approved").status_code == 200
    assert badge_desk.get("/figures/people?stage=cleared").status_code == 403
    for client in (operations, badge_desk):
        assert "Cleared" not in client.get("/figures").get_data(as_text=True)
    for role in Role:
        if role not in (*OFFICES, Role.FOCAL_POINT):
            assert client_as(role).get("/figures").status_code == 403, role
            assert not grants(frozenset({role.value}), Action.SEE_FIGURES)


def test_two_offices_do_not_open_what_neither_does(focal_point: User, database: Database, client_as: Clients) -> None:
    """Somebody of the operations room who is a focal point too reads the stages of the own delegation only."""
    with database.committing() as session:
        user = make_user(session, roles=[Role.OPERATIONS_ROOM, Role.FOCAL_POINT])
        appoint(session, make_delegation(session, "BR"), user=user)
    client = client_as(user=user)
    assert length_of(client, "/figures/people?stage=approved") == 3
    shown = counters_of(client)
    assert not [url for url, *_ in shown if "stage=" in url]
    assert {url: length_of(client, url) for url, *_ in shown} == {url: number for url, number, _ in shown}


def test_a_list_is_narrowed_by_its_address(focal_point: User, client_as: Clients) -> None:
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    for address, expected in (
        ("/figures/people?stage=approved&kind=MEDIA", 1),
        ("/figures/people?stage=approved&kind=MEMBERS&region=GRULAC", 3),
        ("/figures/people?stage=nonsense&kind=STATE_O&region=%27", 2),
        ("/figures/people?stage=printed&kind=SERVICE&region=WEOG", 0),
        ("/figures/delegations?mark=headed&kind=STATES", 3),
        ("/figures/delegations?mark=admitted&region=none&kind=REIO", 1),
        ("/figures/delegations?mark=nonsense&kind=STATES", 7),
    ):
        assert length_of(client, address) == expected, address


def registered(session: Session, *moments: datetime) -> None:
    for number, at in enumerate(moments):
        one = make_participant(session, make_delegation(session, "FR", badge_quota=500))
        one.registered_at, one.is_late = at, number % 2 == 1


def test_days_are_those_of_the_summit(session: Session) -> None:
    """Half past eleven at night in London is the next morning in Hanoi."""
    registered(
        session,
        datetime(2025, 9, 1, 16, 59, tzinfo=UTC),
        datetime(2025, 9, 1, 17, 0, tzinfo=UTC),
        datetime(2025, 9, 3, 23, 30, tzinfo=UTC),
        datetime(2025, 9, 4, 16, 59, tzinfo=UTC),
    )
    found = days_of(session)
    assert [(one.day, one.in_time, one.late) for one in found.days] == [
        (date(2025, 9, 1), 1, 0), (date(2025, 9, 2), 0, 1), (date(2025, 9, 3), 0, 0), (date(2025, 9, 4), 1, 1),
    ]  # fmt: skip
    assert (found.in_time, found.late) == (2, 2)
    assert (found.last_day, found.deadline, found.deadline_words) == (date(2025, 9, 4), None, "")


@pytest.mark.parametrize(
    ("falls_at", "until", "calendar"),
    [
        (datetime(2025, 9, 20, tzinfo=UTC), date(2025, 9, 20), date(2025, 9, 20)),  # over: no day after it is of interest
        (datetime(2025, 8, 1, tzinfo=UTC), date(2025, 9, 4), date(2025, 9, 4)),  # over before the first came
        (datetime(2025, 10, 9, tzinfo=UTC), date(2025, 10, 1), date(2025, 10, 9)),  # to come
        (datetime(2027, 1, 1, tzinfo=UTC), date(2025, 10, 1), date(2025, 10, 1)),  # far away: told in words
    ],
)
def test_the_calendar_reaches_to_the_deadline(
    session: Session, falls_at: datetime, until: date, calendar: date
) -> None:
    registered(session, datetime(2025, 9, 4, 3, tzinfo=UTC))
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=falls_at)
    found = days_of(session)
    assert (found.days[0].day, found.days[-1].day, found.last_day) == (date(2025, 9, 4), until, calendar)
    assert found.deadline == falls_at
    assert "Hanoi time (UTC+7)" in found.deadline_words


def days_of(session: Session) -> Registrations:
    session.flush()
    return summit_figures(session, Viewer(SYSTEM, NOW)).registrations


def test_page_paper_and_command_say_the_same(focal_point: User, app: Flask, client_as: Clients) -> None:
    """One definition: the numbers of page, PDF and command line are the same."""
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    shell = app.test_cli_runner()
    printed, said = shell.invoke(args=["figures"]), shell.invoke(args=["figures", "--json"])
    facts = json.loads(said.output)
    (paper,) = texts(client.get("/figures.pdf").data)
    page = client.get("/figures").get_data(as_text=True)
    numbers = {label: number for _, number, label in counters_of(client)}
    for group in facts["groups"].values():
        for label, number in group.items():
            assert re.search(rf"^ +{number:,}  {label}$", printed.output, re.MULTILINE), label
            assert label.lower() in page.lower()
            if label != "Registered late":
                assert label in paper, label
                assert f"{number:,}" in paper, label
    assert numbers["registered"] == facts["groups"]["People"]["Registered"]
    assert numbers["people registered, African States"] == (
        facts["tables"]["Member States by regional group"]["African States"]["People registered"]
    )
    assert len(facts["tables"]["Delegations by type"]) == 17
    for name in KIND_NAMES.values():
        assert name in paper
    assert sum(map(sum, facts["registrations"].values())) == numbers["registered"]
    assert "3 late" in paper
    assert "3 late" in page
    assert "Not counted yet: States and people present. No gate reads badges yet." in printed.output
    assert "States and people present</dt><dd>No gate reads badges yet." in page
    assert "Page 1 of 1" in paper


def test_an_empty_summit_has_figures_too(database: Database, app: Flask, client_as: Clients) -> None:
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    page = client.get("/figures").get_data(as_text=True)
    assert "Nobody is registered yet" in page
    assert {number for _, number, _ in counters_of(client)} == {0}
    (paper,) = texts(client.get("/figures.pdf").data)
    assert "Nobody is registered yet." in paper
    assert "No delegation is open yet." in paper
    assert json.loads(app.test_cli_runner().invoke(args=["figures", "--json"]).output)["registrations"] == {}


def test_home_leads_to_the_figures(focal_point: User, client_as: Clients) -> None:
    assert "All figures of your delegation" in client_as(user=focal_point).get("/").get_data(as_text=True)
    assert "All figures of the summit" in client_as(Role.OPERATIONS_ROOM).get("/").get_data(as_text=True)
    assert "/figures" not in client_as(Role.ORGANIZER).get("/").get_data(as_text=True)


def test_the_page_asks_the_same_whatever_the_number_of_people(
    database: Database, focal_point: User, client_as: Clients, selects: Selects
) -> None:
    clients = [client_as(Role.CHIEF_OF_PROTOCOL), client_as(user=focal_point)]
    paths = ("/figures", "/figures.pdf", "/figures/people?stage=approved", "/figures/delegations?mark=admitted")
    few = [selects(client, path) for client in clients for path in paths]
    with database.committing() as session:
        for code in ("FR", "SE", "NO"):
            admit(session, 3, code=code)
        registered(session, *(NOW - timedelta(days=number) for number in range(30)))
    assert [selects(client, path) for client in clients for path in paths] == few
    assert max(few) <= 30

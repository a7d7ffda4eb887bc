"""Who sees what: foreign is missing, groups of fields by office, hostile text is text (ROL-01, PRV-02, RT-20)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.stage import BORN, EMAIL, NUMBER, PHONE, Stage, set_stage
from tests.factories import NOW, SYSTEM, appoint, make_delegation, person_entry

Sign = Callable[..., PageClient]
OF_DELEGATION = ("", "/registration", "/headship", "/order")
OF_PERSON = ("", "/photo", "/photograph", "/record", "/passport", "/withdrawal")
POSTS = ("/invitation", "/reinstatement", "/place")


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def bare(page: str) -> str:
    """A page without what differs from request to request."""
    return re.sub(r"[0-9a-f]{16}|name=\"csrf_token\" value=\"[^\"]+\"|[DP]-[0-9A-Z]{8}", "", page)


def test_what_is_foreign_is_not_there(client_as: Sign, stage: Stage) -> None:
    """ROL-01: the same answer as for a code that nobody has."""
    client = client_as(user=stage.contact)
    pairs = [(f"/delegations/{stage.foreign}{tail}", f"/delegations/D-AAAA2222{tail}") for tail in OF_DELEGATION]
    pairs += [(f"/people/{stage.foreign_person}{tail}", f"/people/P-AAAA2222{tail}") for tail in OF_PERSON]
    for foreign, missing in pairs:
        first, second = client.get(foreign), client.get(missing)
        assert (first.status_code, second.status_code) == (404, 404), foreign
        assert bare(first.get_data(as_text=True)) == bare(second.get_data(as_text=True)), foreign
    for tail in POSTS:
        first = client.send(f"/people/{stage.foreign_person}{tail}")
        second = client.send(f"/people/P-AAAA2222{tail}")
        assert (first.status_code, second.status_code) == (404, 404), tail
        assert bare(first.get_data(as_text=True)) == bare(second.get_data(as_text=True)), tail


def test_lists_hold_ones_own_only(client_as: Sign, stage: Stage) -> None:
    contact, delegate = client_as(user=stage.contact), client_as(user=stage.delegate)
    delegations = contact.get("/delegations").get_data(as_text=True)
    assert stage.own in delegations
    assert stage.foreign not in delegations
    assert "Viet Nam" not in delegations
    for query in ("", "?q=tran", "?q=viet", f"?q={stage.foreign_person}"):
        assert f'href="/people/{stage.foreign_person}"' not in contact.get(f"/people{query}").get_data(as_text=True)
    people = delegate.get("/people").get_data(as_text=True)
    assert "PETIT" not in people
    assert "Durand" not in people
    assert stage.person not in people
    own_page = delegate.get(f"/delegations/{stage.own}").get_data(as_text=True)
    assert stage.person not in own_page.split("Head of Delegation</h2>")[0]
    assert delegate.get(f"/delegations/{stage.foreign}").status_code == 404
    officer = client_as(Role.PROTOCOL_OFFICER)
    assert {stage.own, stage.foreign} <= set(re.findall(r"D-[0-9A-Z]{8}", officer.get("/delegations").get_data(as_text=True)))
    nobody = client_as(Role.FOCAL_POINT).get("/delegations")
    assert "No delegation is open to you" in nobody.get_data(as_text=True)


GROUPS = {"operational": (PHONE, EMAIL), "identity": ("•O77",), "birth": (BORN,)}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.PROTOCOL_OFFICER, {"operational", "identity"}),
        (Role.CHIEF_OF_PROTOCOL, {"operational", "identity"}),
        (Role.ACCREDITATION_OFFICER, {"identity", "birth"}),
        (Role.VETTING_OFFICER, {"identity", "birth"}),
        (Role.BADGE_DESK, {"identity"}),
        (Role.TRANSPORT, {"operational"}),
        (Role.OPERATIONS_ROOM, {"operational"}),
        (Role.ORGANIZER, set()),
        (Role.BILATERAL_DESK, set()),
        (None, {"operational", "identity", "birth"}),
    ],
)
def test_each_office_sees_its_groups_of_fields(client_as: Sign, stage: Stage, role: Role | None, seen: set[str]) -> None:
    """PRV-02, PRV-04: markers of each group, searched in the page; the whole number stands on none."""
    client = client_as(user=stage.contact) if role is None else client_as(role)
    for path in (f"/people/{stage.person}", f"/delegations/{stage.own}", f"/people?q={stage.person}", "/people"):
        page = client.get(path).get_data(as_text=True)
        assert "LEMAIRE" in page or path == f"/delegations/{stage.own}"
        assert NUMBER not in page
        shown = {group for group, markers in GROUPS.items() if any(marker in page for marker in markers)}
        assert shown == (seen if path == f"/people/{stage.person}" else set()), path


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_some_offices_see_nobody(client_as: Sign, stage: Stage, role: Role) -> None:
    """ROL-02."""
    client = client_as(role)
    for path in ("/delegations", "/people", f"/people/{stage.person}", f"/people/{stage.person}/photo"):
        assert client.get(path).status_code == 403, path


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROTOCOL_OFFICER, 200),
        (Role.ACCREDITATION_OFFICER, 403),
        (Role.BADGE_DESK, 403),
        (Role.ORGANIZER, 403),
        (Role.OPERATIONS_ROOM, 403),
    ],
)
def test_only_the_protocol_department_and_contacts_change_people(
    client_as: Sign, stage: Stage, role: Role, status: int
) -> None:
    client = client_as(role)
    for path in (
        f"/delegations/{stage.own}/registration",
        f"/people/{stage.person}/record",
        f"/people/{stage.person}/withdrawal",
        f"/people/{stage.person}/photograph",
    ):
        assert client.get(path).status_code == status, path
    page = client.get(f"/people/{stage.person}").get_data(as_text=True)
    assert (f"/people/{stage.person}/record" in page) is (status == 200)


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}} {% raw %}",
    "{0} {name}",
    "=cmd()|' /C calc'!A0",
    "%s %(name)s %d",
    "<b>unclosed <!-- <script>",
    "\u202eevil\u2066 \u0000 name",
    "'; DROP TABLE persons; --",
    "ﷺ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧 e\u0301\u0327",
    "W" * 200,
]


def test_hostile_names_are_names_on_every_page(database: Database, client_as: Sign, stage: Stage) -> None:
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.own)
        codes = []
        for text in HOSTILE:
            entry = person_entry(
                family_name=text, given_names="", badge_name=text, native_name=text, salutation="<i>"[:20], email="", phone=""
            )
            post = PostEntry(DelegateFunction.REP, "D", title=text[:160], native_title=text[:160], badge_title=text[:80])
            codes.append(
                actions.register_delegate(
                    session, SYSTEM, NOW, delegation=delegation, person=entry, post=post
                ).code
            )
    client = client_as(Role.PROTOCOL_OFFICER)
    paths = [f"/delegations/{stage.own}", "/people", f"/delegations/{stage.own}/order", f"/delegations/{stage.own}/headship"]
    for code in codes:
        paths += [f"/people/{code}{tail}" for tail in ("", "/record", "/withdrawal", "/photograph")]
    for path in paths:
        page = client.get(path).get_data(as_text=True)
        assert not re.search(r"<img src=x|<b>|<script>|<i>|<!--|49 ", page.split("<main")[1].split("</main>")[0]), path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u0000]", page), path
    listed = client.get("/people").get_data(as_text=True)
    for shown in ("&lt;img src=x onerror=alert(1)&gt;", "{{7*7}} {% raw %}", "{0} {name}", "%s %(name)s %d", "W" * 200):
        assert shown in listed


@pytest.mark.parametrize("query", HOSTILE[:8] + ["%", "_", "\\", "' OR 1=1", "x" * 5000, "zz qq " * 40, "p-zzzzzzzz"])
def test_hostile_searches_find_nothing_and_break_nothing(client_as: Sign, stage: Stage, query: str) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    for path in ("/people", "/delegations"):
        answer = client.get(path, query_string={"q": query, "kind": query, "page": query, "sort": query, "state": query})
        assert answer.status_code == 200
        assert "LEMAIRE" not in answer.get_data(as_text=True)


def test_a_delegate_who_left_is_signed_out(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.delegate)
    with database.committing() as session:
        own = session.scalars(select(Participant).where(Participant.user_id == stage.delegate.id)).one()
        code = own.code
    assert client.get(f"/people/{code}").status_code == 200
    with database.committing() as session:
        own = queries.participant_by_code(session, code)
        actions.withdraw_participant(session, SYSTEM, NOW, participant=own, version=own.version, reason="left")
    assert client.get(f"/people/{code}").status_code == 302


def test_a_mandate_for_two_is_a_switch_and_never_a_mixed_list(database: Database, client_as: Sign, stage: Stage) -> None:
    """PM-3."""
    with database.committing() as session:
        other = make_delegation(session, "MC")
        appoint(session, other, user=stage.contact)
        code = other.code
    page = client_as(user=stage.contact).get("/delegations").get_data(as_text=True)
    assert stage.own in page
    assert code not in page

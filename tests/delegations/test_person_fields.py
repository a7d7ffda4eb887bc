"""One field changed from the list: by the rules of the form, and never over what somebody else has saved (UX-28, ACC-03)."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.audit.queries import history
from summit.delegations import actions
from summit.delegations.models import Participant
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.stage import Stage, set_stage

Sign = Callable[..., PageClient]
LIST = "/people?edit=yes&columns=title,email,phone"


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def version_of(page: str) -> str:
    return re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]


def kept(database: Database, code: str) -> tuple[str, str, str, str, str]:
    with database.reading() as session:
        found = session.scalars(select(Participant).where(Participant.code == code)).one()
        return found.title, found.badge_title, found.person.badge_name, found.person.email, found.person.phone


def save(client: PageClient, code: str, name: str, value: str, **more: str) -> tuple[int, str]:
    """Status, and the address that comes next or the page that stays."""
    address = f"/people/{code}/fields/{name}"
    sent = {name: value, "version": version_of(client.get(address).get_data(as_text=True)), **more}
    answer = client.send(address, sent, from_page=address)
    return answer.status_code, answer.location or markup.unescape(answer.get_data(as_text=True))


def test_each_field_is_changed_and_nothing_else(stage: Stage, database: Database, client_as: Sign) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    before = kept(database, stage.person)
    changes = {
        "title": "Minister of Justice", "badge_title": "Minister", "badge_name": "Anne LEMAIRE-ROY",
        "email": "anne@justice.example", "phone": "+33 1 44 77 60 60",
    }  # fmt: skip
    with database.reading() as session:
        participant = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
        digest, passport = participant.record_digest, participant.person.passport_sealed
    for name, value in changes.items():
        assert save(officer, stage.person, name, f" {value} ", next="/people?q=anne") == (303, "/people?q=anne")
    assert kept(database, stage.person) == tuple(changes.values()) != before
    with database.reading() as session:
        participant = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
        assert (participant.record_digest, participant.person.passport_sealed) == (digest, passport)
        lines = [line for line in history(session, "participant", stage.person) if line.verb == "edit"]
        assert [sorted(line.after) for line in lines] == [[name] for name in reversed(changes)]
        assert lines[0].after == {"phone": "••••"}


def test_a_rule_of_the_form_is_shown_at_the_field(stage: Stage, database: Database, client_as: Sign) -> None:
    before = kept(database, stage.person)
    status, page = save(client_as(Role.PROTOCOL_OFFICER), stage.person, "email", "not an address")
    assert status == 422
    assert "<title>Error: E-mail" in page
    assert re.search(r'class="field-error" id="email-error"', page)
    assert 'value="not an address"' in page
    assert kept(database, stage.person) == before


def test_who_comes_second_reads_what_is_there_and_may_save_all_the_same(
    stage: Stage, database: Database, client_as: Sign
) -> None:
    first, second = client_as(Role.PROTOCOL_OFFICER), client_as(Role.CHIEF_OF_PROTOCOL)
    stale = version_of(second.get(f"/people/{stage.person}/fields/title").get_data(as_text=True))
    assert save(first, stage.person, "title", "Minister <b>")[0] == 303
    status, page = save(second, stage.person, "title", "Secretary", version=stale)
    assert (status, kept(database, stage.person)[0]) == (409, "Minister <b>")
    assert "Somebody changed this record after you opened it. It now reads “Minister <b>”." in page
    assert 'value="Secretary"' in page
    address = f"/people/{stage.person}/fields/title"
    sent = {"title": "Secretary", "version": version_of(page)}
    assert second.send(address, sent, from_page=address).status_code == 303
    assert kept(database, stage.person)[0] == "Secretary"


def test_other_fields_and_other_people_are_not_there(stage: Stage, client_as: Sign) -> None:
    officer, contact, delegate = (
        client_as(Role.PROTOCOL_OFFICER), client_as(user=stage.contact), client_as(user=stage.delegate)
    )  # fmt: skip
    for name in ("born_on", "passport_number", "family_name", "function", "version", "csrf_token", "nothing"):
        assert officer.get(f"/people/{stage.person}/fields/{name}").status_code == 404, name
    assert contact.get(f"/people/{stage.person}/fields/title").status_code == 200
    assert contact.get(f"/people/{stage.foreign_person}/fields/title").status_code == 404
    assert delegate.get(f"/people/{stage.person}/fields/phone").status_code == 404


def test_a_delegate_changes_no_title_of_their_own(stage: Stage, database: Database, client_as: Sign) -> None:
    with database.reading() as session:
        own = session.scalars(select(Participant.code).where(Participant.user_id == stage.delegate.id)).one()
    delegate = client_as(user=stage.delegate)
    assert save(delegate, own, "phone", "+33 1 22 33 44 55")[0] == 303
    assert delegate.get(f"/people/{own}/fields/title").status_code == 404


def test_a_decided_record_is_closed_to_the_delegation(stage: Stage, database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        person = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
        actions.lock_participant(session, participant=person)
    contact, before = client_as(user=stage.contact), kept(database, stage.person)
    status, page = save(contact, stage.person, "title", "Minister")
    assert (status, kept(database, stage.person)) == (409, before)
    assert "the delegation can no longer edit the record" in page
    assert f"/people/{stage.person}/fields/title" not in contact.get(LIST).get_data(as_text=True)
    assert save(client_as(Role.PROTOCOL_OFFICER), stage.person, "title", "Minister")[0] == 303


def test_the_list_leads_to_the_fields_that_one_may_change(stage: Stage, client_as: Sign) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    calm = officer.get("/people?columns=title,email,phone").get_data(as_text=True)
    assert ("/fields/" in calm, "Change in the list" in calm) == (False, True)
    page = markup.unescape(officer.get(LIST).get_data(as_text=True))
    found = re.findall(rf'href="/people/{stage.person}/fields/(\w+)\?next=([^"]+)"', page)
    assert [name for name, _ in found] == ["badge_name", "title", "email", "phone"]
    assert {unquote(back) for _, back in found} == {"/people?edit=yes&columns=title,email,phone"}
    for role in (Role.ACCREDITATION_OFFICER, Role.TRANSPORT):
        seen = client_as(role).get(LIST).get_data(as_text=True)
        assert ("/fields/" in seen, "Change in the list" in seen) == (False, False)

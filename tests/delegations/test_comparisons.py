"""Two people edit one record: the second sees both versions and chooses (UX-28)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from summit.accounts.policy import Role
from summit.delegations import queries
from summit.delegations.facts import PersonEntry, PostEntry
from summit.foundation.db import Database
from summit.foundation.sealing import unseal
from tests.delegations.stage import BORN, NUMBER, Stage, set_stage
from tests.journeys.forms import Form, forms_of

Sign = Callable[..., FlaskClient]
TYPED_NUMBER = "NEWNO4711"


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def record_form(page: str, path: str) -> dict[str, str]:
    """What a browser would send of the form on that page."""
    found = next(one for one in forms_of(page, path) if one.method == "post" and one.action.endswith(path))
    return first_values(found)


def first_values(form: Form) -> dict[str, str]:
    return dict(form.fields)


def stored(database: Database, code: str) -> tuple[PersonEntry, PostEntry, str, int]:
    with database.reading() as session:
        found = queries.participant_by_code(session, code)
        return *queries.entries_of(found), unseal(session, found.person.passport_sealed), found.version


def conflict(first: FlaskClient, second: FlaskClient, path: str, **typed: str) -> str:
    """The page that the second reads after the first has saved a title, an e-mail address and a salutation."""
    of_first, of_second = (record_form(one.get(path).text, path) for one in (first, second))
    saved = {**of_first, "title": "Ambassador", "email": "new@mofa.example", "salutation": "Mme"}
    assert first.post(path, data=saved).status_code == 303
    own = {"title": "Minister", "phone": "+33 1234567", "salutation": "Mme", **typed}
    refused = second.post(path, data={**of_second, **own})
    assert refused.status_code == 409
    return refused.text


def test_both_versions_stand_side_by_side(database: Database, client_as: Sign, stage: Stage) -> None:
    path = f"/people/{stage.person}/record"
    first, second = client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER)
    before = stored(database, stage.person)
    page = conflict(first, second, path, passport_number=TYPED_NUMBER)
    flat = " ".join(page.split())
    assert TYPED_NUMBER not in page
    assert NUMBER not in page
    assert BORN not in page
    assert 'On file:</span> <bdi>Ambassador</bdi>' in flat
    assert 'Yours:</span> <bdi>Minister</bdi>' in flat
    assert flat.count("On file:") == 4  # title, e-mail, telephone, passport number; both wrote the same salutation
    assert 'On file:</span> <bdi>•••••••O77</bdi>' in flat
    assert 'Yours:</span> <bdi>••••••711</bdi>' in flat
    chosen = re.findall(r'name="pick-(\w+)" id="[^"]+" value="(\w+)" checked', flat)
    # Both changed the title, so nothing is chosen for them.
    assert sorted(chosen) == [("email", "saved"), ("passport_number", "mine"), ("phone", "mine")]
    values = record_form(page, path)
    values.pop("pick-title", None)
    undecided = second.post(path, data=values)
    assert undecided.status_code == 422
    assert "Choose a version for every field below." in undecided.text
    assert stored(database, stage.person)[1].title == "Ambassador"
    assert second.post(path, data={**values, "pick-title": "anew", "title": "Minister of State"}).status_code == 303
    person, post, number, version = stored(database, stage.person)
    assert (post.title, person.email, person.phone, person.salutation) == (
        "Minister of State", "new@mofa.example", "+33 1234567", "Mme",
    )  # fmt: skip
    assert (number, person.born_on, version) == (TYPED_NUMBER, before[0].born_on, before[3] + 2)


@pytest.mark.parametrize(
    ("choice", "title", "number"),
    [("saved", "Ambassador", NUMBER), ("mine", "Minister", TYPED_NUMBER), ("anew", "Envoy", "AN3W")],
)
def test_theirs_mine_or_typed_anew(
    database: Database, client_as: Sign, stage: Stage, choice: str, title: str, number: str
) -> None:
    path = f"/people/{stage.person}/record"
    second = client_as(Role.CHIEF_OF_PROTOCOL)
    page = conflict(client_as(user=stage.contact), second, path, passport_number=TYPED_NUMBER)
    picked = {"pick-title": choice, "pick-passport_number": choice, "title": "Envoy", "passport_number": "AN3W"}
    assert second.post(path, data={**record_form(page, path), **picked}).status_code == 303
    person, post, found, _ = stored(database, stage.person)
    assert (post.title, found) == (title, number)
    assert person.email == "new@mofa.example"


def test_what_one_empties_stays_empty(database: Database, client_as: Sign, stage: Stage) -> None:
    path = f"/people/{stage.person}/record"
    second = client_as(Role.PROTOCOL_OFFICER)
    page = conflict(client_as(user=stage.contact), second, path, title="", badge_name="A", phone="", native_name="Ann")
    assert second.post(path, data={**record_form(page, path), "pick-title": "mine"}).status_code == 303
    person, post, _, _ = stored(database, stage.person)
    assert (post.title, person.phone, person.badge_name, person.native_name) == ("", "", "A", "Ann")


def test_a_third_save_meanwhile_is_compared_again(database: Database, client_as: Sign, stage: Stage) -> None:
    path = f"/people/{stage.person}/record"
    first, second = client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER)
    values = record_form(conflict(first, second, path), path)
    third = record_form(first.get(path).text, path)
    assert first.post(path, data={**third, "title": "Consul"}).status_code == 303
    again = second.post(path, data={**values, "pick-title": "mine"})
    assert again.status_code == 409
    assert "Yours:</span> <bdi>Minister</bdi>" in " ".join(again.text.split())
    assert "On file:</span> <bdi>Consul</bdi>" in " ".join(again.text.split())
    assert second.post(path, data={**record_form(again.text, path), "pick-title": "mine"}).status_code == 303
    assert stored(database, stage.person)[1].title == "Minister"


def test_an_office_that_does_not_see_the_birth_compares_it_covered(database: Database, client_as: Sign, stage: Stage) -> None:
    path = f"/people/{stage.person}/record"
    page = conflict(client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER), path, born_on="1 May 1970")
    flat = " ".join(page.split())
    assert BORN not in page
    assert 'On file:</span> <bdi>••••••</bdi>' in flat
    assert 'Yours:</span> <bdi>1 May 1970</bdi>' in flat


def test_a_foreign_record_and_a_forged_seal_are_refused(client_as: Sign, stage: Stage) -> None:
    second = client_as(user=stage.contact)
    path = f"/people/{stage.person}/record"
    values = record_form(second.get(path).text, path)
    forged = {**values, "mine-passport_number": "not sealed here", "pick-passport_number": "mine"}
    refused = second.post(path, data=forged)
    assert refused.status_code == 422
    assert "Type the passport number once more" in refused.text
    assert second.post(f"/people/{stage.foreign_person}/record", data=values).status_code == 404

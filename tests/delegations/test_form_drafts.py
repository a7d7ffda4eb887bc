"""What one types is kept until it is sent (UX-08): sealed, for its owner alone, for seven days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import FormDraft
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken
from summit.foundation.sealing import unseal
from tests.delegations.conftest import Race
from tests.delegations.stage import Stage, set_stage, typed
from tests.factories import NOW, SYSTEM

Sign = Callable[..., FlaskClient]
JSON = {"Accept": "application/json"}
NUMBER = "DRAFTNO4711"
OWNER, FORM = "U-OWNER", "registration:D-ONE"


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def kept(database: Database) -> list[tuple[str, str]]:
    """Owner and form of every draft."""
    with database.reading() as session:
        return [(row.owner, row.form) for row in session.scalars(select(FormDraft).order_by(FormDraft.id))]


def test_a_draft_is_kept_offered_gone_on_with_and_gone_once_sent(database: Database, client_as: Sign, stage: Stage) -> None:
    client, other = client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER)
    path = f"/delegations/{stage.own}/registration"
    values = typed(passport_number=NUMBER, family_name="Hồ <b>", title="", email="not yet")
    told = client.send(f"{path}/draft", values, from_page=path, headers=JSON)
    assert told.status_code == 200
    said = told.get_json()["said"]
    assert said.startswith("Draft saved ")
    assert len(said) == len("Draft saved 14:03")
    assert kept(database) == [(stage.contact.code, f"registration:{stage.own}")]
    with database.reading() as session:
        row = session.scalars(select(FormDraft)).one()
        assert NUMBER not in row.content_sealed
        assert NUMBER in unseal(session, row.content_sealed)
        assert "csrf" not in unseal(session, row.content_sealed)
    offered = client.get(path).text
    assert "You began to fill in this form and did not send it" in offered
    assert NUMBER not in offered
    begun = client.get(f"{path}?draft=yes").text
    assert f'value="{NUMBER}"' in begun
    assert 'value="Hồ &lt;b&gt;"' in begun
    assert 'value="not yet"' in begun
    assert "error-summary" not in begun
    for address in (path, f"{path}?draft=yes"):
        assert "Hồ" not in other.get(address).text
        assert "did not send it" not in other.get(address).text
    sent = client.send(path, {**values, "email": ""}, from_page=path)
    assert sent.status_code == 303
    assert kept(database) == []


def test_a_draft_of_an_edit_keeps_the_version_that_was_seen(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/people/{stage.person}/record"
    with database.reading() as session:
        version = queries.participant_by_code(session, stage.person).version
    values = typed(version=str(version), title="Envoy", is_listed="")
    saved = client.send(f"{path}/draft", values, from_page=path)
    assert (saved.status_code, saved.location) == (303, f"{path}?draft=yes")
    with database.committing() as session:
        found = queries.participant_by_code(session, stage.person)
        person, post = queries.entries_of(found)
        actions.edit_participant(session, SYSTEM, NOW, participant=found, person=person, post=post, version=version)
    begun = client.get(saved.location).text
    assert 'value="Envoy"' in begun
    assert f'name="version" type="hidden" value="{version}"' in begun
    refused = client.send(path, {**values, "seen": "title:0"}, from_page=path)
    assert refused.status_code == 409
    assert kept(database) != []
    gone = client.send(f"{path}/draft/removal", from_page=path)
    assert (gone.status_code, gone.location) == (303, path)
    assert kept(database) == []


def test_one_draft_a_person_and_form(database: Database, client_as: Sign, stage: Stage) -> None:
    client, officer = client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER)
    path = f"/delegations/{stage.own}/registration"
    for family_name in ("Hồ", "Đặng"):
        client.send(f"{path}/draft", typed(family_name=family_name), from_page=path, headers=JSON)
    officer.send(f"{path}/draft", typed(family_name="Lý"), from_page=path, headers=JSON)
    assert len(kept(database)) == 2
    assert "Đặng" in client.get(f"{path}?draft=yes").text
    assert "Lý" in officer.get(f"{path}?draft=yes").text
    foreign = f"/delegations/{stage.foreign}/registration/draft"
    assert client.send(foreign, typed(), from_page=path, headers=JSON).status_code == 404
    assert client.send(f"/people/{stage.foreign_person}/record/draft", typed(), from_page=path).status_code == 404
    too_long = client.send(f"{path}/draft", typed(title="x" * 21_000), from_page=path, headers=JSON)
    assert too_long.status_code == 422
    assert "Đặng" in client.get(f"{path}?draft=yes").text


def test_behind_a_one_time_link_the_draft_is_bound_to_the_link(app: Flask, database: Database, stage: Stage) -> None:
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.own)
        post = PostEntry(DelegateFunction.ADV, "D")
        (one, secret), (two, other_secret) = (
            actions.nominate(session, SYSTEM, utc_now(), delegation=delegation, name=name, email="", post=post)
            for name in ("First", "Second")
        )
        codes = one.code, two.code
    client, path, other = app.test_client(), f"/nominations/{secret}", f"/nominations/{other_secret}"
    values = typed(passport_number=NUMBER)
    told = client.send(f"{path}/draft", values, from_page=path, headers=JSON)
    assert told.status_code == 200
    assert kept(database) == [(codes[0], "own-registration")]
    assert f'value="{NUMBER}"' in app.test_client().get(f"{path}?draft=yes").text
    assert NUMBER not in client.get(f"{other}?draft=yes").text
    assert client.send("/nominations/nonsense/draft", values, from_page=path).status_code == 404
    assert client.send(path, values, from_page=path).status_code == 303
    assert len(kept(database)) == 1
    assert client.send(f"{path}/answers", {}, from_page=path).status_code == 200
    assert kept(database) == []
    client.send(f"{other}/draft", values, from_page=other, headers=JSON)
    with database.committing() as session:
        found = queries.nomination_of(session, queries.delegation_by_code(session, stage.own).id, codes[1])
        actions.end_nomination(session, SYSTEM, utc_now(), nomination=found)
    assert kept(database) == []


def test_after_seven_days_a_draft_is_gone(app: Flask, database: Database) -> None:
    old, new = utc_now() - timedelta(days=7, minutes=1), utc_now() - timedelta(days=6)
    with database.committing() as session:
        actions.keep_form_draft(session, old, owner=OWNER, form=FORM, texts={"title": "Old"})
        actions.keep_form_draft(session, new, owner=OWNER, form="record:P-ONE", texts={"title": "New"})
    with database.reading() as session:
        assert queries.form_draft(session, utc_now(), owner=OWNER, form=FORM) is None
        found = queries.form_draft(session, utc_now(), owner=OWNER, form="record:P-ONE")
        assert found is not None
        assert found.texts == {"title": "New"}
    told = app.test_cli_runner().invoke(args=["delegations", "sweep-drafts"])
    assert told.output == "1 drafts forgotten\n"
    assert kept(database) == [(OWNER, "record:P-ONE")]


def test_two_windows_keep_one_draft(database: Database, at_once: Race) -> None:
    def keeping(number: int) -> Callable[..., object]:
        return lambda session: actions.keep_form_draft(
            session, NOW, owner=OWNER, form=FORM, texts={"title": f"Window {number}"}
        )

    answers = at_once(*(keeping(number) for number in range(4)))
    assert "done" in answers
    assert all(answer == "done" or "at the same moment" in answer for answer in answers), answers
    assert kept(database) == [(OWNER, FORM)]


def test_a_draft_is_no_book(database: Database) -> None:
    with database.committing() as session, pytest.raises(RuleBroken, match="at most 20,000 characters"):
        actions.keep_form_draft(session, NOW, owner=OWNER, form=FORM, texts={"title": "x" * 20_001})

"""The list of participants and its corrections (DOC-01, DOC-02)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation.actions import submit
from summit.audit.facts import Actor
from summit.delegations.actions import edit_participant, withdraw_participant
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import entries_of, participant_by_code
from summit.documents.actions import (
    CorrectionEntry,
    accept_correction,
    ask_correction,
    decline_correction,
    publish_version,
)
from summit.documents.facts import Asked, ParticipantList
from summit.documents.lifecycle import CorrectedField, DocumentKind, VersionState
from summit.documents.models import Correction
from summit.documents.queries import corrections, listing, participant_list
from summit.documents.render import paper_of
from summit.documents.rules import AskedAlready, CorrectionsWaiting, WindowClosed
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from tests.documents.test_documents import text_of
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_summit

LIST = Asked(DocumentKind.LIST_OF_PARTICIPANTS)
FINAL = replace(LIST, state=VersionState.FINAL)


def enter(session: Session, delegation: Delegation, name: str, **changes: object) -> Participant:
    """Somebody whose application is under way."""
    one = make_participant(session, delegation, badge_name=name, **changes)
    submit(session, SYSTEM, NOW, participant=one)
    return one


@pytest.fixture
def summit(database: Database) -> Database:
    with database.committing() as session:
        make_summit(session)
    return database


def listed(facts: ParticipantList) -> list[tuple[int, str, list[str]]]:
    return [
        (part.number, one.name, [person.name for person in one.people])
        for part in facts.parts
        for one in part.delegations
    ]


def test_it_has_its_parts_its_order_and_nobody_who_is_not_to_be_listed(summit: Database) -> None:
    with summit.committing() as session:
        ivory, croatia, union, office = (make_delegation(session, code) for code in ("CI", "HR", "EU", "CR"))
        enter(session, ivory, "Second", style="H.E.")
        enter(session, ivory, "Chief", function=DelegateFunction.HOD, style="H.E.", salutation="Mr.", rank_class=40)
        enter(session, ivory, "Guard", function=DelegateFunction.SEC, category="P")
        enter(session, ivory, "Driver", function=DelegateFunction.DRV, category="T")
        make_participant(session, ivory, badge_name="Only a draft")
        gone = enter(session, ivory, "Gone")
        withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="Ill")
        hidden = enter(session, croatia, "Hidden")
        person, post = entries_of(hidden)
        edit_participant(
            session, SYSTEM, NOW, participant=hidden, person=person, post=replace(post, is_listed=False),
            version=hidden.version,
        )  # fmt: skip
        enter(session, croatia, "Shown", phone="+385 1 2345", email="shown@example.org")
        enter(session, union, "Envoy")
        enter(session, office, "Tica")
    with summit.reading() as session:
        facts = participant_list(session, NOW, language="en", state=VersionState.PROVISIONAL)
        french = participant_list(session, NOW, language="fr", state=VersionState.PROVISIONAL)
        final = participant_list(session, NOW, language="en", state=VersionState.FINAL)
    assert listed(facts) == [
        (1, "Costa Rica", ["Tica"]),
        (1, "Côte d'Ivoire", ["H.E. Mr. Chief", "H.E. Second"]),
        (1, "Croatia", ["Shown"]),
        (2, "European Union", ["Envoy"]),
    ]
    assert [name for _, name, _ in listed(french)] == ["Costa Rica", "Côte d'Ivoire", "Croatie", "Union européenne"]
    assert listed(final) == []
    text = text_of(paper_of(LIST.kind, facts, printed_at=NOW))
    for absent in ("Guard", "Driver", "Only a draft", "Gone", "Hidden", "+385", "shown@example.org", "FX0"):
        assert absent not in text
    for present in ("States", "Observer States and regional", "Head of Delegation", "Counsellor"):
        assert present in text


@pytest.fixture
def circulated(summit: Database) -> Database:
    """A provisional list, from NOW on open for a day, with two people of France and one of Japan."""
    with summit.committing() as session:
        france = make_delegation(session, "FR")
        enter(session, france, "Anne", function=DelegateFunction.HOD, rank_class=40)
        enter(session, france, "Bernard")
        enter(session, make_delegation(session, "JP"), "Chie")
        publish_version(session, SYSTEM, NOW, asked=LIST)
    return summit


def ask(
    session: Session, name: str, field: CorrectedField, wanted: str, *, hours: int = 1, actor: Actor = SYSTEM
) -> Correction:
    delegation = make_delegation(session, "FR")
    found = session.query(Participant).filter(Participant.person.has(badge_name=name)).one() if name else None
    return ask_correction(
        session, actor, NOW + timedelta(hours=hours), delegation=delegation,
        entry=CorrectionEntry(field, wanted, found),
    )  # fmt: skip


def test_corrections_change_the_record_and_the_final_list(circulated: Database) -> None:
    with circulated.committing() as session:
        title = ask(session, "Anne", CorrectedField.TITLE, "  Minister of   Justice ")
        name = ask(session, "Bernard", CorrectedField.NAME, "Bernard LE GOFF")
        missing = ask(session, "", CorrectedField.MISSING, "Ms. Dupont comes too")
        with pytest.raises(AskedAlready):
            ask(session, "Anne", CorrectedField.TITLE, "Something else")
        with pytest.raises(RuleBroken, match="Choose the person"):
            ask(session, "", CorrectedField.TITLE, "Minister")
        codes = [title.code, name.code, missing.code]
    with circulated.committing() as session, pytest.raises(CorrectionsWaiting, match="3 corrections wait"):
        publish_version(session, SYSTEM, NOW, asked=FINAL)
    with circulated.committing() as session:
        title, name, missing = (session.query(Correction).filter_by(code=code).one() for code in codes)
        with pytest.raises(StaleVersion):
            accept_correction(session, SYSTEM, NOW, correction=title, version=99)
        accept_correction(session, SYSTEM, NOW, correction=title, version=title.version)
        accept_correction(session, SYSTEM, NOW, correction=name, version=name.version)
        with pytest.raises(RuleBroken, match="Write the reason"):
            decline_correction(session, SYSTEM, NOW, correction=missing, version=missing.version, answer=" ")
        decline_correction(session, SYSTEM, NOW, correction=missing, version=missing.version, answer="Not registered")
        with pytest.raises(ImpossibleMove):
            accept_correction(session, SYSTEM, NOW, correction=missing, version=missing.version)
        assert title.participant is not None
        assert title.participant.title == "Minister of Justice"
    with circulated.committing() as session:
        revised = publish_version(session, SYSTEM, NOW, asked=replace(LIST, state=VersionState.REVISED))
        assert revised.number == 2
        publish_version(session, SYSTEM, NOW, asked=FINAL)
    with circulated.reading() as session:
        own = listing(session, make_delegation(session, "FR"), NOW + timedelta(hours=2))
        decided = {one.code: (one.state.value, one.is_done, one.answer) for one in corrections(session)}
    assert own is not None
    assert (own.number, own.state, own.is_open, own.people) == (3, VersionState.FINAL, False, ())
    assert [decided[code] for code in codes] == [
        ("accepted", True, ""),
        ("accepted", True, ""),
        ("declined", False, "Not registered"),
    ]


def test_the_window_closes_by_itself_and_with_the_final_list(circulated: Database) -> None:
    with circulated.committing() as session:
        with pytest.raises(WindowClosed):
            ask(session, "Anne", CorrectedField.TITLE, "Minister", hours=25)
        publish_version(session, SYSTEM, NOW, asked=FINAL)
        with pytest.raises(WindowClosed):
            ask(session, "Anne", CorrectedField.TITLE, "Minister")


def test_a_contact_sees_the_own_part_alone_and_asks(
    summit: Database, client_as: Callable[..., FlaskClient]
) -> None:
    with summit.committing() as session:
        france, japan = make_delegation(session, "FR"), make_delegation(session, "JP")
        anne = enter(session, france, "Anne ANDRE", function=DelegateFunction.HOD, rank_class=40).code
        chie = enter(session, japan, "Chie").code
        user = appoint(session, france)
        publish_version(session, SYSTEM, utc_now(), asked=LIST)
    browser = client_as(user=user)
    address = f"/documents/listings/{france.code}"
    page = browser.get(address).get_data(as_text=True)
    assert "Anne ANDRE" in page
    assert "Chie" not in page
    assert address in browser.get("/documents").get_data(as_text=True)
    assert browser.get(f"/documents/listings/{japan.code}").status_code == 404
    token = browser.token(address)
    sent = {"csrf_token": token, "field": "title", "wanted": "Minister of State", "participant": anne}
    foreign = browser.post(f"{address}/corrections", data={**sent, "participant": chie})
    assert foreign.status_code == 404
    assert browser.post(f"{address}/corrections", data={**sent, "wanted": ""}).status_code == 422
    assert browser.post(f"{address}/corrections", data=sent).status_code == 303
    assert browser.post(f"{address}/corrections", data=sent).status_code == 409
    with summit.reading() as session:
        (waiting,) = corrections(session)
    desk = client_as(Role.PROTOCOL_OFFICER)
    assert "1 correction waits for your decision" in desk.get("/documents").get_data(as_text=True)
    case = f"/documents/corrections/{waiting.code}"
    decision = {"csrf_token": desk.token(case), "version": waiting.version, "answer": ""}
    assert desk.post(f"{case}/declination", data=decision).status_code == 422
    assert desk.post(f"{case}/acceptance", data=decision).status_code == 303
    assert desk.post(f"{case}/acceptance", data=decision).status_code == 409
    with summit.reading() as session:
        assert participant_by_code(session, anne).title == "Minister of State"
    assert "Accepted" in browser.get(address).get_data(as_text=True)

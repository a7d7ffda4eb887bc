"""A person changes delegations: the old registration ends, a fresh one begins, and nobody stands twice (DEL-03)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction
from summit.delegations.models import Participant
from summit.delegations.quotas import QuotaReached
from summit.delegations.rules import HeadAlreadyNamed, PersonAlreadyRegistered, RegisteredElsewhere
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import Stage, set_stage
from tests.delegations.test_races import guarded
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., PageClient]
PASSPORT = PassportEntry("diplomatic", "FRA", "FX5551234", date(2031, 1, 1))


def relocation(person: Participant, function: str = "ADV", category: str = "D") -> actions.Relocation:
    return actions.Relocation(DelegateFunction(function), category, "Agreed by both sides", person.version)


def move(session: Session, person: Participant, to: str = "VN", **post: str) -> Participant:
    return actions.move_participant(
        session, SYSTEM, NOW, participant=person, delegation=make_delegation(session, to),
        relocation=relocation(person, **post),
    )  # fmt: skip


def test_the_same_person_begins_anew_in_the_other_delegation(session: Session) -> None:
    person = make_participant(session, make_delegation(session, "FR"), passport=PASSPORT, email="a@mofa.example")
    person.person.photo_file, person.person.photo_digest = "kept.jpg", "d" * 64
    actions.lock_participant(session, participant=person)
    trace = person.person.passport_hash
    moved = move(session, person, function="EXP")
    assert (person.state, person.followed_by_id, person.person.passport_hash) == ("withdrawn", moved.id, None)
    assert (moved.state, moved.delegation.party.code, moved.function, moved.is_locked) == ("enrolled", "VN", "EXP", False)
    assert (moved.person.passport_hash, moved.person.photo_file, moved.person.photo_digest) == (trace, "kept.jpg", "d" * 64)
    assert queries.entries_of(moved)[0] == queries.entries_of(person)[0]
    assert moved.title == person.title
    lines = session.execute(
        select(AuditEntry.verb, AuditEntry.object_code, AuditEntry.reason).order_by(AuditEntry.id.desc()).limit(4)
    ).all()
    assert [tuple(line) for line in lines][::-1] == [
        ("withdraw", person.code, "Agreed by both sides"),
        ("register", moved.code, ""),
        ("move", person.code, "Agreed by both sides"),
        ("move", moved.code, "Agreed by both sides"),
    ]


def test_nobody_comes_back_where_another_record_stands(session: Session) -> None:
    """Without a passport too: the way back opens again when the new record is withdrawn."""
    person = make_participant(session, make_delegation(session, "FR"), passport=None)
    moved = move(session, person)
    with pytest.raises(RegisteredElsewhere) as refused:
        actions.reinstate_participant(session, SYSTEM, NOW, participant=person, version=person.version)
    assert "Viet Nam" not in refused.value.sentence
    actions.withdraw_participant(session, SYSTEM, NOW, participant=moved, version=moved.version, reason="Not after all")
    actions.reinstate_participant(session, SYSTEM, NOW, participant=person, version=person.version)
    assert (person.state, person.followed_by_id) == ("enrolled", None)


def test_a_second_move_leads_every_record_to_the_last(session: Session) -> None:
    first = make_participant(session, make_delegation(session, "FR"), passport=PASSPORT)
    second = move(session, first)
    third = move(session, second, to="FR")
    session.expire_all()
    assert (first.followed_by_id, second.followed_by_id, third.followed_by_id) == (third.id, third.id, None)
    with pytest.raises(PersonAlreadyRegistered):
        make_participant(session, make_delegation(session, "DE"), passport=PASSPORT)


def test_the_other_delegation_judges_as_at_a_registration(session: Session) -> None:
    """DEL-10, DEL-21, ACC-08; whoever is refused stays where they are."""
    full = make_delegation(session, "DE", badge_quota=1)
    make_participant(session, full, function=DelegateFunction.HOD)
    person = make_participant(session, make_delegation(session, "FR"), passport=PASSPORT)
    with pytest.raises(QuotaReached), session.begin_nested():
        move(session, person, to="DE")
    headed = make_delegation(session, "VN")
    make_participant(session, headed, function=DelegateFunction.HOD)
    with pytest.raises(HeadAlreadyNamed), session.begin_nested():
        move(session, person, function="HOD")
    session.expire_all()
    assert (person.state, person.person.passport_hash is not None) == ("enrolled", True)
    actions.set_deadline(
        session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=datetime(2025, 9, 1, tzinfo=UTC)
    )
    assert move(session, person).is_late is True


def test_a_move_leads_elsewhere_and_begins_with_what_was_seen(session: Session) -> None:
    person = make_participant(session, make_delegation(session, "FR"))
    with pytest.raises(RuleBroken) as refused:
        move(session, person, to="FR")
    assert refused.value.field == "delegation"
    with pytest.raises(StaleVersion):
        actions.move_participant(
            session, SYSTEM, NOW, participant=person, delegation=make_delegation(session, "VN"),
            relocation=actions.Relocation(DelegateFunction.ADV, "D", "r", person.version + 1),
        )  # fmt: skip
    actions.withdraw_participant(session, SYSTEM, NOW, participant=person, version=person.version, reason="ill")
    with pytest.raises(Conflict):
        move(session, person)


def test_two_delegations_cannot_both_get_the_person(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        person = make_participant(session, make_delegation(session, "FR"), passport=None)
        code, seen = person.code, relocation(person)
        targets = [make_delegation(session, party).code for party in ("VN", "DE", "IT")]

    def moving(target: str) -> Callable[[Session], object]:
        return guarded(lambda session: actions.move_participant(
            session, SYSTEM, NOW, participant=queries.participant_by_code(session, code),
            delegation=queries.delegation_by_code(session, target), relocation=seen,
        ))  # fmt: skip

    answers = at_once(*map(moving, targets))
    assert answers.count("done") == 1, answers
    with database.reading() as session:
        assert session.scalar(select(func.count()).where(Participant.state == "enrolled")) == 1


def test_an_officer_moves_a_person_and_the_old_delegation_does_not_learn_where(
    database: Database, client_as: Sign
) -> None:
    with database.committing() as session:
        stage: Stage = set_stage(session)
    officer = client_as(Role.PROTOCOL_OFFICER)
    page = f"/people/{stage.person}/relocation"
    assert "Move to another delegation" in officer.get(f"/people/{stage.person}").get_data(as_text=True)
    form = {"delegation": stage.foreign, "function": "ADV", "category": "D", "reason": "Agreed", "version": "1"}
    shown = officer.get(f"{page}?delegation={stage.foreign}").get_data(as_text=True)
    assert f'<option selected value="{stage.foreign}">' in shown
    assert officer.send(page, {**form, "delegation": stage.own}, from_page=page).status_code == 422
    sent = officer.send(page, form, from_page=page)
    assert sent.status_code == 303
    assert officer.get(f"/people/{stage.person}").location == sent.location
    assert "The application begins anew" in officer.get(sent.location).get_data(as_text=True)
    contact = client_as(user=stage.contact)
    assert contact.get(page).status_code == 403
    own = contact.get(f"/people/{stage.person}")
    text = own.get_data(as_text=True)
    assert own.status_code == 200
    assert "This registration is withdrawn" in text
    assert "Reinstate" not in text
    assert sent.location not in text
    assert stage.foreign not in text
    back = contact.send(f"/people/{stage.person}/reinstatement", {}, from_page=f"/delegations/{stage.own}")
    assert back.status_code == 409

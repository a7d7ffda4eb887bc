"""A delegation claims somebody who is registered elsewhere: it never learns where, and the desk answers once (DEL-01)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant, RegistrationClaim
from summit.delegations.rules import ClaimWaiting
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import NUMBER, set_stage, typed
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, person_entry

Sign = Callable[..., PageClient]
PASSPORT = PassportEntry("diplomatic", "FRA", "FX 55 512-34", date(2031, 1, 1))
TYPED = {"passport_number": NUMBER, "passport_issuer": "FRA", "family_name": "Le Maire", "given_names": "Anna"}


def claimed(session: Session) -> tuple[RegistrationClaim, Participant]:
    """Viet Nam claims somebody of France."""
    met = make_participant(session, make_delegation(session, "FR"), passport=PASSPORT)
    claim = actions.claim_person(
        session, SYSTEM, NOW, delegation=make_delegation(session, "VN"), person=person_entry(passport=PASSPORT), note="Ours"
    )
    return claim, met


def test_a_refused_contact_sends_the_case_and_reads_the_answer(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        stage = set_stage(session)
        contact = appoint(session, queries.delegation_by_code(session, stage.foreign))
    client = client_as(user=contact)
    path = f"/delegations/{stage.foreign}/registration"
    refused = client.send(path, typed(**TYPED), from_page=path).get_data(as_text=True)
    assert f'formaction="/delegations/{stage.foreign}/claims"' in refused
    body = {**typed(**TYPED), "note": "She is on our list"}
    sent = client.send(f"/delegations/{stage.foreign}/claims", body, from_page=path)
    assert (sent.status_code, sent.location) == (303, f"/delegations/{stage.foreign}")
    with database.reading() as session:
        claim = session.scalars(select(RegistrationClaim)).one()
        code = claim.code
        assert (claim.family_name, claim.given_names, claim.note, claim.state) == (
            "Le Maire", "Anna", "She is on our list", "open",
        )  # fmt: skip
        met = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
        assert (claim.person_id, claim.passport_hash) == (met.person_id, met.person.passport_hash)
        assert (claim.claimed_by, claim.delegation.code) == (contact.code, stage.foreign)
    again = client.send(f"/delegations/{stage.foreign}/claims", body, from_page=path)
    assert again.status_code == 409
    assert "has this case from your delegation already" in again.get_data(as_text=True)
    own = client.get(f"/delegations/{stage.foreign}").get_data(as_text=True)
    assert "Anna LE MAIRE" in own
    assert "Waiting for an answer" in own
    for page in (refused, own, again.get_data(as_text=True)):
        assert stage.person not in page
        assert "Lemaire" not in page

    desk = client_as(Role.PROTOCOL_OFFICER)
    both = desk.get(f"/claims/{code}").get_data(as_text=True)
    assert stage.person in both
    assert "She is on our list" in both
    sent = desk.send(f"/claims/{code}", {"answer": "She comes with others.", "version": "1"}, from_page=f"/claims/{code}")
    assert sent.status_code == 303
    assert "She comes with others." in client.get(f"/delegations/{stage.foreign}").get_data(as_text=True)
    late = desk.send(f"/claims/{code}", {"answer": "Twice", "version": "1"}, from_page=f"/claims/{code}")
    assert late.status_code in (400, 409)
    assert "No delegation waits" in desk.get("/duplicates?part=claims").get_data(as_text=True)
    assert client.get(f"/claims/{code}").status_code == 403


def test_the_number_is_not_kept_and_the_journal_says_who_claimed(session: Session) -> None:
    claim, met = claimed(session)
    kept = [value for key, value in vars(claim).items() if key != "_sa_instance_state"]
    assert not any("FX5551234" in str(value) for value in kept)
    assert claim.passport_hash == met.person.passport_hash
    line = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert line is not None
    assert (line.verb, line.object_kind, line.object_code) == ("claim", "claim", claim.code)
    assert line.after == {"delegation": claim.delegation.code}


@pytest.mark.parametrize(
    ("of", "number", "sentence"),
    [
        ("VN", "QQ0000001", "Nobody is registered with this passport any more"),
        ("VN", "", "Enter the passport number"),
        ("FR", "FX5551234", "is registered in your delegation already"),
    ],
)
def test_what_is_no_case_for_the_desk(session: Session, of: str, number: str, sentence: str) -> None:
    make_participant(session, make_delegation(session, "FR"), passport=PASSPORT)
    typed_passport = PassportEntry("diplomatic", "FRA", number, None)
    with pytest.raises(RuleBroken) as refused:
        actions.claim_person(
            session, SYSTEM, NOW, delegation=make_delegation(session, of),
            person=person_entry(passport=typed_passport), note="",
        )  # fmt: skip
    assert sentence in refused.value.sentence
    assert refused.value.field == "passport_number"


def test_an_answer_is_a_sentence_and_given_once(session: Session) -> None:
    claim, met = claimed(session)
    for wrong, field in ((" ", "answer"), ("x" * 501, "answer")):
        with pytest.raises(RuleBroken) as refused:
            actions.keep_registration(session, SYSTEM, NOW, claim=claim, answer=wrong, version=claim.version)
        assert refused.value.field == field
    with pytest.raises(StaleVersion):
        actions.keep_registration(session, SYSTEM, NOW, claim=claim, answer="No", version=claim.version + 1)
    actions.keep_registration(session, SYSTEM, NOW, claim=claim, answer="No", version=claim.version)
    assert (claim.state, claim.answer, claim.answered_by, claim.answered_at) == ("kept", "No", "SYSTEM", NOW)
    with pytest.raises(ImpossibleMove):
        actions.keep_registration(session, SYSTEM, NOW, claim=claim, answer="No", version=claim.version)
    fresh = actions.claim_person(
        session, SYSTEM, NOW, delegation=claim.delegation, person=person_entry(passport=PASSPORT), note=""
    )
    assert (fresh.state, fresh.person_id, met.state) == ("open", claim.person_id, "enrolled")


def test_a_move_answers_the_claim_of_the_delegation_it_leads_to(session: Session) -> None:
    claim, met = claimed(session)
    other = actions.claim_person(
        session, SYSTEM, NOW, delegation=make_delegation(session, "DE"), person=person_entry(passport=PASSPORT), note=""
    )
    moved = actions.move_participant(
        session, SYSTEM, NOW, participant=met, delegation=claim.delegation,
        relocation=actions.Relocation(DelegateFunction.ADV, "D", "Agreed", met.version),
    )  # fmt: skip
    assert claim.state == "moved"
    assert "stands in your delegation now" in claim.answer
    assert (other.state, other.person_id) == ("open", moved.person_id)


def test_a_merger_answers_the_claim(session: Session) -> None:
    """The claiming delegation had the person in its list under another passport."""
    claim, met = claimed(session)
    own = make_participant(session, claim.delegation)
    actions.merge_participants(
        session, SYSTEM, NOW, stays=met, goes=own, merger=actions.Merger(met.version, own.version, frozenset(), "One")
    )
    assert claim.state == "merged"
    assert met.delegation.party.code not in claim.answer


def test_the_desk_is_shown_who_it_may_be_in_the_claiming_delegation(session: Session) -> None:
    claim, met = claimed(session)
    alike = make_participant(
        session, claim.delegation, family_name=met.person.family_name, given_names=met.person.given_names
    )
    make_participant(session, claim.delegation, family_name="Somebody", given_names="Else")
    assert queries.alike_in(session, claim) == [alike.id]
    (facts,) = queries.claim_lines(session, [claim])
    assert (facts.person.code, facts.delegation, facts.note) == (met.code, "Viet Nam", "Ours")


def test_one_delegation_has_one_open_claim_to_a_person(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        make_participant(session, make_delegation(session, "FR"), passport=PASSPORT)
        code = make_delegation(session, "VN").code

    def claiming(session: Session) -> object:
        return actions.claim_person(
            session, SYSTEM, NOW, delegation=queries.delegation_by_code(session, code),
            person=person_entry(passport=PASSPORT), note="",
        )  # fmt: skip

    answers = at_once(claiming, claiming, claiming)
    assert answers.count("done") == 1, answers
    assert sum("has this case" in one for one in answers) == 2, answers
    with database.committing() as session, pytest.raises(ClaimWaiting):
        claiming(session)

"""Spouses and partners, and the principals whom they accompany (DEL-11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import Companion
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from summit.delegations.queries import PeopleFilters, Reach
from summit.delegations.rules import PrincipalAccompanied
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.keyset import Place
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_summit

Sign = Callable[..., PageClient]
HOD, SPO = DelegateFunction.HOD, DelegateFunction.SPO


def couple(session: Session, code: str = "FR") -> tuple[Participant, Participant]:
    """A head and a spouse who are not linked yet."""
    delegation = make_delegation(session, code)
    return (
        make_participant(session, delegation, function=HOD, rank_class=40, style="H.E.", badge_name="Anne LEMAIRE"),
        make_participant(session, delegation, function=SPO, badge_name="Jean LEMAIRE"),
    )


def link(session: Session, spouse: Participant, principal: Participant | None) -> None:
    actions.accompany(session, SYSTEM, NOW, participant=spouse, principal=principal)


def withdraw(session: Session, person: Participant) -> None:
    actions.withdraw_participant(session, SYSTEM, NOW, participant=person, version=person.version, reason="ill")


def edit(session: Session, participant: Participant, **changes: object) -> None:
    person, post = queries.entries_of(participant)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=participant, person=person, version=participant.version,
        post=replace(post, **changes),
    )  # fmt: skip


def test_each_of_the_two_is_seen_from_the_other(session: Session) -> None:
    head, spouse = couple(session)
    assert queries.companion_of(session, head) is None
    link(session, spouse, head)
    assert queries.companion_of(session, head) == Companion(
        spouse.code, "Jean LEMAIRE", "Spouse", "Chargé d'affaires, other", is_principal=False, is_withdrawn=False
    )
    assert queries.companion_of(session, spouse) == Companion(
        head.code, "H.E. Anne LEMAIRE", "Head of Delegation", "Minister for Foreign Affairs", is_principal=True,
        is_withdrawn=False,
    )  # fmt: skip
    link(session, spouse, None)
    assert queries.companion_of(session, head) is None


def test_a_spouse_is_not_in_the_list_of_the_delegation(session: Session) -> None:
    head, spouse = couple(session)
    assert (head.is_listed, spouse.is_listed) == (True, False)


def test_a_principal_has_one_spouse(session: Session) -> None:
    head, spouse = couple(session)
    deputy = make_participant(session, head.delegation, function=DelegateFunction.DHOD)
    other = make_participant(session, head.delegation, function=SPO)
    link(session, spouse, head)
    with pytest.raises(PrincipalAccompanied) as refusal:
        link(session, other, head)
    assert refusal.value.field == "principal"
    link(session, spouse, deputy)
    link(session, other, head)
    found = queries.companion_of(session, head)
    assert found is not None
    assert found.code == other.code


def test_two_at_once_cannot_accompany_one_principal(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        head, spouse = couple(session)
        codes = [spouse.code, make_participant(session, head.delegation, function=SPO).code]
        principal = head.code

    def deed(code: str) -> Callable[[Session], None]:
        return lambda session: link(
            session, queries.participant_by_code(session, code), queries.participant_by_code(session, principal)
        )

    told = sorted(at_once(*map(deed, codes)))
    assert told == ["Another spouse or partner accompanies this principal already.", "done"]


def test_who_cannot_be_linked(session: Session) -> None:
    head, spouse = couple(session)
    stranger, _ = couple(session, "DE")
    adviser = make_participant(session, head.delegation)
    with pytest.raises(NotFound):
        link(session, spouse, stranger)
    for one, other in ((adviser, head), (spouse, spouse)):
        with pytest.raises(RuleBroken) as refusal:
            link(session, one, other)
        assert refusal.value.field == "principal"
    withdraw(session, adviser)
    for one, other in ((spouse, adviser), (adviser, head)):
        with pytest.raises(Conflict, match="withdrawn"):
            link(session, one, other)
    assert queries.companion_of(session, head) is None


def test_a_principal_who_leaves_is_still_named_and_a_spouse_who_leaves_is_not(session: Session) -> None:
    head, spouse = couple(session)
    link(session, spouse, head)
    withdraw(session, head)
    found = queries.companion_of(session, spouse)
    assert found is not None
    assert (found.code, found.is_withdrawn) == (head.code, True)
    withdraw(session, spouse)
    assert queries.companion_of(session, head) is None


def test_who_is_spouse_no_longer_accompanies_nobody(session: Session) -> None:
    head, spouse = couple(session)
    link(session, spouse, head)
    edit(session, spouse, function=DelegateFunction.ADV)
    assert queries.companion_of(session, spouse) is None


def by_rank(session: Session) -> list[str]:
    people = queries.people_matching(Reach(everything=True), PeopleFilters(sort="rank"))
    page = queries.people_listed(session, Reach(everything=True), PeopleFilters(sort="rank"), Place())
    assert [one.code for one in session.scalars(people)] == [line.code for line in page.rows]
    return [line.code for line in page.rows]


def test_a_spouse_without_an_office_is_placed_with_the_principal(session: Session) -> None:
    head, spouse = couple(session)
    deputy = make_participant(session, head.delegation, function=DelegateFunction.DHOD, rank_class=50)
    assert by_rank(session) == [head.code, deputy.code, spouse.code]
    version = spouse.version
    link(session, spouse, head)
    assert by_rank(session) == [head.code, spouse.code, deputy.code]
    assert spouse.version == version
    edit(session, head, rank_class=60)
    assert by_rank(session) == [deputy.code, head.code, spouse.code]
    edit(session, spouse, rank_class=41)
    assert by_rank(session) == [spouse.code, deputy.code, head.code]
    edit(session, spouse, rank_class=70)
    assert by_rank(session) == [deputy.code, head.code, spouse.code]
    edit(session, spouse, function=DelegateFunction.ADV)
    assert (spouse.placed_class, queries.companion_of(session, head)) == (70, None)


def test_a_class_that_changes_while_the_spouse_is_named_is_followed(database: Database, at_once: Race) -> None:
    for number, code in enumerate(("FR", "DE", "IT", "ES", "PT", "NL")):
        with database.committing() as session:
            head, spouse = couple(session, code)
            codes = head.code, spouse.code

        def name(session: Session, codes: tuple[str, str] = codes) -> None:
            principal, partner = (queries.participant_by_code(session, code) for code in codes)
            link(session, partner, principal)

        def promote(session: Session, codes: tuple[str, str] = codes) -> None:
            edit(session, queries.participant_by_code(session, codes[0]), rank_class=20)

        assert at_once(*((name, promote) if number % 2 else (promote, name))) == ["done", "done"]
        with database.reading() as session:
            assert queries.participant_by_code(session, codes[1]).placed_class == 20


def test_the_pages_show_both_and_warn(client_as: Sign, database: Database) -> None:
    with database.committing() as session:
        make_summit(session)
        head, spouse = couple(session)
        contact = appoint(session, head.delegation)
        one, other = f"/people/{spouse.code}", f"/people/{head.code}"
        code = head.code
    client = client_as(user=contact)
    assert "No principal is named yet" in client.get(one).get_data(as_text=True)
    form = f"{one}/principal"
    assert client.send(form, {"principal": code}, from_page=form).status_code == 303
    assert "H.E. Anne LEMAIRE" in client.get(one).get_data(as_text=True)
    assert "Jean LEMAIRE" in client.get(other).get_data(as_text=True)
    officer = client_as(Role.PROTOCOL_OFFICER).get(one).get_data(as_text=True)
    assert "Minister for Foreign Affairs" in officer
    assert "with the principal" in officer
    with database.committing() as session:
        withdraw(session, queries.participant_by_code(session, code))
    assert "whether the spouse comes alone" in client.get(one).get_data(as_text=True)
    assert client.send(form, {"principal": "P-NOBODY"}, from_page=form).status_code == 422

"""One person, one place, one head: the same rules at every door through which somebody comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry, QuotaEntry, RunEntry
from summit.delegations.lifecycle import DelegateFunction, PartyKind
from summit.delegations.models import Headship, Participant
from summit.delegations.queries import Reach
from summit.delegations.sheet import Sheet, SheetFile, SheetRow, cells_of
from summit.demo.cast import Member, Team
from summit.demo.loading import Plan, Stage
from summit.demo.loading.registration import register_people
from summit.demo.studio import Studio
from summit.foundation.db import Database
from summit.foundation.errors import SummitError
from tests.delegations.stage import typed
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user, person_entry

TAKEN = PassportEntry("ordinary", "FRA", "TAKEN1", None)
FREE = PassportEntry("ordinary", "FRA", "FREE1", None)
# rule -> the post and the passport that break it, and what is said.
RULES = {
    "quota (DEL-21)": (DelegateFunction.SEC, FREE, "The one place of France for Close Protection is taken."),
    "head (DEL-10)": (DelegateFunction.HOD, FREE, "This delegation has a head at that time."),
    "duplicate (DEL-01)": (DelegateFunction.ADV, TAKEN, "A person with this passport is already registered"),
}


@dataclass(frozen=True)
class House:
    """What a door needs: the database, a browser for an account, and the delegation that is full."""

    database: Database
    browser: Callable[..., FlaskClient]
    delegation: str


def by_action(house: House, person: PersonEntry, post: PostEntry) -> str:
    return _answer(house, lambda session: actions.register_delegate(
        session, SYSTEM, NOW, delegation=queries.delegation_by_code(session, house.delegation), person=person, post=post
    ))  # fmt: skip


def by_form(house: House, person: PersonEntry, post: PostEntry) -> str:
    """The delegation's own focal point at the page."""
    with house.database.committing() as session:
        contact = appoint(session, queries.delegation_by_code(session, house.delegation))
    assert person.passport is not None
    values = typed(
        family_name=person.family_name,
        passport_issuer="FRA",
        passport_number=person.passport.number,
        function=post.function.value,
    )
    path = f"/delegations/{house.delegation}/registration"
    response = house.browser(user=contact).send(path, values, from_page=path)
    assert response.status_code in (303, 409)
    return "done" if response.status_code == 303 else response.get_data(as_text=True)


def by_demonstration(house: House, person: PersonEntry, post: PostEntry) -> str:
    """The step of the demonstration that registers everybody, with a plan of one."""
    member = Member("FR/1", person, post, role="", homeland="FR", has_portrait=False)
    team = Team("FR", PartyKind.STATE_M, "en", 50, (member,))

    def step(session: Session) -> None:
        with Studio(()) as studio:
            stage = Stage(Plan(1, (team,), (), ()), studio, NOW)
            stage.staff[Role.PROTOCOL_OFFICER] = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
            stage.delegations["FR"] = queries.delegation_by_code(session, house.delegation)
            register_people(session, stage)

    return _answer(house, step)


def by_reinstatement(house: House, person: PersonEntry, post: PostEntry) -> str:
    """Somebody who left, and whose place, seat or passport another has by now, comes back."""
    with house.database.committing() as session:
        delegation = queries.delegation_by_code(session, house.delegation)
        passport, there = person.passport, list(session.scalars(select(Participant)))
        others = [one for one in there if one.function == post.function or passport == TAKEN]
        for other in others:
            actions.withdraw_participant(
                session, SYSTEM, NOW, participant=other, version=other.version, reason="moves aside"
            )
        gone = actions.register_delegate(session, SYSTEM, NOW, delegation=delegation, person=person, post=post)
        actions.withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="leaves")
        for other in others:
            actions.reinstate_participant(session, SYSTEM, NOW, participant=other, version=other.version)
        code = gone.code

    def deed(session: Session) -> None:
        found = queries.participant_by_code(session, code)
        actions.reinstate_participant(session, SYSTEM, NOW, participant=found, version=found.version)

    return _answer(house, deed)


def by_undoing(house: House, person: PersonEntry, post: PostEntry) -> str:
    """Somebody was withdrawn with others from the list, and that change is undone when another has the place by now."""
    with house.database.committing() as session:
        delegation = queries.delegation_by_code(session, house.delegation)
        there = list(session.scalars(select(Participant)))
        others = [one for one in there if one.function == post.function or person.passport == TAKEN]
        for other in others:
            actions.withdraw_participant(
                session, SYSTEM, NOW, participant=other, version=other.version, reason="moves aside"
            )
        gone = actions.register_delegate(session, SYSTEM, NOW, delegation=delegation, person=person, post=post)
        run = actions.change_many(
            session,
            SYSTEM,
            NOW,
            within=Reach(everything=True),
            versions={gone.code: gone.version},
            entry=RunEntry("withdraw", "leaves"),
        )
        for other in others:
            actions.reinstate_participant(session, SYSTEM, NOW, participant=other, version=other.version)
        code = run.code
    with house.database.committing() as session:
        run = queries.run_within(session, Reach(everything=True), code)
        actions.undo_run(session, SYSTEM, NOW, within=Reach(everything=True), run=run)
        kept = queries.run_facts(session, run, NOW).kept
    return kept[0].sentence if kept else "done"


def by_link(house: House, person: PersonEntry, post: PostEntry) -> str:
    """Somebody who was named fills in their own registration (ACC-01)."""
    with house.database.committing() as session:
        delegation = queries.delegation_by_code(session, house.delegation)
        secret = actions.nominate(session, SYSTEM, NOW, delegation=delegation, name="Ann", email="", post=post)[1]

    def deed(session: Session) -> None:
        found = queries.nomination_by_secret(session, secret, NOW)
        actions.take_up_nomination(session, NOW, nomination=found, person=person)

    return _answer(house, deed)


def by_sheet(house: House, person: PersonEntry, post: PostEntry) -> str:
    """One row of a sheet, all of it or nothing (RT-03)."""
    cells = cells_of(person, post)
    assert person.passport is not None
    cells["passport_number"] = person.passport.number
    header = tuple(cells)
    sheet = Sheet(header, (SheetRow(2, tuple(cells.values())),))

    def deed(session: Session) -> None:
        delegation = queries.delegation_by_code(session, house.delegation)
        file = SheetFile("people.csv", "1" * 64, sheet, dict(enumerate(header)))
        draft = actions.draft_import(session, SYSTEM, NOW, delegation=delegation, file=file)
        actions.confirm_import(session, SYSTEM, NOW, delegation=delegation, draft=draft, version=draft.version)

    return _answer(house, deed)


# A new door is one more line.
DOORS = {
    "action": by_action,
    "form": by_form,
    "demonstration": by_demonstration,
    "reinstatement": by_reinstatement,
    "undoing": by_undoing,
    "link": by_link,
    "sheet": by_sheet,
}


@pytest.fixture
def house(database: Database, client_as: Callable[..., FlaskClient]) -> House:
    """France has its head and its one guard; somebody of Viet Nam has the passport that is taken."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        guards = QuotaEntry(1, functions=("SEC",))
        actions.open_quota(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=guards)
        make_participant(session, delegation, function=DelegateFunction.HOD)
        make_participant(session, delegation, function=DelegateFunction.SEC)
        make_participant(session, make_delegation(session, "VN"), function=DelegateFunction.NTK, passport=TAKEN)
        return House(database, client_as, delegation.code)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("door", DOORS)
def test_the_rule_holds_at_the_door(house: House, door: str, rule: str) -> None:
    """DEL-01, DEL-10, DEL-21: refused with the same sentence, and nothing of it stays."""
    function, passport, sentence = RULES[rule]
    answer = DOORS[door](house, person_entry(passport=passport), PostEntry(function, "D"))
    assert sentence in answer
    with house.database.reading() as session:
        enrolled = select(Participant.function).where(Participant.state == "enrolled")
        assert sorted(session.scalars(enrolled)) == ["HOD", "NTK", "SEC"]
        assert len(session.scalars(select(Headship)).all()) == 1


@pytest.mark.parametrize("door", [name for name in DOORS if name not in ("reinstatement", "undoing")])
def test_the_door_is_open_to_who_keeps_the_rules(house: House, door: str) -> None:
    answer = DOORS[door](house, person_entry(passport=FREE), PostEntry(DelegateFunction.ADV, "D"))
    assert answer == "done"


def _answer(house: House, deed: Callable[[Session], object]) -> str:
    try:
        with house.database.committing() as session:
            deed(session)
    except SummitError as refusal:
        return refusal.sentence
    return "done"

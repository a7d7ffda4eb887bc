"""One change for many people: each by the rules of the form, the others named, and all of it undone as one step."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.audit.queries import history
from summit.delegations import actions, queries
from summit.delegations.facts import QuotaEntry, RunEntry, RunFacts
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction, PartyKind
from summit.delegations.models import ChangeRun, Participant
from summit.delegations.queries import Reach
from summit.delegations.queries.internal import tags_of
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, ImpossibleMove, NotFound, RuleBroken
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

Sign = Callable[..., PageClient]
EVERYTHING = Reach(everything=True)
LATER = NOW + timedelta(hours=3)


def run(session: Session, people: list[Participant], verb: str, value: str, actor: Actor = SYSTEM) -> ChangeRun:
    versions = {one.code: one.version for one in people}
    return actions.change_many(
        session, actor, NOW, within=EVERYTHING, versions=versions, entry=RunEntry(verb, value)
    )


def undo(session: Session, found: ChangeRun) -> list[str]:
    return actions.undo_run(session, SYSTEM, LATER, within=EVERYTHING, run=found)


def told(session: Session, found: ChangeRun) -> RunFacts:
    return queries.run_facts(session, found, NOW)


def team(session: Session, number: int = 3) -> list[Participant]:
    delegation = make_delegation(session, "FR")
    return [make_participant(session, delegation, badge_name=f"Person {at}") for at in range(number)]


def test_the_function_changes_for_all_and_goes_back(session: Session) -> None:
    people = team(session)
    found = run(session, people, "function", "EXP")
    assert [one.function for one in people] == ["EXP"] * 3
    assert (found.changed, found.left_out, found.rows_sealed.count("Person")) == (3, 0, 0)
    assert [row.name for row in told(session, found).done] == ["Person 0", "Person 1", "Person 2"]
    assert undo(session, found) == []
    assert [one.function for one in people] == ["REP"] * 3
    assert [line.verb for line in history(session, "participant", people[0].code)] == ["edit", "edit", "register"]
    lines = history(session, "change_run", found.code)
    assert [(line.verb, line.after) for line in lines] == [
        ("undo_change", {"what": "function", "changed": "3", "left_out": "0"}),
        ("change_many", {"what": "function", "changed": "3", "left_out": "0"}),
    ]
    with pytest.raises(ImpossibleMove):
        undo(session, found)


def test_who_breaks_a_rule_is_left_out_with_the_sentence(session: Session) -> None:
    """DEL-10, DEL-21: the second guard finds no place, the second head no seat; the rest is done."""
    actions.open_quota(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=QuotaEntry(1, functions=("SEC",)))
    people = team(session)
    guards = told(session, run(session, people[:2], "function", "SEC"))
    assert [row.name for row in guards.done] == ["Person 0"]
    assert [(row.name, row.sentence.partition(". ")[0]) for row in guards.left] == [
        ("Person 1", "The one place of France for Close Protection is taken")
    ]
    heads = told(session, run(session, people[1:], "function", "HOD"))
    assert [row.name for row in heads.done] == ["Person 1"]
    assert "has a head at that time" in heads.left[0].sentence
    assert [one.function for one in people] == ["SEC", "HOD", "REP"]
    same = told(session, run(session, people[1:2], "function", "HOD"))
    assert [row.sentence for row in same.left] == ["Already Head of Delegation."]


def test_what_was_saved_meanwhile_is_left_out(session: Session) -> None:
    people = team(session)
    versions = {one.code: one.version - (at == 1) for at, one in enumerate(people)}
    entry = RunEntry("category", "A")
    found = actions.change_many(session, SYSTEM, NOW, within=EVERYTHING, versions=versions, entry=entry)
    assert [(row.name, row.sentence[:30]) for row in told(session, found).left] == [
        ("Person 1", "Somebody saved this record aft")
    ]
    assert [(one.category, one.is_listed) for one in people] == [("A", False), ("D", True), ("A", False)]
    undo(session, found)
    assert [(one.category, one.is_listed) for one in people] == [("D", True)] * 3


def test_undoing_leaves_who_was_touched_since(session: Session) -> None:
    people = team(session)
    found = run(session, people, "function", "EXP")
    person, post = queries.entries_of(people[1])
    actions.edit_participant(
        session, SYSTEM, NOW, participant=people[1], person=person, post=post, version=people[1].version
    )
    assert undo(session, found) == ["Person 1"]
    assert [one.function for one in people] == ["REP", "EXP", "REP"]
    assert [row.sentence[:30] for row in told(session, found).kept] == ["Somebody saved this record aft"]


def test_the_withdrawn_come_back_as_they_were(session: Session) -> None:
    """DEL-03, ACC-08: with passport and seat, and not late because the deadline is over by now."""
    delegation = make_delegation(session, "FR")
    head = make_participant(session, delegation, function=DelegateFunction.HOD)
    found = run(session, [head, make_participant(session, delegation)], "withdraw", "  The visit is shorter. ")
    assert (head.state, head.person.passport_hash) == ("withdrawn", None)
    assert history(session, "participant", head.code)[0].reason == "The visit is shorter."
    set_in_the_past(session)
    assert undo(session, found) == []
    assert (head.state, head.is_late, head.person.passport_hash is None) == ("enrolled", False, False)
    assert queries.head_at(session, delegation.id, NOW) is head


def test_it_is_undone_within_a_day(session: Session) -> None:
    people = team(session, 1)
    found = run(session, people, "function", "EXP")
    after_a_day = NOW + timedelta(hours=24, minutes=1)
    with pytest.raises(Conflict, match="within 24 hours"):
        actions.undo_run(session, SYSTEM, after_a_day, within=EVERYTHING, run=found)
    assert actions.sweep_change_runs(session, after_a_day) == 1
    assert (found.rows_sealed, told(session, found).done) == ("", ())
    assert actions.sweep_change_runs(session, after_a_day) == 0


@pytest.mark.parametrize(
    ("verb", "value", "sentence"),
    [
        ("function", "KING", "Choose the function."),
        ("category", "", "Choose the category."),
        ("withdraw", " ", "Give a reason"),
        ("add_tag", ",", "Enter a tag"),
    ],
)
def test_an_entry_that_nobody_can_take_is_refused(session: Session, verb: str, value: str, sentence: str) -> None:
    people = team(session, 1)
    with pytest.raises(RuleBroken, match=sentence):
        run(session, people, verb, value)
    for number in (0, 201):
        versions = {f"P-{at}": 1 for at in range(number)}
        with pytest.raises(RuleBroken):
            actions.change_many(
                session, SYSTEM, NOW, within=EVERYTHING, versions=versions, entry=RunEntry("function", "EXP")
            )


def test_tags_are_added_and_taken_off_again(session: Session) -> None:
    people = team(session)
    actions.add_tags(session, SYSTEM, NOW, noted=people[2], words=["visa"])
    found = run(session, people, "add_tag", "Visa, late bus")
    assert tags(session, people) == [["late bus", "visa"], ["late bus", "visa"], ["visa"]]
    assert [row.sentence for row in told(session, found).left] == ["The tag “visa” is there already."]
    actions.remove_tag(session, SYSTEM, NOW, noted=people[0], word="visa")
    assert undo(session, found) == ["Person 0"]
    assert tags(session, people) == [["late bus"], [], ["visa"]]
    gone = run(session, people, "remove_tag", "visa")
    assert tags(session, people) == [["late bus"], [], []]
    undo(session, gone)
    assert tags(session, people) == [["late bus"], [], ["visa"]]


def test_a_delegation_changes_its_own_and_only_in_time(database: Database, client_as: Sign) -> None:
    """PM-3, ACC-08: what is foreign is like what is missing, and another delegation does not find the change."""
    with database.committing() as session:
        own, foreign = make_delegation(session, "FR"), make_delegation(session, "VN")
        person, stranger = make_participant(session, own), make_participant(session, foreign)
        contact, other = appoint(session, own), appoint(session, foreign)
        within = Reach(delegations=frozenset({own.id}))
        versions = dict.fromkeys((person.code, stranger.code, "P-MISSING"), 1)
        found = actions.change_many(
            session, actor_of(contact), NOW, within=within, versions=versions, entry=RunEntry("function", "EXP")
        )
        left = {row.code: row.sentence for row in told(session, found).left}
        assert left == dict.fromkeys((stranger.code, "P-MISSING"), "There is no such person, or it is not open to you.")
        assert (person.function, stranger.function) == ("EXP", "REP")
        with pytest.raises(NotFound):
            queries.run_within(session, Reach(delegations=frozenset({foreign.id})), found.code)
        code = found.code
    assert client_as(user=other).get(f"/change-runs/{code}").status_code == 404
    assert client_as(user=contact).get(f"/change-runs/{code}").status_code == 200
    assert client_as(Role.CHIEF_OF_PROTOCOL).get(f"/change-runs/{code}").status_code == 200


def test_an_officer_changes_many_from_the_list(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        people = team(session)
    officer = client_as(Role.PROTOCOL_OFFICER)
    page = officer.get("/people").get_data(as_text=True)
    picks = re.findall(r'name="pick" value="([^"]+)"', page)
    assert sorted(picks) == sorted(f"{one.code}:{one.version}" for one in people)
    assert "Add a tag …" in page
    question = {"verb": "category", "pick": picks[:2], "next": "/people?region=WEOG"}
    draft = officer.get("/change-runs/draft", query_string=question).get_data(as_text=True)
    assert "<h1>Change the category: 2 people</h1>" in draft
    token = officer.token("/change-runs")
    empty = officer.post("/change-runs/draft", data={**question, "csrf_token": token, "category": ""})
    assert (empty.status_code, "Choose the category." in empty.get_data(as_text=True)) == (422, True)
    answer = officer.post("/change-runs/draft", data={**question, "csrf_token": token, "category": "A"})
    assert answer.status_code == 303
    result = officer.get(answer.location).get_data(as_text=True)
    assert "<h1>Category changed: 2</h1>" in result
    assert 'href="/people?region=WEOG"' in result
    address = answer.location.partition("?")[0]
    undone = officer.post(f"{address}/reversal", data={"csrf_token": token}, follow_redirects=True)
    assert "The change is undone." in undone.get_data(as_text=True)
    with database.reading() as session:
        assert set(session.scalars(select(Participant.category))) == {"D"}


def test_a_delegation_is_not_offered_tags(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        (person,) = team(session, 1)
        contact = appoint(session, person.delegation)
    client = client_as(user=contact)
    page = client.get("/people").get_data(as_text=True)
    assert ("Change the function …" in page, "Add a tag" in page) == (True, False)
    question = {"verb": "add_tag", "pick": f"{person.code}:1", "tag": "mine"}
    answer = client.post("/change-runs/draft", data={**question, "csrf_token": client.token("/change-runs")})
    assert (answer.status_code, answer.location) == (303, "/people")
    with database.reading() as session:
        assert queries.tag_words(session, "people") == []


def test_two_who_change_the_same_people_at_once_do_not_wait_in_a_ring(database: Database, at_once: Race) -> None:
    """BK-5: rows are taken in one order, the version lets one of the two through for each person."""
    with database.committing() as session:
        people = team(session, 6)
        first = {one.code: one.version for one in people}
    second = dict(reversed(first.items()))

    def changing(versions: dict[str, int], value: str) -> Callable[[Session], object]:
        entry = RunEntry("function", value)
        return lambda session: actions.change_many(
            session, SYSTEM, NOW, within=EVERYTHING, versions=versions, entry=entry
        )

    assert at_once(changing(first, "EXP"), changing(second, "ADV"), changing(second, "NTK")) == ["done"] * 3
    with database.reading() as session:
        assert len(set(session.scalars(select(Participant.function)))) == 1
        runs = session.execute(select(ChangeRun.changed, ChangeRun.left_out)).all()
    assert sorted(map(tuple, runs)) == [(0, 6), (0, 6), (6, 0)]


def test_a_change_is_undone_once(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        people = team(session, 2)
        code = run(session, people, "withdraw", "leaves").code

    def undoing(session: Session) -> object:
        return undo(session, queries.run_within(session, EVERYTHING, code))

    answers = at_once(undoing, undoing)
    assert answers.count("done") == 1
    with database.reading() as session:
        assert session.scalars(select(Participant.state)).all() == ["enrolled"] * 2


def tags(session: Session, people: list[Participant]) -> list[list[str]]:
    return [list(tags_of(session, one)) for one in people]


def set_in_the_past(session: Session) -> None:
    actions.set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=NOW + timedelta(hours=1))

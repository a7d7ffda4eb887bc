"""Classes of precedence are the summit's own data (domain 3.2, EVT-05)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation.rules import missing_fields, skips_vetting
from summit.audit.models import AuditEntry
from summit.badges.rules import is_without_photo
from summit.delegations import actions, queries
from summit.delegations.actions.parties import DATA
from summit.delegations.facts import RankClassEntry, RankTable
from summit.delegations.lifecycle import DelegateFunction, RankKind
from summit.delegations.models import RankClass
from summit.delegations.precedence import ListKind, Settings
from summit.delegations.rules import RankInUse, RankKnown
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken, StaleVersion
from tests.delegations.conftest import Race
from tests.delegations.stage import typed
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Clients = Callable[..., FlaskClient]
HOD = DelegateFunction.HOD
ENVOY = RankClassEntry(47, "Special envoy", RankKind.MINISTERIAL, "Envoy of the President")


def test_the_default_table_has_the_levels_that_come(session: Session) -> None:
    """EVT-05: party leader who is also Head of State, Vice-President, Speaker, Deputy Prime Minister."""
    table = queries.rank_table(session)
    assert table == actions.default_ranks()
    assert [one.number for one in table] == [10, 15, 20, 22, 25, 30, 40, 41, 45, 50, 60, 65, 70]
    held = {one.number: one.holds for one in table}
    assert "party leader who is also Head of State" in held[10]
    assert [table.name_of(number) for number in (15, 25, 30, 33)] == [
        "Vice-President, Crown Prince or Princess", "Speaker of parliament", "Deputy Prime Minister", "33",
    ]  # fmt: skip
    with (DATA / "rank_classes.csv").open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == 13


def test_a_class_is_opened_edited_and_removed(session: Session) -> None:
    row = actions.open_rank(session, SYSTEM, NOW, entry=replace(ENVOY, name="  Special   envoy "))
    assert (row.number, row.name, row.kind, row.holds, row.version) == (47, "Special envoy", "ministerial", ENVOY.holds, 1)
    with pytest.raises(RankKnown, match="There is a class 47 already"):
        actions.open_rank(session, SYSTEM, NOW, entry=ENVOY)
    renamed = replace(ENVOY, name="Envoy", kind=RankKind.OTHER)
    with pytest.raises(StaleVersion):
        actions.edit_rank(session, SYSTEM, NOW, rank=row, entry=renamed, version=7)
    actions.edit_rank(session, SYSTEM, NOW, rank=row, entry=renamed, version=1)
    line = queries.rank_line(session, row)
    assert (line.entry, line.people, line.version) == (renamed, 0, 2)
    actions.remove_rank(session, SYSTEM, NOW, rank=row, version=2)
    assert 47 not in queries.rank_table(session)
    of_it = (AuditEntry.object_kind == "rank_class", AuditEntry.object_code == "47")
    written = session.scalars(select(AuditEntry).where(*of_it).order_by(AuditEntry.id)).all()
    assert [one.verb for one in written] == ["open", "edit", "remove"]
    assert written[1].before == {"number": "47", "name": "Special envoy", "kind": "ministerial", "holds": ENVOY.holds}
    assert written[1].after == {"number": "47", "name": "Envoy", "kind": "other", "holds": ENVOY.holds}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (replace(ENVOY, number=0), "number"),
        (replace(ENVOY, number=1000), "number"),
        (replace(ENVOY, name=" "), "name"),
        (replace(ENVOY, name="x" * 81), "name"),
        (replace(ENVOY, holds="x" * 301), "holds"),
    ],
)
def test_a_class_has_a_number_and_a_name(session: Session, entry: RankClassEntry, field: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        actions.open_rank(session, SYSTEM, NOW, entry=entry)
    assert refusal.value.field == field


def test_a_class_in_use_stays_and_so_does_the_one_everybody_begins_with(session: Session) -> None:
    france = make_delegation(session, "FR")
    envoy = make_participant(session, france, rank_class=45)
    for number, sentence in ((45, "1 person is of class 45"), (70, "Everybody begins in class 70")):
        with pytest.raises(RankInUse, match=sentence):
            actions.remove_rank(session, SYSTEM, NOW, rank=queries.rank_class(session, number), version=1)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=envoy, version=envoy.version, reason="ill")
    with pytest.raises(RankInUse):
        actions.remove_rank(session, SYSTEM, NOW, rank=queries.rank_class(session, 45), version=1)
    assert 45 in queries.rank_table(session)


def test_the_meaning_of_a_class_is_what_the_rules_ask(session: Session) -> None:
    """ACC-06, PHO-05: a class that the ministry adds, or changes, counts as what it is said to mean."""
    rank = actions.open_rank(session, SYSTEM, NOW, entry=replace(ENVOY, number=61, kind=RankKind.OTHER))
    head = make_participant(session, make_delegation(session, "FR"), function=HOD, rank_class=61, born_on=None)

    def judged() -> tuple[bool, bool, tuple[str, ...]]:
        table = queries.rank_table(session)
        return skips_vetting(head, table), is_without_photo(head, table), missing_fields(head, table)

    assert judged() == (False, False, ("the date of birth",))
    for version, kind, expected in (
        (1, RankKind.MINISTERIAL, (True, False, ())),
        (2, RankKind.DEPUTY_HEAD_OF_STATE, (True, True, ())),
        (3, RankKind.OTHER, (False, False, ("the date of birth",))),
    ):
        actions.edit_rank(session, SYSTEM, NOW, rank=rank, entry=replace(ENVOY, number=61, kind=kind), version=version)
        assert judged() == expected


def test_an_order_speaks_of_the_classes_of_this_summit(session: Session) -> None:
    """PRE-04: an organization stands among the States when its head's class is one of leaders' level."""
    make_participant(session, make_delegation(session, "FR"), function=HOD, rank_class=41)
    make_participant(session, make_delegation(session, "EU"), function=HOD, rank_class=22)
    aside = Settings(reio_among_states=False)

    def order() -> list[tuple[str, str, str]]:
        found = queries.draft_of(session, ListKind.SEATING, at=NOW, settings=aside).order
        return [(place.contender.party, place.rank, place.reason.partition(";")[0]) for place in found.places]

    leader = "Head of an organization at leaders' level"
    assert order() == [
        ("EU", leader, f"Class 22, {leader}"),
        ("FR", "Other cabinet minister", "Class 41, Other cabinet minister"),
    ]
    rank = queries.rank_class(session, 22)
    entry = RankClassEntry(22, "Commissioner", RankKind.MINISTERIAL)
    actions.edit_rank(session, SYSTEM, NOW, rank=rank, entry=entry, version=1)
    assert order() == [
        ("FR", "Other cabinet minister", "Class 41, Other cabinet minister"),
        ("EU", "Commissioner", "An organization, after the States"),
    ]


def test_who_is_given_a_class_that_goes_in_the_same_moment(database: Database, at_once: Race) -> None:
    """Either the person is of the class and it stays, or it goes and the registration is refused."""
    with database.committing() as session:
        code = make_delegation(session, "FR").code
    for number in range(801, 806):
        with database.committing() as session:
            actions.open_rank(session, SYSTEM, NOW, entry=replace(ENVOY, number=number))

        def giving(session: Session, number: int = number) -> object:
            return make_participant(session, queries.delegation_by_code(session, code), rank_class=number)

        def removing(session: Session, number: int = number) -> object:
            return actions.remove_rank(session, SYSTEM, NOW, rank=queries.rank_class(session, number), version=1)

        answers = at_once(giving, removing)
        assert answers.count("done") == 1, answers
        with database.reading() as session:
            people = {line.entry.number: line.people for line in queries.rank_lines(session)}
            assert people.get(number, "gone") == (1 if answers[0] == "done" else "gone")


def test_the_chief_keeps_the_table_and_an_officer_reads_it(database: Database, client_as: Clients) -> None:
    chief, officer = client_as(Role.CHIEF_OF_PROTOCOL), client_as(Role.PROTOCOL_OFFICER)
    values = {"number": "47", "name": "Special envoy <b>", "kind": "ministerial", "holds": "Envoy of the President"}
    opening = "/rank-classes/opening"
    wrong = chief.send(opening, {**values, "number": "40"}, from_page=opening)
    assert (wrong.status_code, "There is a class 40 already." in wrong.text) == (409, True)
    assert "Special envoy &lt;b&gt;" in wrong.text
    made = chief.send(opening, values, from_page=opening)
    assert (made.status_code, made.location) == (303, "/rank-classes")
    page = " ".join(officer.get("/rank-classes").text.split())
    assert '<td class="number">47</td> <td class="words"><bdi>Special envoy &lt;b&gt;</bdi><br>' in page
    assert "Add a class" not in page
    assert officer.get(opening).status_code == officer.get("/rank-classes/47").status_code == 403
    with database.committing() as session:
        delegation = make_delegation(session, "FR").code
    form = f"/delegations/{delegation}/registration"
    assert "47 · Special envoy &lt;b&gt;" in officer.get(form).text
    assert officer.send(form, typed(rank_class="47"), from_page=form).status_code == 303
    path = "/rank-classes/47"
    assert "1 person is of this class" in chief.get(path).text
    assert chief.send(f"{path}/removal", {"version": "1"}, from_page=path).status_code == 409
    saved = chief.send(path, {**values, "name": "Envoy", "version": "1"}, from_page=path)
    assert (saved.status_code, saved.location) == (303, "/rank-classes")
    assert chief.send(path, {**values, "version": "1"}, from_page=path).status_code == 409
    assert chief.get("/rank-classes/48").status_code == 404
    with database.reading() as session:
        assert session.scalars(select(RankClass.name).where(RankClass.number == 47)).one() == "Envoy"


def test_a_sheet_is_judged_by_the_same_table(session: Session) -> None:
    table = RankTable.of([ENVOY])
    assert (47 in table, 40 in table, table.kind_of(40)) == (True, False, RankKind.OTHER)

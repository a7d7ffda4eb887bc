"""Floater passes: numbered, lent within places, taken back, revoked when lost (DEL-20, DEL-21, DEL-23, ZON-01)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from summit.accounts.policy import Role
from summit.badges import actions, queries
from summit.badges.facts import LoanEntry, PlacesEntry, TokenState
from summit.badges.models import FloaterLoan, FloaterPass
from summit.badges.render.passes import render_floater_receipt
from summit.badges.rules import LoanIncomplete, NoPlaces, NotAtDesk, TooManyAtOnce, require_places
from summit.delegations.lifecycle import PartyKind
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound
from summit.venues.actions import open_zone
from summit.venues.queries import the_summit
from tests.badges.stage import desk
from tests.badges.test_pages import html, send
from tests.badges.test_races import together
from tests.badges.test_render import words
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_summit

LOAN = LoanEntry(frozenset(), "Anne Durand", "passport", is_compared=True)
ASEM = (("", 6), ("S", 1), ("M", 1))


@pytest.fixture(autouse=True)
def _red_zone(database: Database) -> None:
    """The ASEM rule for Member States: six passes of the red zone, of them one for security and one for a messenger."""
    with database.committing() as session:
        make_summit(session)
        open_zone(session, "R", "Hall floor")
        for party in ("FR", "DE"):
            make_delegation(session, party)
        for letter, places in ASEM:
            set_places(session, PartyKind.STATE_M, letter, places)
        for letter, count in (("D", 8), ("S", 2), ("M", 1)):
            actions.make_floaters(session, desk(session), NOW, zone="R", letter=letter, count=count)


def set_places(session: object, whom: object, letter: str, places: int) -> None:
    actions.set_places(session, SYSTEM, NOW, whom=whom, entry=PlacesEntry("R", letter, places))


def lend(database: Database, *serials: str, party: str = "FR", **changes: object) -> str:
    entry = replace(LOAN, serials=frozenset(serials), **changes)
    with database.committing() as session:
        delegation = make_delegation(session, party)
        return actions.lend_floaters(session, desk(session), NOW, delegation=delegation, entry=entry)


def held(database: Database, party: str = "FR") -> dict[tuple[str, str], int]:
    with database.committing() as session:
        return dict(queries.held_floaters(session, make_delegation(session, party)))


def take_back(database: Database, serial: str) -> None:
    with database.committing() as session:
        actions.take_back_floater(session, desk(session), NOW, floater=queries.floater_to_change(session, serial))


def lose(database: Database, serial: str) -> None:
    with database.committing() as session:
        floater = queries.floater_to_change(session, serial)
        actions.lose_floater(session, desk(session), NOW, floater=floater, reason="left in the hotel")


def token_state(database: Database, serial: str) -> TokenState:
    with database.reading() as session:
        (token,) = session.scalars(select(FloaterPass.token_id).where(FloaterPass.serial == serial))
        assert (token in session.scalars(queries.live_tokens()).all()) is queries.is_live(session, token)
        return queries.token_state(session, token)


@pytest.mark.parametrize(
    ("asked", "has", "is_allowed"),
    [
        ({("R", "D"): 6}, {}, True),
        ({("R", "D"): 7}, {}, False),
        ({("R", "D"): 4, ("R", "S"): 1, ("R", "M"): 1}, {}, True),
        ({("R", "S"): 2}, {}, False),
        ({("R", "S"): 1}, {("R", "S"): 1}, False),
        ({("R", "D"): 1}, {("R", "D"): 5, ("R", "S"): 1}, False),
        ({("R", "D"): 1}, {("R", "S"): 2}, True),
        ({("B", "D"): 1}, {}, False),
        ({("R", "D"): 6}, {("B", "D"): 3}, True),
    ],
)
def test_places_count_by_zone_and_letter(
    asked: dict[tuple[str, str], int], has: dict[tuple[str, str], int], is_allowed: bool
) -> None:
    places = {("R", letter): number for letter, number in ASEM}
    if is_allowed:
        require_places(asked, has, places)
    else:
        with pytest.raises(NoPlaces):
            require_places(asked, has, places)


def test_a_seventh_pass_is_refused_at_the_desk_and_nothing_goes(database: Database) -> None:
    lend(database, "R-D-001", "R-D-002", "R-D-003", "R-D-004", "R-S-001")
    with pytest.raises(NoPlaces, match="Zone R: the delegation may hold 6 in all, and would hold 7"):
        lend(database, "R-D-005", "R-M-001")
    with pytest.raises(NoPlaces, match="may hold 1 with letter S"):
        lend(database, "R-S-002")
    assert held(database) == {("R", "D"): 4, ("R", "S"): 1}
    lend(database, "R-M-001")
    assert held(database) == {("R", "D"): 4, ("R", "S"): 1, ("R", "M"): 1}
    assert held(database, "DE") == {}


def test_a_pass_is_with_one_delegation_and_comes_back(database: Database) -> None:
    lend(database, "R-D-001")
    assert token_state(database, "R-D-001") is TokenState.LIVE
    for serial in ("R-D-001", "R-D-099"):
        with pytest.raises(NotAtDesk, match=serial):
            lend(database, serial, party="DE")
    take_back(database, "R-D-001")
    assert token_state(database, "R-D-001") is TokenState.RETURNED
    with pytest.raises(ImpossibleMove):
        take_back(database, "R-D-001")
    lend(database, "R-D-001", party="DE")
    assert (held(database), held(database, "DE")) == ({}, {("R", "D"): 1})


def test_a_lost_pass_is_dead_and_frees_the_place(database: Database) -> None:
    lend(database, "R-S-001")
    lose(database, "R-S-001")
    assert token_state(database, "R-S-001") is TokenState.LOST
    assert held(database) == {}
    with pytest.raises(NotAtDesk):
        lend(database, "R-S-001")
    lend(database, "R-S-002")
    with database.reading() as session:
        lines = {(line.letter, line.at_desk, line.handed_out, line.lost) for line in queries.pool_lines(session)}
    assert lines == {("D", 8, 0, 0), ("S", 0, 1, 1), ("M", 1, 0, 0)}
    with database.committing() as session:
        more = actions.make_floaters(session, desk(session), NOW, zone="R", letter="S", count=1)
    assert more == ["R-S-003"], "a number is never made twice"


def test_a_number_of_its_own_stands_in_place_of_that_of_the_kind(database: Database) -> None:
    lend(database, "R-D-001", "R-D-002")
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        set_places(session, delegation, "", 1)
        set_places(session, PartyKind.STATE_M, "", 7)
        assert queries.places_of(session, delegation) == {("R", ""): 1, ("R", "S"): 1, ("R", "M"): 1}
        assert queries.places_of(session, make_delegation(session, "DE"))["R", ""] == 7
        lines = [(line.label, line.places, line.held, line.is_own) for line in queries.places_lines(session, delegation)]
    assert lines == [("All letters together", 1, 2, True), ("Messenger", 1, 0, False), ("Security", 1, 0, False)]
    assert held(database) == {("R", "D"): 2}, "what is out stays out (DEL-23)"
    with pytest.raises(NoPlaces):
        lend(database, "R-D-003")


def test_what_a_loan_and_a_making_need(database: Database) -> None:
    for field, empty in (("collector", " "), ("document", ""), ("is_compared", False)):
        with pytest.raises(LoanIncomplete) as refused:
            lend(database, "R-D-001", **{field: empty})
        assert refused.value.field == field
    with pytest.raises(LoanIncomplete):
        lend(database)
    for values, error in (
        ({"letter": "Q"}, LoanIncomplete), ({"count": 0}, TooManyAtOnce), ({"count": None}, TooManyAtOnce),
        ({"count": 501}, TooManyAtOnce), ({"zone": "QQ"}, NotFound),
    ):  # fmt: skip
        wanted = {"zone": "R", "letter": "D", "count": 1, **values}
        with pytest.raises(error), database.committing() as session:
            actions.make_floaters(session, SYSTEM, NOW, **wanted)


def test_desks_at_the_same_moment_keep_the_places_together(database: Database) -> None:
    def lending(*serials: str) -> Callable[[], str]:
        return lambda: lend(database, *serials)

    answers = together([lending(f"R-D-00{number}", f"R-D-00{number + 1}") for number in (1, 3, 5, 7)])
    assert sum(isinstance(answer, NoPlaces) for answer in answers) == 1, answers
    assert held(database) == {("R", "D"): 6}


def test_the_database_itself_refuses_a_second_loan(database: Database) -> None:
    lend(database, "R-D-001")
    with database.committing() as session:
        loan = session.scalars(select(FloaterLoan)).one()
        values = {key: getattr(loan, key) for key in (
            "receipt", "floater_id", "delegation_id", "collector", "document", "handed_at", "handed_by", "handed_by_name",
        )}  # fmt: skip
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(FloaterLoan).values(**values))
        session.execute(insert(FloaterLoan).values(**values, ended_at=NOW))


def test_a_receipt_lists_the_passes(database: Database) -> None:
    code = lend(database, "R-D-002", "R-S-001")
    with database.reading() as session:
        facts, summit = queries.floater_receipt(session, code), the_summit(session)
    out = BytesIO()
    render_floater_receipt(facts, summit, out)
    text = words(out.getvalue())
    for part in (code, "France", "R-D-002", "R-S-001", "R, Hall floor", "S, security", "2 passes received", "Anne Durand"):
        assert part in text, part


def test_the_pages_of_the_desk_the_chief_and_the_contact(
    client_as: Callable[..., FlaskClient], database: Database
) -> None:
    with database.committing() as session:
        france, germany = (make_delegation(session, party) for party in ("FR", "DE"))
        contact = appoint(session, france)
        code, other = france.code, germany.code
    at_desk, chief, theirs = client_as(Role.BADGE_DESK), client_as(Role.CHIEF_OF_PROTOCOL), client_as(user=contact)
    page = html(at_desk.get("/floater-passes"))
    assert code in page
    assert "R-D" in page
    send(at_desk, "/floater-passes/numbers", zone="R", letter="I", count=2)
    assert "can be made at once" in html(send(at_desk, "/floater-passes/numbers", 422, zone="R", letter="I", count=900))
    address = f"/floater-passes/delegations/{code}"
    loan = {"collector": "Anne", "document": "passport", "is_compared": "y"}
    refused = html(send(at_desk, f"{address}/loans", 422, serials="r-s-001, r-s-002", **loan))
    assert "may hold 1 with letter S" in refused
    assert "r-s-001, r-s-002" in refused
    send(at_desk, f"{address}/loans", serials="r-d-001\nr-s-001", **loan)
    page = html(theirs.get(address))
    assert "R-S-001" in page
    assert "Take back" not in page
    assert theirs.get(f"/floater-passes/delegations/{other}").status_code == 404
    page = html(theirs.get("/floater-passes"))
    assert code in page
    assert other not in page
    assert "New numbers" not in page
    with database.reading() as session:
        (receipt,) = set(session.scalars(select(FloaterLoan.receipt)))
    assert "R-D-001" in words(at_desk.get(f"/floater-passes/receipts/{receipt}/receipt.pdf").data)
    send(at_desk, "/floater-passes/passes/R-D-001/return")
    send(at_desk, "/floater-passes/passes/R-S-001/loss", reason="")
    assert "Say why" in html(at_desk.get(address))
    send(at_desk, "/floater-passes/passes/R-S-001/loss", reason="in the car")
    assert held(database) == {}
    send(chief, f"{address}/places", zone="R", letter="", places=2)
    send(chief, "/floater-passes/places", kind="STATE_M", zone="R", letter="I", places=3)
    wrong = {"kind": "STATE_M", "zone": "R", "letter": "", "places": -1}
    assert "Between 0 and 1,000." in html(send(chief, "/floater-passes/places", 422, **wrong))
    page = html(chief.get("/floater-passes/places"))
    assert "Member State" in page
    assert "Interpreter" in page
    assert "own number" in html(chief.get(address))

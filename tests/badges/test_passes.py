"""Numbered cards of every kind are printed in runs, and their codes count while their bearers may have them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.badges import actions, queries
from summit.badges.facts import (
    DayBadgeEntry,
    LoanEntry,
    PassOrder,
    PinEntry,
    PlacesEntry,
    TokenState,
    VehicleEntry,
)
from summit.badges.layout import STANDARD, CardKind
from summit.badges.models import DayBadge, FloaterPass, LapelPin, VehiclePass
from summit.badges.queries.passes import MODELS
from summit.badges.rules import (
    NobodyToPrint,
    NoPin,
    NotAdmitted,
    OtherDelegation,
    PinIncomplete,
    PinTaken,
    PlateTaken,
    ReasonMissing,
    UnknownPaper,
    UnknownSerials,
    VehicleIncomplete,
)
from summit.badges.token import Claims, ExpiredToken, NotYetValid, public_key, verify
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound
from summit.venues.actions import open_zone
from tests.badges.stage import admit, desk, run_of
from tests.badges.test_custody_pages import ClientAs
from tests.badges.test_pages import html, send
from tests.badges.test_races import together
from tests.badges.test_render import picture, words
from tests.badges.test_runs import confirm
from tests.factories import FACTS, NOW, SYSTEM, make_delegation, make_summit

DAY = FACTS.first_day
NOON = datetime(2025, 10, 25, 5, tzinfo=UTC)  # in Hanoi
CAR = VehicleEntry("29a  123.45", "Nguyen  Van Lai", ("G", "R"), DAY, DAY)
PIN = PinEntry(7, "Anne Durand", "passport", is_compared=True)
SERIALS = {
    "floater": ("R-D-001", "R-D-002"),
    "day_badge": ("X-1025-001", "X-1025-002"),
    "vehicle": ("V-0001", "V-0002"),
}
SAID = {
    "floater": ("HALL FLOOR", "001", "Delegate", "D"),
    "day_badge": ("25 October 2025", "001", "X-1025-001", "X"),
    "vehicle": ("29A 123.45", "001", "France", "25 October 2025"),
    "pin_record": ("007", "Principal NAME", "France", "LAPEL PIN RECORD"),
}
CLAIMED = {
    "floater": ("F-D", ("R",)),
    "day_badge": ("X", ("G",)),
    "vehicle": ("CAR", ("G", "R")),
    "pin_record": ("PIN-RECORD", ()),
}
KINDS = tuple(SAID)


@pytest.fixture(autouse=True)
def _stock(database: Database) -> None:
    """Two cards of each numbered kind that wait to be printed, and one pin that is given out."""
    with database.committing() as session:
        make_summit(session)
        for code, name in (("R", "Hall floor"), ("G", "Exhibition"), ("V", "Yard")):
            open_zone(session, code, name)
        (principal,) = admit(session, category="PIN", badge_name="Principal NAME")
        actor, france = desk(session), principal.delegation
        actions.set_places(session, SYSTEM, NOW, whom=france, entry=PlacesEntry("R", "", 5))
        actions.make_floaters(session, actor, NOW, zone="R", letter="D", count=2)
        actions.make_day_badges(session, actor, NOW, day=DAY, count=2)
        car(session)
        car(session, plate="30A-1")
        actions.issue_pin(session, actor, NOW, participant=principal, entry=PIN)


def car(session: Session, **changes: object) -> VehiclePass:
    entry = VehicleEntry(**{**vars(CAR), **changes})
    return actions.make_vehicle_pass(session, desk(session), NOW, delegation=make_delegation(session, "FR"), entry=entry)


def order(database: Database, kind: str, key: str = "", paper: str = "") -> str:
    with database.committing() as session:
        return actions.order_passes(session, desk(session), NOW, order=PassOrder(kind, key, paper)).code


def paper_of(database: Database, code: str) -> bytes:
    with database.reading() as session:
        return queries.run_file(session, queries.run_by_code(session, code)).read_bytes()


def states(database: Database, kind: str) -> list[str]:
    model = MODELS[CardKind(kind)]
    with database.reading() as session:
        return list(session.scalars(select(model.state).order_by(model.id)))


def scanned(database: Database, pdf: bytes, page: int = 0) -> list[str]:
    """The codes on a page, as a scanner finds them that is moved nearer when it reads too few."""
    read_at = [zxingcpp.read_barcodes(picture(pdf, page, scale)) for scale in (4.0, 6.0)]
    return [code.text for code in max(read_at, key=len)]


def read(database: Database, token: str, now: datetime = NOON) -> Claims:
    return verify(public_key(database.config.badge_key_seed), token, now, event="2025-10-25")


def state_of(database: Database, token_id: str) -> TokenState:
    with database.reading() as session:
        assert (token_id in session.scalars(queries.live_tokens()).all()) is queries.is_live(session, token_id)
        return queries.token_state(session, token_id)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_with_its_values_and_a_code_that_is_ours(database: Database, kind: str) -> None:
    code = order(database, kind)
    assert run_of(database, code).state == "ready"
    paper = paper_of(database, code)
    text = words(paper)
    for part in SAID[kind]:
        assert part in text, part
    (token,) = scanned(database, paper)
    claims = read(database, token)
    assert (claims.category, claims.zones) == CLAIMED[kind]
    with database.reading() as session:
        model = MODELS[CardKind(kind)]
        assert claims.token_id.hex() == session.scalars(select(model.token_id).order_by(model.id)).first()


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_sheet_stand_many_with_marks_for_the_knife(database: Database, kind: str) -> None:
    code = order(database, kind, paper="A4")
    paper = paper_of(database, code)
    design = STANDARD[CardKind(kind)]
    assert sorted(round(side) for side in pypdfium2.PdfDocument(paper)[0].get_size()) == [595, 842]
    assert design.width < 297
    count = 1 if kind == "pin_record" else 2
    assert len(scanned(database, paper)) == count, "all of them stand on the first sheet"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pin_record"])
def test_a_misprint_is_void_by_its_number_which_is_not_made_again(database: Database, kind: str) -> None:
    code = order(database, kind)
    good, spoiled = SERIALS[kind]
    with pytest.raises(UnknownSerials):
        confirm(database, code, "X-NONE")
    confirm(database, code, spoiled)
    printed = {"floater": "at_desk", "day_badge": "printed", "vehicle": "printed"}[kind]
    assert states(database, kind) == [printed, "void"]
    assert run_of(database, code).state == "confirmed"
    with pytest.raises(NobodyToPrint):
        order(database, kind)
    with pytest.raises(ImpossibleMove):
        confirm(database, code)
    with database.committing() as session:
        actor = desk(session)
        if kind == "floater":
            fresh = actions.make_floaters(session, actor, NOW, zone="R", letter="D", count=1)
        elif kind == "day_badge":
            fresh = actions.make_day_badges(session, actor, NOW, day=DAY, count=1)
        else:
            fresh = [car(session, plate="30A-1").serial]
    assert fresh == [good[:-1] + "3"]


def test_a_spoiled_record_of_a_pin_is_printed_again(database: Database) -> None:
    code = order(database, "pin_record")
    with database.reading() as session:
        (serial,) = session.scalars(select(LapelPin.serial))
    confirm(database, code, serial)
    assert states(database, "pin_record") == ["issued"], "the pin is what counts, its record is paper"
    again = order(database, "pin_record", serial)
    confirm(database, again)
    with pytest.raises(NobodyToPrint):
        order(database, "pin_record")


@pytest.mark.parametrize("kind", KINDS)
def test_two_orders_at_one_moment_print_each_card_once(database: Database, kind: str) -> None:
    with database.committing() as session:
        actor = desk(session)

    def give() -> str:
        with database.committing() as session:
            return actions.order_passes(session, actor, NOW, order=PassOrder(kind)).code

    answers = together([give] * 3)
    assert sum(isinstance(one, str) for one in answers) == 1, answers
    assert all(isinstance(one, (str, NobodyToPrint)) for one in answers)


def test_a_run_is_given_up_and_its_cards_go_over_into_the_next(database: Database) -> None:
    first = order(database, "floater", "R-D")
    with database.committing() as session:
        run = queries.run_to_change(session, first)
        actions.cancel_run(session, desk(session), NOW, run=run, version=run.version)
    second = order(database, "floater")
    with database.reading() as session:
        (line,) = queries.run_lines(session, [queries.run_by_code(session, second)])
        assert session.scalars(queries.passes_of_run(queries.run_by_code(session, first))).all() == []
    assert (line.count, line.kind) == (2, "floater")
    with database.committing() as session:
        run = queries.run_to_change(session, first)
        with pytest.raises(NobodyToPrint):
            actions.resume_run(session, desk(session), NOW, run=run, version=run.version)


def test_what_is_asked_for_is_what_is_printed(database: Database) -> None:
    for kind, key in (
        ("floater", "R-S"), ("floater", "G-D"), ("day_badge", "2025-10-26"), ("day_badge", "x"), ("vehicle", "V-9"),
    ):  # fmt: skip
        with pytest.raises(NobodyToPrint):
            order(database, kind, key)
    with pytest.raises(UnknownPaper):
        order(database, "floater", paper="A9")
    for kind in ("badge", "name_plate", "nothing"):
        with pytest.raises(NotFound):
            order(database, kind)
    code = order(database, "vehicle", "V-0002")
    with database.reading() as session:
        rows = session.scalars(queries.passes_of_run(queries.run_by_code(session, code))).all()
        assert [line.text for line in queries.pass_lines(session, rows)] == ["30A-1"]


def test_a_floater_pass_of_a_delegation_shows_its_name_and_goes_to_it_alone(database: Database) -> None:
    with database.committing() as session:
        france, germany = make_delegation(session, "FR"), make_delegation(session, "DE")
        (serial,) = actions.make_floaters(
            session, desk(session), NOW, zone="R", letter="D", count=1, delegation=france
        )
        actions.set_places(session, SYSTEM, NOW, whom=germany, entry=PlacesEntry("R", "", 5))
    paper = paper_of(database, order(database, "floater"))
    assert "France" not in words(paper, 0)
    assert "France" in words(paper, 2)
    with pytest.raises(OtherDelegation):
        lend(database, serial, "DE")
    lend(database, serial, "FR")


def lend(database: Database, serial: str, party: str = "FR") -> None:
    entry = LoanEntry(frozenset({serial}), "Anne Durand", "passport", is_compared=True)
    with database.committing() as session:
        actions.lend_floaters(session, desk(session), NOW, delegation=make_delegation(session, party), entry=entry)


def change(database: Database, find: Callable[..., object], act: Callable[..., None], serial: str, **how: object) -> None:
    with database.committing() as session:
        name = {FloaterPass: "floater", DayBadge: "badge", VehiclePass: "found", LapelPin: "pin"}
        row = find(session, serial)
        act(session, desk(session), NOON + timedelta(hours=9), **{name[type(row)]: row}, **how)


def test_the_code_of_a_floater_pass_counts_while_a_delegation_has_it(database: Database) -> None:
    (token,) = scanned(database, paper_of(database, order(database, "floater")))
    token_id = read(database, token).token_id.hex()
    seen = [state_of(database, token_id)]
    lend(database, "R-D-001")
    seen.append(state_of(database, token_id))
    change(database, queries.floater_to_change, actions.take_back_floater, "R-D-001")
    seen.append(state_of(database, token_id))
    lend(database, "R-D-001")
    change(database, queries.floater_to_change, actions.lose_floater, "R-D-001", reason="left in the hotel")
    seen.append(state_of(database, token_id))
    assert seen == [TokenState.RETURNED, TokenState.LIVE, TokenState.RETURNED, TokenState.LOST]


def test_the_code_of_a_day_badge_counts_once_it_is_entered_and_on_its_day(database: Database) -> None:
    paper = paper_of(database, order(database, "day_badge"))
    (token,), (other,) = scanned(database, paper, 0), scanned(database, paper, 1)
    token_id, other_id = read(database, token).token_id.hex(), read(database, other).token_id.hex()
    assert state_of(database, token_id) is TokenState.NOT_ENTERED
    entry = DayBadgeEntry("Anne Durand", "France", "passport", NOON)
    change(database, queries.day_badge_to_change, actions.enter_day_badge, "X-1025-001", entry=entry)
    assert state_of(database, token_id) is TokenState.LIVE
    with pytest.raises(NotYetValid):
        read(database, token, NOON - timedelta(days=1))
    with pytest.raises(ExpiredToken):
        read(database, token, NOON + timedelta(days=1))
    change(database, queries.day_badge_to_change, actions.take_back_day_badge, "X-1025-001")
    assert state_of(database, token_id) is TokenState.RETURNED
    with pytest.raises(ReasonMissing):
        change(database, queries.day_badge_to_change, actions.lose_day_badge, "X-1025-002", reason=" ")
    change(database, queries.day_badge_to_change, actions.lose_day_badge, "X-1025-002", reason="gone with the box")
    assert state_of(database, other_id) is TokenState.LOST
    with pytest.raises(ImpossibleMove):
        change(database, queries.day_badge_to_change, actions.enter_day_badge, "X-1025-002", entry=entry)


def test_the_code_of_a_vehicle_pass_counts_from_the_hand_over_on_its_days(database: Database) -> None:
    code = order(database, "vehicle", "V-0001")
    (token,) = scanned(database, paper_of(database, code))
    token_id = read(database, token).token_id.hex()
    seen = [state_of(database, token_id)]
    confirm(database, code)
    seen.append(state_of(database, token_id))
    with pytest.raises(VehicleIncomplete):
        change(database, queries.vehicle_pass_to_change, actions.hand_vehicle_pass_over, "V-0001", collector=" ")
    change(database, queries.vehicle_pass_to_change, actions.hand_vehicle_pass_over, "V-0001", collector="Lai")
    seen.append(state_of(database, token_id))
    with pytest.raises(ImpossibleMove):
        change(database, queries.vehicle_pass_to_change, actions.void_vehicle_pass, "V-0001", reason="wrong plate")
    change(database, queries.vehicle_pass_to_change, actions.take_vehicle_pass_back, "V-0001")
    seen.append(state_of(database, token_id))
    assert seen == [TokenState.AT_DESK, TokenState.AT_DESK, TokenState.LIVE, TokenState.RETURNED]
    with pytest.raises(ExpiredToken):
        read(database, token, NOON + timedelta(days=1))
    with database.committing() as session:
        again = car(session, plate="29A 123.45").serial
        change_in(session, again)
    with database.reading() as session:
        row = queries.vehicle_pass_by_serial(session, again)
        assert (row.state, queries.token_state(session, row.token_id)) == ("lost", TokenState.LOST)


def change_in(session: Session, serial: str) -> None:
    """From the printer to the loss, within one transaction."""
    row = queries.vehicle_pass_to_change(session, serial)
    row.state = "printed"
    actions.hand_vehicle_pass_over(session, desk(session), NOW, found=row, collector="Lai")
    actions.lose_vehicle_pass(session, desk(session), NOW, found=row, reason="stolen with the car")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plate": " "}, "plate"),
        ({"plate": "X" * 21}, "plate"),
        ({"zones": ()}, "zones"),
        ({"zones": ("Q",)}, "zones"),
        ({"valid_from": DAY - timedelta(days=1)}, "valid_from"),
        ({"valid_until": FACTS.last_day + timedelta(days=1)}, "valid_from"),
        ({"valid_from": FACTS.last_day, "valid_until": DAY}, "valid_until"),
    ],
)
def test_a_vehicle_pass_names_plate_zones_and_days(database: Database, changes: dict[str, object], field: str) -> None:
    with pytest.raises(VehicleIncomplete) as refused, database.committing() as session:
        car(session, **{"plate": "31A-1", **changes})
    assert refused.value.field == field


def test_one_plate_has_one_live_pass_whoever_writes_it(database: Database) -> None:
    with pytest.raises(PlateTaken), database.committing() as session:
        car(session, plate="29A 123.45 ")
    with database.reading() as session:
        first = session.scalars(select(VehiclePass).order_by(VehiclePass.number)).first()
        assert first is not None
        assert (first.plate, first.driver, first.zones, first.number) == ("29A 123.45", "Nguyen Van Lai", "G R", 1)
    with database.committing() as session:
        actor = desk(session)

    def give(plate: str) -> Callable[[], object]:
        def make() -> object:
            with database.committing() as session:
                entry = VehicleEntry(**{**vars(CAR), "plate": plate})
                france = make_delegation(session, "FR")
                return actions.make_vehicle_pass(session, actor, NOW, delegation=france, entry=entry).number

        return make

    answers = together([give("99A-9")] * 3)
    assert [one for one in answers if isinstance(one, int)] == [3]
    assert all(isinstance(one, (int, PlateTaken)) for one in answers)


def test_a_pin_goes_to_one_principal_under_one_number(database: Database) -> None:
    def issue(session: Session, person: object, **changes: object) -> LapelPin:
        entry = PinEntry(**{**vars(PIN), **changes})
        return actions.issue_pin(session, desk(session), NOW, participant=person, entry=entry)

    with database.committing() as session:
        (minister,) = admit(session, category="PIN", badge_name="Second PRINCIPAL")
        (delegate,) = admit(session, badge_name="A DELEGATE")
    with database.committing() as session:
        minister, delegate = session.merge(minister), session.merge(delegate)
        for person, changes, refusal in (
            (minister, {}, PinTaken), (delegate, {"number": 8}, NoPin), (minister, {"number": None}, PinIncomplete),
            (minister, {"number": 8, "collector": " "}, PinIncomplete),
            (minister, {"number": 8, "document": ""}, PinIncomplete),
            (minister, {"number": 8, "is_compared": False}, PinIncomplete), (minister, {"number": 0}, PinIncomplete),
        ):  # fmt: skip
            with pytest.raises(refusal):
                issue(session, person, **changes)
        given = issue(session, minister, number=8)
        with pytest.raises(PinTaken):
            issue(session, minister, number=9)
        actions.take_pin_back(session, SYSTEM, NOW, pin=given)
        session.flush()
        fresh = issue(session, minister, number=8)
        actions.lose_pin(session, SYSTEM, NOW, pin=fresh, reason="lost on the way")
        session.flush()
        with pytest.raises(PinTaken):
            issue(session, minister, number=8)
        last = issue(session, minister, number=9)
        pins = queries.pins_of(session, minister)
    assert [(pin.number, pin.state) for pin in pins] == [(9, "issued"), (8, "lost"), (8, "returned")]
    assert state_of(database, fresh.token_id) is TokenState.LOST
    assert state_of(database, last.token_id) is TokenState.RECORD


def test_nobody_who_is_not_admitted_gets_a_pin(database: Database) -> None:
    from tests.badges.test_runs import drop_admission

    with database.committing() as session:
        (minister,) = admit(session, category="PIN", badge_name="Second PRINCIPAL")
    drop_admission(database, minister.id)
    entry = PinEntry(8, "Anne", "passport", is_compared=True)
    with pytest.raises(NotAdmitted), database.committing() as session:
        actions.issue_pin(session, SYSTEM, NOW, participant=session.merge(minister), entry=entry)


@pytest.mark.parametrize("kind", KINDS)
def test_the_shell_draws_what_is_in_the_house_and_verifies_it(
    app: Flask, database: Database, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "cards.pdf"
    run = app.test_cli_runner().invoke
    told = run(args=["badges", "passes", kind, "--paper", "A4", "--out", str(target)])
    count = 1 if kind == "pin_record" else 2
    assert told.output == f"{count} card{'s' * (count > 1)} in {target}\n"
    tokens = scanned(database, target.read_bytes())
    assert len(tokens) == count
    at = "2025-10-25T05:00"
    for token in tokens:
        assert run(args=["badges", "verify", token, "--at", at]).exit_code == 1, "nobody has it yet"
    refused = run(args=["badges", "passes", kind, "--key", "Z-Z", "--out", str(target)])
    assert (refused.exit_code, "No card of this kind waits" in refused.output) == (1, True)
    if kind == "floater":
        for serial in SERIALS[kind]:
            lend(database, serial)
        told = run(args=["badges", "verify", tokens[0], "--at", at])
        assert told.output.startswith("valid: event 2025-10-25, category F-D, zones R\n"), told.output
        assert "expired" in run(args=["badges", "verify", tokens[0], "--at", "2026-01-01T00:00"]).output
        for serial in SERIALS[kind]:
            change(database, queries.floater_to_change, actions.lose_floater, serial, reason="gone")
        assert "reported lost" in run(args=["badges", "verify", tokens[0], "--at", at]).output


def test_the_pages_of_numbered_cards(client_as: ClientAs, database: Database) -> None:
    client = client_as(Role.BADGE_DESK)
    page = html(client.get("/badges"))
    for address in ("/floater-passes", "/badges/day-badges", "/badges/vehicle-passes", "/badges/lapel-pins"):
        assert f'href="{address}"' in page
        assert 'action="/badges/pass-runs"' in html(client.get(address)) or address == "/badges/day-badges"
    assert "Print 2 of R-D" in html(client.get("/floater-passes"))
    answer = send(client, "/badges/pass-runs", kind="floater", key="R-D", paper="A4")
    page = html(client.get(answer.location))
    for part in ("Floater passes: R-D", "R-D-001", "Print the PDF on A4 at its full size", "its number is not made again"):
        assert part in page, part
    assert "All are printed." in html(client.get("/floater-passes"))
    answer = send(client, "/badges/pass-runs", kind="floater", key="R-D", paper="A4")
    assert answer.location.endswith("/floater-passes")
    assert "No card of this kind waits to be printed." in html(client.get(answer.location))
    france = html(client.get("/badges/vehicle-passes"))
    assert "29A 123.45" in france
    with database.reading() as session:
        code = make_delegation(session, "FR").code
    wrong = html(
        send(client, "/badges/vehicle-passes", 409, delegation=code, plate="30a-1", driver="<b>x</b>", zones="G",
             valid_from=DAY.isoformat(), valid_until=DAY.isoformat())
    )  # fmt: skip
    assert "This plate has a pass." in wrong
    assert "&lt;b&gt;x&lt;/b&gt;" in wrong
    run = send(client, "/badges/pass-runs", kind="vehicle", key="", paper="").location.rsplit("/", 1)[1]
    confirm(database, run)
    address = "/badges/vehicle-passes/V-0001"
    assert "Write the name of the person who collects." in html(send(client, f"{address}/hand-over", 422, collector=""))
    send(client, f"{address}/hand-over", collector="Lai")
    assert "Handed out" in html(client.get(address))
    send(client, f"{address}/loss", 422, reason="")
    send(client, f"{address}/return")
    send(client, f"{address}/return", 409)
    assert "30A-1" in html(client.get("/badges/vehicle-passes?q=30a"))
    assert "No vehicle pass matches." in html(client.get("/badges/vehicle-passes?q=none"))


def test_a_principal_gets_a_pin_from_the_own_page(client_as: ClientAs, database: Database) -> None:
    client = client_as(Role.BADGE_DESK)
    with database.reading() as session:
        (pin,) = queries.pin_lines(session, session.scalars(queries.lapel_pins()).all())
    address = f"/badges/people/{pin.participant_code}"
    assert f'href="{address}/pin"' in html(client.get(address))
    assert "Principal NAME" in html(client.get("/badges/lapel-pins"))
    send(client, f"/badges/lapel-pins/{pin.serial}/loss", reason="")
    assert "Say why" in html(client.get(f"{address}/pin"))
    send(client, f"/badges/lapel-pins/{pin.serial}/return")
    form = {"number": 12, "collector": "Anne", "document": "passport"}
    assert "Compare the document" in html(send(client, f"{address}/pin", 422, **form))
    send(client, f"{address}/pin", **form, is_compared="y")
    page = html(client.get(f"{address}/pin"))
    assert "Pin 012" in page
    assert "Give the pin out" not in page


def test_the_database_refuses_a_second_live_pass_and_a_second_pin(database: Database) -> None:
    with database.reading() as session:
        first = session.scalars(select(VehiclePass)).first()
        pin = session.scalars(select(LapelPin)).one()
    assert first is not None
    twins: tuple[tuple[type[VehiclePass] | type[LapelPin], dict[str, object]], ...] = (
        (VehiclePass, {**row_of(first), "number": 99, "plate": first.plate}),
        (LapelPin, {**row_of(pin), "number": 99}),
        (LapelPin, {**row_of(pin), "state": "lost"}),
    )
    for model, values in twins:
        with pytest.raises(IntegrityError), database.committing() as session:
            session.add(model(**{**values, "serial": "T-1", "token_id": "t1"}))


def row_of(row: VehiclePass | LapelPin) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.columns if column.key != "id"}

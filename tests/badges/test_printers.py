"""Printers, and which run goes to which (BDG-07)."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.badges import actions, queries
from summit.badges.models import Printer
from summit.badges.rules import PrinterKnown, PrinterNameMissing, PrinterOutOfUse
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, StaleVersion
from tests.badges.stage import admit, desk, order, run_of
from tests.badges.test_custody_pages import ClientAs
from tests.badges.test_pages import html, send
from tests.badges.test_runs import confirm
from tests.factories import NOW


def printer(database: Database, name: str, place: str = "Hall 2") -> str:
    with database.committing() as session:
        return actions.open_printer(session, desk(session), NOW, name=name, place=place).code


def lines(database: Database) -> list[tuple[str, bool, int, int]]:
    with database.reading() as session:
        return [(line.name, line.is_in_use, line.runs, line.cards) for line in queries.printer_lines(session)]


def take_out(database: Database, code: str) -> None:
    with database.committing() as session:
        found = queries.printer_by_code(session, code)
        actions.set_printer_use(session, desk(session), NOW, printer=found, is_in_use=False)


def move(database: Database, run: str, code: str, version: int = 0) -> None:
    with database.committing() as session:
        found = queries.run_to_change(session, run)
        target = queries.printer_by_code(session, code)
        actions.send_run(
            session, desk(session), NOW, run=found, printer=target, version=version or found.version
        )


def test_the_only_printer_takes_every_run_and_shows_what_waits(database: Database) -> None:
    printer(database, " Zebra  ZC300 ")
    with database.committing() as session:
        admit(session, 3)
    run = order(database)
    assert lines(database) == [("Zebra ZC300", True, 1, 3)]
    confirm(database, run)
    assert lines(database) == [("Zebra ZC300", True, 0, 0)]


def test_a_run_is_moved_between_printers_in_use(database: Database) -> None:
    first, second, old = (printer(database, name) for name in ("A", "B", "C"))
    take_out(database, old)
    with database.committing() as session:
        admit(session, 2)
    run = order(database)
    assert run_of(database, run).printer is None, "two are in use, so nobody can tell which"
    move(database, run, first)
    move(database, run, second)
    assert lines(database) == [("A", True, 0, 0), ("B", True, 1, 2), ("C", False, 0, 0)]
    with pytest.raises(PrinterOutOfUse):
        move(database, run, old)
    with pytest.raises(StaleVersion):
        move(database, run, first, version=99)
    with pytest.raises(NotFound):
        move(database, run, "C-NONE")
    with database.reading() as session:
        codes = [one.code for one in session.scalars(queries.runs(second))]
        assert (codes, session.scalars(queries.runs(first)).all()) == ([run], [])


def test_two_printers_of_one_name_are_refused(database: Database) -> None:
    printer(database, "A")
    with pytest.raises(PrinterKnown):
        printer(database, "A")
    with pytest.raises(PrinterNameMissing):
        printer(database, "  ")
    with database.reading() as session:
        assert session.scalars(select(Printer.name)).all() == ["A"]


def test_the_desk_sees_the_queue_of_each_printer(client_as: ClientAs, database: Database) -> None:
    client: FlaskClient = client_as(Role.BADGE_DESK)
    assert "No printer is set up." in html(client.get("/badges/printers"))
    for name in ("A <b>", "B"):
        send(client, "/badges/printers", name=name, place="Hall 2")
    assert "There is a printer of this name already." in html(send(client, "/badges/printers", 422, name="B"))
    with database.committing() as session:
        admit(session, 2)
    run = order(database)
    with database.reading() as session:
        codes = [line.code for line in queries.printer_lines(session)]
    version = run_of(database, run).version
    send(client, f"/badges/print-runs/{run}/printer", printer=codes[0], version=version)
    page = html(client.get(f"/badges/print-runs/{run}"))
    assert "Move the run" in page
    assert "A &lt;b&gt; (2 waiting)" in page
    assert run in html(client.get(f"/badges?printer={codes[0]}"))
    page = html(client.get(f"/badges?printer={codes[1]}"))
    assert run not in page
    assert "No run waits at this printer." in page
    send(client, f"/badges/printers/{codes[1]}/standing", is_in_use="no")
    version = run_of(database, run).version
    send(client, f"/badges/print-runs/{run}/printer", printer=codes[1], version=version)
    assert "B is out of use." in html(client.get("/badges"))

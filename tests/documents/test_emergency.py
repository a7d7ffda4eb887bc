"""The emergency folder: what gates and desks keep on paper, complete, fresh and journaled (BDG-04, BDG-09)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from flask import Flask
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.badges.actions import make_day_badges
from summit.documents import actions
from summit.foundation.db import Database
from summit.venues.models import Zone
from tests.agenda.conftest import Desk, furnish
from tests.badges.test_custody import at_desk, hand_over
from tests.badges.test_losses import report
from tests.badges.test_runs import drop_admission
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_user
from tests.journeys.reading import pdf_text

DAY = date(2025, 10, 26)
LIST = "1-gate-list-all.pdf"


def opened(content: bytes) -> dict[str, str]:
    """Every paper of the folder with its text."""
    with ZipFile(BytesIO(content)) as folder:
        return {name: pdf_text(folder.read(name)) for name in folder.namelist()}


def folder(database: Database) -> bytes:
    with database.reading() as session:
        return actions.emergency_folder(session, NOW)


def test_the_gate_lists_hold_exactly_the_live_cards(database: Database) -> None:
    cards = at_desk(database, 4)
    hand_over(database, cards[:2], left_because="they come later")
    with database.committing() as session:
        session.add_all([Zone(code="G", name="Green"), Zone(code="R", name="Red")])
    out, lost, waiting, refused = cards
    report(database, lost)
    drop_admission(database, refused.participant_id)
    papers = opened(folder(database))
    text = papers[LIST]
    assert [card.serial in text for card in (out, lost, waiting, refused)] == [True, False, True, False]
    assert "2 people with a live card" in text
    assert "Gate list · G · Green" in papers["1-gate-list-g.pdf"]
    assert out.serial in papers["1-gate-list-g.pdf"]
    assert "1-gate-list-r.pdf" not in papers  # no category of these cards opens it


def test_every_day_has_its_programme_rooms_and_day_badges(database: Database) -> None:
    at_desk(database, 1)
    with database.committing() as session:
        furnish(session)
        Desk(session).schedule()
        make_day_badges(session, SYSTEM, NOW, day=DAY, count=3)
        contact = make_user(session, roles=[Role.FOCAL_POINT], email="contact@fr.example")
        appoint(session, make_delegation(session, "FR"), user=contact)
    papers = opened(folder(database))
    assert set(papers) == {
        LIST, "2-programme-2025-10-25.pdf", f"2-programme-{DAY}.pdf", f"3-rooms-{DAY}.pdf", f"4-day-badges-{DAY}.pdf",
        "5-contacts.pdf",
    }  # fmt: skip
    assert "contact@fr.example" in papers["5-contacts.pdf"]
    assert all(str(number) in papers[f"4-day-badges-{DAY}.pdf"] for number in (1, 2, 3))


def test_the_same_moment_gives_the_same_bytes(database: Database) -> None:
    at_desk(database, 1)
    assert folder(database) == folder(database)


def test_the_button_and_the_command_give_it_to_the_department_only(
    app: Flask, database: Database, client_as: Callable[..., PageClient], tmp_path: Path
) -> None:
    (card,) = at_desk(database, 1)
    chief = client_as(Role.CHIEF_OF_PROTOCOL)
    assert "Emergency folder (ZIP)" in chief.get("/documents").get_data(as_text=True)
    answer = chief.send("/documents/emergency-folder", {}, from_page="/documents")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert card.serial in opened(answer.data)[LIST]
    others = client_as(Role.BILATERAL_DESK)
    assert "Emergency folder" not in others.get("/documents").get_data(as_text=True)
    assert others.send("/documents/emergency-folder", {}, from_page="/documents").status_code == 403
    target = tmp_path / "folder.zip"
    told = app.test_cli_runner().invoke(args=["documents", "emergency-folder", "--out", str(target)])
    assert told.exit_code == 0, told.output
    assert card.serial in opened(target.read_bytes())[LIST]
    with database.reading() as session:
        taken = select(AuditEntry.actor_code).where(AuditEntry.verb == "take_emergency_folder")
        assert len(set(session.scalars(taken))) == 2  # the chief, and the command line

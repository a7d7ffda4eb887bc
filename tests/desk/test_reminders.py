"""Reminders: who would get what, and that the same one goes once a day at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.delegations.actions import set_deadline
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction
from summit.delegations.models import Delegation
from summit.desk.actions import remind
from summit.desk.facts import Asked, Lack
from summit.desk.queries import reminders
from summit.foundation.db import Database
from summit.notices.actions import set_review
from summit.notices.kinds import BY_CODE
from summit.notices.models import Notice
from summit.notices.queries import letter
from tests.accreditation.offices import decide, submitted
from tests.browser import PageClient
from tests.delegations.conftest import Counting, at_once, count_queries
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

__all__ = ["at_once", "count_queries"]
DUE = NOW + timedelta(days=5)
ClientAs = Callable[..., PageClient]


def stage(session: Session) -> None:
    """France lacks a bit of everything, Japan one photo and has only a deputy, Brazil nothing, Chile a contact."""
    open_categories(session, SYSTEM, NOW)
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=DUE)
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.CHANGES, falls_at=NOW + timedelta(days=40))
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=NOW - timedelta(days=1))
    france, japan, brazil, chile = (make_delegation(session, code) for code in ("FR", "JP", "BR", "CL"))
    for delegation, name in ((france, "Anne"), (brazil, "Beatriz")):
        appoint(session, delegation, user=make_user(session, roles=[Role.FOCAL_POINT], name=name))
    make_participant(session, france, passport=None)
    make_participant(session, france, passport=None, function=DelegateFunction.HOD, rank_class=20)
    decide(session, "return_", submitted(session, make_participant(session, france)))
    with_photo(session, japan, is_submitted=False)
    with_photo(session, brazil)
    with_photo(session, chile, is_submitted=False)
    over = make_user(session, roles=[Role.FOCAL_POINT], name="Akira", email="akira@delegation.example")
    appoint(session, japan, user=over)


def with_photo(session: Session, delegation: Delegation, *, is_submitted: bool = True) -> None:
    one = make_participant(session, delegation)
    one.person.photo_file = "drawn-elsewhere.jpg"
    if is_submitted:
        submitted(session, one)


def test_each_delegation_is_told_its_numbers_and_its_contact_is_found(session: Session) -> None:
    stage(session)
    found = {one.name: one for one in reminders(session, NOW, Asked())}
    assert list(found) == ["Chile", "France", "Japan"]
    assert found["France"].tasks == (
        "3 people have no photo.",
        "1 person has no passport on record.",
        "2 applications are not submitted.",
        "1 application was returned to you and waits for your correction.",
        "Submit the applications by 6 October 2025, 10:00 Hanoi time (UTC+7).",
    )
    assert found["Japan"].tasks[0] == "1 application is not submitted."
    assert found["Chile"].recipient is None
    recipient = found["France"].recipient
    assert recipient is not None
    assert recipient.name == "Anne"
    assert [one.name for one in reminders(session, NOW, Asked((Lack.PHOTO,), days=4))] == ["France"]
    assert reminders(session, NOW, Asked((Lack.PHOTO,), days=4))[0].tasks == ("3 people have no photo.",)


def test_the_same_reminder_is_written_once_a_day(session: Session) -> None:
    stage(session)
    told = [remind(session, SYSTEM, NOW, reminder=one) for one in reminders(session, NOW, Asked())]
    assert told == ["", "queued", "queued"]
    again = reminders(session, NOW + timedelta(hours=13), Asked())  # still the same day in Hanoi
    assert [one.is_written for one in again] == [False, True, True]
    assert [remind(session, SYSTEM, NOW, reminder=one) for one in again] == ["", "", ""]
    tomorrow = reminders(session, NOW + timedelta(hours=15), Asked())
    assert [one.is_written for one in tomorrow] == [False, False, False]
    notice = session.scalars(select(Notice).where(Notice.subject.contains("France"))).one()
    body = letter(session, notice.code)[1]
    opening = "Dear Anne,\n\nfor the delegation of France this is still open:\n\n"
    assert body.startswith(f"{opening}- 3 people have no photo.\n- 1 person")
    for private in ("Durand", "FX00", "1980"):
        assert private not in body


def test_a_reminder_is_read_in_the_language_of_its_recipient(database: Database, client_as: ClientAs) -> None:
    """The officer sees the lines in English; numbers, dates and sentences of the letter follow the account's language."""
    with database.committing() as session:
        stage(session)
        contact = session.scalars(select(User).where(User.name == "Anne")).one()
        contact.language = "fr"
        session.flush()
        (one,) = [found for found in reminders(session, NOW, Asked()) if found.name == "France"]
        assert one.tasks[0] == "3 people have no photo."
        assert one.letter_tasks == (
            "3 personnes n’ont pas de photographie.",
            "Le passeport de 1 personne n’est pas enregistré.",
            "2 demandes d’accréditation n’ont pas été présentées.",
            "1 demande a été renvoyée à la délégation et attend d’être corrigée.",
            "Présentation des demandes d’accréditation : au plus tard le 6 octobre 2025 à 10:00, heure de Hanoi (UTC+7).",
        )
    page = client_as(Role.CHIEF_OF_PROTOCOL).get("/outbox/reminders").get_data(as_text=True)
    assert "3 people have no photo." in page
    assert page.count("letter in French") == 1
    with database.committing() as session:
        (one,) = [found for found in reminders(session, NOW, Asked()) if found.name == "France"]
        remind(session, SYSTEM, NOW, reminder=one)
        notice = session.scalars(select(Notice)).one()
        assert (notice.language, notice.subject) == ("fr", "Éléments à compléter – délégation : France")
        assert "- 3 personnes n’ont pas de photographie.\n" in letter(session, notice.code)[1]


def test_two_officers_at_once_write_one_letter_each(database: Database, at_once: Callable[..., list[str]]) -> None:
    with database.committing() as session:
        stage(session)

    def send(session: Session) -> None:
        for one in reminders(session, NOW, Asked()):
            remind(session, SYSTEM, NOW, reminder=one)

    assert at_once(send, send, send) == ["done"] * 3
    with database.reading() as session:
        assert len(session.scalars(select(Notice)).all()) == 2


def test_the_number_of_queries_does_not_grow(database: Database, count_queries: Counting) -> None:
    with database.committing() as session:
        stage(session)
    costs = []
    for code in ("DE", "IT"):
        with database.committing() as session, count_queries() as seen:
            reminders(session, NOW, Asked())
            costs.append(len(seen))
        with database.committing() as session:
            delegation = make_delegation(session, code)
            appoint(session, delegation)
            make_participant(session, delegation)
    assert costs[0] == costs[1]


@pytest.mark.parametrize("is_held", [False, True])
def test_the_page_shows_who_gets_what_and_writes_to_the_chosen(
    database: Database, client_as: ClientAs, is_held: bool
) -> None:
    with database.committing() as session:
        stage(session)
        set_review(session, SYSTEM, NOW, kind=BY_CODE["desk/mail/reminder"], is_held=is_held)
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    page = unescape(client.get("/outbox/reminders").get_data(as_text=True))
    assert "Nobody acts for these delegations now" in page
    assert ("wait in the outbox for your release" in page) is is_held
    with database.reading() as session:
        codes = {one.name: one.code for one in reminders(session, NOW, Asked())}
        assert session.scalars(select(Notice)).all() == []
    assert client.send("/outbox/reminders", {"pick": [codes["Chile"]]}).location == "/outbox/reminders"
    assert client.send("/outbox/reminders?missing=photo", {"pick": [codes["France"], codes["Japan"]]}).status_code == 303
    with database.reading() as session:
        notice = session.scalars(select(Notice)).one()
        assert notice.state == ("held" if is_held else "queued")
        assert "- 3 people have no photo.\n\n" in letter(session, notice.code)[1]
    assert "Written today" in client.get("/outbox/reminders?missing=photo").get_data(as_text=True)


def test_the_command_tells_first_and_then_writes(app: Flask, database: Database) -> None:
    with database.committing() as session:
        stage(session)
    shell = app.test_cli_runner()
    told = shell.invoke(args=["remind", "--dry-run"])
    assert told.exit_code == 0, told.output
    assert len(told.output.splitlines()) == 3
    assert "Chile (nobody acts for it): 1 application is not submitted." in told.output
    with database.reading() as session:
        assert session.scalars(select(Notice)).all() == []
    assert shell.invoke(args=["remind"]).output.count(", queued)") == 2
    assert shell.invoke(args=["remind"]).output.count(", written already)") == 2
    with database.reading() as session:
        assert len(session.scalars(select(Notice)).all()) == 2

"""Numbered versions: frozen facts, the same bytes, the last word of the database, and what changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.queries import journal
from summit.delegations.actions import edit_participant
from summit.delegations.queries import Reach, entries_of, participant_by_code
from summit.documents.actions import (
    Publication,
    differences_pdf,
    prepare_version,
    publish_prepared,
    publish_version,
    version_pdf,
)
from summit.documents.facts import (
    FACTS_OF,
    Asked,
    Bilingual,
    Changed,
    Frame,
    NamePlates,
    OrderOfPrecedence,
    PlaceCards,
    RankedPlace,
    RoomSigns,
)
from summit.documents.freezing import digest_of, frozen, thawed
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, SubjectKind, VersionState
from summit.documents.models import DocumentVersion
from summit.documents.queries import differences_since, facts_of, gathered, version_within
from summit.documents.render import paper_of
from summit.documents.rules import NotCirculated, NothingChanged, PublishedMeanwhile
from summit.documents.words import WORDS
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound
from tests.delegations.conftest import Race, at_once
from tests.documents.test_documents import Scene, scene, text_of
from tests.factories import NOW, SYSTEM, make_user

__all__ = ["at_once", "scene"]
EVERYTHING = Reach(everything=True)
FRAME = Frame("Summit", "Hanoi", "Asia/Ho_Chi_Minh", (date(2025, 10, 25),))
PRECEDENCE = Asked(DocumentKind.ORDER_OF_PRECEDENCE, state=VersionState.FINAL)
PROGRAMME = Asked(DocumentKind.DAILY_PROGRAMME, "2025-10-25", state=VersionState.FINAL)


def asked_for(kind: DocumentKind, stage: Scene, language: str = "en") -> Asked:
    """A document of that kind about something of the scene."""
    subject = {
        SubjectKind.SUMMIT: "",
        SubjectKind.DAY: "2025-10-25",
        SubjectKind.DELEGATION: stage.france.delegation.code,
        SubjectKind.PARTICIPANT: stage.france.head.code,
        SubjectKind.MEETING: stage.meeting,
    }[KINDS[kind].subject]
    return Asked(kind, subject, language)


def retitle(database: Database, stage: Scene, title: str) -> None:
    with database.committing() as session:
        head = participant_by_code(session, stage.france.head.code)
        person, post = entries_of(head)
        edit_participant(
            session, SYSTEM, NOW, participant=head, person=person, post=replace(post, title=title), version=head.version
        )


def publish(database: Database, asked: Asked, *, minutes: int = 0, note: str = "") -> tuple[str, int]:
    with database.committing() as session:
        version = publish_version(
            session, SYSTEM, NOW + timedelta(minutes=minutes), asked=asked, publication=Publication(note)
        )
        return version.document.code, version.number


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_every_kind_freezes_thaws_and_prints_the_same_bytes(
    database: Database, scene: Scene, kind: DocumentKind, language: str
) -> None:
    """DOC-00, DOC-05."""
    with database.reading() as session:
        facts = gathered(session, NOW, asked=asked_for(kind, scene, language), viewer=EVERYTHING)
    again = thawed(FACTS_OF[kind], frozen(facts))
    assert again == facts
    assert digest_of(frozen(again)) == digest_of(frozen(facts))
    first = paper_of(kind, facts, printed_at=NOW)
    assert first == paper_of(kind, again, printed_at=NOW)
    pdf = pypdfium2.PdfDocument(first)
    assert f"/Lang ({language})".encode() in first
    assert pdf.get_metadata_dict()["Title"]
    assert "\ufffd" not in text_of(first)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_kind_has_its_words_in_every_language(database: Database, scene: Scene, language: str) -> None:
    """DOC-05."""
    with database.reading() as session:
        for kind in DocumentKind:
            facts = gathered(session, NOW, asked=asked_for(kind, scene, language), viewer=EVERYTHING)
            assert facts.frame.language == language
            assert paper_of(kind, facts, printed_at=NOW).startswith(b"%PDF-")


def test_a_version_stays_as_it_was_when_the_records_change(database: Database, scene: Scene) -> None:
    """DOC-00, PRE-06."""
    code, number = publish(database, PRECEDENCE, note="  For the   minister ")
    with database.reading() as session:
        before = version_pdf(session, version_within(session, KINDS.values(), code, number), printed_at=NOW)
    retitle(database, scene, "Minister of the Sea")
    assert publish(database, PRECEDENCE, minutes=5) == (code, 2)
    with database.reading() as session:
        first, second = (version_within(session, KINDS.values(), code, one) for one in (1, 2))
        assert version_pdf(session, first, printed_at=NOW) == before
        assert "Minister of the Sea" not in text_of(before)
        assert "Minister of the Sea" in text_of(version_pdf(session, second, printed_at=NOW))
        assert "Version 1 · Final" in text_of(before)
        assert (first.note, first.classification, first.state) == ("For the minister", "internal", "final")
        assert first.content_digest == digest_of(first.content) != second.content_digest
        found = differences_since(session, second, 1)
        assert (found.added, found.removed) == ((), ())
        (change,) = found.changed
        assert isinstance(change, Changed)
        assert change.where == "France"
        assert "Counsellor" in change.was
        assert "Minister of the Sea" in change.now
        report = text_of(differences_pdf(session, NOW, version=second, since=1))
        assert "Changes since version 1" in report
        assert "Minister of the Sea" in report
        assert "Brazil" not in report
        with pytest.raises(NotFound):
            differences_since(session, second, 2)
        line = next(line for line in journal(session) if line.object_kind == "document")
    assert (line.verb, line.object_code, line.after["version"]) == ("finalize", code, "2")


def test_what_says_the_same_is_not_published_twice(database: Database, scene: Scene) -> None:
    publish(database, PROGRAMME)
    with pytest.raises(NothingChanged, match="since version 1"):
        publish(database, PROGRAMME)
    assert publish(database, replace(PROGRAMME, state=VersionState.REVISED))[1] == 2
    with pytest.raises(ImpossibleMove):
        publish(database, replace(PROGRAMME, state=VersionState.PROVISIONAL))
    assert publish(database, replace(PROGRAMME, language="fr"))[1] == 1


def test_a_list_that_delegations_correct_is_provisional_first(database: Database, scene: Scene) -> None:
    """DOC-02."""
    asked = Asked(DocumentKind.LIST_OF_PARTICIPANTS)
    for state in (VersionState.REVISED, VersionState.FINAL):
        with pytest.raises(NotCirculated):
            publish(database, replace(asked, state=state))
    code, number = publish(database, asked)
    with database.reading() as session:
        version = version_within(session, KINDS.values(), code, number)
        assert version.corrections_until == NOW + timedelta(hours=24)
        assert "Corrections to the secretariat by" in text_of(version_pdf(session, version, printed_at=NOW))
    assert publish(database, replace(asked, state=VersionState.FINAL)) == (code, 2)
    with database.reading() as session:
        final = version_within(session, KINDS.values(), code, 2)
        assert final.corrections_until is None
        assert "Corrections" not in text_of(version_pdf(session, final, printed_at=NOW))


def test_of_those_who_publish_at_once_one_is_first(database: Database, scene: Scene, at_once: Race) -> None:
    """The database has the last word, for a document that is new and for one that has versions."""
    for asked in (PROGRAMME, replace(PROGRAMME, state=VersionState.REVISED)):
        told = at_once(*[lambda session, one=asked: publish_version(session, SYSTEM, NOW, asked=one)] * 4)
        assert told.count("done") == 1, told
        assert all(one == "done" or "at the same moment" in one or "Nothing changed" in one for one in told)
    with database.reading() as session:
        assert session.scalars(select(DocumentVersion.number).order_by(DocumentVersion.number)).all() == [1, 2]


def test_what_is_published_was_read_at_one_moment(database: Database, scene: Scene) -> None:
    """A change between the halves of a paper in two languages, or between two statements, is in none of it."""
    retitle(database, scene, "Minister of the Sea")
    with database.reading() as session:
        first = prepare_version(session, SYSTEM, NOW, asked=PRECEDENCE)
        retitle(database, scene, "Minister of the Woods")
        both = prepare_version(session, SYSTEM, NOW, asked=replace(PRECEDENCE, language="en,fr"))
    assert isinstance(both.facts, Bilingual)
    assert both.facts.first == first.facts
    with database.committing() as session:
        publish_prepared(session, SYSTEM, NOW, prepared=both)
        publish_prepared(session, SYSTEM, NOW, prepared=first)
    with database.reading() as session:
        (now,) = {one.head_title for one in places_of(session) if one.delegation == "France"}
        assert now == "Minister of the Woods"
        for version in session.scalars(select(DocumentVersion)):
            text = text_of(version_pdf(session, version, printed_at=NOW))
            assert "Minister of the Sea" in text
            assert "Woods" not in text


def test_what_was_prepared_before_another_version_came_is_not_published_after_it(
    database: Database, scene: Scene
) -> None:
    """Else an older state of the records would stand under a higher number."""
    for title in ("Minister of the Sea", "Minister of the Woods"):
        with database.reading() as session:
            early = prepare_version(session, SYSTEM, NOW, asked=PRECEDENCE)
        retitle(database, scene, title)
        publish(database, PRECEDENCE)
        with database.committing() as session, pytest.raises(PublishedMeanwhile):
            publish_prepared(session, SYSTEM, NOW, prepared=early)
    with database.reading() as session:
        assert len(session.scalars(select(DocumentVersion.id)).all()) == 2


def places_of(session: Session) -> tuple[RankedPlace, ...]:
    facts = gathered(session, NOW, asked=PRECEDENCE, viewer=EVERYTHING)
    assert isinstance(facts, OrderOfPrecedence)
    return facts.places


def test_who_may_read_what(database: Database, scene: Scene, client_as: Callable[..., FlaskClient]) -> None:
    """Classification by role: what holds bilaterals is not open to those who may not know of them (BIL-50)."""
    code, _ = publish(database, asked_for(DocumentKind.CALL_SHEET, scene))
    chief, officer = client_as(Role.CHIEF_OF_PROTOCOL), client_as(Role.PROTOCOL_OFFICER)
    for ending in ("1", "1.pdf", "1/picture.png"):
        assert chief.get(f"/documents/{code}/versions/{ending}").status_code == 200
        assert officer.get(f"/documents/{code}/versions/{ending}").status_code == 404
    assert officer.get("/documents/kinds/call-sheet").status_code == 404
    assert client_as(Role.ORGANIZER).get("/documents/kinds/daily-programme").status_code == 403
    with database.committing() as session:
        actor = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    with database.committing() as session, pytest.raises(NotFound):
        publish_version(session, actor, NOW, asked=asked_for(DocumentKind.CALL_SHEET, scene))


def test_whoever_reads_of_a_meeting_in_a_document_leaves_a_line(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    """BIL-51."""
    asked = asked_for(DocumentKind.CALL_SHEET, scene)
    code, _ = publish(database, asked)
    desk = client_as(Role.BILATERAL_DESK)
    for address in (
        f"/documents/kinds/call-sheet/draft.pdf?subject={asked.subject}",
        f"/documents/{code}/versions/1.pdf",
        f"/documents/{code}/versions/1/picture.png",
        f"/documents/{code}/versions/1",
    ):
        assert desk.get(address).status_code == 200
    with database.reading() as session:
        lines = [line.object_code for line in journal(session) if line.object_kind == "bilateral_reading"]
    assert sorted(lines) == sorted([f"call-sheet {asked.subject}", *[f"{code} version 1"] * 3])


def test_the_page_publishes_and_shows_the_pages(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    browser = client_as(Role.CHIEF_OF_PROTOCOL)
    address = "/documents/kinds/order-of-precedence"
    page = browser.get(address).get_data(as_text=True)
    assert "Nothing is published in this language yet" in page
    draft = browser.get(f"{address}/draft.pdf")
    assert "no-store" in draft.headers["Cache-Control"]
    assert "Order of precedence" in text_of(draft.data)
    token = browser.token(address)
    sent = {"csrf_token": token, "language": "en", "state": "final", "note": "First"}
    answer = browser.post(f"{address}/versions", data=sent)
    assert answer.status_code == 303
    shown = browser.get(answer.location).get_data(as_text=True)
    assert "Version 1 is published." in shown
    assert "Page 1 of 1" in shown
    picture = browser.get(f"{answer.location}/picture.png")
    assert picture.data.startswith(b"\x89PNG")
    assert browser.get(f"{answer.location}/picture.png?page=9").status_code == 404
    again = browser.post(f"{address}/versions", data=sent)
    assert again.status_code == 409
    assert "Nothing changed since version 1" in again.get_data(as_text=True)
    wrong = browser.post(f"{address}/versions", data={**sent, "state": "nonsense"})
    assert wrong.status_code == 422


def test_a_note_is_a_letter_for_word_too(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    from docx import Document as Letter

    code, _ = publish(database, asked_for(DocumentKind.NOTE_SIDE_EVENTS, scene))
    browser = client_as(Role.PROTOCOL_OFFICER)
    first, second = (browser.get(f"/documents/{code}/versions/1/note.docx").data for _ in range(2))
    assert first == second
    said = [paragraph.text for paragraph in Letter(BytesIO(first)).paragraphs]
    assert said[1].startswith("The Ministry of Foreign Affairs of")
    assert "presents its compliments to the Embassy of the French Republic and has the honour" in said[1]
    assert said[3].startswith("Evidence across borders · Sunday, 26 October 2025 · 09:00–10:15")
    assert said[4].endswith("the assurances of its highest consideration.")
    facts = asked_for(DocumentKind.ORDER_OF_PRECEDENCE, scene)
    other, _ = publish(database, replace(facts, state=VersionState.FINAL))
    assert browser.get(f"/documents/{other}/versions/1/note.docx").status_code == 404


def test_the_commands_list_and_publish(app: Flask, scene: Scene, database: Database) -> None:
    runner = app.test_cli_runner()
    told = runner.invoke(args=["documents", "publish", "list-of-participants", "--state", "final"])
    assert told.exit_code == 1
    assert "Publish it as provisional first" in told.output
    told = runner.invoke(args=["documents", "publish", "list-of-participants", "--state", "provisional"])
    assert told.output.strip().endswith("version 1, provisional")
    told = runner.invoke(args=["documents", "list"])
    (line,) = [line for line in told.output.splitlines() if line.startswith("list-of-participants")]
    assert line.split() == ["list-of-participants", "Public", "Provisional,", "1", "published"]
    assert len(told.output.splitlines()) == len(DocumentKind)
    with database.reading() as session:
        version = session.scalars(select(DocumentVersion)).one()
        assert facts_of(version) == gathered(
            session, NOW, asked=Asked(DocumentKind.LIST_OF_PARTICIPANTS), viewer=EVERYTHING
        )


NOTHING = [
    (DocumentKind.NAME_PLATES, NamePlates(FRAME, ())),
    (DocumentKind.PLACE_CARDS, PlaceCards(FRAME, ())),
    (DocumentKind.ROOM_SIGNS, RoomSigns(FRAME, FRAME.days[0], ())),
]


@pytest.mark.parametrize(("kind", "facts"), NOTHING)
def test_paper_about_nothing_can_still_be_opened(
    kind: DocumentKind, facts: NamePlates | PlaceCards | RoomSigns
) -> None:
    with pypdfium2.PdfDocument(paper_of(kind, facts, printed_at=NOW)) as document:
        assert len(document) == 1

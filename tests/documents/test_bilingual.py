"""Papers in two languages: each half whole and in its own direction, one order for both, one frozen version (DOC-05)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document as Letter
from flask import Flask
from flask.testing import FlaskClient

from summit.accounts.policy import Role
from summit.documents.actions import version_pdf
from summit.documents.facts import (
    Asked,
    Bilingual,
    ListedDelegation,
    ListedPart,
    NamePlates,
    ParticipantList,
    beside,
)
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind
from summit.documents.queries import differences_since, facts_of, gathered, version_within
from summit.documents.render import paper_of
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture
from summit.documents.words import UnknownLanguage, languages_of
from summit.foundation.db import Database
from summit.paper.pieces import Gap, Text
from tests.documents.test_documents import EVERYTHING, Scene, scene, text_of
from tests.documents.test_tables import design_of
from tests.documents.test_versions import asked_for, publish, retitle
from tests.factories import NOW
from tests.paper.pages import box, left_edge, texts

__all__ = ["scene"]
PLATES = Asked(DocumentKind.NAME_PLATES, "", "en,ar")
ORDER = Asked(DocumentKind.ORDER_OF_PRECEDENCE, "", "en,fr")
PAGE = 842.0  # points across an A4 page that lies


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("pair", ["en,ar", "ar,fr", "vi,zh"])
def test_every_kind_is_frozen_and_printed_in_two_languages(
    database: Database, scene: Scene, kind: DocumentKind, pair: str
) -> None:
    """DOC-00: the version is drawn from what was frozen of both languages, and twice the same."""
    asked = asked_for(kind, scene, pair)
    code, number = publish(database, asked)
    with database.reading() as session:
        version = version_within(session, KINDS.values(), code, number)
        facts = gathered(session, NOW, asked=asked, viewer=EVERYTHING)
        first, again = (version_pdf(session, version, printed_at=NOW) for _ in range(2))
    assert isinstance(facts, Bilingual)
    assert [one.frame.language for one in (facts.first, facts.second)] == pair.split(",")
    assert facts_of(version) == facts
    assert first == again
    for alone in (facts.first, facts.second):
        assert paper_of(kind, alone, printed_at=NOW) != first
    assert "\ufffd" not in text_of(first)


def test_each_half_says_all_in_its_own_language(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        facts = gathered(session, NOW, asked=asked_for(DocumentKind.CALL_SHEET, scene, "en,fr"), viewer=EVERYTHING)
    content = paper_of(DocumentKind.CALL_SHEET, facts, printed_at=NOW)
    for english, french in (
        ("Call sheet", "Feuille de route"),
        ("Room", "Salle"),
        ("Bilateral meeting with", "Entretien bilatéral avec"),
        ("Restricted", "Diffusion restreinte"),
        ("Draft", "Projet"),
        ("Page 1 of 1", "Page 1 sur 1"),
    ):
        assert left_edge(content, english) < PAGE / 2 < left_edge(content, french), english
        assert box(content, english)[3] == pytest.approx(box(content, french)[3], abs=3), "they stand at one height"


@pytest.mark.parametrize("pair", ["en,ar", "ar,en"])
def test_arabic_has_the_right_half_and_begins_at_the_right_edge(database: Database, scene: Scene, pair: str) -> None:
    with database.reading() as session:
        asked = asked_for(DocumentKind.LIST_OF_PARTICIPANTS, scene, pair)
        content = paper_of(asked.kind, gathered(session, NOW, asked=asked, viewer=EVERYTHING), printed_at=NOW)
    assert left_edge(content, "List of participants") < PAGE / 4
    page = pypdfium2.PdfDocument(content)[0]
    layer = page.get_textpage()
    arabic = [
        layer.get_charbox(index)
        for index in range(layer.count_chars())
        if "\u0600" <= layer.get_text_range(index, 1) <= "\u06ff"
    ]
    assert min(left for left, *_ in arabic) > PAGE / 2
    assert max(right for _, _, right, _ in arabic) > PAGE - 60


def test_the_order_of_the_first_language_holds_for_both(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        alone = gathered(session, NOW, asked=Asked(PLATES.kind, "", "ar"), viewer=EVERYTHING)
        facts = gathered(session, NOW, asked=PLATES, viewer=EVERYTHING)
    assert isinstance(alone, NamePlates)
    assert isinstance(facts, Bilingual)
    first, second = facts.first, facts.second
    assert isinstance(first, NamePlates)
    assert isinstance(second, NamePlates)
    assert [plate.code for plate in second.plates] == [plate.code for plate in first.plates]
    assert [plate.code for plate in alone.plates] != [plate.code for plate in first.plates]
    listed = {
        "en": ("Brazil", "France", "Japan"), "ar": ("البرازيل", "اليابان", "فرنسا"),
    }  # fmt: skip
    codes = {"en": ("BR", "FR", "JP"), "ar": ("BR", "JP", "FR")}
    lists = [
        ParticipantList(replace(first.frame, language=language), (ListedPart(1, tuple(
            ListedDelegation(code, name, ()) for code, name in zip(codes[language], listed[language], strict=True)
        )),))
        for language in ("en", "ar")
    ]  # fmt: skip
    both = beside(*lists)
    assert isinstance(both.second, ParticipantList)
    assert [one.name for one in both.second.parts[0].delegations] == ["البرازيل", "فرنسا", "اليابان"]


def test_a_note_is_one_text_after_the_other(database: Database, scene: Scene, client_as: Callable[..., FlaskClient]) -> None:
    code, _ = publish(database, asked_for(DocumentKind.NOTE_SIDE_EVENTS, scene, "en,fr"))
    browser = client_as(Role.PROTOCOL_OFFICER)
    first, second = texts(browser.get(f"/documents/{code}/versions/1.pdf").data)
    assert "presents its compliments" in first
    assert "présente ses compliments" not in first
    assert "présente ses compliments" in second
    assert "presents its compliments" not in second
    answer = browser.get(f"/documents/{code}/versions/1/note.docx")
    assert 'filename="note-side-events-1-en-fr.docx"' in answer.headers["Content-Disposition"]
    said = [paragraph for paragraph in Letter(BytesIO(answer.data)).paragraphs if paragraph.text.startswith("N")]
    assert [one.text.split()[0] for one in said] == ["No.", "N°"]
    assert [one.paragraph_format.page_break_before for one in said] == [None, True]


def test_what_changed_is_told_once_for_both(database: Database, scene: Scene) -> None:
    code, _ = publish(database, ORDER)
    retitle(database, scene, "Keeper of the Seals")
    assert publish(database, ORDER) == (code, 2)
    with database.reading() as session:
        found = differences_since(session, version_within(session, KINDS.values(), code, 2), 1)
    (changed,) = found.changed
    assert changed.where == "France"
    assert "Keeper of the Seals" in changed.now
    assert "Keeper of the Seals" not in changed.was


def test_the_page_offers_a_second_language(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    browser = client_as(Role.CHIEF_OF_PROTOCOL)
    address = "/documents/kinds/list-of-participants"
    page = browser.get(f"{address}?language=en&second=vi").get_data(as_text=True)
    assert "Nothing is published in these two languages together yet." in page
    draft = browser.get(f"{address}/draft.pdf?language=en,vi")
    assert 'filename="list-of-participants-draft-en-vi.pdf"' in draft.headers["Content-Disposition"]
    assert "Danh sách đại biểu" in text_of(draft.data)
    token = browser.token(address)
    sent = {"csrf_token": token, "language": "en,vi", "state": "provisional", "hours": "24"}
    answer = browser.post(f"{address}/versions", data=sent)
    assert answer.status_code == 303
    shown = browser.get(answer.location).get_data(as_text=True)
    assert '<bdi lang="en">English</bdi> and <bdi lang="vi">Tiếng Việt</bdi>' in shown
    printed = browser.get(f"{answer.location}.pdf")
    assert 'filename="list-of-participants-1-en-vi.pdf"' in printed.headers["Content-Disposition"]
    # The English list and the one in two languages are documents of their own, each with its own numbers.
    assert "Nothing is published in this language yet." in browser.get(address).get_data(as_text=True)
    for wrong in ("en,en", "en,xx", "en,fr,vi"):
        draft = browser.get(f"{address}/draft.pdf?language={wrong}")
        assert 'filename="list-of-participants-draft-en.pdf"' in draft.headers["Content-Disposition"]


def test_schedules_at_the_delegates_door_come_in_two_languages(
    scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    browser = client_as(user=scene.france.focal_point)
    own = f"/documents/delegation-schedules/{scene.france.delegation.code}"
    text = text_of(browser.get(f"{own}.pdf?language=en&second=fr").data)
    assert "Schedule of the delegation" in text
    assert "Programme de la délégation" in text
    assert "Bilateral meeting with Japan" in browser.get(f"{own}.ics?language=en&second=fr").get_data(as_text=True)


def test_the_command_takes_two_languages(app: Flask, scene: Scene, tmp_path: Path) -> None:
    runner, out = app.test_cli_runner(), tmp_path / "paper.pdf"
    asked = ["documents", "render", "daily-programme", "--day", "2025-10-25", "--out", str(out), "--language"]
    told = runner.invoke(args=[*asked, "en,ru"])
    assert told.exit_code == 0, told.output
    text = text_of(out.read_bytes())
    assert "Daily programme" in text
    assert "Программа дня" in text
    out.unlink()
    for wrong, reason in (("en,xx", "not in xx"), ("en,en", "two different ones"), ("en,fr,ru", "two different ones")):
        told = runner.invoke(args=[*asked, wrong])
        assert told.exit_code == 2
        assert reason in " ".join(told.output.split())
        assert not out.exists()


def test_papers_of_different_pieces_do_not_stand_side_by_side(database: Database, scene: Scene) -> None:
    """A half that lost a piece would say something else beside every line under it."""
    with database.reading() as session:
        facts = gathered(session, NOW, asked=asked_for(DocumentKind.DAILY_PROGRAMME, scene, "en,fr"), viewer=EVERYTHING)
    assert isinstance(facts, Bilingual)
    pieces = {"en": (Text("One"), Gap(4)), "fr": (Gap(4), Text("Un"))}
    classification = KINDS[DocumentKind.DAILY_PROGRAMME].classification
    paper = Paper(lambda one, issue, at: Layout(
        furniture(one, "Title", classification, printed_at=at, issue=issue), pieces[one.frame.language],
    ))  # fmt: skip
    with pytest.raises(ValueError, match="same pieces"):
        paper.draw_both((facts.first, facts.second), BytesIO(), printed_at=NOW)


def test_a_third_language_is_refused() -> None:
    assert languages_of("en, fr") == ("en", "fr")
    with pytest.raises(UnknownLanguage):
        languages_of("en,fr,ru")


@pytest.mark.parametrize("kind", [DocumentKind.NAME_PLATES, DocumentKind.PLACE_CARDS])
def test_plates_and_cards_in_two_languages_are_drawn_by_the_design_in_use(
    database: Database, scene: Scene, kind: DocumentKind
) -> None:
    with database.committing() as session:
        design_of(session, "name_plate" if kind is DocumentKind.NAME_PLATES else "place_card", "Drawn by us")
    with database.reading() as session:
        facts = gathered(session, NOW, asked=Asked(kind, "", "en,vi"), viewer=EVERYTHING)
    words = text_of(paper_of(kind, facts, printed_at=NOW))
    assert "Drawn by us" in words
    assert "japan" in words.casefold()
    assert "nhật bản" in words.casefold()

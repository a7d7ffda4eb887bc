"""All papers of a kind in one file, and only what has to be printed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from summit.accounts.policy import Role
from summit.audit.queries import journal
from summit.documents.actions import bundle_pdf, draft_pdf, gather_bundle, publish_bundle, version_pdf
from summit.documents.comparing import changed_parts, looks_the_same
from summit.documents.facts import (
    Asked,
    Bilingual,
    CallSheet,
    DelegationSchedule,
    Facts,
    NamePlates,
    PlaceCards,
    RoomSigns,
)
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, VersionState
from summit.documents.queries import facts_of, gathered, gathered_all, last_versions, version_within
from summit.documents.rules import NothingChanged, PublishedMeanwhile
from summit.foundation.db import Database
from summit.foundation.errors import NotFound
from tests.badges.stage import counted
from tests.bilaterals.stage import make_team
from tests.documents.test_documents import EVERYTHING, Scene, scene, text_of
from tests.documents.test_versions import asked_for, publish, retitle
from tests.factories import NOW, SYSTEM, make_participant
from tests.paper.pages import texts
from tools.specimens import specimen

__all__ = ["scene"]
K = DocumentKind
BUNDLED = [kind for kind, facts in KINDS.items() if facts.has_bundle]
SHEETS = Asked(K.CALL_SHEET, state=VersionState.FINAL)
SCHEDULES = Asked(K.DELEGATION_SCHEDULE, state=VersionState.FINAL)


def outline(content: bytes) -> list[str]:
    """The entries at the highest level."""
    with pypdfium2.PdfDocument(content) as document:
        return [entry.get_title() for entry in document.get_toc() if entry.level == 0]


@pytest.mark.parametrize("kind", BUNDLED)
@pytest.mark.parametrize("language", ["en", "fr,ar"])
def test_a_bundle_has_what_each_paper_has_alone(database: Database, scene: Scene, kind: DocumentKind, language: str) -> None:
    with database.reading() as session:
        bundle = gather_bundle(session, SYSTEM, NOW, asked=Asked(kind, "", language))
        alone = {
            prepared.asked.subject: gathered(session, NOW, asked=prepared.asked, viewer=EVERYTHING)
            for prepared, _ in bundle.papers
        }
        drafts = [draft_pdf(session, SYSTEM, NOW, asked=prepared.asked) for prepared, _ in bundle.papers]
    assert {prepared.asked.subject: prepared.facts for prepared, _ in bundle.papers} == alone
    assert len(alone) == 3
    content = bundle_pdf(bundle, printed_at=NOW)
    assert content == bundle_pdf(bundle, printed_at=NOW)
    assert texts(content) == [page for draft in drafts for page in texts(draft)]
    assert len(outline(content)) == 3
    assert b"/Duplex /Simplex" in content


@pytest.mark.parametrize("kind", BUNDLED)
def test_a_bundle_costs_the_queries_of_one_paper(database: Database, scene: Scene, kind: DocumentKind) -> None:
    counts = []
    for more in ((), ("BE", "CL", "DK", "EG", "FJ")):
        with database.committing() as session:
            for code in more:
                make_participant(session, make_team(session, code).delegation, badge_name=f"Second of {code}")
        with database.reading() as session, counted(database) as sent:
            gathered_all(session, NOW, asked=Asked(kind), viewer=EVERYTHING)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 20


def test_only_those_that_changed_are_printed_and_published_again(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        bundle = gather_bundle(session, SYSTEM, NOW, asked=SHEETS)
    assert len(bundle.changed) == 3, "none has a version yet"
    with database.committing() as session:
        assert publish_bundle(session, SYSTEM, NOW, bundle=bundle) == 3
    retitle(database, scene, "Minister of the Sea")
    with database.reading() as session:
        bundle = gather_bundle(session, SYSTEM, NOW, asked=SHEETS)
    assert [prepared.asked.subject for prepared in bundle.changed] == [scene.france.head.code]
    everything = texts(bundle_pdf(bundle, printed_at=NOW))
    assert sum("Version 1 · Final" in page for page in everything) == 2
    assert sum("Draft · Printed" in page for page in everything) == 1
    (page,) = texts(bundle_pdf(bundle.only_changed(), printed_at=NOW))
    assert "Minister of the Sea" in page
    with database.committing() as session:
        assert publish_bundle(session, SYSTEM, NOW, bundle=bundle) == 1
    with database.reading() as session:
        numbers = {subject: version.number for subject, version in last_versions(session, SHEETS).items()}
        again = gather_bundle(session, SYSTEM, NOW, asked=SHEETS)
    assert numbers == {scene.france.head.code: 2, scene.japan.head.code: 1, scene.brazil.head.code: 1}
    with pytest.raises(NothingChanged):
        bundle_pdf(again.only_changed(), printed_at=NOW)
    with database.committing() as session, pytest.raises(NothingChanged):
        publish_bundle(session, SYSTEM, NOW, bundle=again)


def test_a_bundle_is_published_whole_or_not_at_all(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        bundle = gather_bundle(session, SYSTEM, NOW, asked=SCHEDULES)
    last = replace(SCHEDULES, subject=bundle.papers[-1][0].asked.subject)
    publish(database, last)
    with pytest.raises(PublishedMeanwhile), database.committing() as session:
        publish_bundle(session, SYSTEM, NOW, bundle=bundle)
    with database.reading() as session:
        assert list(last_versions(session, SCHEDULES)) == [last.subject]


def test_there_is_no_bundle_of_what_there_is_one_of(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        for kind in set(DocumentKind) - set(BUNDLED):
            with pytest.raises(NotFound):
                gather_bundle(session, SYSTEM, NOW, asked=Asked(kind))


def test_a_line_counted_anew_is_no_difference_on_paper(database: Database, scene: Scene) -> None:
    code, _ = publish(database, asked_for(K.CALL_SHEET, scene))
    with database.reading() as session:
        before = facts_of(version_within(session, KINDS.values(), code, 1))
    assert isinstance(before, CallSheet)
    counted = replace(before, items=tuple(replace(item, version=item.version + 1) for item in before.items))
    moved = replace(before, items=tuple(replace(item, room="Elsewhere") for item in before.items))
    assert looks_the_same(before, counted)
    assert changed_parts(before, counted) is None
    assert not looks_the_same(before, moved)
    assert changed_parts(before, moved) == moved


def changed_one(kind: DocumentKind, language: str) -> tuple[Facts, Facts, Facts]:
    """A specimen, the same with one part that says something else, and that part alone."""
    facts = specimen(kind, language)
    if isinstance(facts, NamePlates):
        plate = replace(facts.plates[1], name="BOLIVIA")
        return facts, replace(facts, plates=(facts.plates[0], plate)), replace(facts, plates=(plate,))
    if isinstance(facts, PlaceCards):
        card = replace(facts.cards[0], name="H.E. Mr. TRAN Van A")
        return facts, replace(facts, cards=(card, facts.cards[1])), replace(facts, cards=(card,))
    if isinstance(facts, RoomSigns):
        other = replace(facts.signs[0], code="R-2", room="Room 2")
        both = replace(facts, signs=(*facts.signs, other))
        changed = replace(other, lines=other.lines[:1])
        return both, replace(facts, signs=(*facts.signs, changed)), replace(facts, signs=(changed,))
    assert isinstance(facts, DelegationSchedule)
    head, second = facts.people
    plan = replace(head, items=head.items[1:])
    return facts, replace(facts, people=(plan, second)), replace(facts, people=(plan,))


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.parts])
def test_of_parts_only_those_that_changed_are_left(kind: DocumentKind) -> None:
    before, after, expected = changed_one(kind, "en")
    assert changed_parts(before, after) == expected
    assert changed_parts(after, after) is None
    second = specimen(kind, "fr") if kind is not K.ROOM_SIGNS else changed_one(kind, "fr")[0]
    both = changed_parts(Bilingual(before, second), Bilingual(after, second))
    assert isinstance(both, Bilingual)
    assert both.first == expected
    assert both.second.frame.language == "fr"


def test_what_all_attend_or_are_drawn_by_is_reprinted_for_all() -> None:
    plates = specimen(K.NAME_PLATES, "en")
    assert isinstance(plates, NamePlates)
    redrawn = replace(plates, design=replace(plates.design, name="Other", number=2))
    assert changed_parts(plates, redrawn) == redrawn
    schedule = specimen(K.DELEGATION_SCHEDULE, "en")
    assert isinstance(schedule, DelegationSchedule)
    alone = replace(schedule, shared=())
    assert changed_parts(schedule, alone) == alone


def test_a_version_prints_only_the_people_whose_days_changed(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    with database.committing() as session:
        make_participant(session, scene.france.delegation, badge_name="Anne SECOND")
    asked = asked_for(K.DELEGATION_SCHEDULE, scene)
    code, _ = publish(database, asked)
    retitle(database, scene, "Minister of the Sea")
    browser = client_as(Role.CHIEF_OF_PROTOCOL)
    draft = f"/documents/kinds/{asked.kind.value}/draft.pdf?subject={asked.subject}"
    text = text_of(browser.get(f"{draft}&since=1").data)
    assert "Changes since version 1" in text
    assert "Minister of the Sea" in text
    assert "Anne SECOND" not in text
    assert "Anne SECOND" in text_of(browser.get(draft).data)
    page = browser.get(f"/documents/kinds/{asked.kind.value}?subject={asked.subject}").get_data(as_text=True)
    assert "the people that changed since version 1" in page
    publish(database, asked, minutes=1)
    told = browser.get(f"/documents/{code}/versions/2").get_data(as_text=True)
    assert "Print only the people that changed" in told
    printed = browser.get(f"/documents/{code}/versions/2.pdf?since=1")
    assert 'filename="delegation-schedule-2-en-since-1.pdf"' in printed.headers["Content-Disposition"]
    assert "Anne SECOND" not in text_of(printed.data)
    assert browser.get(f"/documents/{code}/versions/2.pdf?since=9").status_code == 404
    assert browser.get(f"{draft}&since=2").status_code == 409
    with database.reading() as session:
        second = version_within(session, KINDS.values(), code, 2)
        assert version_pdf(session, second, printed_at=NOW, since=1) != version_pdf(session, second, printed_at=NOW)


def test_the_page_prints_and_publishes_all(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    browser = client_as(Role.CHIEF_OF_PROTOCOL)
    address = "/documents/kinds/call-sheet/bundle"
    page = browser.get(address).get_data(as_text=True)
    assert page.count("Not published yet") == 3
    token = browser.token(address)
    sent = {"csrf_token": token, "language": "en", "state": "revised"}
    refused = browser.post(address, data=sent)
    assert refused.status_code == 409
    assert "Not published yet" in refused.get_data(as_text=True), "all or none"
    assert browser.post(address, data={**sent, "state": "final"}).status_code == 303
    assert browser.get(address).get_data(as_text=True).count("As in version 1") == 3
    assert len(texts(browser.get(f"{address}.pdf").data)) == 3
    assert browser.get(f"{address}.pdf?changed=yes").status_code == 409
    retitle(database, scene, "Minister of the Sea")
    page = browser.get(address).get_data(as_text=True)
    assert page.count("Changed since version 1") == 1
    assert "Only the 1 that changed" in page
    assert len(texts(browser.get(f"{address}.pdf?changed=yes").data)) == 1
    assert client_as(Role.PROTOCOL_OFFICER).get(f"{address}.pdf").status_code == 404


def test_whoever_takes_all_call_sheets_leaves_a_line(
    database: Database, scene: Scene, client_as: Callable[..., FlaskClient]
) -> None:
    """BIL-51."""
    client_as(Role.CHIEF_OF_PROTOCOL).get("/documents/kinds/call-sheet/bundle.pdf")
    with database.reading() as session:
        lines = [line.object_code for line in journal(session) if line.object_kind == "bilateral_reading"]
    assert lines == ["all call-sheet"]


def test_the_command_line_prints_and_publishes_all(app: Flask, database: Database, scene: Scene, tmp_path: Path) -> None:
    runner, out = app.test_cli_runner(), tmp_path / "papers.pdf"

    def told(*words: str) -> str:
        return runner.invoke(args=["documents", *words]).output

    one = ["--delegation", scene.france.delegation.code]
    assert told("publish", "delegation-schedule", "--all", "--state", "final") == "3 published\n"
    assert "nothing to print" in told("render", "delegation-schedule", "--all", "--changed", "--out", str(out))
    assert "Nothing changed since version 1" in told("render", "delegation-schedule", *one, "--since", "1", "--out", str(out))
    assert not out.exists()
    retitle(database, scene, "Minister of the Sea")
    assert told("render", "delegation-schedule", "--all", "--out", str(out)) == ""
    assert len(texts(out.read_bytes())) == 3
    assert told("render", "delegation-schedule", "--all", "--changed", "--out", str(out)) == ""
    assert "Minister of the Sea" in text_of(out.read_bytes())
    assert told("render", "delegation-schedule", *one, "--since", "1", "--out", str(out)) == ""
    assert "Changes since version 1" in text_of(out.read_bytes())
    assert told("render", "list-of-participants", "--since", "1", "--out", str(out)) != "", "it has no version 1"
    for wrong in (["name-plates", "--all"], ["delegation-schedule", "--all", *one], ["name-plates", "--changed"]):
        assert "Usage:" in told("render", *wrong, "--out", str(out))

"""The set-up of one summit, carried to the next as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from summit.accreditation.actions import open_categories
from summit.audit.models import AuditEntry
from summit.delegations.actions import open_quota, set_deadline
from summit.delegations.facts import QuotaEntry
from summit.delegations.lifecycle import DeadlineKind, PartyKind
from summit.delegations.models import AccreditationCategory, Deadline, Quota, RankClass
from summit.desk.queries import setup_of
from summit.foundation.db import Database
from summit.notices.actions import set_review, write_wording
from summit.notices.facts import Wording
from summit.notices.kinds import BY_CODE
from summit.notices.models import LetterWording, ReviewedKind
from summit.venues.actions import open_zone
from summit.venues.models import Zone
from tests.factories import NOW, SYSTEM, make_delegation

NEWS = BY_CODE["bilaterals/mail/news"]
WORDS = Wording("Nouvelles <b>", "{name} :\n\n{news}\n{address}")
FALLS_AT = datetime(2025, 10, 10, 10, 0, tzinfo=UTC)
Changing = Callable[[dict[str, Any]], object]


def fill(database: Database) -> str:
    """Zones, categories, two rules of kinds, a deadline of each behavior; and an exception, which stays at home."""
    with database.committing() as session:
        for code, name in (("R", "Red: the hall"), ("B", "Blue: “offices” <b>")):
            open_zone(session, code, name)
        open_categories(session, SYSTEM, NOW)
        open_quota(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=QuotaEntry(6, "R", ("SEC", "MSG")))
        open_quota(session, SYSTEM, NOW, whom=PartyKind.NGO, entry=QuotaEntry(4, reason="As in Doha"))
        delegation = make_delegation(session, "FR")
        open_quota(session, SYSTEM, NOW, whom=delegation, entry=QuotaEntry(9, reason="Asked for"))
        set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=FALLS_AT)
        set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.CHANGES, falls_at=FALLS_AT, is_hard=True)
        write_wording(session, SYSTEM, NOW, kind=NEWS, language="fr", wording=WORDS, version=0)
        set_review(session, SYSTEM, NOW, kind=NEWS, is_held=True)
        return delegation.code


def test_a_set_up_comes_back_as_it_was(app: Flask, database: Database, tmp_path: Path) -> None:
    fill(database)
    shell, first, second = app.test_cli_runner(), tmp_path / "first.json", tmp_path / "second.json"
    told = shell.invoke(args=["setup", "export", str(first)])
    assert told.output == "14 categories, 2 quotas, 2 deadlines, 13 classes\n"
    with database.reading() as session:
        before = setup_of(session)
    with database.committing() as session:
        for table in (Quota, Deadline, AccreditationCategory, Zone, LetterWording, ReviewedKind, RankClass):
            session.execute(delete(table))
    for _ in range(2):  # into an empty house, and into one that has everything
        assert shell.invoke(args=["setup", "import", str(first)]).output == told.output
        with database.reading() as session:
            assert setup_of(session) == before
    shell.invoke(args=["setup", "export", str(second)])
    assert second.read_bytes() == first.read_bytes()
    content = json.loads(first.read_text(encoding="utf-8"))
    assert content["version"] == 1
    assert content["letters"] == [
        {"kind": NEWS.code, "language": "fr", "subject": WORDS.subject, "body": WORDS.body}
    ]
    assert content["held_letters"] == [NEWS.code]
    assert content["zones"] == {"B": "Blue: “offices” <b>", "R": "Red: the hall"}
    assert content["deadlines"][1] == {"kind": "changes", "falls_at": "2025-10-10T10:00:00+00:00", "is_hard": True}
    assert [(one["kind"], one["zone"], one["functions"], one["places"], one["reason"]) for one in content["quotas"]] == [
        ("STATE_M", "R", ["MSG", "SEC"], 6, ""),
        ("NGO", "", [], 4, "As in Doha"),
    ]
    assert content["rank_classes"][6] == {
        "number": 40, "name": "Minister for Foreign Affairs", "kind": "foreign_minister",
        "holds": "Minister for Foreign Affairs, Secretary of State",
    }  # fmt: skip
    with database.reading() as session:
        by = select(AuditEntry.object_kind).where(AuditEntry.actor_name == "flask setup import")
        kinds = list(session.scalars(by.order_by(AuditEntry.id)))
        ranks = ["rank_class"] * 13
        terms = ["accreditation_categories", "quota", "quota", *ranks, "deadline", "deadline"]
        assert kinds == [*terms, "letter_wording", "letter_kind", *terms]  # what is the same already is not written again


def _with(path: str, value: object) -> Changing:
    """Replace what stands at that path of the file."""
    def change(content: dict[str, Any]) -> None:
        *way, last = path.split(".")
        found: Any = content
        for step in way:
            found = found[int(step)] if step.isdigit() else found[step]
        found[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_with("version", 2), "This file has version 2; this installation reads version 1 only."),
        (_with("version", None), "This file has version None"),
        (lambda content: content.pop("version"), "not JSON with a version"),
        (lambda content: content.pop("quotas"), "KeyError"),
        (_with("categories.0.code", "QQ"), "category 'QQ'"),
        (_with("categories.0.color", "red;}"), "a color"),
        (_with("categories.0.further", 1), "TypeError"),
        (_with("categories.0.position", "1"), "not of the kind int"),
        (_with("quotas.0.kind", "PLANET"), "PLANET"),
        (_with("quotas.0.places", -1), "between 0 and 1,000"),
        (_with("quotas.0.places", True), "not of the kind int"),
        (_with("quotas.0.zone", "Q"), "Choose a zone"),
        (_with("quotas.0.functions", ["KING"]), "Choose functions"),
        (_with("deadlines.0.falls_at", "2025-10-10T17:00:00"), "offset"),
        (_with("deadlines.0.falls_at", 5), "TypeError"),
        (_with("rank_classes.0.kind", "emperor"), "emperor"),
        (_with("rank_classes.0.number", 0), "between 1 and 999"),
        (_with("rank_classes.0.name", ""), "is empty"),
        (_with("zones.R", "x" * 81), "longer than 80"),
        (_with("letters.0.kind", "desk/mail/nothing"), "no kind of letter"),
        (_with("letters.0.language", "la"), "no letters are written"),
        (_with("letters.0.body", "Without a link"), "must hold {news}"),
        (_with("letters.0.body", "{nmae} {news} {address}"), "{nmae} is no placeholder"),
        (lambda content: content["held_letters"].append(["x"]), "TypeError"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    sqlite_app: Flask, tmp_path: Path, change: Changing, told: str
) -> None:
    database: Database = sqlite_app.extensions["database"]
    fill(database)
    shell, file = sqlite_app.test_cli_runner(), tmp_path / "setup.json"
    shell.invoke(args=["setup", "export", str(file)])
    content = json.loads(file.read_text(encoding="utf-8"))
    content["quotas"][1]["places"] = 40  # would be seen if half of it were kept
    change(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    with database.reading() as session:
        before = setup_of(session)
    answer = shell.invoke(args=["setup", "import", str(file)])
    assert answer.exit_code == 1
    assert told in answer.output
    with database.reading() as session:
        assert setup_of(session) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"version"', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_set_up_is_refused_in_words(sqlite_app: Flask, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "setup.json"
    file.write_bytes(content)
    answer = sqlite_app.test_cli_runner().invoke(args=["setup", "import", str(file)])
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: This file is no set-up")


def test_a_file_from_before_the_classes_leaves_those_that_are_there(sqlite_app: Flask, tmp_path: Path) -> None:
    database: Database = sqlite_app.extensions["database"]
    fill(database)
    shell, file = sqlite_app.test_cli_runner(), tmp_path / "setup.json"
    shell.invoke(args=["setup", "export", str(file)])
    content = json.loads(file.read_text(encoding="utf-8"))
    del content["rank_classes"]
    file.write_text(json.dumps(content), encoding="utf-8")
    with database.reading() as session:
        before = setup_of(session)
    assert shell.invoke(args=["setup", "import", str(file)]).output == "14 categories, 2 quotas, 2 deadlines, 0 classes\n"
    with database.reading() as session:
        assert setup_of(session) == before

"""`flask badges …`: drawn to a file, keys, and the reading of codes."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import zxingcpp
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from summit.audit.models import AuditEntry
from summit.badges import queries
from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge, PrintRun
from summit.badges.token import Claims, public_key, read_key, sign, spell_key
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from tests.badges.stage import admit, cards_of, order
from tests.badges.test_designs import LONG, NARROW, TIGHT, begin, publish
from tests.badges.test_render import picture
from tests.factories import make_delegation, make_participant

SEED = bytes(range(32))


def flask(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["badges", *arguments])


def serials(database: Database) -> list[tuple[str, str]]:
    with database.reading() as session:
        return [(card.serial, card.state) for card in session.scalars(select(Badge).order_by(Badge.id))]


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of the first page in millimeters."""
    document = pypdfium2.PdfDocument(path)
    try:
        width, height = document[0].get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)
    finally:
        document.close()


def test_everyone_who_is_admitted_is_drawn_and_twice_the_same(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    with database.committing() as session:
        admit(session, 3)
        admit(session, 1, code="VN")
        make_participant(session, make_delegation(session, "FR"))
    out, again = tmp_path / "all.pdf", tmp_path / "again.pdf"
    result = flask(app, "render", "--all", "--out", str(out))
    assert (result.exit_code, result.output) == (0, f"4 badges in {out}\n")
    assert pages(out) == 4
    frozen = serials(database)
    assert [state for _, state in frozen] == ["queued"] * 4

    assert flask(app, "render", "--all", "--workers", "2", "--out", str(again)).exit_code == 0
    assert again.read_bytes() == out.read_bytes()
    assert serials(database) == frozen
    with database.reading() as session:
        lines = session.scalars(
            select(AuditEntry).where(AuditEntry.verb == "draw").order_by(AuditEntry.id)
        ).all()
    assert [line.after for line in lines] == [
        {"title": "Everyone admitted", "cards": "4", "new": "4"},
        {"title": "Everyone admitted", "cards": "4", "new": "0"},
    ]
    code = order(database)
    assert {(card.serial, card.state) for card in cards_of(database, code)} == set(frozen), (
        "a run takes them over"
    )
    with database.reading() as session:
        assert queries.run_file(session, queries.run_by_code(session, code)).read_bytes() == out.read_bytes()


def test_one_delegation_and_one_person_are_drawn(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.committing() as session:
        person, _ = admit(session, 2)
        admit(session, 1, code="VN")
        france = person.delegation.code
    out = tmp_path / "some.pdf"
    assert flask(app, "render", "--delegation", france, "--out", str(out)).output == f"2 badges in {out}\n"
    assert (
        flask(app, "render", "--participant", person.code, "--out", str(out)).output == f"1 badge in {out}\n"
    )
    assert pages(out) == 1
    assert len(serials(database)) == 2


def test_what_cannot_be_drawn_leaves_no_file_and_no_card(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    with database.committing() as session:
        draft = make_participant(session, make_delegation(session, "FR"))
    out = tmp_path / "none.pdf"
    for arguments, sentence in (
        (["--participant", draft.code], "1 not approved, or changed since the approval"),
        (["--participant", "P-X"], "no such page"),
        (["--delegation", "D-X"], "no such page"),
        (["--all"], "There is nobody to print"),
    ):
        result = flask(app, "render", *arguments, "--out", str(out))
        assert result.exit_code == 1
        assert sentence in result.output
    for arguments in ([], ["--all", "--delegation", "D-X"]):
        result = flask(app, "render", *arguments, "--out", str(out))
        assert result.exit_code == 2
        assert "Say one of" in result.output
    assert serials(database) == []
    assert list(tmp_path.glob("none*")) == []
    with database.reading() as session:
        assert session.scalars(select(PrintRun)).all() == []


def test_a_scanned_card_is_verified(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    out = tmp_path / "one.pdf"
    flask(app, "render", "--participant", person.code, "--out", str(out))
    (found,) = zxingcpp.read_barcodes(picture(out.read_bytes(), scale=150 / 72))
    spelled = flask(app, "public-key").output.strip()
    assert read_key(spelled) == public_key(SEED)
    now = utc_now()
    # The summit of these tests is over, so its own cards have expired; the same claims for today are valid.
    for token, key, code, words in (
        (found.text, [], 1, "This badge expired on 26 October 2025 at 23:00 (UTC)."),
        (found.text.lower(), [], 1, "This code is not a badge of this summit."),
        ("nonsense", ["--key", spelled], 1, "This code is not a badge of this summit."),
        (
            found.text,
            ["--key", spell_key(public_key(bytes(32)))],
            1,
            "This code was not issued by this summit.",
        ),
        (found.text, ["--key", "c2hvcnQ"], 1, "A key has 32 bytes."),
    ):
        result = flask(app, "verify", token, *key)
        assert (result.exit_code, words in result.output) == (code, True), result.output
    then = flask(app, "verify", found.text, "--at", "2025-10-25T03:00")
    assert then.exit_code == 0
    assert "valid: event 2025-10-25" in then.output
    claims = Claims("2025-10-25", bytes(8), now, now + timedelta(hours=1), "D", ("B", "G"), 1)
    for key in ([], ["--key", spelled]):
        result = flask(app, "verify", sign(SEED, claims), *key)
        assert result.exit_code == 0
        assert "valid: event 2025-10-25, category D, zones B G" in result.output
        assert "token 0000000000000000, issue 1" in result.output
    other = Claims("2030-01-01", bytes(8), now, now + timedelta(hours=1), "D", (), 1)
    assert "belongs to another event (2030-01-01)" in flask(app, "verify", sign(SEED, other)).output


def test_a_new_key_is_what_the_configuration_reads(app: Flask) -> None:
    first, second = (flask(app, "new-key").output.strip() for _ in range(2))
    assert len(urlsafe_b64decode(first)) == 32
    assert first != second


def test_a_design_is_published_from_the_shell(app: Flask, database: Database) -> None:
    with database.committing() as session:
        admit(session, 2)
        code = begin(session).code
    published = flask(app, "publish-design", code)
    assert (published.exit_code, published.output) == (0, "Version 1 of Narrow is published: 2 cards looked at.\n")
    again = flask(app, "publish-design", code)
    assert again.exit_code == 1
    assert "published" in again.output
    assert "There is no design G-X." in flask(app, "publish-design", "G-X").output
    with database.committing() as session:
        faulty = begin(session, replace(NARROW, front=(TIGHT,)), category="D").code
        admit(session, 1, code="VN", badge_name=LONG.strip(), category="D")
    refused = flask(app, "publish-design", faulty)
    assert refused.exit_code == 1
    assert "1 card does not come out right" in refused.output


def test_categories_with_a_design_of_their_own_come_in_files_of_their_own(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    """The same design as a print run takes for the same people."""
    with database.committing() as session:
        admit(session, 2)
        (reporter,) = admit(session, 1, code="VN", category="M")
        publish(session, category="M")
    out = tmp_path / "all.pdf"
    result = flask(app, "render", "--all", "--out", str(out))
    media = tmp_path / "all-M.pdf"
    assert (result.exit_code, result.output) == (0, f"2 badges in {out}\n1 badge in {media}\n")
    assert [size_of(path) for path in (out, media)] == [(105, 148), (86, 124)]
    alone = tmp_path / "alone.pdf"
    assert flask(app, "render", "--participant", reporter.code, "--out", str(alone)).exit_code == 0
    assert alone.read_bytes() == media.read_bytes()
    code = order(database, RunSelection(SelectionKind.CATEGORY, "M"))
    with database.reading() as session:
        assert queries.run_file(session, queries.run_by_code(session, code)).read_bytes() == media.read_bytes()


def test_a_card_that_is_out_is_not_drawn_again_by_any_selection(app: Flask, database: Database, tmp_path: Path) -> None:
    """BDG-03: a copy of it would be a second card."""
    with database.committing() as session:
        admit(session, 3)
    out = tmp_path / "all.pdf"
    assert flask(app, "render", "--all", "--out", str(out)).exit_code == 0
    with database.committing() as session:
        card = session.scalars(select(Badge).order_by(Badge.id)).first()
        assert card is not None
        card.state = BadgeState.HANDED_OUT.value
        person, delegation = card.participant.code, card.participant.delegation.code
    for selection in (["--all"], ["--delegation", delegation]):
        result = flask(app, "render", *selection, "--out", str(out))
        assert (result.exit_code, pages(out)) == (0, 2), result.output
    refused = flask(app, "render", "--participant", person, "--out", str(out))
    assert refused.exit_code == 1
    assert "is out with its bearer" in refused.output

"""Photos of a delegation as a ZIP file: whom each shows, judged as a single photo, all or the good ones (PHO-02, RT-13)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry
from summit.delegations.models import Participant, PhotoImport
from summit.delegations.photograph import SentPhoto, cut, photos_in
from summit.delegations.photograph import archive as judged
from summit.delegations.rules import ImportRefused
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken, StaleVersion
from tests.delegations.conftest import Race
from tests.delegations.stage import NUMBER, Stage, set_stage
from tests.delegations.test_photos import bomb, picture
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., FlaskClient]


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as found:
        for name, content in files:
            found.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[SentPhoto]]:
    """The photos in these bytes, read from a file on disk."""

    def reading(content: bytes, most: int = 20) -> list[SentPhoto]:
        (tmp_path / "photos.zip").write_bytes(content)
        with (tmp_path / "photos.zip").open("rb") as file:
            return list(photos_in(file, most))

    return reading


def passport(number: str, issuer: str = "FRA") -> PassportEntry:
    return PassportEntry("diplomatic", issuer, number, date(2031, 1, 1))


def sent(*names: str) -> list[SentPhoto]:
    return [SentPhoto(name, cut(picture())) for name in names]


def test_each_file_is_judged_as_a_single_photo(read: Callable[..., list[SentPhoto]]) -> None:
    found = read(
        zipped(
            ("good.jpg", picture()),
            ("__MACOSX/._good.jpg", b"left by a system"),
            ("folder/", b""),
            ("folder/bomb.png", bomb(13_000)),
            ("notes.txt", b"no photo"),
            ("small.png", picture(100, 100, form="PNG")),
            ("big.jpg", picture() + b"\0" * (10 * 1024 * 1024)),
        )
    )
    assert [(photo.name, photo.fault[:22]) for photo in found] == [
        ("good.jpg", ""),
        ("folder/bomb.png", "The photo is too large"),
        ("notes.txt", "The photo did not arri"),
        ("small.png", "The photo is too small"),
        ("big.jpg", "The photo is too large"),
    ]
    assert found[0].portrait == cut(picture())


def test_archives_that_cannot_be_taken_are_refused_whole(
    read: Callable[..., list[SentPhoto]], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = bytearray(zipped(("a.jpg", picture())))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    for content, sentence in (
        (b"no archive", "no ZIP file"),
        (zipped(), "no photos"),
        (zipped(("a.jpg", b"\0" * 50_000_000), method=zipfile.ZIP_DEFLATED), "far larger unpacked"),
        (zipped(*((f"{at}.jpg", b"") for at in range(21))), "more than 20 files"),
        (zipped(*((f"{at}/", b"") for at in range(judged.MOST_MEMBERS + 1))), "more than 10,000 parts"),
        (bytes(locked), "has a password"),
    ):
        with pytest.raises(RuleBroken, match=sentence) as refusal:
            read(content)
        assert refusal.value.field == "file"


def test_a_file_meets_its_person_by_code_or_passport(session: Session) -> None:
    """PRV-04: a name that may be a passport number is shown hidden; it is compared as a keyed hash."""
    own, foreign = make_delegation(session, "FR"), make_delegation(session, "VN")
    coded, other = make_participant(session, own), make_participant(session, own, passport=passport("AB 12345"))
    twins = [make_participant(session, own, passport=passport("X77", issuer)) for issuer in ("FRA", "DEU")]
    stranger = make_participant(session, foreign, passport=passport("ZZ999", "VNM"))
    roll = queries.roll_of(session, own)
    names = (f"team/{coded.code.lower()}.JPG", "ab12345.png", "AB-12345.jpg", "X77.jpg", "ZZ999.jpg", f"{stranger.code}.jpg")
    found = [queries.shown_in(session, roll, name) for name in names]
    assert [(one.code if one else "", fault[:15]) for one, fault in found] == [
        (coded.code, ""), (other.code, ""), (other.code, ""), ("", "More than one p"), ("", "Nobody here has"),
        ("", "Nobody here has"),
    ]  # fmt: skip
    assert len({one.code for one in twins}) == 2
    labels = [queries.label_of(roll, name) for name in (*names[:3], "Anne Lemaire.jpeg", "../x.<img>")]
    assert labels == [f"{coded.code.lower()}.jpg", "••••345.png", "•••••345.jpg", "Anne Lemaire.jpeg", "x"]
    everybody = queries.roll_of(session, None)
    assert queries.shown_in(session, everybody, "ZZ999.jpg")[0] is stranger


def test_all_are_stored_or_none(session: Session) -> None:
    own = make_delegation(session)
    first, second = make_participant(session, own), make_participant(session, own, passport=passport("AB12345"))
    photos = sent(f"{first.code}.jpg", "AB12345.jpg", "AB12345.png", "nobody.jpg")
    draft = actions.draft_photo_import(session, SYSTEM, NOW, delegation=own, photos=photos)
    assert [(line["participant"], bool(line["file"]), line["fault"][:10]) for line in draft.lines] == [
        (first.code, True, ""), (second.code, True, ""), (second.code, False, "An earlier"), ("", False, "Nobody her"),
    ]  # fmt: skip
    assert not first.person.photo_file
    with pytest.raises(ImportRefused, match=r"345\.png: An earlier file"), session.begin_nested():
        actions.confirm_photo_import(session, SYSTEM, NOW, draft=draft, version=draft.version)
    session.refresh(draft)
    assert (draft.state, first.person.photo_file) == ("draft", "")
    with pytest.raises(StaleVersion):
        actions.confirm_photo_import(session, SYSTEM, NOW, draft=draft, version=draft.version + 1)
    files = [line["file"] for line in draft.lines]
    actions.confirm_photo_import(session, SYSTEM, NOW, draft=draft, version=draft.version, only_good=True)
    assert [one.person.photo_file for one in (first, second)] == files[:2]
    assert (draft.state, draft.stored, draft.left_out, draft.lines) == ("done", 2, 2, [])
    entries = session.scalars(select(AuditEntry).where(AuditEntry.verb.in_(("confirm_photos", "store_photo")))).all()
    assert [(entry.object_code, entry.verb) for entry in entries] == [
        (first.code, "store_photo"), (second.code, "store_photo"), (own.code, "confirm_photos"),
    ]  # fmt: skip


def test_what_waits_is_kept_and_what_nobody_wants_goes(database: Database) -> None:
    with database.committing() as session:
        own = make_delegation(session)
        person = make_participant(session, own)
        draft = actions.draft_photo_import(session, SYSTEM, NOW, delegation=own, photos=sent(f"{person.code}.jpg"))
        number, folder = draft.id, queries.photo_folder(session)
    later = NOW + timedelta(days=10_000)  # by the clock of the files too
    with database.reading() as session:
        assert actions.sweep_photos(session, later) == 0
    with database.committing() as session:
        assert actions.sweep_photo_imports(session, NOW + timedelta(hours=23)) == 0
        assert actions.sweep_photo_imports(session, NOW + timedelta(hours=25)) == 1
        assert session.get_one(PhotoImport, number).state == "cancelled"
    with database.reading() as session:
        assert actions.sweep_photos(session, later) == 1
    assert not list(folder.iterdir())


def test_a_draft_is_done_once(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        own = make_delegation(session)
        person = make_participant(session, own)
        draft = actions.draft_photo_import(session, SYSTEM, NOW, delegation=own, photos=sent(f"{person.code}.jpg"))
        number, version = draft.id, draft.version

    def confirm(session: Session) -> None:
        found = session.get_one(PhotoImport, number)
        actions.confirm_photo_import(session, SYSTEM, NOW, draft=found, version=version)

    assert sorted(told == "done" for told in at_once(confirm, confirm)) == [False, True]
    with database.reading() as session:
        done = select(AuditEntry).where(AuditEntry.verb == "confirm_photos")
        assert len(session.scalars(done).all()) == 1


def test_the_photos_are_looked_at_and_stored(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/photo-imports"
    for content, sentence in ((b"no archive", "no ZIP file"), (zipped(), "no photos")):
        refused = client.send(path, {"file": (BytesIO(content), "x.zip")}, from_page=path)
        assert refused.status_code == 422
        assert refused.get_data(as_text=True).count(sentence) == 2
    content = zipped((f"{NUMBER}.jpg", picture()), ("SECRETNO78.jpg", picture()))
    made = client.send(path, {"file": (BytesIO(content), "photos.zip")}, from_page=path)
    assert made.status_code == 303
    page = client.get(made.location).get_data(as_text=True)
    assert NUMBER not in page
    assert "SECRETNO78" not in page
    assert page.count(f"/people/{stage.person}") == 1
    assert "Store only the one good photo" in page
    pictures = re.findall(r'src="([^"]+/photos/\d+)"', page)
    assert client.get(pictures[0]).data.startswith(b"\xff\xd8\xff")
    assert client.get(pictures[0]).headers["Cache-Control"] == "no-store, private"
    missing = pictures[0].rsplit("/", 1)[0]
    assert [client.get(f"{missing}/{line}").status_code for line in (1, 99)] == [404, 404]
    whole = client.send(f"{made.location}/confirmation", {"version": "1"}, from_page=made.location)
    assert whole.status_code == 409
    assert "No photo was stored." in whole.get_data(as_text=True)
    done = client.send(f"{made.location}/confirmation", {"version": "1", "photos": "good"}, from_page=made.location)
    assert done.status_code == 303
    assert "1 photo stored, 1 left out." in client.get(done.location).get_data(as_text=True)
    assert client.get(f"/people/{stage.person}/photo").status_code == 200
    with database.reading() as session:
        told = "".join(str((entry.before, entry.after)) for entry in session.scalars(select(AuditEntry)))
        assert NUMBER not in told
        assert "SECRETNO78" not in told


def test_photos_of_all_delegations_come_from_the_command_line(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.committing() as session:
        found = set_stage(session)
    file = tmp_path / "photos.zip"
    file.write_bytes(zipped((f"{NUMBER}.jpg", picture()), (f"{found.foreign_person}.jpg", picture())))
    run = app.test_cli_runner().invoke
    tried = run(args=["delegations", "photos", str(file), "--dry-run"])
    assert tried.exit_code == 0
    assert tried.output.splitlines()[0].startswith(f"•••••••O77.jpg: {found.person}")
    assert tried.output.splitlines()[-1] == "Nothing was changed: a dry run."
    narrowed = run(args=["delegations", "photos", str(file), "--delegation", found.own])
    assert narrowed.exit_code == 1
    assert "No photo was stored." in narrowed.output
    assert run(args=["delegations", "photos", str(file), "--delegation", "D-NOBODY"]).exit_code == 1
    stored = run(args=["delegations", "photos", str(file)])
    assert (stored.exit_code, stored.output) == (0, "2 photos stored, 0 left out\n")
    assert NUMBER not in tried.output + narrowed.output + stored.output
    with database.reading() as session:
        people = session.scalars(select(Participant).where(Participant.code.in_((found.person, found.foreign_person))))
        assert all(one.person.photo_file for one in people)

"""A published version stays as it was: the database refuses to change or delete it, and its pages show it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from summit.accounts.policy import Role
from summit.badges import actions, queries
from summit.badges.layout import Part
from summit.foundation.db import Database, constraint_of
from tests.badges.stage import admit
from tests.badges.test_custody_pages import ClientAs
from tests.badges.test_designs import NARROW, publish, publish_now
from tests.badges.test_pages import html
from tests.badges.test_render import words
from tests.factories import NOW, SYSTEM, make_summit

CHANGES = (
    "content = '{}'", "name = 'Another'", "artworks = 'x.png'", "category = 'D'", "kind = 'floater'", "number = 9",
    "code = 'G-OTHER'", "published_at = NULL", "created_by_name = 'Nobody'", "state = 'draft'", "id = id + 1000",
)  # fmt: skip


@pytest.fixture
def code(database: Database) -> str:
    """The code of a design of which a first version is retired and a second one published."""
    with database.committing() as session:
        make_summit(session)
        admit(session, 2, badge_name="Anne DURAND")
        first = publish(session)
        fresh = actions.revise_design(session, SYSTEM, NOW, design=first)
        session.flush()
        wider = replace(NARROW, front=(replace(NARROW.front[0], parts=(Part(words="Second design"),)), *NARROW.front[1:]))
        actions.save_design(session, SYSTEM, NOW, design=fresh, content=wider, version=fresh.version)
        session.flush()
        publish_now(session, fresh)
        return first.code


def rows(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text("SELECT * FROM designs ORDER BY id"))]


@contextmanager
def refused(database: Database) -> Iterator[None]:
    before = rows(database)
    with pytest.raises(IntegrityError) as raised:
        yield
    assert constraint_of(raised.value) == "published_design_does_not_change"
    assert rows(database) == before


def send(database: Database, statement: str) -> None:
    with database.committing() as session:
        session.execute(text(statement))


def test_no_column_of_a_published_version_changes(database: Database, code: str) -> None:
    for number in (1, 2):
        for change in CHANGES:
            with refused(database):
                send(database, f"UPDATE designs SET {change} WHERE number = {number}")  # our own words


def test_no_published_version_is_deleted(database: Database, code: str) -> None:
    for statement in ("DELETE FROM designs", "DELETE FROM designs WHERE number = 1", "DELETE FROM designs WHERE number = 2"):
        with refused(database):
            send(database, statement)
    if database.engine.dialect.name == "postgresql":
        with refused(database):
            send(database, "TRUNCATE designs CASCADE")


def test_a_version_that_ended_is_not_published_again(database: Database, code: str) -> None:
    send(database, "UPDATE designs SET state = 'retired' WHERE number = 2")
    with refused(database):
        send(database, "UPDATE designs SET state = 'published' WHERE number = 1")


def test_a_draft_changes_and_goes(database: Database, code: str) -> None:
    with database.committing() as session:
        actions.revise_design(session, SYSTEM, NOW, design=queries.design_by_code(session, code))
    send(database, "UPDATE designs SET name = 'Third' WHERE number = 3")
    send(database, "DELETE FROM designs WHERE number = 3")
    assert len(rows(database)) == 2


def test_every_version_is_listed_looked_at_and_printed_as_a_proof(
    client_as: ClientAs, database: Database, code: str
) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    assert f'href="/card-designs/{code}/versions"' in html(client.get(f"/card-designs/{code}"))
    page = html(client.get(f"/card-designs/{code}/versions"))
    for part in ("Version 1", "Version 2", "Retired", "Published"):
        assert part in page
    assert page.index("Version 2") < page.index("Version 1")
    pictures = set()
    for number, said in ((1, "Narrow design"), (2, "Second design")):
        page = html(client.get(f"/card-designs/{code}/versions/{number}?sample=shortest"))
        assert f"/card-designs/{code}/versions/{number}/preview.png?side=front&amp;sample=shortest" in page
        pictures.add(client.get(f"/card-designs/{code}/versions/{number}/preview.png").data)
        proof = client.get(f"/card-designs/{code}/versions/{number}/proof.pdf")
        assert proof.mimetype == "application/pdf"
        assert said in words(proof.data)
        assert "Anne DURAND" in words(proof.data)
    assert len(pictures) == 2, "each is drawn as it was"
    assert client.get(f"/card-designs/{code}/versions/3").status_code == 404
    assert client.get("/card-designs/G-NOBODY/versions").status_code == 404

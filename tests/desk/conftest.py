"""The scene of the duty desk, and a count of what its pages ask the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from summit.foundation.db import Database
from tests.badges.stage import counted
from tests.desk.stage import Scene, make_scene

Selects = Callable[[FlaskClient, str], int]


@pytest.fixture
def scene(database: Database) -> Scene:
    """The committed scene."""
    with database.committing() as session:
        return make_scene(session)


@pytest.fixture
def selects(database: Database) -> Selects:
    """`selects(client, path)`: how many SELECTs that page takes; the first load, which warms caches, is not counted."""

    def count(client: FlaskClient, path: str) -> int:
        assert client.get(path).status_code == 200
        with counted(database) as sent:
            assert client.get(path).status_code == 200
        return sum(statement.lstrip().upper().startswith("SELECT") for statement in sent)

    return count

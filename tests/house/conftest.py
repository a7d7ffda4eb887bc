"""The scene on which the walks over all pages are made: built once a worker, brought back before each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.stage import Scene, build
from tests.journeys.standing import Standing, standing


@pytest.fixture(scope="session")
def migrated(_sqlite_template: Path) -> Path:
    """A SQLite file with the schema and the parties in it, to be copied."""
    return _sqlite_template


@pytest.fixture(scope="session")
def _stage(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Standing, Scene]]:
    with standing(_sqlite_template, tmp_path_factory.mktemp("scene"), build) as (stage, scene):
        stage.keep()
        yield stage, scene


@pytest.fixture
def stage(_stage: tuple[Standing, Scene]) -> Iterator[Standing]:
    """The standing app as it was when the scene was built."""
    found, _ = _stage
    found.take_the_queue()
    found.restore()
    yield found
    found.restore()


@pytest.fixture
def scene(_stage: tuple[Standing, Scene]) -> Scene:
    """What stands in it."""
    return _stage[1]

"""Counting statements, and doing things at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from summit.foundation.db import Database
from summit.foundation.errors import SummitError

Counting = Callable[[], AbstractContextManager[list[str]]]
Race = Callable[..., list[str]]


@pytest.fixture
def count_queries(database: Database) -> Counting:
    """`with count_queries() as seen:` collects every SELECT that the app's database is asked."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.lstrip().upper().startswith("SELECT"):
                seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def at_once(app: Flask, database: Database) -> Race:
    """Start every deed in a transaction of its own at the same moment; returns "done" or the refusal's sentence for each."""

    def race(*deeds: Callable[[Session], object]) -> list[str]:
        start = Barrier(len(deeds))

        def run(deed: Callable[[Session], object]) -> str:
            with app.app_context():
                start.wait(timeout=30)
                try:
                    with database.committing() as session:
                        deed(session)
                except SummitError as refusal:
                    return refusal.sentence
                return "done"

        with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
            return list(pool.map(run, deeds))

    return race

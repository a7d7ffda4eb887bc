"""Every page costs the same number of SQL queries for ten rows and for two hundred (house habit 16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from tests.house.source import teach
from tests.journeys.crowd import build_crowd
from tests.journeys.doors import Visit, visits
from tests.journeys.standing import Standing, standing

FEW, MANY = 10, 200
MOST = 40  # no page needs more; what does is asked to join its questions


def test_a_page_costs_the_same_queries_for_ten_rows_and_for_two_hundred(
    migrated: Path, tmp_path: Path
) -> None:
    few, many = (costs(migrated, tmp_path / str(size), size) for size in (FEW, MANY))
    differing, expensive = [], []
    for (visit, cheap), (_, dear) in zip(few, many, strict=True):
        if cheap != dear:
            more = [statement for statement in set(dear) if dear.count(statement) > cheap.count(statement)]
            differing.append(f"{visit}: {len(cheap)} for {FEW}, {len(dear)} for {MANY}; {' | '.join(more)[:300]}")
        if len(dear) > MOST:
            expensive.append(f"{visit}: {len(dear)}")
    costly, queries = max(((str(visit), len(sent)) for visit, sent in many), key=lambda one: one[1])
    print(f"{len(many)} pages; the most expensive is {costly} with {queries} queries")
    assert len(many) > 100
    teach("Load the rows of a list together, not one by one:", differing)
    teach(f"A page needs at most {MOST} queries:", expensive)


def costs(template: Path, folder: Path, size: int) -> list[tuple[Visit, list[str]]]:
    """Each visit with the statements it sends, in a summit of that size."""
    folder.mkdir()
    found = []
    with standing(template, folder, lambda session: build_crowd(session, size)) as (stage, scene):
        walk = list(visits(stage.app, scene))
        clients = {role: stage.client(role, scene.users) for role in {visit.role for visit in walk}}
        for visit in walk:
            with statements(stage) as sent:
                response = clients[visit.role].get(visit.address)
            response.close()
            found.append((visit, sorted(sent)))
    return found


@contextmanager
def statements(stage: Standing) -> Iterator[list[str]]:
    """What is asked of the database meanwhile, but for the note that the browser is still there, and for taking the
    writer's place to copy a log back that has grown, both of which come when they are due.
    """
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        # One question about more rows is still one: how many ids it names is no matter.
        kind = statement.split(None, 1)[0].upper()
        is_due = "UPDATE user_sessions" in statement or statement == "SELECT 1"
        if kind in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH") and not is_due:
            sent.append(re.sub(r"\((\?, )*\?\)", "(…)", statement))

    event.listen(stage.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(stage.database.engine, "before_cursor_execute", note)

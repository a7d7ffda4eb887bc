"""State machines hold together, and docs/lifecycles.md shows what they are."""

from __future__ import annotations

import importlib
from enum import StrEnum
from typing import Any

from flask import Flask

from summit.foundation.lifecycle import Lifecycle
from tests.house.source import ROOT, furniture_of, python_files, teach


def lifecycles() -> dict[str, Lifecycle[StrEnum]]:
    """`summit.badges.lifecycle.BADGE` -> that table of moves, for every room."""
    found: dict[str, Lifecycle[StrEnum]] = {}
    for path in python_files():
        if furniture_of(path) == "lifecycle":
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            members = vars(importlib.import_module(name)).items()
            found |= {f"{name}.{own}": table for own, table in members if isinstance(table, Lifecycle)}
    return found


def dead_states(table: Lifecycle[Any]) -> list[str]:  # Any: a table of any states
    """States that no chain of moves reaches from the first one."""
    reached = {table.first}
    while True:
        more = {move.target for move in table.moves if move.sources & reached} - reached
        if not more:
            return [state.value for state in table.states if state not in reached]
        reached |= more


def test_every_state_can_be_reached() -> None:
    assert lifecycles(), "no room has a lifecycle"
    teach(
        "A state that no verb leads to is dead: give it a move or remove it:",
        (f"{name}: {state}" for name, table in lifecycles().items() for state in dead_states(table)),
    )


def test_a_verb_leads_to_one_place_from_each_state() -> None:
    faults = []
    for name, table in lifecycles().items():
        steps = [(move.verb, state) for move in table.moves for state in move.sources]
        faults += [
            f"{name}: {verb} from {state.value}" for verb, state in steps if steps.count((verb, state)) > 1
        ]
    teach("`after` would only ever take the first of these moves; name the other verb differently:", faults)


def test_the_diagrams_are_current(sqlite_app: Flask) -> None:
    printed = sqlite_app.test_cli_runner().invoke(args=["lifecycles"])
    assert printed.exit_code == 0, printed.output
    kept = (ROOT / "docs" / "lifecycles.md").read_text()
    assert kept.rstrip() == printed.output.rstrip(), (
        "docs/lifecycles.md is out of date: run `.venv/bin/flask --app wsgi lifecycles > docs/lifecycles.md`."
    )


def test_a_dead_state_is_seen() -> None:
    class Light(StrEnum):
        RED = "red"
        GREEN = "green"
        BROKEN = "broken"

    table = Lifecycle(
        "light", Light.RED, [("go", [Light.RED], Light.GREEN), ("mend", [Light.BROKEN], Light.RED)]
    )
    assert dead_states(table) == ["broken"]

"""Which way imports run inside a room, and what of another room may be touched: house rule 1."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import (
    NOT_OFFICES,
    ROOT,
    SPECIALS,
    furniture_of,
    imported,
    python_files,
    room_of,
    teach,
    tree,
)

# Imports run from a lower number to a higher one. Files of one number do not know each other.
INWARD = {
    "views": 0, "api": 0, "commands": 0, "forms": 1, "actions": 2, "queries": 3, "permissions": 4,
    "render": 5, "rules": 6, "models": 7, "facts": 8, "lifecycle": 9,
}  # fmt: skip
OPEN_TO_OTHER_ROOMS = {"models", "queries", "actions", "facts", "permissions", "lifecycle"}
CORE = {"lifecycle", "facts", "models", "rules", "queries", "actions", "render"}
WEB = ("flask", "flask_login", "flask_wtf", "wtforms", "werkzeug", "summit.foundation.web")


# Where the core may know a name of the web, and why.
WEB_ALLOWED: dict[tuple[str, str, str], str] = {}


def depth(room: str, name: str) -> float | None:
    special = SPECIALS.get((room, name))
    return special.depth if special else INWARD.get(name)


def is_core(room: str, name: str) -> bool:
    special = SPECIALS.get((room, name))
    return special.depth >= 1 if special else name in CORE


def is_open(room: str, name: str) -> bool:
    special = SPECIALS.get((room, name))
    return special.is_open if special else name in OPEN_TO_OTHER_ROOMS


def faults_of(path: Path, parsed: ast.Module) -> list[str]:
    room, own = room_of(path), furniture_of(path)
    if room is None or room in NOT_OFFICES or own == "__init__":
        return []
    faults = []
    for module, line in imported(parsed):
        parts = module.split(".")
        if parts[0] != "summit" or len(parts) < 3 or parts[1] in NOT_OFFICES:
            continue
        other_room, other = parts[1], parts[2]
        here = f"summit/{'/'.join(path.relative_to(ROOT / 'summit').parts)}:{line}"
        if other_room != room:
            if not is_open(other_room, other):
                faults.append(f"{here} imports {module}, which is private to {other_room}")
        elif other != own:
            outer, inner = depth(room, own), depth(room, other)
            if outer is not None and inner is not None and outer >= inner:
                faults.append(f"{here} imports {module}: {own} may not know {other}")
    return faults


def web_faults_of(path: Path, parsed: ast.Module) -> list[str]:
    room, own = room_of(path), furniture_of(path)
    if room is None or room in NOT_OFFICES or not is_core(room, own):
        return []
    return [
        f"summit/{room}/{own}:{line} imports {module}"
        for module, line in imported(parsed)
        if any(module == name or module.startswith(f"{name}.") for name in WEB)
        and (room, own, module) not in WEB_ALLOWED
    ]


def door_faults_of(path: Path, parsed: ast.Module) -> list[str]:
    room, own = room_of(path), furniture_of(path)
    if room is None or room in NOT_OFFICES or (depth(room, own) or 0) < 1:
        return []
    opening = {f"summit.foundation.db.{name}" for name in ("committing", "reading", "database")}
    return [f"summit/{room}/{own}:{line} opens {name}" for name, line in imported(parsed) if name in opening]


def test_imports_run_inward_and_only_through_the_open_files_of_other_rooms() -> None:
    teach(
        "Inside a room imports run views, api, commands -> forms -> actions -> queries -> permissions "
        "-> render -> rules and specials -> models -> facts -> lifecycle. Of another room only "
        f"{', '.join(sorted(OPEN_TO_OTHER_ROOMS))} may be used. Move what is shared inward, or ask the other "
        "room through a query:",
        (fault for path in python_files() for fault in faults_of(path, tree(path))),
    )


def test_the_core_does_not_know_the_web() -> None:
    teach(
        "Tables, rules, queries, actions and papers serve the page, the command line and the API alike, so "
        "they never import the web. Pass plain values in from the door instead:",
        (fault for path in python_files() for fault in web_faults_of(path, tree(path))),
    )


def test_only_doors_open_a_transaction() -> None:
    teach(
        "One transaction is one door: only views, api and commands open `committing()` or `reading()`; "
        "everything inside takes the session as its first argument:",
        (fault for path in python_files() for fault in door_faults_of(path, tree(path))),
    )


def planted(path: str, source: str) -> tuple[Path, ast.Module]:
    return ROOT / "summit" / path, ast.parse(source)


def test_the_direction_is_seen() -> None:
    for path, source in (
        ("bilaterals/rules.py", "from summit.bilaterals.solver import solve"),
        ("bilaterals/rules.py", "from summit.bilaterals import solver"),
        ("venues/models.py", "import summit.venues.queries"),
        ("venues/models/room.py", "def late():\n    from summit.venues.actions import close"),
        ("badges/views.py", "from summit.accreditation.rules import require_clearance"),
        ("badges/actions.py", "from summit.delegations import views"),
    ):
        assert len(faults_of(*planted(path, source))) == 1, source
    for path, source in (
        ("badges/views.py", "from summit.badges.actions import issue"),
        ("badges/views.py", "from summit.foundation.db import committing"),
        ("venues/models/room.py", "from summit.venues.models.venue import Venue"),
        ("badges/actions.py", "from summit.delegations.models.person import Person"),
    ):
        assert faults_of(*planted(path, source)) == [], source


def test_a_request_and_a_transaction_in_the_core_are_seen() -> None:
    assert web_faults_of(*planted("venues/actions.py", "from flask import request")) == [
        "summit/venues/actions:1 imports flask.request",
    ]
    assert web_faults_of(*planted("venues/views.py", "from flask import request")) == []
    inside = planted("venues/actions.py", "from summit.foundation.db import committing")
    assert door_faults_of(*inside) == ["summit/venues/actions:1 opens summit.foundation.db.committing"]
    assert door_faults_of(*planted("venues/views.py", "from summit.foundation.db import committing")) == []

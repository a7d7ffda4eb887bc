"""Words not to use in summit/: house rule 5. A vague word hides that nobody said what the thing is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, place, python_files, teach, template_files, tree

BANNED = {
    "util", "utils", "helper", "helpers", "manager", "managers", "process", "handle", "common", "info",
    "attendee", "attendees",
}  # fmt: skip
FIRST_ONLY = {"process", "handle"}  # banned as the verb a name begins with, not as a noun within it

# Names that a library calls, so they are not ours to choose.
GIVEN_NAMES = {
    "process_bind_param": "SQLAlchemy's TypeDecorator calls it",
    "process_result_value": "SQLAlchemy's TypeDecorator calls it",
    "process_formdata": "WTForms calls it on a field",
    "process_data": "WTForms calls it on a field",
    "login_manager": "Flask-Login's own name for its LoginManager",
}


def words(name: str) -> list[str]:
    """`PrintRunInfo` and `print_run_info` are both print, run, info."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return [word for word in re.split(r"[^a-z0-9]+", spaced.lower()) if word]


def is_banned(name: str) -> bool:
    if name in GIVEN_NAMES:
        return False
    first, *rest = words(name) or [""]
    if first in FIRST_ONLY and not rest:
        return False  # a running process and a file handle are things, not verbs
    return first in BANNED or any(word in BANNED - FIRST_ONLY for word in rest)


def defined(parsed: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a file gives to a class, function, parameter, attribute or variable."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def faults_of(path: Path, parsed: ast.AST) -> list[str]:
    faults = [f"{place(path)}:{line} {name}" for name, line in defined(parsed) if is_banned(name)]
    return faults + [place(path)] * is_banned(path.stem)


def test_no_name_uses_a_vague_or_foreign_word() -> None:
    teach(
        f"These words are not used in names: {', '.join(sorted(BANNED))}. Say what it does in the words of "
        "protocol (house rule 5):",
        [fault for path in python_files() for fault in faults_of(path, tree(path))]
        + [place(path) for path in template_files() if is_banned(path.stem)],
    )


def test_a_banned_word_is_seen_in_any_dress() -> None:
    for name in ("BadgeManager", "badge_info", "handle_scan", "process_row", "HTMLHelper", "common", "_util"):
        assert is_banned(name), name
    for name in ("tzinfo", "process_bind_param", "in_process", "information", "handle", "errorhandler", "_"):
        assert not is_banned(name), name
    source = "class DelegateInfo:\n    def get(self, person_info): self.util = helper = 1"
    here = ROOT / "summit" / "venues" / "actions.py"
    assert [fault.split()[-1] for fault in faults_of(here, ast.parse(source))] == [
        "DelegateInfo",
        "person_info",
        "util",
        "helper",
    ]

"""Small habits that keep large faults out: house rules 6 and 20, each seen in the source text."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.house.source import ROOT, furniture_of, place, python_files, room_of, teach, text, tree

CLOCK = "summit/foundation/clock.py"
DATABASE = ("summit/foundation/db.py", "summit/foundation/db/")
MARKUP_ALLOWED: dict[str, str] = {}


def everywhere(faults_of: Callable[[ast.AST], Iterator[int]], *but: str) -> list[str]:
    """`place:line` of every fault in summit/, the named files and rooms left out."""
    return [
        f"{place(path)}:{line}"
        for path in python_files()
        if not place(path).startswith(but)
        for line in faults_of(tree(path))
    ]


def dotted(node: ast.AST) -> str:
    """`datetime.datetime.now` for that attribute chain, and nothing for what is no plain chain of names."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value)
        return f"{owner}.{node.attr}" if owner else ""
    return node.id if isinstance(node, ast.Name) else ""


def reads_the_clock(parsed: ast.AST) -> Iterator[int]:
    read = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|localtime|gmtime))$")
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and read.search(dotted(node.func)):
            yield node.lineno


def uses_weak_chance(parsed: ast.AST) -> Iterator[int]:
    """`random.Random(seed)` is a solver's or a test's; all else of random, and every uuid, is a guess."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.ImportFrom) and node.module in ("random", "uuid"):
            if {alias.name for alias in node.names} - {"Random", "UUID"}:
                yield node.lineno
        elif isinstance(node, ast.Attribute):
            name = dotted(node)
            if name.startswith(("random.", "uuid.uuid")) and name != "random.Random":
                yield node.lineno


def commits(parsed: ast.AST) -> Iterator[int]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield node.lineno


def assigns_a_state(parsed: ast.AST) -> Iterator[int]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store):
            yield node.lineno


def makes_markup(parsed: ast.AST) -> Iterator[int]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call):
            name = dotted(node.func).rpartition(".")[2]
            if name in ("Markup", "render_template_string"):
                yield node.lineno


def any_without_reason(source: str) -> list[int]:
    """Lines that say `Any` though neither they nor the line that imports it say why."""
    lines = source.splitlines()
    importing = [line for line in lines if re.match(r"\s*(from typing import .*\bAny\b|Any,)", line)]
    if any("#" in line for line in importing):
        return []
    used = {
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node) in ("Any", "typing.Any")
    }
    return sorted(line for line in used if "#" not in lines[line - 1])


def silenced_without_reason(source: str) -> list[int]:
    """Lines whose `noqa` names no rule, or no reason after it."""
    return [
        number
        for number, line in enumerate(source.splitlines(), 1)
        if "# noqa" in line and not re.search(r"# noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*\s+(#|-)\s*\w.+", line)
    ]


def test_the_time_comes_in_from_the_door() -> None:
    teach(
        "Only foundation/clock.py reads the time. Take `now` as a parameter; a door asks clock.utc_now():",
        everywhere(reads_the_clock, CLOCK),
    )


def test_nothing_that_must_not_be_guessed_comes_from_weak_chance() -> None:
    teach(
        "Tokens, codes and keys come from `secrets` (V11.5.1); a repeatable choice uses random.Random(seed):",
        everywhere(uses_weak_chance, "summit/demo/"),
    )


def test_nothing_commits_but_the_database_room() -> None:
    teach(
        "A door opens `with committing() as session:` once, and that commits. Take the call out:",
        everywhere(commits, *DATABASE),
    )


def test_only_actions_assign_states() -> None:
    teach(
        "A state is assigned in actions.py alone, as `thing.state = LIFECYCLE.after(thing.state, verb)`, "
        "with its decision record and its line in the journal. Move:",
        [
            f"{place(path)}:{line}"
            for path in python_files()
            if furniture_of(path) != "actions" and room_of(path) not in (None, "foundation", "paper")
            for line in assigns_a_state(tree(path))
        ],
    )


def test_nothing_is_declared_safe_html() -> None:
    teach(
        "Text of users goes to pages through Jinja's escaping. Use a template or a macro instead of Markup:",
        everywhere(makes_markup, *MARKUP_ALLOWED),
    )


def test_every_any_says_why() -> None:
    teach(
        "`Any` switches the type checker off. Name the type; if a library has none, say so in a comment "
        "on the line or on the import: `from typing import Any  # Any: reportlab has no types`:",
        (f"{place(path)}:{line}" for path in python_files() for line in any_without_reason(text(path))),
    )


def test_every_silenced_check_says_why() -> None:
    ours = [*python_files(), *(ROOT / "tools").glob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    teach(
        "A silenced check names its rule and its reason: `# noqa: S608  # names come from our own models`:",
        (f"{place(path)}:{line}" for path in ours for line in silenced_without_reason(text(path))),
    )


def test_each_habit_is_seen_when_it_is_broken() -> None:
    planted: list[tuple[Callable[[ast.AST], Iterator[int]], str, str]] = [
        (reads_the_clock, "datetime.now(UTC)", "clock.utc_now()"),
        (reads_the_clock, "datetime.datetime.utcnow()", "entry.now()"),
        (reads_the_clock, "time.time()", "time.monotonic()"),
        (reads_the_clock, "date.today()", "moment.time()"),
        (uses_weak_chance, "random.choice(a)", "random.Random(1).choice(a)"),
        (uses_weak_chance, "from uuid import uuid4", "from uuid import UUID"),
        (uses_weak_chance, "uuid.uuid4()", "secrets.token_bytes(16)"),
        (commits, "session.commit()", "session.flush()"),
        (assigns_a_state, "badge.state = VOID", "state = badge.state"),
        (makes_markup, "Markup(name)", "escape(name)"),
        (makes_markup, "flask.render_template_string(name)", "render_template(name)"),
    ]
    for seen_by, broken, kept in planted:
        assert list(seen_by(ast.parse(broken))) == [1], broken
        assert list(seen_by(ast.parse(kept))) == [], kept


def test_exceptions_without_reason_are_seen() -> None:
    assert any_without_reason("from typing import Any\nx: Any = 1") == [2]
    assert any_without_reason("from typing import Any\nx: Any = 1  # Any: the PDF library has no types") == []
    assert any_without_reason("from typing import Any  # Any: no types\nx: Any = 1") == []
    assert any_without_reason("import typing\nx: typing.Any = 1") == [2]
    assert silenced_without_reason(
        "a = 1  # noqa\nb = 2  # noqa: S608\nc = 3  # noqa: S608  # own names"
    ) == [1, 2]


def test_the_exceptions_are_still_needed() -> None:
    idle = [name for name in MARKUP_ALLOWED if not list(makes_markup(tree(Path(ROOT, name))))]
    teach("The list of exceptions may only shrink: remove from MARKUP_ALLOWED:", idle)

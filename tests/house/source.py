"""The tree as the house tests read it: files, rooms, furniture, templates, and their parsed text."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"

FURNITURE = (
    "lifecycle", "facts", "models", "rules", "permissions", "queries", "actions", "render",
    "forms", "views", "api", "commands",
)  # fmt: skip


class Special(NamedTuple):
    """A file that a room needs beside the furniture, and why the furniture would not do.

    ``depth`` is how far inside it stands (INWARD in test_imports.py); 0 is a door, which may open a transaction and
    read the request. ``is_open`` lets other rooms import it.
    """

    depth: float
    why: str
    is_open: bool = False


SPECIALS: dict[tuple[str, str], Special] = {
    ("accounts", "policy"): Special(
        9, "the rights table as data; doors, queries and its own page use it", True
    ),
    ("accounts", "signed_in"): Special(0.5, "where Flask-Login loads the user of a request"),
    ("badges", "artwork"): Special(6, "bytes of artwork judged and redrawn, without database and web"),
    ("badges", "layout"): Special(6, "geometry of a badge, free of the PDF library"),
    ("badges", "token"): Special(6, "the signed claims in a badge's code, without database and web"),
    ("bilaterals", "ics"): Special(5.5, "one meeting as a calendar file, without database and web"),
    ("bilaterals", "solver"): Special(6, "the optimizer; the rules that judge its plan may not know it"),
    ("delegations", "travel_document"): Special(
        6, "reads the machine-readable lines of a passport and compares them with what was typed; pure text"
    ),
    ("delegations", "photograph"): Special(6, "bytes of a picture judged and cut, without database and web"),
    ("delegations", "scanned"): Special(6, "bytes of a paper judged, without database and web"),
    ("delegations", "nationalities"): Special(6.5, "the codes of travel documents (ICAO 9303)"),
    ("delegations", "naming"): Special(6.6, "how names are folded, sorted and suggested for a badge"),
    ("delegations", "quotas"): Special(5.5, "how places are counted and refused, beside the rules"),
    ("delegations", "precedence"): Special(6.3, "the order of delegations, worked out from plain values alone"),
    ("delegations", "sheet"): Special(
        6.4, "registers as CSV and workbooks: bytes to cells and back, without database and web"
    ),
    ("documents", "ics"): Special(3.5, "schedules as calendar files, beside render"),
    ("documents", "kinds"): Special(8.5, "every kind of document as data: what it is, about what, who reads it"),
    ("documents", "freezing"): Special(6.4, "facts to plain JSON and back, without database and web"),
    ("documents", "comparing"): Special(6.2, "what two versions of a document say differently; pure"),
    ("documents", "words"): Special(6.5, "the few words of the papers in seven languages"),
    ("notices", "kinds"): Special(7.5, "every kind of letter with its placeholders, as data"),
    ("notices", "letters"): Special(6.5, "the words of a letter: placeholders looked up, values made harmless"),
    ("notices", "phrases"): Special(6.4, "sentences of ours for letters in seven languages; data and look-up"),
    ("notices", "mail"): Special(6, "letters carried to a mail server; no database"),
    ("desk", "setup"): Special(6, "the set-up of a summit as the text of a file"),
    ("desk", "frame"): Special(
        0.5, "what base.html asks on every page: the menu, the summit's line, the clock"
    ),
}

# These hold no office: they serve the rooms, and their files are named for what they offer.
NOT_OFFICES = {
    "foundation": "knows no word of diplomacy",
    "paper": "the PDF toolkit",
    "demo": "the invented summit, built through the rooms' own actions",
}


@cache
def rooms() -> frozenset[str]:
    """Every room that has a step on the staircase; pyproject.toml is where the staircase is written."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (staircase,) = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["name"] == "The staircase"
    ]
    names = {name.strip(" ()") for layer in staircase for name in layer.split("|")}
    return frozenset(names - {"app"})


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "summit").rglob("*.py")))


@cache
def template_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in TEMPLATES.rglob("*") if path.is_file()))


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is in git or about to be; outside a clone, every file but the usual leavings."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        left = {".git", ".venv", "__pycache__", "build", "instance"}
        paths = [path for path in ROOT.rglob("*") if not left.intersection(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def place(path: Path) -> str:
    """A path as a person would say it: from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str | None:
    """`delegations` for any file in summit/delegations; None for summit/app.py and summit/__init__.py."""
    parts = path.relative_to(ROOT / "summit").parts
    return parts[0] if len(parts) > 1 else None


def furniture_of(path: Path) -> str:
    """`models` for summit/<room>/models.py and for any file in summit/<room>/models/."""
    parts = path.relative_to(ROOT / "summit").with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


def functions(parsed: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(parsed: ast.AST) -> Iterator[tuple[str, int]]:
    """Everything that absolute imports name, with the line; `from a.b import c` gives `a.b.c`."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def strings(parsed: ast.AST) -> Iterator[str]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def without_comments(template: str) -> str:
    """A template with its Jinja comments blanked out, lines kept."""
    return re.sub(r"\{#.*?#\}", lambda found: "\n" * found.group().count("\n"), template, flags=re.DOTALL)


def teach(lesson: str, faults: Iterable[str]) -> None:
    """Fail with the rule and how to keep it, then every place that breaks it."""
    found = sorted(set(faults))
    assert not found, lesson + "\n  " + "\n  ".join(found)

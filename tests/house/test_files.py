"""What the history may hold: nothing that belongs to one machine, nothing built, nothing out of step."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.house.source import ROOT, place, teach, tracked_files

# Written in pieces so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org", "python" + "hosted", "npm" + "js.", "crates" + ".io", "proxy." + "golang",
    "unpkg" + ".com", "js" + "delivr", "cdn" + "js.", "index" + "-url", "find" + "-links",
]  # fmt: skip
MACHINE = re.compile(
    "(?<![\\w./-])/(" + "|".join(["work", "home", "root", "Users", "private", "mnt"]) + r")/[\w.-]+"
)
BINARY = {".png", ".jpg", ".jpeg", ".ico", ".pdf", ".sqlite", ".woff2", ".ttf", ".xlsx"}
LARGEST = 1_500_000  # bytes: a screenshot or a table of parties, never a database or a font
BUILT = {".pyc", ".sqlite", ".sqlite3", ".db", ".whl", ".log", ".orig", ".rej"}


def faults_in(source: str) -> list[str]:
    found = [name for name in REGISTRIES if name in source]
    return found + [match.group() for match in MACHINE.finditer(source)]


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    faults = []
    for path in tracked_files():
        if path.suffix not in BINARY:
            source = path.read_text(encoding="utf-8")
            faults += [f"{place(path)}: {fault}" for fault in faults_in(source)]
    teach(
        "A clone must work anywhere: name no package registry and no path of one machine. Use paths from the "
        "root of the project, `shutil.which` for programs and the machine's settings for registries:",
        faults,
    )


def test_machine_paths_and_registries_are_seen() -> None:
    for broken in ("/" + "home/ann/summit", "cd /" + "work/main", "https://" + "pypi" + ".org/simple"):
        assert len(faults_in(broken)) == 1, broken
    for kept in (
        "/accreditations/work",
        "href='/home'",
        "../root/x",
        "docs/home/page.md",
        "/usr/bin/env bash",
    ):
        assert faults_in(kept) == [], kept


def test_nothing_built_and_nothing_huge_is_kept() -> None:
    teach(
        "Keep sources, not what is made from them, and nothing over 1.5 MB:",
        (
            f"{place(path)} ({path.stat().st_size} bytes)"
            for path in tracked_files()
            if path.suffix in BUILT or path.stat().st_size > LARGEST
        ),
    )


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package -> (version, number of hashes) of requirements/<name>.txt."""
    pins: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements" / f"{name}.txt").read_text()):
        found = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", block)
        if found:
            pins[spelled(found[1])] = (found[2], block.count("--hash=sha256:"))
    return pins


def spelled(name: str) -> str:
    """The one spelling of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(lines: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
    return {spelled(match.group()) for match in found if match}


def test_the_locks_hold_everything_with_hashes_and_agree() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime, development = locked("runtime"), locked("development")
    teach(
        "Run `make lock`: pyproject.toml asks for packages that the locks do not hold:",
        (wanted(settings["project"]["dependencies"]) - set(runtime))
        | (
            wanted([line for group in settings["dependency-groups"].values() for line in group])
            - set(development)
        ),
    )
    teach(
        "Run `make lock`: both locks must hold one version of a package, or the tests test another program:",
        (f"{name} {pin[0]}" for name, pin in runtime.items() if development.get(name) != pin),
    )
    teach(
        "Every pin needs its hashes (`make lock` writes them):",
        (name for name, pin in development.items() if not pin[1]),
    )
    assert len(runtime) > 25, "requirements/runtime.txt is not whole: run `make lock`."


def test_the_commands_that_the_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = {
        (place(path), target)
        for path in tracked_files()
        if path.suffix == ".md"
        for target in re.findall(r"`(?:[A-Z]+=\S+ )*make ([a-z]+)", path.read_text())
    }
    teach(
        "These documents name a `make` target that is not in the Makefile:",
        (f"{at}: {t}" for at, t in named if t not in targets),
    )
    assert {"run", "test", "lint", "bench", "lock", "reset", "help"} <= targets


def test_the_documents_link_to_what_exists() -> None:
    broken = []
    for path in tracked_files():
        if path.suffix != ".md":
            continue
        for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text()):
            if "://" not in link and not (path.parent / link).exists():
                broken.append(f"{place(path)}: {link}")
    teach("These links lead nowhere:", broken)


def test_the_gate_of_the_project_can_be_run() -> None:
    run = Path(ROOT, ".ci", "run")
    assert run.stat().st_mode & 0o111 == 0o111, ".ci/run must be executable: `chmod +x .ci/run`."
    script = run.read_text()
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script

"""`make run` on a machine where something is missing: one plain sentence on stderr, status 1, no traceback.

Each test starts the real tools/start.py in a copy of the project's own tools, with a lock of no packages.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.house.source import ROOT

NOTHING_TO_INSTALL = "# no packages\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that holds what `make run` needs before any package is there, and a server that only says so."""
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "tools" / "serve.py").write_text("import os\nprint('serving', os.environ['PORT'])\n")
    (tmp_path / "requirements").mkdir()
    for lock in ("runtime", "development"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(NOTHING_TO_INSTALL)
    return tmp_path


def start(project: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run tools/start.py there with no settings but ours and nothing on its PATH, so no uv."""
    environment = {"PATH": str(project / "programs"), "PORT": free_port(), **settings}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, "-m", "tools.start", *(arguments or ("serve",))],
        cwd=project, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def at_startup(project: Path, code: str) -> str:
    """A PYTHONPATH whose sitecustomize runs `code` before Python does anything else."""
    folder = project / "startup"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(textwrap.dedent(code))
    return str(folder)


def assert_refused(answer: subprocess.CompletedProcess[str], *parts: str) -> None:
    """One sentence on stderr that holds the parts, nothing on stdout, status 1."""
    assert answer.returncode == 1, answer
    assert answer.stdout == ""
    (sentence,) = answer.stderr.splitlines()
    assert sentence.endswith("."), sentence
    assert all(part in sentence for part in parts), sentence


def test_a_taken_port_is_refused_before_anything_is_installed(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = start(project, PORT=str(port))
    assert_refused(answer, f"Port {port} is already taken", "make run PORT=")
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "５０５５", "5055 "])
def test_a_port_that_is_no_number_is_refused(project: Path, port: str) -> None:
    assert_refused(start(project, PORT=port), "no number from 1 to 65535", "make run PORT=")


def test_a_host_of_another_machine_is_refused(project: Path) -> None:
    assert_refused(start(project, HOST="192.0.2.1"), "Nothing can listen on 192.0.2.1")


def test_an_old_python_is_refused(project: Path) -> None:
    old = at_startup(project, "import sys\nsys.version_info = (3, 9, 2, 'final', 0)\n")
    assert_refused(start(project, PYTHONPATH=old), "Summit needs Python 3.11 or newer", "3.9", "PYTHON=")


def test_an_old_python_can_read_what_refuses_it() -> None:
    source = (ROOT / "tools" / "start.py").read_text()
    parsed = ast.parse(source, feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef)
    assert [node for node in ast.walk(parsed) if isinstance(node, modern)] == []
    assert [node.args.args for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef)] == [[]]
    assert (ROOT / "tools" / "__init__.py").read_text() == ""


def test_a_python_without_venv_is_refused(project: Path) -> None:
    bare = at_startup(project, "import sys\nsys.modules['ensurepip'] = None\n")
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert_refused(
        start(project, PYTHONPATH=bare), "cannot make virtual environments", f"apt-get install {version}"
    )


def test_a_folder_that_cannot_be_written_is_refused(project: Path) -> None:
    # A file in the folder's place stands for a read-only disk: root may write anywhere, but not there.
    (project / "instance").write_text("")
    assert_refused(
        start(project), "Nothing can be written in", "instance", "put Summit in a folder that is yours"
    )


def test_a_venv_that_cannot_be_made_is_refused(project: Path) -> None:
    (project / ".venv").write_text("")
    assert_refused(start(project), ".venv could not be made", "remove it and try again")


def test_half_a_copy_of_the_project_is_refused(project: Path) -> None:
    (project / "requirements" / "runtime.txt").unlink()
    assert_refused(start(project), "requirements/runtime.txt cannot be read", "take a whole copy")


def test_an_unknown_task_is_refused(project: Path) -> None:
    assert_refused(start(project, "fly"), "make help")


def test_no_python_at_all_is_refused(project: Path) -> None:
    outside_make = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    answer = subprocess.run(
        ["make", "run", "PYTHON=python3.99"],
        cwd=project, env=outside_make, capture_output=True, text=True, check=False,
    )  # fmt: skip
    first, last = answer.stderr.splitlines()
    assert first.startswith("There is no python3.99 here: install Python 3.11 or newer, or name one,")
    assert last.startswith("make: ***")
    assert answer.returncode == 2


def test_packages_are_installed_once_and_again_when_the_lock_changes(project: Path) -> None:
    """One story, for each fresh .venv costs seconds."""
    lock = project / "requirements" / "runtime.txt"
    first = start(project, PORT="5056")
    assert (first.returncode, first.stdout) == (0, "serving 5056\n"), first.stderr
    assert "Installing the packages" in first.stderr
    second = start(project)
    assert (second.returncode, second.stderr) == (0, "")

    lock.write_text("./not-there.whl --hash=sha256:" + "0" * 64 + "\n")
    refused = start(project)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.splitlines()[-1].startswith(
        "The packages could not be installed, for the reason above"
    )

    # The development list holds the runtime list: one installation answers for both.
    lock.write_text(NOTHING_TO_INSTALL + "# changed\n")
    assert "Installing the packages" in start(project, "prepare", "development").stderr
    assert start(project, "prepare", "runtime").stderr == ""
    assert start(project).stderr == ""


def test_a_venv_that_was_moved_here_is_made_anew(project: Path) -> None:
    """Its scripts name the place where it was made, and may run another copy's packages."""
    binaries = project / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "python").symlink_to(sys.executable)
    lock = hashlib.sha256((project / "requirements" / "runtime.txt").read_bytes()).hexdigest()
    (project / ".venv" / "runtime.stamp").write_text(lock)
    (project / ".venv" / "home.stamp").write_text("elsewhere/.venv")
    answer = start(project)
    assert (answer.returncode, answer.stdout[:7]) == (0, "serving"), answer.stderr
    assert (project / ".venv" / "pyvenv.cfg").is_file()
    assert (project / ".venv" / "home.stamp").read_text() == str(project / ".venv")

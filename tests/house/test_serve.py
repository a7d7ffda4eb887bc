"""The server behind `make run`, started for real: it prepares the database, serves, and stops when it is told."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house.source import ROOT

PATIENCE = 60.0  # seconds; on a busy machine everything is slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings(instance: Path, port: int, **changes: str) -> dict[str, str]:
    """An environment without the machine's own settings; DEMO=no, for these tests are about the server."""
    given = {"SUMMIT_INSTANCE": str(instance), "HOST": "127.0.0.1", "PORT": str(port), "DEMO": "no"}
    return {"PATH": os.defpath, "PUBLIC_URL": f"http://127.0.0.1:{port}", **given, **changes}


def refused(instance: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """The end of a start that must not succeed."""
    return subprocess.run(
        [sys.executable, "-m", "tools.serve"],
        cwd=ROOT, env=settings(instance, free_port(), **changes),
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


@contextmanager
def server(instance: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.serve"],
        cwd=ROOT, env=settings(instance, port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def page(port: int, path: str, process: subprocess.Popen[str]) -> str:
    """The page once the server answers; the socket listens before the worker is ready, so waiting is the server's."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()[0]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"{path} did not come within {PATIENCE} seconds")


def test_it_brings_an_empty_folder_to_life_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_port()
    for start in ("first", "second"):
        began = time.monotonic()
        with server(tmp_path, port) as process:
            html = page(port, "/sign-in", process)
            print(f"{start} start to first page: {time.monotonic() - began:.1f} s")
            assert "<h1" in html
            process.send_signal(signal.SIGTERM)
            said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        assert said == f"Summit is ready on http://127.0.0.1:{port}\n"
    with sqlite3.connect(tmp_path / "summit.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "summit.sqlite") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    answer = refused(tmp_path)
    assert answer.returncode != 0
    assert "Traceback" not in answer.stderr
    assert answer.stderr.startswith("The database does not fit this version of Summit (")
    assert "make reset" in answer.stderr.splitlines()[0]


def test_a_wrong_setting_is_refused(tmp_path: Path) -> None:
    answer = refused(tmp_path, SUMMIT_WORKER="sometimes")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "SUMMIT_WORKER must be embedded, separate or immediate.\n"

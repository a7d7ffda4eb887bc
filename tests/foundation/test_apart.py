"""Programs that read what strangers send: under limits, without our keys, and with an end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit.foundation import apart
from summit.foundation.apart import ReadingFailed, ReadingTooLong, read_apart

Plant = Callable[[str], str]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """A program of that text, and its name as a module."""

    def planted(body: str) -> str:
        (tmp_path / "program.py").write_text("import sys\nfrom summit.foundation.apart import Limits, limit\n" + body)
        found = f"{apart.ROOT}:{tmp_path}"
        monkeypatch.setitem(apart.PLAIN_SURROUNDINGS, "PYTHONPATH", found)
        return "program"

    return planted


def test_what_the_program_writes_comes_back(plant: Plant, tmp_path: Path) -> None:
    name = plant("sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1] + sys.argv[1].encode())")
    assert read_apart(name, b"abc\0", seconds=20, told=("!",)) == b"\0cba!"
    (tmp_path / "sent").write_bytes(b"from a file")
    with (tmp_path / "sent").open("rb") as file:
        assert read_apart(name, file, seconds=20, told=("",)) == b"elif a morf"


def test_a_program_that_does_not_end_is_stopped(plant: Plant) -> None:
    with pytest.raises(ReadingTooLong):
        read_apart(plant("while True: pass"), b"", seconds=0.5)


@pytest.mark.parametrize(
    "body",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "limit(Limits(256 * 1024 * 1024, 5)); bytearray(300 * 1024 * 1024)",
        "limit(Limits(256 * 1024 * 1024, 1))\nwhile True: pass",
        "limit(Limits(256 * 1024 * 1024, 5)); print('x', file=open(sys.argv[1], 'w'), flush=True)",
    ],
)
def test_a_program_that_breaks_or_takes_too_much_gives_no_answer(plant: Plant, tmp_path: Path, body: str) -> None:
    written = tmp_path / "never-written"
    with pytest.raises(ReadingFailed):
        read_apart(plant(body), b"", seconds=20, told=(str(written),))
    assert not written.exists() or written.stat().st_size == 0


def test_no_key_goes_along(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_SECRET_KEY", "secret")
    name = plant("import os; sys.stdout.write(' '.join(sorted(os.environ)))")
    told = read_apart(name, b"", seconds=20).decode().split()
    assert set(told) <= {"LANG", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "LC_CTYPE"}

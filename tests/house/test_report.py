"""The gate of the project lets no test be left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

KEPT = "import pytest\ndef test_kept(): ...\n"
CASES = [
    (KEPT, 0, "All 1 tests ran; none was left out."),
    ("", 1, "holds no test at all"),
    (KEPT + "@pytest.mark.skip(reason='no time')\ndef test_left(): ...\n", 1, "test_left: no time"),
    (KEPT + "@pytest.mark.xfail\ndef test_broken():\n    assert 0\n", 1, "test_broken"),
    (KEPT + "def test_inside():\n    pytest.skip('no browser')\n", 1, "test_inside: no browser"),
]


@pytest.mark.parametrize(("tests", "status", "said"), CASES)
def test_a_test_that_is_left_out_is_refused(tmp_path: Path, tests: str, status: int, said: str) -> None:
    (tmp_path / "test_given.py").write_text(tests)
    pytest_here = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junit-xml=tests.xml"]
    plain = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run([*pytest_here, "test_given.py"], cwd=tmp_path, env=plain, capture_output=True, check=False)
    answer = subprocess.run(
        [sys.executable, "-m", "tools.report", str(tmp_path / "tests.xml")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == status
    assert said in answer.stdout + answer.stderr

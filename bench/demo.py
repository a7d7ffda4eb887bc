"""How long it takes to build the demonstration in an empty SQLite file: at most 90 seconds on two free cores.

    .venv/bin/python bench/demo.py [--people 2500]

Wall seconds depend on what else the machine does, so CPU seconds stand beside them, and the CPU time of a fixed piece of
plain Python before and after: when that is slower than usual, so is everything else.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from config import Config
from summit.app import create_app

LONGEST = 90
ADDITIONS = 3_000_000


def yardstick() -> float:
    """CPU milliseconds of three million additions."""
    started, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return (time.process_time() - started) * 1000


def build(folder: Path, people: int) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds of this process and CPU seconds of the painters."""
    environment = {"SUMMIT_INSTANCE": str(folder), "SUMMIT_WORKER": "separate"}
    app = create_app(Config.from_environment(environment))
    runner = app.test_cli_runner()
    migrated = runner.invoke(args=["db", "upgrade"])
    wall, cpu = time.perf_counter(), time.process_time()
    told = runner.invoke(args=["demo", "load", "--people", str(people)])
    for step in (migrated, told):
        if step.exit_code:
            raise SystemExit(step.output or repr(step.exception))
    print(told.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - wall, time.process_time() - cpu, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="Seconds to build the demonstration.")
    parser.add_argument("--people", type=int, default=2500)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        before = yardstick()
        wall, cpu, painters = build(Path(folder), people)
        after = yardstick()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict = "within" if wall <= LONGEST else "over"
    print(f"{people} people: {wall:.1f} s, {verdict} {LONGEST} s; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"CPU {cpu:.1f} s, painters {painters:.1f} s, peak memory {peak:.0f} MB")
    print(f"yardstick: {before:.0f} ms before, {after:.0f} ms after")


if __name__ == "__main__":
    main()

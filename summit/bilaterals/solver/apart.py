"""Planning in a process of its own: the caller reads better plans while they come, and may end it at any time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread

from config import ROOT
from summit.bilaterals.facts import FileUnreadable
from summit.foundation.apart import PLAIN_SURROUNDINGS

MODULE = "summit.bilaterals.solver.child"
GRACE = 30.0  # seconds beyond the time allowed, in which the program starts and says why the rest has no place


@dataclass(frozen=True)
class Told:
    """A plan as JSON; `is_last` when the program has come to its end."""

    plan: str
    is_last: bool


class PlanningFailed(Exception):
    """The program ended without its last plan."""


@contextmanager
def planned_apart(problem: str, *, seed: int, seconds: int, previous: str = "") -> Iterator[Iterator[Told | None]]:
    """Plans as they come, and None twice a second meanwhile. The program ends with the block, whatever leads out of it.

    `problem` is the JSON of write_problem; beside `previous`, the JSON of a plan, each answer of re-planning comes as it is
    found. Iterating raises PlanningFailed when the program broke off.
    """
    running = subprocess.Popen(  # noqa: S603  # our own module, with no shell and no word of a user
        [sys.executable, "-m", MODULE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=PLAIN_SURROUNDINGS, text=True,
    )  # fmt: skip
    if running.stdin is None or running.stdout is None:
        raise PlanningFailed("the program has no pipes")
    order = {"problem": problem, "seed": seed, "seconds": seconds, "previous": previous}
    try:
        running.stdin.write(json.dumps(order) + "\n")
        running.stdin.flush()
        yield _lines(running, seconds + GRACE)
    except BrokenPipeError as error:
        raise PlanningFailed(MODULE) from error
    finally:
        running.kill()
        running.wait()
        running.stdin.close()
        running.stdout.close()


def _lines(running: subprocess.Popen[str], seconds: float) -> Iterator[Told | None]:
    """What the program writes, read by a thread of its own, so that whoever waits can look at other things too."""
    heard: Queue[str] = Queue()
    Thread(target=_read, args=(running, heard), daemon=True).start()
    waited = 0.0
    while waited < seconds:
        try:
            line = heard.get(timeout=0.5)
        except Empty:
            waited += 0.5
            yield None
            continue
        told = _told(line)
        yield told
        if told.is_last:
            return
    raise PlanningFailed(f"no last plan within {seconds:.0f} seconds")


def _read(running: subprocess.Popen[str], heard: Queue[str]) -> None:
    if running.stdout is not None:
        for line in running.stdout:
            heard.put(line)
    heard.put("")


def _told(line: str) -> Told:
    try:
        raw = json.loads(line)
        return Told(str(raw["plan"]), raw["kind"] == "last")
    except (ValueError, KeyError, TypeError, FileUnreadable) as error:
        raise PlanningFailed("the program broke off") from error

"""The solver as a program of its own: an order on standard input, a line of JSON on standard output for every better plan.

The order is one line; standard input stays open for as long as somebody waits. When it closes, this program ends at once,
so a worker that is killed leaves no solver behind.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any  # Any: what the JSON parser gives

from summit.bilaterals.facts import Plan, Replan, Ring, read_meetings, read_problem, write_plan, write_replan
from summit.bilaterals.solver.planning import solve
from summit.bilaterals.solver.replanning import replans


def main() -> None:
    """Read the order, solve, tell. The last line is the plan with the reasons of what found no place.

    Beside a previous plan, whose meetings people were told of, each ring's answer is told up to that of the counterparts.
    """
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    tell = _Telling(os.dup(sys.stdout.fileno()))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a banner of a library is no plan
    problem = read_problem(order["problem"])
    if order.get("previous"):
        previous = read_meetings(order["previous"])
        told = [meeting.request for meeting in previous]
        for answer in replans(problem, previous, told=told, ring=Ring.COUNTERPARTS, time_limit=order["seconds"]):
            tell.answer(answer)
        return
    plan = solve(problem, seed=order["seed"], time_limit=order["seconds"], better=tell.better)
    tell.last(plan)


class _Telling:
    """Writes plans, a better one only when something about it is better."""

    def __init__(self, out: int) -> None:
        self._write: Callable[[str], int] = os.fdopen(out, "w", buffering=1, encoding="utf-8").write
        self._told: tuple[int, int] | None = None

    def better(self, plan: Plan) -> None:
        if (plan.objective, plan.bound) != self._told:
            self._told = (plan.objective, plan.bound)
            self._line("better", write_plan(plan))

    def last(self, plan: Plan) -> None:
        self._line("last", write_plan(plan))

    def answer(self, answer: Replan) -> None:
        is_last = answer.ring is Ring.COUNTERPARTS
        self._line("last" if is_last else "better", write_replan(answer))

    def _line(self, kind: str, plan: str) -> None:
        self._write(json.dumps({"kind": kind, "plan": plan}) + "\n")


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()

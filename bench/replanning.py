"""Plans mended on the day: how soon the first answer is there, how soon the next is proven, and how much either moves.

    .venv/bin/python bench/replanning.py [--requests 500,1000,2000] [--seeds 10] [--rules] [--all]

The problems are those of bench/bilaterals.py. One of the twelve principals who are asked most and have a meeting in those
hours
comes three hours late to one of the days, and everybody was told of the plan. Seconds are by the clock and of the processor;
the solver is loaded before. `--all` also lets every meeting move, for up to 40 seconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.bilaterals import DAYS, invented
from summit.bilaterals.facts import Plan, Replan, Ring, SchedulingProblem
from summit.bilaterals.rules import conflicts
from summit.bilaterals.solver import replans, solve

LATE = 180  # minutes
ASKED = 12  # principals who are asked most
PLANNING = 5.0  # seconds for the plan that is mended
LIMIT = 40.0  # seconds for every ring together


@dataclass(frozen=True)
class Measured:
    """One answer: seconds since the question, by the clock and of the processor, and what it came to."""

    answer: Replan
    clock: float
    processor: float
    lost: int


def delayed(problem: SchedulingProblem, plan: Plan, seed: int) -> SchedulingProblem:
    """The problem after one of those asked most comes three hours late, to a day on which meetings are hit."""
    rng = random.Random(seed)
    ways = [(number, day) for number in range(ASKED) for day in DAYS]
    rng.shuffle(ways)
    for number, day in ways:
        busy = (day[0], day[0] + LATE)
        changed = replace(
            problem,
            principals=tuple(
                replace(one, busy=tuple(sorted((*one.busy, busy)))) if index == number else one
                for index, one in enumerate(problem.principals)
            ),
        )
        if conflicts(plan.meetings, changed):
            return changed
    raise SystemExit("Nobody has a meeting in the first hours of a day.")


def measure(problem: SchedulingProblem, plan: Plan, until: Ring) -> list[Measured]:
    """The answers ring after ring, each checked by the rules."""
    told = [meeting.request for meeting in plan.meetings]
    found: list[Measured] = []
    clock, processor = time.monotonic(), time.process_time()
    for answer in replans(problem, plan.meetings, told=told, ring=until, time_limit=LIMIT):
        seconds = time.monotonic() - clock, time.process_time() - processor
        found.append(Measured(answer, *seconds, plan.objective - answer.plan.objective))
        broken = conflicts(answer.plan.meetings, problem)
        if broken:
            raise SystemExit(f"A plan breaks {len(broken)} rules, first {broken[0]}.")
        clock, processor = time.monotonic() - seconds[0], time.process_time() - seconds[1]
    return found


def show(count: int, placed: int, ring: Ring, measured: Sequence[Measured]) -> None:
    """One line: medians over the seeds, and in how many of them the answer is proven."""
    answers = [one.answer for one in measured]
    print(
        f"{count:6} {placed:6} {ring.name.lower():>12} {median(one.clock for one in measured):8.2f}"
        f" {median(one.processor for one in measured):8.2f} {max(one.processor for one in measured):8.2f}"
        f" {sum(one.is_proven for one in answers):4}/{len(answers)} {median(one.lost for one in measured):6g}"
        f" {median(len(one.dropped) for one in answers):5g} {median(len(one.moved) for one in answers):5g}"
        f" {median(sum(not each.keeps_time for each in one.moved) for one in answers):5g}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", default="500,1000,2000")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--rules", action="store_true", help="Clearing, travel, interpreters and separation as well.")
    parser.add_argument("--all", action="store_true", help="Let every meeting move, too.")
    asked = parser.parse_args()
    until = Ring.ALL if asked.all else Ring.COUNTERPARTS
    print("requests placed         ring    clock processor    most proven   lost drops moved times")
    for count in map(int, asked.requests.split(",")):
        runs, placed = [], []
        for seed in range(1, asked.seeds + 1):
            problem = invented(count, seed, rules=asked.rules)
            plan = solve(problem, seed=seed, time_limit=PLANNING)
            placed.append(len(plan.meetings))
            runs.append(measure(delayed(problem, plan, seed), plan, until))
        for number, ring in enumerate(ring for ring in Ring if ring <= until):
            show(count, round(median(placed)), ring, [run[number] for run in runs])


if __name__ == "__main__":
    main()

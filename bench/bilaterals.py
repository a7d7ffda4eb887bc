"""Plans of bilateral meetings: the gap to the proven bound after 1, 10 and 60 seconds, beside a plain greedy.

    .venv/bin/python bench/bilaterals.py [--requests 500,1000,2000] [--seconds 1,10,60] [--seeds 1] [--rules]

The problems are invented: 200 principals of whom a few are asked by everybody, two days, few rooms. The plain ones know
duties,
daily limits, buffers and two classes of rooms; with `--rules` also clearing, travel, interpreters, separation, priority
classes.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from summit.bilaterals.facts import Interval, PlanRequest, PlanRoom, Principal, RoomClass, SchedulingProblem
from summit.bilaterals.rules import conflicts
from summit.bilaterals.solver import solve
from summit.bilaterals.solver.search import by_weight, fill
from summit.bilaterals.solver.table import Table
from summit.bilaterals.solver.terms import terms

DAYS: tuple[Interval, ...] = ((480, 1080), (1920, 2520))
SLOT = 30
PRINCIPALS = 200
ROOMS = {500: 12, 1000: 16, 2000: 20}
ZONES = ("A", "B", "C")
TRAVEL = {one: {other: 5 if one == other else 10 for other in ZONES} for one in ZONES}


def invented(requests: int, seed: int, *, rules: bool = False) -> SchedulingProblem:
    """A summit of 200 principals with that many requests; the same seed gives the same problem."""
    rng = random.Random(f"{seed} {requests}")
    principals = tuple(_principal(rng, number) for number in range(PRINCIPALS))
    rooms = tuple(
        PlanRoom(
            code=f"R{number:02}",
            room_class=RoomClass.VIP if number % 3 == 0 else RoomClass.STANDARD,
            capacity=20,
            zone=ZONES[number % 3] if rules else "",
        )
        for number in range(ROOMS.get(requests, max(4, requests // 80)))
    )
    return SchedulingProblem(
        slot=15 if rules else SLOT,
        days=DAYS,
        reset=15 if rules else 0,
        rooms=rooms,
        principals=principals,
        requests=tuple(_requests(rng, requests, rules=rules)),
        travel=TRAVEL if rules else {},
        interpreters={"fr": 3, "es": 3, "ar": 2, "zh": 2} if rules else {},
        separate=tuple((f"P{2 * one:03}", f"P{2 * one + 1:03}") for one in range(10, 18)) if rules else (),
    )


def _principal(rng: random.Random, number: int) -> Principal:
    busy: list[Interval] = [(780, 840)]  # the signing, for everybody
    plenary = 510 + 30 * rng.randrange(9)
    busy.append((plenary, plenary + 60))
    lunch = 2640 - 720 + 30 * rng.choice((8, 9, 10))
    busy.append((lunch, lunch + 30))
    if rng.random() < 0.15:
        busy.append((DAYS[0][0], DAYS[0][0] + 60 * rng.randint(1, 4)))  # arrives late
    if rng.random() < 0.15:
        busy.append((DAYS[1][1] - 60 * rng.randint(1, 4), DAYS[1][1]))  # leaves early
    return Principal(
        code=f"P{number:03}",
        busy=tuple(sorted(busy)),
        max_per_day=rng.randint(6, 8),
        buffer=30 if rng.random() < 1 / 3 else 0,
    )


def _requests(rng: random.Random, count: int, *, rules: bool) -> list[PlanRequest]:
    drawn = [(number + 5) ** -0.75 for number in range(PRINCIPALS)]
    level = [max(1, round(7 - number / 30)) for number in range(PRINCIPALS)]
    found: dict[tuple[int, int], bool] = {}
    while len(found) < count:
        one, other = sorted(rng.choices(range(PRINCIPALS), drawn, k=2))
        if one != other:
            found[one, other] = (one, other) in found and rng.random() < 0.5
    return [
        _request(
            rng,
            f"M{number:04}",
            pair,
            level[pair[0]] * level[pair[1]] + rng.randint(2, 3),
            mutual,
            rules=rules,
        )
        for number, (pair, mutual) in enumerate(found.items())
    ]


def _request(
    rng: random.Random, code: str, pair: tuple[int, int], weight: int, mutual: bool, *, rules: bool
) -> PlanRequest:
    windows: tuple[Interval, ...] = ()
    if rng.random() < 0.25:
        day = rng.choice(DAYS)
        start = day[0] + 30 * rng.randrange(14)
        windows = ((start, min(start + 180, day[1])),)
    duration = 60 if rng.random() < 0.25 else 30
    return PlanRequest(
        code=code,
        a=f"P{pair[0]:03}",
        b=f"P{pair[1]:03}",
        duration=rng.choice((15, 20, 30, 30, 30, 45)) if rules else duration,
        weight=round(weight * 1.5) if mutual else weight,
        windows=windows,
        room_class=RoomClass.VIP if pair[0] < 12 else None,
        persons=rng.choice((6, 8, 10, 12)),
        languages=(rng.choice(("fr", "es", "ar", "zh")),) if rules and rng.random() < 0.4 else (),
    )


def greedy(problem: SchedulingProblem) -> tuple[int, float]:
    """The weight that the plain greedy places, most value for a minute first, and the seconds it takes."""
    began = time.monotonic()
    table = Table(terms(problem))
    fill(table, by_weight(table.terms, range(len(problem.requests))))
    return sum(problem.requests[number].weight for number in table.placed), time.monotonic() - began


def measure(count: int, seed: int, seconds: list[float], *, rules: bool) -> None:
    """One line for each limit: weight, proven bound and gap, beside the greedy's gap to the best of these bounds."""
    problem = invented(count, seed, rules=rules)
    plans = [solve(problem, seed=seed, time_limit=limit) for limit in seconds]
    bound = min(plan.bound for plan in plans)
    weight, taken = greedy(problem)
    print(f"{count:6} {seed:5} {'greedy':>8} {weight:8} {bound:8} {100 * (bound - weight) / bound:8.3f} {taken:8.2f}")
    for limit, plan in zip(seconds, plans, strict=True):
        broken = conflicts(plan.meetings, problem)
        if broken:
            raise SystemExit(f"A plan breaks {len(broken)} rules, first {broken[0]}.")
        print(
            f"{count:6} {seed:5} {limit:8g} {plan.objective:8} {plan.bound:8} {100 * plan.gap:8.3f} {plan.seconds:8.2f}"
            f"  {plan.status}, {len(plan.meetings)} placed",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", default="500,1000,2000")
    parser.add_argument("--seconds", default="1,10,60")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--rules", action="store_true", help="Clearing, travel, interpreters and separation as well.")
    asked = parser.parse_args()
    print("requests  seed    limit   weight    bound    gap %  seconds")
    for count in map(int, asked.requests.split(",")):
        for seed in map(int, asked.seeds.split(",")):
            measure(count, seed, [float(one) for one in asked.seconds.split(",")], rules=asked.rules)


if __name__ == "__main__":
    main()

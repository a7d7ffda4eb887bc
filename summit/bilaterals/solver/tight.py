"""Models whose relaxation is nearly whole: it is solved first, and what is left to decide is small.

A model of meetings is of this kind. Most variables of its relaxation are 0 or 1, and its value is often the best there is.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summit.bilaterals.solver.highs import Model, Solver, Variable, solved, weighed

WHOLE = 0.999  # a value of the relaxation that counts as one
NEAR = 1e-6


@dataclass(frozen=True)
class Reached:
    """The value of every variable, what they come to, and what nothing exceeds."""

    values: list[float]
    total: int
    bound: int


def best(model: Model, chosen: Sequence[Variable], amounts: Mapping[int, int], until: float) -> Reached | None:
    """The most that the amounts of the chosen variables, all of them yes or no, can come to.

    `until` by the monotonic clock; None if there is no answer by then.
    """
    _loosen(chosen)
    model.maximize(weighed([chosen[one] for one in amounts], amounts.values()))
    relaxed = solved(model, until - time.monotonic())
    if relaxed is None:
        return None
    values = [float(relaxed.value(one)) for one in chosen]
    bound = math.floor(relaxed.objective_value + NEAR)
    if all(value < 1 - WHOLE or value > WHOLE for value in values):
        return Reached(values, round(relaxed.objective_value), bound)
    costs = [abs(float(cost)) for cost in relaxed.reduced_costs(chosen)]
    _keep_whole(chosen, values)
    answer = _answer(solved(model, until - time.monotonic()), chosen)
    if answer is not None and answer.total >= bound:
        return Reached(answer.values, answer.total, bound)
    _loosen(chosen)
    slack = math.inf if answer is None else relaxed.objective_value - answer.total
    for variable, value, cost in zip(chosen, values, costs, strict=True):
        variable.is_integral = True
        if value < NEAR and cost > slack + NEAR:  # with it nothing better than the answer is possible
            variable.upper_bound = 0
    better = _answer(solved(model, until - time.monotonic()), chosen)
    _loosen(chosen)
    if better is None:
        return None if answer is None else Reached(answer.values, answer.total, bound)
    if answer is not None and better.total < answer.total:
        return Reached(answer.values, answer.total, min(bound, max(better.bound, answer.total)))
    return Reached(better.values, better.total, min(bound, better.bound))


def _loosen(chosen: Sequence[Variable]) -> None:
    for variable in chosen:
        variable.lower_bound, variable.upper_bound, variable.is_integral = 0, 1, False


def _keep_whole(chosen: Sequence[Variable], values: Sequence[float]) -> None:
    for variable, value in zip(chosen, values, strict=True):
        if value > WHOLE:
            variable.lower_bound = 1
        else:
            variable.is_integral = True


def _answer(solver: Solver | None, chosen: Sequence[Variable]) -> Reached | None:
    if solver is None:
        return None
    bound = math.floor(solver.best_objective_bound + NEAR)
    return Reached([float(solver.value(one)) for one in chosen], round(solver.objective_value), bound)

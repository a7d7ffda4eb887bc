"""Models whose relaxation is nearly whole: it is solved first, and what is left to decide is small.

A model of meetings is of this kind. Most variables of its relaxation are 0 or 1, and its value is often the best there is.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from summit.bilaterals.solver.highs import Answer, Sums

WHOLE = 0.999  # a value of the relaxation that counts as one
NEAR = 1e-6
HALF = 0.5
FIRST = 0.8  # of the time for what the relaxation leaves open


@dataclass(frozen=True)
class Reached:
    """The variables that are 1, what they come to, and what nothing exceeds. None where only the bound was found in time."""

    chosen: list[int] | None
    total: int
    bound: int


def best(sums: Sums, amounts: Mapping[int, int], until: float, *, exactly: bool = True) -> Reached | None:
    """The most that these variables, each times its amount, can come to, where all are yes or no.

    Not `exactly`: only what the relaxation leaves open is decided. `until` by the monotonic clock; None without an answer and
    without a bound.
    """
    sums.raise_(amounts)
    sums.narrow(whole=False)
    relaxed = sums.solve(until - time.monotonic())
    if relaxed is None:
        return None
    bound = math.floor(relaxed.total + NEAR)
    settled = relaxed.values > WHOLE
    if not np.any((relaxed.values > 1 - WHOLE) & ~settled):
        return _reached(relaxed, bound)
    sums.narrow(whole=~settled, low=settled.astype(np.float64))
    left = until - time.monotonic()
    first = _reached(sums.solve(left if not exactly else left * FIRST), bound)
    if first.chosen is not None and (first.total >= bound or not exactly):
        return Reached(first.chosen, first.total, bound)
    sums.narrow(whole=True)
    second = _reached(sums.solve(until - time.monotonic()), bound)
    if first.chosen is not None and (second.chosen is None or second.total <= first.total):
        return Reached(first.chosen, first.total, max(second.bound, first.total))
    return second


def _reached(answer: Answer | None, bound: int) -> Reached:
    if answer is None:
        return Reached(None, 0, bound)
    chosen = np.flatnonzero(answer.values > HALF).tolist()
    return Reached(chosen, round(answer.total), min(bound, math.floor(answer.bound + NEAR)))

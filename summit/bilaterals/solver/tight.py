"""Models whose relaxation is nearly whole: it is solved first, and what is left to decide is small.

A model of meetings is of this kind. Most variables of its relaxation are 0 or 1, and its value is often the best there is.
Rounding it bit by bit takes hardly longer than the relaxation and loses less than a hundredth, so that much is there at once.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from summit.bilaterals.solver.highs import Answer, Numbers, Sums

WHOLE = 0.999  # a value of the relaxation that counts as one
NEAR = 1e-6
NO_BOUND = 2**62
HALF = 0.5
LIKELY = 0.6  # a value that is rounded up; no two such variables exclude each other
ROUNDS = 24  # of rounding, then it is given up
PART = 6  # of the variables left open so many times fewer are rounded before the relaxation is solved again
FIRST = 0.8  # of the time for what the relaxation leaves open

Indices = NDArray[np.intp]


class Effort(Enum):
    """How far to go. Each step takes several times as long as the one before."""

    ROUNDED = 1  # what the relaxation leaves open is rounded
    SETTLED = 2  # what it leaves open is decided exactly, and what it has settled stays
    WHOLE = 3  # everything is decided exactly


@dataclass(frozen=True)
class Reached:
    """The variables that are 1, what they come to, and what nothing exceeds. None where only the bound was found in time."""

    chosen: list[int] | None
    total: int
    bound: int


def best(
    sums: Sums, amounts: Mapping[int, int], until: float, effort: Effort = Effort.WHOLE, enough: int = NO_BOUND
) -> Reached | None:
    """The most that these variables, each times its amount, can come to, where all are yes or no.

    `until` by the monotonic clock; once it comes to what is `enough` nothing better is looked for. None without an answer and
    without a bound.
    """
    sums.raise_(amounts)
    sums.narrow(whole=False)
    relaxed = sums.solve(until - time.monotonic())
    if relaxed is None:
        return None
    bound = math.floor(relaxed.total + NEAR)
    enough = min(enough, bound)
    found = _rounded(sums, relaxed, until)
    if found.total >= enough or effort is Effort.ROUNDED:
        return Reached(found.chosen, found.total, bound)
    settled = relaxed.values > WHOLE
    sums.narrow(whole=~settled, low=settled.astype(np.float64))
    left = until - time.monotonic()
    found = _better(found, _reached(sums.solve(left * FIRST if effort is Effort.WHOLE else left)))
    if found.total >= enough or effort is Effort.SETTLED:
        return Reached(found.chosen, found.total, bound)
    sums.narrow(whole=True)
    last = _reached(sums.solve(until - time.monotonic()))
    found = _better(found, last)
    return Reached(found.chosen, found.total, max(min(bound, last.bound), found.total))


def _rounded(sums: Sums, relaxed: Answer, until: float) -> Reached:
    """A first answer: the likeliest of what is open becomes yes, the relaxation of the rest is solved, and so on.

    What cannot be yes beside the rest becomes no. Where that goes on for long there is none.
    """
    answer = relaxed
    low, high = np.zeros(sums.count), np.ones(sums.count)
    for _ in range(ROUNDS):
        values = answer.values
        low[values > WHOLE] = 1
        open_ = np.flatnonzero((values > 1 - WHOLE) & (values <= WHOLE))
        if not len(open_):
            return _reached(answer)
        likeliest = open_[np.argsort(-values[open_], kind="stable")]
        part = likeliest[: 1 + len(open_) // PART]
        likely = part[values[part] >= LIKELY]
        tried = [likely, likeliest[:1]] if len(likely) > 1 else [likeliest[:1]]
        trials = (_with(sums, low, high, taken, until) for taken in tried)
        found = next((one for one in trials if one is not None), None)
        if found is None:
            high[likeliest[0]] = 0
            found = _relaxed(sums, low, high, until)
        if found is None:
            break
        answer = found
    return _reached(None)


def _with(sums: Sums, low: Numbers, high: Numbers, taken: Indices, until: float) -> Answer | None:
    """The relaxation in which these are yes as well, None if they exclude each other, or time is over."""
    trial = low.copy()
    trial[taken] = 1
    return _relaxed(sums, trial, high, until)


def _relaxed(sums: Sums, low: Numbers, high: Numbers, until: float) -> Answer | None:
    sums.narrow(whole=False, low=low, high=high)
    return sums.solve(until - time.monotonic()) if time.monotonic() < until else None


def _better(one: Reached, other: Reached) -> Reached:
    """The first if the other found no more."""
    return one if other.chosen is None or (one.chosen is not None and one.total >= other.total) else other


def _reached(answer: Answer | None) -> Reached:
    if answer is None:
        return Reached(None, 0, NO_BOUND)
    chosen = np.flatnonzero(answer.values > HALF).tolist()
    return Reached(chosen, round(answer.total), math.floor(answer.bound + NEAR))

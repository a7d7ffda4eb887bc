"""The one place that speaks to HiGHS, through OR-Tools: variables by number, rows that bound their sums, one sum to raise.

Rows are handed over below the expressions of OR-Tools, which take several times as long to build. Two traps: a plan given as
a hint to a large model ends the process, and so does a call from another thread.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver.python.model_builder_helper import (
    ModelBuilderHelper,
    ModelSolverHelper,
    SolveStatus,
)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Answer:
    """The value of each variable, what they come to, and what nothing exceeds."""

    values: Numbers
    total: float
    bound: float


class Sums:
    """A model of variables from 0 to 1, each of which may be asked to be a whole number."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._model = ModelBuilderHelper()
        self._model.add_var_array([count], 0.0, 1.0, False, "")
        self._low = np.zeros(count)
        self._high = np.ones(count)
        self._whole = np.zeros(count, dtype=bool)
        self._model.set_maximize(True)

    def at_most(self, members: Sequence[int], amounts: Iterable[int] | None, limit: float) -> None:
        """The members, each times its amount or once, come to no more than that."""
        self._row(members, amounts, -math.inf, limit)

    def at_least(self, members: Sequence[int], amounts: Iterable[int] | None, limit: float) -> None:
        """The members, each times its amount or once, come to that or more."""
        self._row(members, amounts, limit, math.inf)

    def raise_(self, amounts: Mapping[int, int]) -> None:
        """The sum that is to be as great as can be, in place of the one before."""
        self._model.clear_objective()
        self._model.set_maximize(True)
        self._model.set_objective_coefficients(list(amounts), [float(one) for one in amounts.values()])

    def narrow(
        self,
        whole: Collection[bool] | bool,
        low: Numbers | None = None,
        high: Numbers | None = None,
    ) -> None:
        """Which variables are whole numbers, and their bounds where these are not 0 and 1."""
        low = np.zeros(self.count) if low is None else low
        high = np.ones(self.count) if high is None else high
        asked = np.broadcast_to(np.asarray(whole, dtype=bool), (self.count,)).copy()
        for one in np.flatnonzero(low != self._low).tolist():
            self._model.set_var_lower_bound(one, float(low[one]))
        for one in np.flatnonzero(high != self._high).tolist():
            self._model.set_var_upper_bound(one, float(high[one]))
        for one in np.flatnonzero(asked != self._whole).tolist():
            self._model.set_var_integrality(one, bool(asked[one]))
        self._low, self._high, self._whole = low.copy(), high.copy(), asked

    def solve(self, seconds: float) -> Answer | None:
        """The answer, proven or not; None if there was none within `seconds` by the clock."""
        solver = ModelSolverHelper("highs")
        solver.enable_output(False)
        solver.set_solver_specific_parameters("mip_rel_gap=0")
        solver.set_time_limit_in_seconds(max(seconds, 0.05))
        solver.solve(self._model)
        if not solver.has_response() or solver.status() not in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE):
            return None
        bound = solver.best_objective_bound() if self._whole.any() else solver.objective_value()
        values = np.asarray(solver.variable_values(), dtype=np.float64)
        return Answer(values, solver.objective_value(), bound)

    def _row(self, members: Sequence[int], amounts: Iterable[int] | None, low: float, high: float) -> None:
        model = self._model
        row = model.add_linear_constraint()
        model.set_constraint_lower_bound(row, low)
        model.set_constraint_upper_bound(row, high)
        if amounts is None:
            for one in members:
                model.add_term_to_constraint(row, one, 1.0)
        else:
            for one, amount in zip(members, amounts, strict=True):
                model.add_term_to_constraint(row, one, float(amount))

"""The one place that speaks to HiGHS, through OR-Tools: a model, sums with weights, and the solver's answer.

Two traps: a plan given as a hint to a large model ends the process, and so does a call from another thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ortools.linear_solver.python import model_builder
from ortools.linear_solver.python.model_builder import LinearConstraint, LinearExpr, Model, Solver, Variable

__all__ = ["LinearConstraint", "LinearExpr", "Model", "Solver", "Variable", "new_model", "solved", "weighed"]


def new_model() -> Model:
    """A model without variables."""
    return Model()  # type: ignore[no-untyped-call]  # OR-Tools leaves it without types


def weighed(variables: Sequence[Variable], weights: Iterable[int]) -> LinearExpr:
    """The sum of the variables, each times its weight."""
    return LinearExpr.weighted_sum(list(variables), [float(weight) for weight in weights])


def solved(model: Model, seconds: float) -> Solver | None:
    """The solver with an answer to the model, proven or not, None if there was none within `seconds` by the clock."""
    solver = Solver("highs")
    solver.enable_output(False)
    solver.set_solver_specific_parameters("mip_rel_gap=0")
    solver.set_time_limit_in_seconds(max(seconds, 0.05))
    answered = (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    return solver if solver.solve(model) in answered else None

"""Everything read about plans of many meetings."""

from summit.bilaterals.queries.plans.boards import board_of, clock_of, left_out_lines, request_names
from summit.bilaterals.queries.plans.fitting import against_the_register, to_be_held
from summit.bilaterals.queries.plans.problem import planning_case, scheduling_problem
from summit.bilaterals.queries.plans.runs import (
    AT_WORK,
    draft_of,
    last_step,
    plan_by_code,
    plan_runs,
    plan_to_change,
    plans_beside,
    problem_of,
    progress_of,
    run_line,
)

__all__ = [
    "AT_WORK",
    "against_the_register",
    "board_of",
    "clock_of",
    "draft_of",
    "last_step",
    "left_out_lines",
    "plan_by_code",
    "plan_runs",
    "plan_to_change",
    "planning_case",
    "plans_beside",
    "problem_of",
    "progress_of",
    "request_names",
    "run_line",
    "scheduling_problem",
    "to_be_held",
]

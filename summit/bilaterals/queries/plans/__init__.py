"""Everything read about plans of many meetings."""

from summit.bilaterals.queries.plans.boards import board_of, clock_of, left_out_lines, request_names
from summit.bilaterals.queries.plans.fitting import Fit, fit_of
from summit.bilaterals.queries.plans.occasions import (
    answers_board,
    answers_of,
    dropped_words,
    occasion_choices,
    sides_to_be_told,
    unequal_requests,
)
from summit.bilaterals.queries.plans.problem import meetings_that_stand, planning_case, scheduling_problem
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
    "Fit",
    "answers_board",
    "answers_of",
    "board_of",
    "clock_of",
    "draft_of",
    "dropped_words",
    "fit_of",
    "last_step",
    "left_out_lines",
    "meetings_that_stand",
    "occasion_choices",
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
    "sides_to_be_told",
    "unequal_requests",
]

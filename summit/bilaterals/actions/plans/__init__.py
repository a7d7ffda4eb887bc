"""Everything changed about plans of many meetings."""

from summit.bilaterals.actions.plans.drafts import move_in_plan, undo_in_plan
from summit.bilaterals.actions.plans.publishing import publish_plan, send_answer
from summit.bilaterals.actions.plans.runs import (
    PLAN_KIND,
    ask_for_answers,
    ask_for_plan,
    discard_plan,
    fail_plan,
    finish_plan,
    keep_better,
    start_plan,
    stop_plan,
)

__all__ = [
    "PLAN_KIND",
    "ask_for_answers",
    "ask_for_plan",
    "discard_plan",
    "fail_plan",
    "finish_plan",
    "keep_better",
    "move_in_plan",
    "publish_plan",
    "send_answer",
    "start_plan",
    "stop_plan",
    "undo_in_plan",
]

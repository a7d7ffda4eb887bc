"""Everything that changes cards and print runs."""

from summit.badges.actions.cards import freeze_cards, issue_for_self, reissue, void_badge
from summit.badges.actions.runs import (
    PRINT_KIND,
    cancel_run,
    confirm_run,
    fail_run,
    finish_run,
    order_run,
    resume_run,
)

__all__ = [
    "PRINT_KIND",
    "cancel_run",
    "confirm_run",
    "fail_run",
    "finish_run",
    "freeze_cards",
    "issue_for_self",
    "order_run",
    "reissue",
    "resume_run",
    "void_badge",
]

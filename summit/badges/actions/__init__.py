"""Everything that changes cards and print runs."""

from summit.badges.actions.cards import freeze_cards, issue_for_self, reissue, void_badge
from summit.badges.actions.custody import check_identity, hand_over, take_back
from summit.badges.actions.losses import approve_replacement, refuse_replacement, replace, report_loss
from summit.badges.actions.printers import open_printer, send_run, set_printer_use
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
    "approve_replacement",
    "cancel_run",
    "check_identity",
    "confirm_run",
    "fail_run",
    "finish_run",
    "freeze_cards",
    "hand_over",
    "issue_for_self",
    "open_printer",
    "order_run",
    "refuse_replacement",
    "reissue",
    "replace",
    "report_loss",
    "resume_run",
    "send_run",
    "set_printer_use",
    "take_back",
    "void_badge",
]

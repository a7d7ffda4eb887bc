"""Everything that changes cards and print runs."""

from summit.badges.actions.cards import freeze_cards, issue_for_self, reissue, void_badge
from summit.badges.actions.designs import (
    discard_design,
    open_design,
    publish_design,
    retire_design,
    revise_design,
    save_design,
    store_artwork,
)
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
    "discard_design",
    "fail_run",
    "finish_run",
    "freeze_cards",
    "issue_for_self",
    "open_design",
    "order_run",
    "publish_design",
    "reissue",
    "resume_run",
    "retire_design",
    "revise_design",
    "save_design",
    "store_artwork",
    "void_badge",
]

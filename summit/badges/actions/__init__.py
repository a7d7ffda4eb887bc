"""Everything that changes cards and print runs."""

from summit.badges.actions.cards import freeze_cards, issue_for_self, reissue, void_badge
from summit.badges.actions.custody import check_identity, hand_over, take_back, take_back_all
from summit.badges.actions.day_badges import (
    enter_day_badge,
    lose_day_badge,
    make_day_badges,
    take_back_day_badge,
    void_day_badge,
)
from summit.badges.actions.designs import (
    discard_design,
    open_design,
    publish_design,
    retire_design,
    revise_design,
    save_design,
    store_artwork,
)
from summit.badges.actions.floaters import (
    lend_floaters,
    lose_floater,
    make_floaters,
    set_places,
    take_back_floater,
)
from summit.badges.actions.losses import approve_replacement, refuse_replacement, replace, report_loss
from summit.badges.actions.pass_runs import freeze_passes, order_passes
from summit.badges.actions.pins import issue_pin, lose_pin, take_pin_back
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
from summit.badges.actions.stock import move_stock, open_stock_item
from summit.badges.actions.vehicles import (
    hand_vehicle_pass_over,
    lose_vehicle_pass,
    make_vehicle_pass,
    take_vehicle_pass_back,
    void_vehicle_pass,
)

__all__ = [
    "lose_day_badge",
    "freeze_passes",
    "order_passes",
    "issue_pin",
    "lose_pin",
    "take_pin_back",
    "hand_vehicle_pass_over",
    "lose_vehicle_pass",
    "make_vehicle_pass",
    "take_vehicle_pass_back",
    "void_vehicle_pass",
    "PRINT_KIND",
    "approve_replacement",
    "cancel_run",
    "check_identity",
    "confirm_run",
    "discard_design",
    "enter_day_badge",
    "fail_run",
    "finish_run",
    "freeze_cards",
    "hand_over",
    "issue_for_self",
    "lend_floaters",
    "lose_floater",
    "make_day_badges",
    "make_floaters",
    "move_stock",
    "open_design",
    "open_printer",
    "open_stock_item",
    "order_run",
    "publish_design",
    "refuse_replacement",
    "reissue",
    "replace",
    "report_loss",
    "resume_run",
    "retire_design",
    "revise_design",
    "save_design",
    "send_run",
    "set_places",
    "set_printer_use",
    "store_artwork",
    "take_back",
    "take_back_all",
    "take_back_day_badge",
    "take_back_floater",
    "void_badge",
    "void_day_badge",
]

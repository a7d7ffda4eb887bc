"""Everything changed about bilaterals: one verb a function; each records itself in the journal, none commits."""

from summit.bilaterals.actions.arranging import arrange
from summit.bilaterals.actions.asking import accept, ask, decline, name_principal, offer_other_time, withdraw
from summit.bilaterals.actions.blocking import block_principal, unblock_principal
from summit.bilaterals.actions.day import assign, begin, call, end, note_no_show, note_pull_aside, over_run
from summit.bilaterals.actions.holding import expire_holds, hold, release
from summit.bilaterals.actions.interpreting import forget_interpreters, set_interpreters
from summit.bilaterals.actions.occasions import note_occasion, take_back
from summit.bilaterals.actions.placing import cancel, confirm, move
from summit.bilaterals.actions.plans import (
    PLAN_KIND,
    ask_for_answers,
    ask_for_plan,
    discard_plan,
    fail_plan,
    finish_plan,
    keep_better,
    move_in_plan,
    publish_plan,
    send_answer,
    start_plan,
    stop_plan,
    undo_in_plan,
)
from summit.bilaterals.actions.reading import record_reading
from summit.bilaterals.actions.rooms import (
    ask_room,
    cancel_room,
)
from summit.bilaterals.actions.separating import end_separation, keep_apart
from summit.bilaterals.actions.taking import lock_requests
from summit.bilaterals.lifecycle import DESK

__all__ = [
    "DESK",
    "PLAN_KIND",
    "accept",
    "arrange",
    "ask",
    "ask_for_answers",
    "ask_for_plan",
    "ask_room",
    "assign",
    "begin",
    "block_principal",
    "call",
    "cancel",
    "cancel_room",
    "confirm",
    "decline",
    "discard_plan",
    "end",
    "end_separation",
    "expire_holds",
    "fail_plan",
    "finish_plan",
    "forget_interpreters",
    "hold",
    "keep_apart",
    "keep_better",
    "lock_requests",
    "move",
    "move_in_plan",
    "name_principal",
    "note_no_show",
    "note_occasion",
    "note_pull_aside",
    "offer_other_time",
    "over_run",
    "publish_plan",
    "record_reading",
    "release",
    "send_answer",
    "set_interpreters",
    "start_plan",
    "stop_plan",
    "take_back",
    "unblock_principal",
    "undo_in_plan",
    "withdraw",
]

"""Everything changed about bilaterals: one verb a function; each records itself in the journal, none commits."""

from summit.bilaterals.actions.arranging import arrange
from summit.bilaterals.actions.asking import (
    accept,
    ask,
    decline,
    name_principal,
    offer_other_time,
    withdraw,
)
from summit.bilaterals.actions.day import assign, begin, call, end, note_no_show, note_pull_aside, over_run
from summit.bilaterals.actions.holding import expire_holds, hold, release
from summit.bilaterals.actions.placing import cancel, confirm, move
from summit.bilaterals.actions.reading import record_reading
from summit.bilaterals.actions.taking import lock_requests
from summit.bilaterals.lifecycle import DESK

__all__ = [
    "DESK",
    "accept",
    "arrange",
    "ask",
    "assign",
    "begin",
    "call",
    "cancel",
    "confirm",
    "decline",
    "end",
    "expire_holds",
    "hold",
    "lock_requests",
    "move",
    "name_principal",
    "note_no_show",
    "note_pull_aside",
    "offer_other_time",
    "over_run",
    "record_reading",
    "release",
    "withdraw",
]

"""Everything changed about bilaterals: one verb a function; each records itself in the journal, none commits."""

from summit.bilaterals.actions.asking import (
    DESK,
    accept,
    ask,
    decline,
    name_principal,
    offer_other_time,
    withdraw,
)
from summit.bilaterals.actions.placing import cancel, confirm, move
from summit.bilaterals.actions.reading import record_reading

__all__ = [
    "DESK",
    "accept",
    "ask",
    "cancel",
    "confirm",
    "decline",
    "move",
    "name_principal",
    "offer_other_time",
    "record_reading",
    "withdraw",
]

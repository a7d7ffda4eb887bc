"""What changes in the outbox: letters are written, reviewed, sent; words are changed."""

from summit.notices.actions.delivery import DELIVERY, claim_next, hold_stale, note_outcome
from summit.notices.actions.posting import post
from summit.notices.actions.reviewing import clear_address, discard, note_return, release, repeat
from summit.notices.actions.wordings import bring_in_wordings, drop_wording, set_review, write_wording

__all__ = [
    "DELIVERY",
    "bring_in_wordings",
    "claim_next",
    "clear_address",
    "discard",
    "drop_wording",
    "hold_stale",
    "note_outcome",
    "note_return",
    "post",
    "release",
    "repeat",
    "set_review",
    "write_wording",
]

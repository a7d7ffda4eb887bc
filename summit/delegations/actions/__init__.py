"""Everything changed about delegations: one verb a function; each records itself in the journal, none commits."""

from summit.delegations.actions.delegations import edit_delegation, open_delegation
from summit.delegations.actions.engagements import hold_participant, release_duty
from summit.delegations.actions.headships import end_headship, hand_over_headship, name_head
from summit.delegations.actions.imports import (
    cancel_import,
    choose_columns,
    confirm_import,
    draft_import,
    record_export,
    sweep_imports,
    undo_import,
)
from summit.delegations.actions.invitations import invite_delegate
from summit.delegations.actions.mandates import appoint_focal_point, end_mandate, nominate_contact
from summit.delegations.actions.parties import add_organization, load_parties
from summit.delegations.actions.people import (
    edit_participant,
    lock_participant,
    place_participant,
    register_delegate,
    reinstate_participant,
    reveal_passport,
    unlock_participant,
    withdraw_participant,
)
from summit.delegations.actions.photos import store_photo, sweep_photos

__all__ = [
    "add_organization",
    "appoint_focal_point",
    "cancel_import",
    "choose_columns",
    "confirm_import",
    "draft_import",
    "edit_delegation",
    "edit_participant",
    "end_headship",
    "end_mandate",
    "hand_over_headship",
    "hold_participant",
    "invite_delegate",
    "load_parties",
    "lock_participant",
    "name_head",
    "nominate_contact",
    "open_delegation",
    "place_participant",
    "record_export",
    "register_delegate",
    "reinstate_participant",
    "release_duty",
    "reveal_passport",
    "store_photo",
    "sweep_imports",
    "sweep_photos",
    "undo_import",
    "unlock_participant",
    "withdraw_participant",
]

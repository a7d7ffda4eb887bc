"""Everything changed about delegations: one verb a function; each records itself in the journal, none commits."""

from summit.delegations.actions.delegations import edit_delegation, open_delegation
from summit.delegations.actions.engagements import hold_participant, release_duty
from summit.delegations.actions.headships import end_headship, hand_over_headship, name_head
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
from summit.delegations.actions.saved_views import remove_view, save_view

__all__ = [
    "add_organization",
    "appoint_focal_point",
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
    "register_delegate",
    "reinstate_participant",
    "release_duty",
    "remove_view",
    "reveal_passport",
    "save_view",
    "store_photo",
    "sweep_photos",
    "unlock_participant",
    "withdraw_participant",
]

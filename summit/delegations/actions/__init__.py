"""Everything changed about delegations: one verb a function; each records itself in the journal, none commits."""

from summit.delegations.actions.claims import claim_person, keep_registration
from summit.delegations.actions.deadlines import keep_deadline, set_deadline
from summit.delegations.actions.delegations import edit_delegation, open_delegation
from summit.delegations.actions.duplicates import Merger, dismiss_pair, end_dismissal, merge_participants
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
from summit.delegations.actions.moves import Relocation, move_participant
from summit.delegations.actions.nominations import end_nomination, nominate, take_up_nomination
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
from summit.delegations.actions.precedence import (
    date_delegation,
    decide_place,
    lift_decision,
    publish_order,
    set_list,
)
from summit.delegations.actions.quotas import edit_quota, end_quota, open_quota
from summit.delegations.actions.saved_views import remove_view, save_view

__all__ = [
    "Merger",
    "Relocation",
    "add_organization",
    "appoint_focal_point",
    "cancel_import",
    "choose_columns",
    "claim_person",
    "confirm_import",
    "date_delegation",
    "decide_place",
    "dismiss_pair",
    "draft_import",
    "edit_delegation",
    "edit_participant",
    "edit_quota",
    "end_dismissal",
    "end_headship",
    "end_mandate",
    "end_nomination",
    "end_quota",
    "hand_over_headship",
    "hold_participant",
    "invite_delegate",
    "keep_deadline",
    "keep_registration",
    "lift_decision",
    "load_parties",
    "lock_participant",
    "merge_participants",
    "move_participant",
    "name_head",
    "nominate",
    "nominate_contact",
    "open_delegation",
    "open_quota",
    "place_participant",
    "publish_order",
    "record_export",
    "register_delegate",
    "reinstate_participant",
    "release_duty",
    "remove_view",
    "reveal_passport",
    "save_view",
    "set_deadline",
    "set_list",
    "store_photo",
    "sweep_imports",
    "sweep_photos",
    "take_up_nomination",
    "undo_import",
    "unlock_participant",
    "withdraw_participant",
]

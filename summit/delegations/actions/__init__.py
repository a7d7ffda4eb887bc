"""Everything changed about delegations: one verb a function; each records itself in the journal, none commits."""

from summit.delegations.actions.change_runs import change_many, sweep_change_runs, undo_run
from summit.delegations.actions.claims import claim_person, keep_registration
from summit.delegations.actions.companions import accompany
from summit.delegations.actions.deadlines import keep_deadline, set_deadline
from summit.delegations.actions.delegations import edit_delegation, open_delegation
from summit.delegations.actions.duplicates import Merger, dismiss_pair, end_dismissal, merge_participants
from summit.delegations.actions.engagements import hold_participant, release_duty
from summit.delegations.actions.form_drafts import drop_form_draft, keep_form_draft, sweep_form_drafts
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
from summit.delegations.actions.internal import add_tags, remove_tag, strike_note, write_note
from summit.delegations.actions.invitations import invite_delegate
from summit.delegations.actions.mandates import (
    appoint_focal_point,
    end_mandate,
    hand_over_mandate,
    link_paper,
    nominate_contact,
)
from summit.delegations.actions.moves import Relocation, move_participant
from summit.delegations.actions.nominations import (
    end_nomination,
    nominate,
    require_own_answers,
    take_up_nomination,
)
from summit.delegations.actions.papers import (
    file_paper,
    list_names,
    reconcile_paper,
    remove_paper,
    sweep_papers,
)
from summit.delegations.actions.participation import record_invitation, record_reply
from summit.delegations.actions.parties import add_organization, load_parties
from summit.delegations.actions.people import (
    edit_participant,
    lock_participant,
    note_application,
    order_people,
    place_participant,
    register_delegate,
    reinstate_participant,
    reveal_passport,
    unlock_participant,
    withdraw_participant,
)
from summit.delegations.actions.photo_imports import (
    cancel_photo_import,
    confirm_photo_import,
    draft_photo_import,
    sweep_photo_imports,
)
from summit.delegations.actions.photos import store_photo, sweep_photos
from summit.delegations.actions.posts import add_post, remove_post, take_post
from summit.delegations.actions.precedence import (
    date_delegation,
    decide_place,
    lift_decision,
    publish_order,
    set_list,
)
from summit.delegations.actions.quotas import edit_quota, end_quota, open_quota
from summit.delegations.actions.ranks import (
    default_ranks,
    edit_rank,
    open_default_ranks,
    open_rank,
    remove_rank,
)
from summit.delegations.actions.replacements import replace_participant
from summit.delegations.actions.saved_views import remove_view, save_view

__all__ = [
    "replace_participant",
    "Merger",
    "Relocation",
    "accompany",
    "add_organization",
    "add_post",
    "add_tags",
    "appoint_focal_point",
    "cancel_import",
    "cancel_photo_import",
    "change_many",
    "choose_columns",
    "claim_person",
    "confirm_import",
    "confirm_photo_import",
    "date_delegation",
    "decide_place",
    "default_ranks",
    "dismiss_pair",
    "draft_import",
    "draft_photo_import",
    "drop_form_draft",
    "edit_delegation",
    "edit_participant",
    "edit_quota",
    "edit_rank",
    "end_dismissal",
    "end_headship",
    "end_mandate",
    "end_nomination",
    "end_quota",
    "file_paper",
    "hand_over_headship",
    "hand_over_mandate",
    "hold_participant",
    "invite_delegate",
    "keep_deadline",
    "keep_form_draft",
    "keep_registration",
    "lift_decision",
    "link_paper",
    "list_names",
    "load_parties",
    "lock_participant",
    "merge_participants",
    "move_participant",
    "name_head",
    "nominate",
    "nominate_contact",
    "open_default_ranks",
    "open_delegation",
    "open_quota",
    "open_rank",
    "note_application",
    "order_people",
    "place_participant",
    "publish_order",
    "reconcile_paper",
    "record_export",
    "record_invitation",
    "record_reply",
    "register_delegate",
    "reinstate_participant",
    "release_duty",
    "remove_paper",
    "remove_post",
    "remove_rank",
    "remove_tag",
    "remove_view",
    "require_own_answers",
    "reveal_passport",
    "save_view",
    "set_deadline",
    "set_list",
    "store_photo",
    "strike_note",
    "sweep_change_runs",
    "sweep_form_drafts",
    "sweep_imports",
    "sweep_papers",
    "sweep_photo_imports",
    "sweep_photos",
    "take_post",
    "take_up_nomination",
    "undo_import",
    "undo_run",
    "unlock_participant",
    "withdraw_participant",
    "write_note",
]

"""Every route of the app as a door: what it asks for, whose thing its address names, and how to write that address.

The walks over all pages (rights, hostile text, queries, accessibility) are made from this one table. A route that is not in
it fails `test_access`, so nobody can add a page that is never walked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from flask import Flask
from werkzeug.routing import Rule

from summit.accounts.policy import TABLE, Action, Role
from tests.journeys.stage import DAY, STANDINGS, WAYS, Scene, Side

Arguments = dict[str, str | int]


class Thing(Enum):
    """Whose the thing is that an address names: what decides who can reach it, once the office has the action at all."""

    NOTHING = auto()  # the address names none: lists, forms, one's own page
    OFFICE = auto()  # a thing of the event: whoever has the action reaches it
    PAIR = auto()  # two things of the event that need not belong together: each of the two must exist
    DELEGATION = auto()  # a delegation, a person, a case, a request: the scope of the cell in the rights table decides
    LINE = auto()  # an internal line of the programme: editors, and the delegation that stands in it
    SESSION = auto()  # a user's own, a signed-in browser or a saved view: the walk knows none of its own, so it finds none
    SECRET = auto()  # the address itself is the proof


@dataclass(frozen=True)
class Door:
    """One route. `action` is None for public ones. `arguments` writes the address of that side's thing."""

    action: Action | None
    thing: Thing = Thing.NOTHING
    arguments: Callable[[Side, Scene], Arguments] = lambda side, scene: {}


def _of(action: Action, **names: str) -> Door:
    """A door to a thing of a delegation; each parameter is a field of Side."""
    return Door(action, Thing.DELEGATION, lambda side, scene: {key: getattr(side, name) for key, name in names.items()})


def _delegation(action: Action, **more: str) -> Door:
    return _of(action, code="delegation", **more)


def _person(action: Action) -> Door:
    return _of(action, code="head")


def _case(action: Action) -> Door:
    return Door(action, Thing.DELEGATION, lambda side, scene: {"code": side.cases["head"]})


def _request(action: Action) -> Door:
    return _of(action, code="request")


def _office(action: Action, **names: str) -> Door:
    """A door to a thing of the event that each side has one of."""
    return Door(action, Thing.OFFICE, lambda side, scene: {key: getattr(side, name) for key, name in names.items()})


def _version(action: Action) -> Door:
    """A door to the first version of a design that is published."""
    return Door(action, Thing.OFFICE, lambda side, scene: {"code": side.published_design, "number": 1})


def _pair(action: Action, code: str, other: str) -> Door:
    return Door(
        action, Thing.PAIR, lambda side, scene: {"code": getattr(side, code), "other": getattr(side, other)}
    )


def _room(action: Action) -> Door:
    return Door(action, Thing.OFFICE, lambda side, scene: {"code": scene.room})


def _day(action: Action) -> Door:
    return Door(action, arguments=lambda side, scene: {"day": DAY})


def _letter(action: Action, name: str) -> Door:
    return Door(action, Thing.OFFICE, lambda side, scene: {"code": scene.letters[name]})


def _secret(purpose: str) -> Door:
    return Door(None, Thing.SECRET, lambda side, scene: {"secret": scene.secrets[purpose]})


PUBLIC = Door(None)
WORDING: Arguments = {"kind": "bilaterals-news", "language": "fr"}
LISTED: Arguments = {"kind": "list-of-participants"}
BUNDLED: Arguments = {"kind": "note-registration"}
A = Action
DOORS: dict[str, Door] = {
    "accounts.account": Door(A.SEE_OWN_ACCOUNT),
    "accounts.account_language": Door(A.SEE_OWN_ACCOUNT),
    "accounts.confirmation": Door(A.SEE_OWN_ACCOUNT),
    "accounts.forgotten": PUBLIC,
    "accounts.invitation": _secret("invitation"),
    "accounts.password": Door(A.SEE_OWN_ACCOUNT),
    "accounts.personal_link": _secret("personal"),
    "accounts.reset": _secret("reset"),
    "accounts.rights": Door(A.SEE_RIGHTS),
    "accounts.session_end": Door(A.SEE_OWN_ACCOUNT, Thing.SESSION, lambda side, scene: {"number": 999_998}),
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": Door(A.SEE_OWN_ACCOUNT),
    "accounts.user_invitation": Door(A.MANAGE_USERS),
    "accounts.user_standing": Door(A.MANAGE_USERS, Thing.OFFICE, lambda side, scene: {"code": scene.user_code}),
    "accounts.users": Door(A.MANAGE_USERS),
    "accreditation.application": _person(A.SEE_ACCREDITATION),
    "accreditation.approval": _case(A.DECIDE_ACCREDITATION),
    "accreditation.approvals": Door(A.DECIDE_ACCREDITATION),
    "accreditation.case": _case(A.SEE_ACCREDITATION),
    "accreditation.clearance": _case(A.RECORD_VETTING),
    "accreditation.clearance_answers": Door(A.RECORD_VETTING),
    "accreditation.clearances": Door(A.RECORD_VETTING),
    "accreditation.queue": Door(A.SEE_ACCREDITATION),
    "accreditation.refusal": _case(A.DECIDE_ACCREDITATION),
    "accreditation.reinstatement": _case(A.DECIDE_ACCREDITATION),
    "accreditation.reopening": _case(A.RETURN_ACCREDITATION),
    "accreditation.return_to_delegation": _case(A.RETURN_ACCREDITATION),
    "accreditation.revocation": _case(A.SUSPEND_ACCREDITATION),
    "accreditation.submission": _person(A.SUBMIT_ACCREDITATION),
    "accreditation.submissions": Door(A.SUBMIT_ACCREDITATION),
    "accreditation.suspension": _case(A.SUSPEND_ACCREDITATION),
    "accreditation.withdrawal": _case(A.SUBMIT_ACCREDITATION),
    "agenda.contributor_removal": _office(A.EDIT_PROGRAMME, code="entry", participant="head"),
    "agenda.contributors": _office(A.EDIT_PROGRAMME, code="entry"),
    "agenda.day": _day(A.SEE_PROGRAMME),
    "agenda.entry_cancellation": _office(A.EDIT_PROGRAMME, code="entry"),
    "agenda.entry_description": _office(A.EDIT_PROGRAMME, code="entry"),
    "agenda.entry_draft": Door(A.EDIT_PROGRAMME),
    "agenda.entry_page": Door(A.SEE_PROGRAMME, Thing.LINE, lambda side, scene: {"code": side.entry}),
    "agenda.entry_slot": _office(A.EDIT_PROGRAMME, code="entry"),
    "agenda.grid": _day(A.SEE_PROGRAMME),
    "agenda.programme": Door(A.SEE_PROGRAMME),
    "agenda.side_events": Door(A.SEE_PROGRAMME),
    "agenda.sponsor_confirmation": _office(A.EDIT_PROGRAMME, code="side_event", delegation="co_sponsor"),
    "agenda.sponsor_removal": _office(A.EDIT_PROGRAMME, code="side_event", delegation="co_sponsor"),
    "agenda.sponsors": _office(A.EDIT_PROGRAMME, code="side_event"),
    "badges.day_badge": _office(A.PRINT_BADGES, serial="day_badge"),
    "badges.day_badge_loss": _office(A.PRINT_BADGES, serial="day_badge"),
    "badges.day_badge_return": _office(A.PRINT_BADGES, serial="day_badge"),
    "badges.day_badge_voidance": _office(A.PRINT_BADGES, serial="day_badge"),
    "badges.day_badges": Door(A.PRINT_BADGES),
    "badges.day_badges_of_day": _day(A.PRINT_BADGES),
    "badges.delegation_floater_places": _office(A.SET_TERMS, code="delegation"),
    "badges.delegation_floaters": _delegation(A.SEE_FLOATERS),
    "badges.design_artworks": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_draft_preview": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_examination": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_page": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_preview": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_publication": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_removal": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_retirement": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_revision": _office(A.DESIGN_CARDS, code="design"),
    "badges.design_version": _version(A.DESIGN_CARDS),
    "badges.design_version_preview": _version(A.DESIGN_CARDS),
    "badges.design_version_proof": _version(A.DESIGN_CARDS),
    "badges.design_versions": _office(A.DESIGN_CARDS, code="published_design"),
    "badges.designs": Door(A.DESIGN_CARDS),
    "badges.desk": Door(A.PRINT_BADGES),
    "badges.card_return": _office(A.PRINT_BADGES, serial="badge"),
    "badges.envelope": _office(A.PRINT_BADGES, code="delegation"),
    "badges.envelope_labels": Door(A.PRINT_BADGES),
    "badges.envelopes": Door(A.PRINT_BADGES),
    "badges.floater_loans": _office(A.PRINT_BADGES, code="delegation"),
    "badges.floater_loss": _office(A.PRINT_BADGES, serial="floater"),
    "badges.floater_numbers": Door(A.PRINT_BADGES),
    "badges.floater_places": Door(A.SET_TERMS),
    "badges.floater_receipt": _office(A.PRINT_BADGES, code="floater_receipt"),
    "badges.floater_return": _office(A.PRINT_BADGES, serial="floater"),
    "badges.floaters": Door(A.SEE_FLOATERS),
    "badges.hand_over_page": _office(A.PRINT_BADGES, code="hand_over"),
    "badges.hand_overs": _office(A.PRINT_BADGES, code="delegation"),
    "badges.identity_check": _office(A.PRINT_BADGES, serial="badge"),
    "badges.lapel_pins": Door(A.PRINT_BADGES),
    "badges.loss": _person(A.REPORT_LOSS),
    "badges.loss_page": _of(A.REPORT_LOSS, code="loss"),
    "badges.losses": Door(A.REPORT_LOSS),
    "badges.pass_runs": Door(A.PRINT_BADGES),
    "badges.people": Door(A.PRINT_BADGES),
    "badges.receipt": _office(A.PRINT_BADGES, code="hand_over"),
    "badges.replacement": _office(A.PRINT_BADGES, code="open_loss"),
    "badges.replacement_approval": _office(A.DECIDE_REISSUE, code="open_loss"),
    "badges.replacement_refusal": _office(A.DECIDE_REISSUE, code="open_loss"),
    "badges.person_pin": _office(A.PRINT_BADGES, code="head"),
    "badges.pin_loss": _office(A.PRINT_BADGES, serial="pin"),
    "badges.pin_return": _office(A.PRINT_BADGES, serial="pin"),
    "badges.person_cards": _office(A.PRINT_BADGES, code="head"),
    "badges.print_runs": Door(A.PRINT_BADGES),
    "badges.printer_standing": _office(A.PRINT_BADGES, code="printer"),
    "badges.printers": Door(A.PRINT_BADGES),
    "badges.progress": _office(A.PRINT_BADGES, code="run"),
    "badges.reissue": _office(A.PRINT_BADGES, serial="badge"),
    "badges.returns": Door(A.PRINT_BADGES),
    "badges.run_cancellation": _office(A.PRINT_BADGES, code="run"),
    "badges.run_cards": _office(A.PRINT_BADGES, code="run"),
    "badges.run_confirmation": _office(A.PRINT_BADGES, code="run"),
    "badges.run_page": _office(A.PRINT_BADGES, code="run"),
    "badges.run_printer": _office(A.PRINT_BADGES, code="run"),
    "badges.run_resumption": _office(A.PRINT_BADGES, code="run"),
    "badges.specimen": _office(A.PRINT_BADGES, code="head"),
    "badges.stock": Door(A.PRINT_BADGES),
    "badges.stock_movements": _office(A.PRINT_BADGES, code="stock"),
    "badges.vehicle_hand_over": _office(A.PRINT_BADGES, serial="vehicle"),
    "badges.vehicle_loss": _office(A.PRINT_BADGES, serial="vehicle"),
    "badges.vehicle_pass": _office(A.PRINT_BADGES, serial="vehicle"),
    "badges.vehicle_passes": Door(A.PRINT_BADGES),
    "badges.vehicle_return": _office(A.PRINT_BADGES, serial="vehicle"),
    "badges.vehicle_voidance": _office(A.PRINT_BADGES, serial="vehicle"),
    "badges.voidance": _office(A.PRINT_BADGES, serial="badge"),
    "bilaterals.acceptance": _request(A.ANSWER_BILATERAL),
    "bilaterals.arrangements": _request(A.ANSWER_BILATERAL),
    "bilaterals.block_removal": _of(A.ANSWER_BILATERAL, code="head", block="block"),
    "bilaterals.board": _day(A.SEE_PROGRAMME),
    "bilaterals.board_today": Door(A.SEE_PROGRAMME),
    "bilaterals.beginning": _request(A.PLACE_BILATERAL),
    "bilaterals.call": _request(A.PLACE_BILATERAL),
    "bilaterals.cancellation": _request(A.PLACE_BILATERAL),
    "bilaterals.day": _day(A.PLACE_BILATERAL),
    "bilaterals.declination": _request(A.ANSWER_BILATERAL),
    "bilaterals.end": _request(A.PLACE_BILATERAL),
    "bilaterals.assignment": _request(A.PLACE_BILATERAL),
    "bilaterals.hold": Door(
        A.PLACE_BILATERAL, Thing.DELEGATION, lambda side, scene: {"code": side.requests["received"]}
    ),
    "bilaterals.interpreters": Door(A.PLACE_BILATERAL),
    "bilaterals.interpreters_removal": Door(
        A.PLACE_BILATERAL, Thing.OFFICE, lambda side, scene: {"language": "fr"}
    ),
    "bilaterals.meeting_calendar": _request(A.SEE_BILATERALS),
    "bilaterals.no_show": _request(A.PLACE_BILATERAL),
    "bilaterals.other_time": _request(A.ANSWER_BILATERAL),
    "bilaterals.over_run": _request(A.PLACE_BILATERAL),
    "bilaterals.placement": Door(
        A.PLACE_BILATERAL, Thing.DELEGATION, lambda side, scene: {"code": side.requests["agreed"]}
    ),
    "bilaterals.occasion_removal": _office(A.PLACE_BILATERAL, code="noted"),
    "bilaterals.occasions": Door(A.PLACE_BILATERAL),
    "bilaterals.plan_board": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_comparison": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_dismissal": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_dispatch": _office(A.PLACE_BILATERAL, code="occasion"),
    "bilaterals.plan_halt": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_page": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_place": Door(
        A.PLACE_BILATERAL, Thing.PAIR, lambda side, scene: {"code": side.plan, "wanted": side.requests["agreed"]}
    ),
    "bilaterals.plan_progress": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_publication": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_reversal": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_steps": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.plan_verdict": _office(A.PLACE_BILATERAL, code="plan"),
    "bilaterals.planning": Door(A.PLACE_BILATERAL),
    "bilaterals.plans": Door(A.PLACE_BILATERAL),
    "bilaterals.principal": _request(A.ANSWER_BILATERAL),
    "bilaterals.pull_asides": Door(A.PLACE_BILATERAL),
    "bilaterals.release": _request(A.ANSWER_BILATERAL),
    "bilaterals.principal_calendar": _person(A.ANSWER_BILATERAL),
    "bilaterals.relocation": _request(A.PLACE_BILATERAL),
    "bilaterals.request_form": Door(A.ASK_BILATERAL),
    "bilaterals.request_list": Door(A.SEE_BILATERALS),
    "bilaterals.request_page": _request(A.SEE_BILATERALS),
    "bilaterals.room_cancellation": _of(A.ASK_BILATERAL, code="room_request"),
    "bilaterals.room_requests": Door(A.ASK_BILATERAL),
    "bilaterals.separation_removal": _office(A.KEEP_APART, code="separation"),
    "bilaterals.separations": Door(A.KEEP_APART),
    "bilaterals.today": Door(A.PLACE_BILATERAL),
    "bilaterals.waiting": Door(A.PLACE_BILATERAL),
    "bilaterals.withdrawal": _request(A.ASK_BILATERAL),
    "bootstrap.static": Door(None, arguments=lambda side, scene: {"filename": "css/bootstrap.min.css"}),
    "delegations.change_run": _of(A.REGISTER_PEOPLE, code="change_run"),
    "delegations.change_run_draft": Door(A.REGISTER_PEOPLE),
    "delegations.change_run_reversal": _of(A.REGISTER_PEOPLE, code="change_run"),
    "delegations.change_runs": Door(A.REGISTER_PEOPLE),
    "delegations.claim_page": _office(A.RESOLVE_DUPLICATES, code="claim"),
    "delegations.claims": _delegation(A.REGISTER_PEOPLE),
    "delegations.deadline_list": Door(A.MANAGE_DELEGATIONS),
    "delegations.deadline_page": Door(A.SET_TERMS, Thing.OFFICE, lambda side, scene: {"kind": "nomination"}),
    "delegations.delegate_invitation": _person(A.INVITE_DELEGATE),
    "delegations.delegation_frame": _delegation(A.MANAGE_DELEGATIONS),
    "delegations.delegation_list": Door(A.SEE_DELEGATIONS),
    "delegations.delegation_notes": _delegation(A.SEE_INTERNAL),
    "delegations.delegation_opening": Door(A.MANAGE_DELEGATIONS),
    "delegations.delegation_page": _delegation(A.SEE_DELEGATIONS),
    "delegations.delegation_tag_removal": _delegation(A.SEE_INTERNAL),
    "delegations.delegation_tags": _delegation(A.SEE_INTERNAL),
    "delegations.dismissal": _pair(A.RESOLVE_DUPLICATES, "head", "twin"),
    "delegations.dismissal_end": _office(A.RESOLVE_DUPLICATES, code="stranger", other="twin"),
    "delegations.duplicate_desk": Door(A.RESOLVE_DUPLICATES),
    "delegations.focal_point": _delegation(A.MANAGE_DELEGATIONS),
    "delegations.focal_point_end": _delegation(A.MANAGE_DELEGATIONS, number="focal_point"),
    "delegations.focal_point_invitation": _delegation(A.MANAGE_DELEGATIONS, number="focal_point"),
    "delegations.headship": _delegation(A.REGISTER_PEOPLE),
    "delegations.headship_end": _delegation(A.REGISTER_PEOPLE, number="headship"),
    "delegations.invitation": _delegation(A.SEE_PAPERS),
    "delegations.invitation_letter": _delegation(A.MANAGE_DELEGATIONS),
    "delegations.invitation_reply": _delegation(A.MANAGE_DELEGATIONS),
    "delegations.mandate_paper": _delegation(A.MANAGE_DELEGATIONS, number="focal_point"),
    "delegations.merger": _pair(A.RESOLVE_DUPLICATES, "head", "twin"),
    "delegations.nomination": _delegation(A.REGISTER_PEOPLE),
    "delegations.nomination_end": _delegation(A.REGISTER_PEOPLE, nomination="nomination"),
    "delegations.note_cancellation": _office(A.SEE_INTERNAL, number="note"),
    "delegations.order_decision_end": _office(A.DECIDE_PRECEDENCE, name="ordered", number="override"),
    "delegations.order_decisions": _office(A.DECIDE_PRECEDENCE, name="ordered"),
    "delegations.order_page": _office(A.SEE_PRECEDENCE, name="ordered"),
    "delegations.order_publication": _office(A.DECIDE_PRECEDENCE, name="ordered"),
    "delegations.order_settings": _office(A.MANAGE_DELEGATIONS, name="ordered"),
    "delegations.order_version": _office(A.SEE_PRECEDENCE, name="ordered", number="published"),
    "delegations.import_cancellation": _delegation(A.REGISTER_PEOPLE, number="register_import"),
    "delegations.import_columns": _delegation(A.REGISTER_PEOPLE, number="register_import"),
    "delegations.import_confirmation": _delegation(A.REGISTER_PEOPLE, number="register_import"),
    "delegations.import_page": _delegation(A.REGISTER_PEOPLE, number="register_import"),
    "delegations.import_reversal": _delegation(A.REGISTER_PEOPLE, number="register_import"),
    "delegations.imports": _delegation(A.REGISTER_PEOPLE),
    "delegations.organization": Door(A.MANAGE_DELEGATIONS),
    "delegations.own_registration": _secret("nomination"),
    "delegations.paper_file": _delegation(A.SEE_PAPERS, paper="paper"),
    "delegations.paper_names": _delegation(A.MANAGE_DELEGATIONS, paper="paper"),
    "delegations.paper_page": _delegation(A.SEE_PAPERS, paper="paper"),
    "delegations.paper_reconciliation": _delegation(A.MANAGE_DELEGATIONS, paper="paper"),
    "delegations.paper_removal": _delegation(A.FILE_PAPERS, paper="paper"),
    "delegations.papers": _delegation(A.FILE_PAPERS),
    "delegations.participant_page": _person(A.SEE_DELEGATIONS),
    "delegations.passport": _person(A.REVEAL_PASSPORT),
    "delegations.own_answers": _secret("nomination"),
    "delegations.own_registration_draft": _secret("nomination"),
    "delegations.own_registration_draft_removal": _secret("nomination"),
    "delegations.people": Door(A.SEE_DELEGATIONS),
    "delegations.people_order": _delegation(A.REGISTER_PEOPLE),
    "delegations.person_field": Door(
        A.EDIT_PEOPLE, Thing.DELEGATION, lambda side, scene: {"code": side.head, "name": "phone"}
    ),
    "delegations.person_notes": _person(A.SEE_INTERNAL),
    "delegations.person_tag_removal": _person(A.SEE_INTERNAL),
    "delegations.person_tags": _person(A.SEE_INTERNAL),
    "delegations.photo": _person(A.SEE_PHOTO),
    "delegations.photo_import_cancellation": _delegation(A.REGISTER_PEOPLE, number="photo_import"),
    "delegations.photo_import_confirmation": _delegation(A.REGISTER_PEOPLE, number="photo_import"),
    "delegations.photo_import_page": _delegation(A.REGISTER_PEOPLE, number="photo_import"),
    "delegations.photo_import_picture": _delegation(A.REGISTER_PEOPLE, number="photo_import", line="photo_line"),
    "delegations.photo_imports": _delegation(A.REGISTER_PEOPLE),
    "delegations.photograph": _person(A.EDIT_PEOPLE),
    "delegations.place": _person(A.REGISTER_PEOPLE),
    "delegations.post_capacity": _of(A.REGISTER_PEOPLE, code="head", number="post"),
    "delegations.post_removal": _of(A.REGISTER_PEOPLE, code="head", number="post"),
    "delegations.posts": _person(A.REGISTER_PEOPLE),
    "delegations.principal": Door(
        A.REGISTER_PEOPLE, Thing.DELEGATION, lambda side, scene: {"code": side.people["spouse"]}
    ),
    "delegations.quota_end": _office(A.SET_TERMS, code="quota"),
    "delegations.quota_list": Door(A.MANAGE_DELEGATIONS),
    "delegations.quota_opening": Door(A.SET_TERMS),
    "delegations.quota_page": _office(A.SET_TERMS, code="quota"),
    "delegations.rank_list": Door(A.SEE_PRECEDENCE),
    "delegations.rank_opening": Door(A.DECIDE_PRECEDENCE),
    "delegations.rank_page": _office(A.DECIDE_PRECEDENCE, number="rank"),
    "delegations.rank_removal": _office(A.DECIDE_PRECEDENCE, number="rank"),
    "delegations.precedence": Door(A.SEE_PRECEDENCE),
    "delegations.record": _person(A.EDIT_PEOPLE),
    "delegations.record_draft": _person(A.EDIT_PEOPLE),
    "delegations.record_draft_removal": _person(A.EDIT_PEOPLE),
    "delegations.register_form": _delegation(A.REGISTER_PEOPLE),
    "delegations.register_text": Door(A.REGISTER_PEOPLE),
    "delegations.register_workbook": Door(A.REGISTER_PEOPLE),
    "delegations.registration": _delegation(A.REGISTER_PEOPLE),
    "delegations.registration_draft": _delegation(A.REGISTER_PEOPLE),
    "delegations.registration_draft_removal": _delegation(A.REGISTER_PEOPLE),
    "delegations.relocation": _person(A.MANAGE_DELEGATIONS),
    "delegations.replacement": Door(
        A.REGISTER_PEOPLE, Thing.DELEGATION, lambda side, scene: {"code": side.people["gone"]}
    ),
    "delegations.reinstatement": _person(A.REGISTER_PEOPLE),
    "delegations.succession": _delegation(A.MANAGE_DELEGATIONS, number="focal_point"),
    "delegations.seniority": _delegation(A.MANAGE_DELEGATIONS),
    "delegations.saved_view": Door(A.SEE_DELEGATIONS),
    "delegations.saved_view_removal": Door(A.SEE_DELEGATIONS, Thing.SESSION, lambda side, scene: {"code": "V-NOBODYS"}),
    "delegations.withdrawal": _person(A.REGISTER_PEOPLE),
    "desk.about": PUBLIC,
    "desk.address_clearance": Door(A.WORK_LETTERS, Thing.OFFICE, lambda side, scene: {"number": scene.bounced}),
    "desk.bounced_addresses": Door(A.SEE_OUTBOX),
    "desk.calendar": _secret("calendar"),
    "desk.calendar_address": Door(A.SEE_OWN_SCHEDULE),
    "desk.calendar_address_end": Door(A.SEE_OWN_SCHEDULE),
    "desk.figure_delegations": Door(A.SEE_FIGURES),
    "desk.figure_people": Door(A.SEE_FIGURES),
    "desk.figures": Door(A.SEE_FIGURES),
    "desk.figures_file": Door(A.SEE_FIGURES),
    "desk.delegation_history": _delegation(A.SEE_HISTORY),
    "desk.flag": Door(None, arguments=lambda side, scene: {"iso2": "VN"}),
    "desk.health": PUBLIC,
    "desk.home": Door(A.SEE_HOME),
    "desk.journal": Door(A.SEE_JOURNAL),
    "desk.kind_review": Door(A.WORK_LETTERS, Thing.OFFICE, lambda side, scene: {"kind": "bilaterals-news"}),
    "desk.letter_bounce": _letter(A.WORK_LETTERS, "sent"),
    "desk.letter_discard": _letter(A.WORK_LETTERS, "held"),
    "desk.letter_discards": Door(A.WORK_LETTERS),
    "desk.letter_page": _letter(A.SEE_OUTBOX, "held"),
    "desk.letter_release": _letter(A.WORK_LETTERS, "held"),
    "desk.letter_releases": Door(A.WORK_LETTERS),
    "desk.letter_repetition": _letter(A.WORK_LETTERS, "sent"),
    "desk.mandate": Door(A.SEE_HOME),
    "desk.my_page": Door(A.SEE_OWN_BADGE),
    "desk.outbox": Door(A.SEE_OUTBOX),
    "desk.own_badge": Door(A.SEE_OWN_BADGE),
    "desk.own_badge_code": Door(A.SEE_OWN_BADGE),
    "desk.own_badge_file": Door(A.SEE_OWN_BADGE),
    "desk.own_schedule_calendar": Door(A.SEE_OWN_SCHEDULE),
    "desk.own_schedule_file": Door(A.SEE_OWN_SCHEDULE),
    "desk.reminder_sending": Door(A.WORK_LETTERS),
    "desk.reminders": Door(A.WORK_LETTERS),
    "desk.person_history": _person(A.SEE_HISTORY),
    "desk.search": Door(A.SEE_DELEGATIONS),
    "desk.suggestions": Door(A.SEE_DELEGATIONS),
    "desk.wording_page": Door(A.WORK_LETTERS, Thing.OFFICE, lambda side, scene: WORDING),
    "desk.wording_removal": Door(A.WORK_LETTERS, Thing.OFFICE, lambda side, scene: WORDING),
    "desk.wordings": Door(A.WORK_LETTERS),
    "documents.bundle_file": Door(A.SEE_DOCUMENTS, Thing.OFFICE, lambda side, scene: BUNDLED),
    "documents.bundle_page": Door(A.SEE_DOCUMENTS, Thing.OFFICE, lambda side, scene: BUNDLED),
    "documents.bundle_publication": Door(A.PUBLISH_DOCUMENTS, Thing.OFFICE, lambda side, scene: BUNDLED),
    "documents.correction_acceptance": _office(A.DECIDE_CORRECTIONS, code="correction"),
    "documents.correction_declination": _office(A.DECIDE_CORRECTIONS, code="correction"),
    "documents.correction_page": _office(A.DECIDE_CORRECTIONS, code="correction"),
    "documents.correction_request": _delegation(A.ASK_CORRECTIONS),
    "documents.corrections": Door(A.DECIDE_CORRECTIONS),
    "documents.document_draft": Door(A.SEE_DOCUMENTS, Thing.OFFICE, lambda side, scene: LISTED),
    "documents.document_page": Door(A.SEE_DOCUMENTS, Thing.OFFICE, lambda side, scene: LISTED),
    "documents.emergency_folder": Door(A.PUBLISH_DOCUMENTS),
    "documents.listing": _delegation(A.ASK_CORRECTIONS),
    "documents.publication": Door(A.PUBLISH_DOCUMENTS, Thing.OFFICE, lambda side, scene: LISTED),
    "documents.rooms_ahead": Door(A.PLACE_BILATERAL),
    "documents.version_differences": _office(A.SEE_DOCUMENTS, code="document", number="version"),
    "documents.version_file": _office(A.SEE_DOCUMENTS, code="document", number="version"),
    "documents.version_letter": _office(A.SEE_DOCUMENTS, code="document", number="version"),
    "documents.version_page": _office(A.SEE_DOCUMENTS, code="document", number="version"),
    "documents.version_picture": _office(A.SEE_DOCUMENTS, code="document", number="version"),
    "documents.daily_programme_pdf": _day(A.SEE_PROGRAMME),
    "documents.delegation_meetings_pdf": _delegation(A.SEE_DELEGATION_SCHEDULE),
    "documents.delegation_schedule_ics": _delegation(A.SEE_DELEGATION_SCHEDULE),
    "documents.delegation_schedule_pdf": _delegation(A.SEE_DELEGATION_SCHEDULE),
    "documents.index": Door(A.SEE_PROGRAMME),
    "documents.participant_schedule_ics": _person(A.SEE_DELEGATION_SCHEDULE),
    "documents.participant_schedule_pdf": _person(A.SEE_DELEGATION_SCHEDULE),
    "static": Door(None, arguments=lambda side, scene: {"filename": "css/summit.css"}),
    "venues.room_opening": Door(A.EDIT_PROGRAMME),
    "venues.room_page": _room(A.EDIT_PROGRAMME),
    "venues.rooms": Door(A.SEE_PROGRAMME),
}

# Who looks at a page in the walks that need one office only: the widest first, then the delegation's side.
WIDEST = (
    Role.CHIEF_OF_PROTOCOL, Role.PROTOCOL_OFFICER, Role.ACCREDITATION_OFFICER, Role.VETTING_OFFICER, Role.BADGE_DESK,
    Role.BILATERAL_DESK, Role.ORGANIZER, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip
OUTSIDE = (Role.FOCAL_POINT, Role.DELEGATE)


@dataclass(frozen=True)
class Visit:
    """One page and who looks at it; nobody is signed in when `role` is None."""

    role: Role | None
    endpoint: str
    address: str

    def __str__(self) -> str:
        return f"{self.role or 'nobody'} at {self.address}"


def rules(app: Flask) -> list[Rule]:
    """Every route, in the order of its name."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def written(app: Flask, endpoint: str, arguments: Mapping[str, str | int]) -> str:
    """The address of a route."""
    return str(app.url_map.bind("localhost").build(endpoint, dict(arguments)))


def viewers(door: Door) -> list[Role | None]:
    """Who looks at the page of that door: one office of the host, and the delegation's side where it may."""
    if door.action is None:
        return [None]
    allowed = TABLE[door.action]
    office = next((role for role in WIDEST if role in allowed), None)
    return [role for role in (office, *OUTSIDE) if role in allowed and role is not None]


def visits(app: Flask, scene: Scene) -> Iterator[Visit]:
    """Every page that is read by GET, as those see it who may; then the same pages of things in another state."""
    for rule in rules(app):
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "bootstrap.static"):
            continue
        door = DOORS[rule.endpoint]
        for role in viewers(door):
            yield Visit(role, rule.endpoint, written(app, rule.endpoint, door.arguments(scene.own, scene)))
    for further in FURTHER:
        address = written(app, further.endpoint, further.arguments(scene.own)) + further.question
        for role in further.roles:
            yield Visit(role, further.endpoint, address)


@dataclass(frozen=True)
class Further:
    """A route once more: of a thing in another state, or with a question, which shows other parts of the template."""

    endpoint: str
    roles: tuple[Role, ...]
    arguments: Callable[[Side], Arguments] = lambda side: {}
    question: str = ""


CHIEF, CONTACT, DECIDER, DESK = (
    Role.CHIEF_OF_PROTOCOL, Role.FOCAL_POINT, Role.ACCREDITATION_OFFICER, Role.BILATERAL_DESK,
)  # fmt: skip


def _each_case(name: str) -> Callable[[Side], Arguments]:
    return lambda side: {"code": side.cases[name]}


def _each_person(name: str) -> Callable[[Side], Arguments]:
    return lambda side: {"code": side.people[name]}


def _each_request(name: str) -> Callable[[Side], Arguments]:
    return lambda side: {"code": side.requests[name]}


def _picks(verb: str) -> Callable[[Side], Arguments]:
    return lambda side: {"verb": verb, "pick": f"{side.people['submitted']}:1"}


def _side_event(side: Side) -> Arguments:
    return {"code": side.side_event}


FURTHER: tuple[Further, ...] = (
    *(Further("accreditation.case", (DECIDER,), _each_case(name), "?state=all") for name in WAYS),
    Further("accreditation.case", (Role.VETTING_OFFICER,), _each_case("submitted")),
    *(
        Further("accreditation.application", (CONTACT,), _each_person(name))
        for name in ("returned", "refused", "submitted", "adviser")
    ),
    *(
        Further("delegations.participant_page", (CHIEF, CONTACT), _each_person(name))
        for name in ("gone", "adviser", "returned", "spouse")
    ),
    Further("delegations.participant_page", (Role.BADGE_DESK,), _each_person("head")),
    *(Further("delegations.duplicate_desk", (CHIEF,), question=f"?part={part}") for part in ("claims", "dismissed")),
    Further("delegations.claim_page", (CHIEF,), lambda side: {"code": side.answered_claim}),
    *(
        Further("badges.person_cards", (Role.BADGE_DESK,), _each_person(name))
        for name in ("approved", "collecting", "absent", "bereft")
    ),
    Further("badges.delegation_floaters", (CONTACT, Role.BADGE_DESK), lambda side: {"code": side.delegation}),
    Further("badges.day_badge", (Role.BADGE_DESK,), lambda side: {"serial": side.day_badge_out}),
    Further("badges.loss", (CONTACT, Role.BADGE_DESK), _each_person("absent")),
    Further("badges.loss_page", (DECIDER, CONTACT), lambda side: {"code": side.open_loss}),
    Further("badges.design_page", (Role.BADGE_DESK,), lambda side: {"code": side.published_design}),
    Further("badges.person_pin", (Role.BADGE_DESK,), _each_person("adviser")),
    Further("badges.run_page", (Role.BADGE_DESK,), lambda side: {"code": side.pass_run}),
    Further("badges.vehicle_pass", (Role.BADGE_DESK,), lambda side: {"serial": side.vehicle_out}),
    Further("badges.returns", (Role.BADGE_DESK,), lambda side: {"delegation": side.delegation}),
    Further("badges.person_cards", (Role.BADGE_DESK,), _each_person("approved")),
    *(Further("bilaterals.request_page", (DESK, CONTACT), _each_request(name)) for name in STANDINGS),
    Further("bilaterals.placement", (DESK,), _each_request("agreed")),
    Further("bilaterals.plan_page", (DESK,), lambda side: {"code": side.occasion}),
    Further("bilaterals.plan_place", (DESK,), lambda side: {"code": side.plan, "wanted": side.requests["agreed"]}),
    Further("agenda.entry_page", (CHIEF,), _side_event, "?person=minister&sponsor=chile"),
    Further("agenda.entry_page", (CONTACT,), _side_event),
    Further("accreditation.queue", (DECIDER,), question="?state=all"),
    Further("delegations.people", (CHIEF,), question="?q=minister&kind=STATE_M&sort=rank"),
    Further("delegations.order_page", (CHIEF,), lambda side: {"name": "photo"}, "?at=2025-10-26T09:00&language=vi"),
    Further("delegations.saved_view", (CHIEF,), question="?list=people&region=WEOG"),
    Further("desk.figure_delegations", (CHIEF,), question="?mark=admitted&kind=MEMBERS"),
    Further("desk.figure_people", (CHIEF, CONTACT), question="?stage=approved"),
    Further("desk.figure_people", (CHIEF,), question="?stage=printed&kind=MEDIA"),
    *(
        Further("delegations.change_run_draft", (CHIEF, CONTACT), _picks(verb))
        for verb in ("function", "category", "withdraw")
    ),
    Further("delegations.change_run_draft", (CHIEF,), _picks("add_tag")),
    Further("desk.person_history", (CHIEF, CONTACT), _each_person("refused")),
    Further("desk.search", (CHIEF, CONTACT), question="?q=minister"),
    Further("desk.search", (CHIEF,), question="?q=zzzz"),
    Further("agenda.entry_draft", (Role.ORGANIZER,), question=f"?day={DAY}"),
    Further("desk.outbox", (CHIEF,), question="?state=held"),
    Further("desk.outbox", (CHIEF,), question="?state=bounced"),
    Further("desk.reminders", (CHIEF,), question="?missing=draft&missing=returned&days=60"),
)

"""The delegation's side: what is missing, handing in, taking back, and whose turn it is."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.accreditation import actions, queries
from summit.accreditation.forms import SubmissionForm
from summit.accreditation.lifecycle import ACCREDITATION, CHANGED, TURNS, AccreditationState
from summit.accreditation.rules import NOTICE_VERSION, missing_fields, warnings
from summit.accreditation.views.doors import Answer, blueprint, is_office, viewed, within
from summit.accreditation.views.queue import outcome_page
from summit.delegations.lifecycle import PASSPORT_NAMES, DeadlineKind, ParticipantState, PassportKind
from summit.delegations.models import Participant
from summit.delegations.queries import Reach, delegation_within, lateness, participant_within, rank_table
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit


@blueprint.get("/people/<string:code>/application")
@guard(Action.SEE_ACCREDITATION)
def application(code: str) -> Answer:
    """Where one person's application stands, whose turn it is, and what to do next (UX-14)."""
    return _application_page(code)


@blueprint.route("/people/<string:code>/submission", methods=["GET", "POST"])
@guard(Action.SUBMIT_ACCREDITATION)
def submission(code: str) -> Answer:
    """Check all answers of one application, then hand it in (UX-07)."""
    if request.method == "GET":
        return _submission_page(code)
    form = SubmissionForm()
    try:
        with committing() as session:
            participant = participant_within(session, within(session, Action.SUBMIT_ACCREDITATION), code)
            name = participant.person.badge_name
            actions.submit(
                session, current_actor(), utc_now(),
                participant=participant, version=form.version.data, notice_version=_notice(form),
            )  # fmt: skip
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _submission_page(code, form, error.status)
    flash(f"The application of {name} is submitted.", "success")
    return see_other(url_for(".application", code=code))


@blueprint.post("/accreditations/<string:code>/withdrawal")
@guard(Action.SUBMIT_ACCREDITATION)
def withdrawal(code: str) -> Answer:
    """Take one application back."""
    form = SubmissionForm()
    with reading() as session:
        reached = within(session, Action.SUBMIT_ACCREDITATION)
        person_code = queries.accreditation_within(session, reached, code).participant.code
    try:
        with committing() as session:
            found = queries.accreditation_within(session, within(session, Action.SUBMIT_ACCREDITATION), code)
            actions.withdraw(
                session, current_actor(), utc_now(), accreditation=found, version=form.version.data or 0
            )
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _application_page(person_code, form, error.status)
    flash("The application is withdrawn. It can be submitted again if the person comes after all.", "success")
    return see_other(url_for(".application", code=person_code))


@blueprint.post("/accreditations/submissions")
@guard(Action.SUBMIT_ACCREDITATION)
def submissions() -> Answer:
    """Hand in every draft of a delegation that lacks nothing."""
    form = SubmissionForm()
    if not form.notice.data:
        flash("Nothing was submitted: first confirm that everybody has read the privacy notice.", "error")
        return see_other(url_for(".queue"))
    with committing() as session:
        outcomes = actions.submit_complete(
            session, current_actor(), utc_now(), within=_one_delegation(session), notice_version=_notice(form)
        )
    return outcome_page("submitted", outcomes, url_for(".queue"))


def _one_delegation(session: Session) -> Reach:
    """A focal point's own delegation; protocol staff name the one on whose behalf they submit."""
    reached = within(session, Action.SUBMIT_ACCREDITATION)
    if not reached.everything:
        return reached
    delegation = delegation_within(session, reached, request.form.get("delegation", ""))
    return Reach(delegations=frozenset({delegation.id}))


def _notice(form: SubmissionForm) -> str:
    return NOTICE_VERSION if form.notice.data else ""


def _submission_page(code: str, form: SubmissionForm | None = None, status: int = 200) -> Answer:
    with reading() as session:
        participant = participant_within(session, within(session, Action.SUBMIT_ACCREDITATION), code)
        standing, person = queries.standing(session, participant.id), viewed(session, participant)
        shown = form or SubmissionForm(formdata=None)
        shown.show(version=standing.version)
        kind = person.identity.passport_kind if person.identity else ""
        page = render_template(
            "accreditation/submission.html",
            person=person,
            standing=standing,
            passport_name=PASSPORT_NAMES[PassportKind(kind)] if kind else "",
            missing=missing_fields(participant, rank_table(session)),
            warnings=[*_late(session, standing.state), *_warnings(session, participant)],
            may_submit="submit" in _verbs(session, participant, standing.state),
            may_edit=not participant.is_locked and within(session, Action.EDIT_PEOPLE).covers(participant),
            sees_photo=within(session, Action.SEE_PHOTO).covers(participant),
            form=shown,
            form_failed=form is not None,
        )
    return page if status == 200 else (page, status)


def _warnings(session: Session, participant: Participant) -> tuple[str, ...]:
    return warnings(participant, the_summit(session).last_day, participant.delegation.party.iso3)


def _late(session: Session, state: str) -> list[str]:
    """What is said when the deadline is over; what was given back keeps its turn (ACC-08)."""
    said = lateness(session, DeadlineKind.SUBMISSION, utc_now())
    return [said] if said and state != AccreditationState.RETURNED else []


def _application_page(code: str, form: SubmissionForm | None = None, status: int = 200) -> Answer:
    with reading() as session:
        participant = participant_within(session, within(session, Action.SEE_ACCREDITATION), code)
        standing = queries.standing(session, participant.id)
        accreditation = queries.accreditation_of(session, participant)
        shown = form or SubmissionForm(formdata=None)
        shown.show(version=standing.version)
        page = render_template(
            "accreditation/application.html",
            person=viewed(session, participant),
            standing=standing,
            turn=CHANGED if standing.changed_since_approval else TURNS[AccreditationState(standing.state)],
            decisions=queries.decisions_of(session, accreditation, with_reasons=False, for_delegation=True)
            if accreditation
            else [],
            missing=missing_fields(participant, rank_table(session)),
            warnings=_warnings(session, participant),
            verbs=_verbs(session, participant, standing.state),
            may_edit=not participant.is_locked and within(session, Action.EDIT_PEOPLE).covers(participant),
            sees_photo=within(session, Action.SEE_PHOTO).covers(participant),
            is_office=is_office(),
            summit=the_summit(session),
            form=shown,
            form_failed=form is not None,
        )
    return page if status == 200 else (page, status)


def _verbs(session: Session, participant: Participant, state: str) -> tuple[str, ...]:
    """What the viewer may do here: submit, withdraw, both or neither."""
    if not within(session, Action.SUBMIT_ACCREDITATION).covers(participant):
        return ()
    if participant.state != ParticipantState.ENROLLED:
        return ()
    possible = ACCREDITATION.verbs(AccreditationState(state))
    return tuple(
        verb
        for verb in ("submit", "withdraw")
        if verb in possible and not (verb == "withdraw" and state == AccreditationState.DRAFT)
    )

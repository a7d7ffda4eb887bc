"""One person: the page, the photo, the passport, leaving and coming back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, field_groups, grant, guard, may
from summit.accounts.policy import FIELD_GROUP_OF
from summit.delegations import actions, queries
from summit.delegations.facts import ParticipantFacts
from summit.delegations.forms import PhotographForm, RevealForm, WithdrawalForm
from summit.delegations.lifecycle import (
    PARTICIPANT,
    PASSPORT_NAMES,
    UNRANKED,
    DelegateFunction,
    ParticipantState,
    PassportKind,
)
from summit.delegations.models import Participant
from summit.delegations.views.doors import Answer, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other


@blueprint.get("/people/<string:code>")
@guard(Action.SEE_DELEGATIONS)
def participant_page(code: str) -> str | Response:
    """Everything that this viewer may see of a person, by group of fields (PRV-02).

    The code of a record that was moved or merged leads to the one that follows it, for who may see that one.
    """
    with reading() as session:
        seen = within(session, Action.SEE_DELEGATIONS)
        participant = queries.participant_within(session, seen, code)
        if participant.followed_by is not None and seen.covers(participant.followed_by):
            return redirect(url_for(".participant_page", code=participant.followed_by.code))
        facts = _facts(session, participant)
        sees_all_identities = within(session, Action.SEE_IDENTITY).everything
        return render_template(
            "delegations/participant_page.html",
            person=facts,
            passport_name=_passport_name(facts),
            duplicates=queries.possible_duplicates(session, participant) if sees_all_identities else [],
            sees_photo=within(session, Action.SEE_PHOTO).covers(participant),
            may_edit=_may_edit(session, participant),
            may_reveal=bool(participant.person.passport_sealed)
            and within(session, Action.REVEAL_PASSPORT).covers(participant),
            verbs=_verbs(session, participant),
            posts=queries.held_posts(session, participant),
            may_keep_posts=participant.state == ParticipantState.ENROLLED
            and within(session, Action.REGISTER_PEOPLE).covers(participant),
            companion=queries.companion_of(session, participant),
            replaces=queries.replacing(session, participant),
            replaced_by=queries.replaced_by(session, participant),
            is_spouse=participant.function == DelegateFunction.SPO,
            has_own_office=participant.rank_class != UNRANKED,
            internal=queries.internal_facts(session, current_actor(), participant) if may(Action.SEE_INTERNAL) else None,
            notes_address=url_for(".person_notes", code=code),
            may_move=participant.state == ParticipantState.ENROLLED and may(Action.MANAGE_DELEGATIONS),
            may_invite=participant.state == ParticipantState.ENROLLED
            and within(session, Action.INVITE_DELEGATE).covers(participant),
        )


@blueprint.get("/people/<string:code>/photo")
@guard(Action.SEE_PHOTO)
def photo(code: str) -> Response:
    """The photo as JPEG; nothing personal is kept by browsers or proxies."""
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.SEE_PHOTO), code)
        path = queries.photo_path(session, participant.person)
    if path is None:
        raise NotFound()
    return Response(path.read_bytes(), mimetype="image/jpeg")


@blueprint.route("/people/<string:code>/photograph", methods=["GET", "POST"])
@guard(Action.EDIT_PEOPLE)
def photograph(code: str) -> Answer:
    """Send a photo; it is read before the transaction begins, since a large one takes a while."""
    person = _person(Action.EDIT_PEOPLE, code)
    form = PhotographForm()
    refusal = None
    if form.validate_on_submit():
        try:
            portrait = form.required_portrait()
            with committing() as session:
                participant = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), code)
                actions.store_photo(session, current_actor(), utc_now(), participant=participant, portrait=portrait)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The photo is stored.", "success")
            return see_other(url_for(".participant_page", code=code))
    return form_page("delegations/photograph_form.html", form, refusal, person=person)


@blueprint.route("/people/<string:code>/passport", methods=["GET", "POST"])
@guard(Action.REVEAL_PASSPORT)
def passport(code: str) -> Answer:
    """The passport number in full, for a reason that the journal keeps (PRV-04)."""
    form = RevealForm()
    person = _person(Action.REVEAL_PASSPORT, code)
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                participant = queries.participant_within(session, within(session, Action.REVEAL_PASSPORT), code)
                number = actions.reveal_passport(
                    session, current_actor(), utc_now(), participant=participant, reason=form.reason.data
                )
        except RuleBroken as error:
            form.refuse(refusal := error)
        else:
            return render_template("delegations/passport_number.html", person=person, number=number)
    return form_page("delegations/passport_form.html", form, refusal, person=person)


@blueprint.route("/people/<string:code>/withdrawal", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def withdrawal(code: str) -> Answer:
    """Take a person out of the delegation."""
    person = _person(Action.REGISTER_PEOPLE, code)
    form = WithdrawalForm(data={"version": person.version})
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
                actions.withdraw_participant(
                    session,
                    current_actor(),
                    utc_now(),
                    participant=participant,
                    version=form.version.data,
                    reason=form.reason.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"{person.name} is withdrawn.", "success")
            return see_other(url_for(".delegation_page", code=person.delegation_code))
    return form_page("delegations/withdrawal_form.html", form, refusal, person=person)


@blueprint.post("/people/<string:code>/reinstatement")
@guard(Action.REGISTER_PEOPLE)
def reinstatement(code: str) -> Response:
    """Take a withdrawn person back into the delegation."""
    with committing() as session:
        participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
        actions.reinstate_participant(
            session, current_actor(), utc_now(), participant=participant, version=participant.version
        )
    flash("The registration stands again.", "success")
    return see_other(url_for(".participant_page", code=code))


def _person(action: Action, code: str) -> ParticipantFacts:
    with reading() as session:
        return _facts(session, queries.participant_within(session, within(session, action), code))


def _facts(session: Session, participant: Participant) -> ParticipantFacts:
    held = field_groups(current_actor().roles)
    seen = frozenset(
        group
        for action, group in FIELD_GROUP_OF.items()
        if group in held and within(session, action).covers(participant)
    )
    identity = grant(Action.SEE_IDENTITY)
    is_masked = identity is None or identity.masked
    return queries.participant_facts(session, participant, groups=seen, is_identity_masked=is_masked)


def _may_edit(session: Session, participant: Participant) -> bool:
    open_to_editor = not participant.is_locked or may(Action.MANAGE_DELEGATIONS)
    is_enrolled = participant.state == ParticipantState.ENROLLED
    return is_enrolled and open_to_editor and within(session, Action.EDIT_PEOPLE).covers(participant)


def _verbs(session: Session, participant: Participant) -> tuple[str, ...]:
    if not may(Action.REGISTER_PEOPLE) or not within(session, Action.REGISTER_PEOPLE).covers(participant):
        return ()
    if participant.followed_by is not None and participant.followed_by.state == ParticipantState.ENROLLED:
        return ()
    return PARTICIPANT.verbs(ParticipantState(participant.state))


def _passport_name(facts: ParticipantFacts) -> str:
    kind = facts.identity.passport_kind if facts.identity else ""
    return PASSPORT_NAMES[PassportKind(kind)] if kind else ""

"""Answering a request: accepting, declining, another time, another principal, taking it back."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import (
    AcceptanceForm,
    OtherTimeForm,
    PrincipalForm,
    SeenForm,
    VerdictForm,
    parsed_moment,
)
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.rules import TimeNotOffered
from summit.bilaterals.views.doors import (
    Answer,
    AnswerForms,
    answering_side,
    blueprint,
    request_view,
    within,
)
from summit.delegations.queries import Reach, participant_by_code
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit

Deed = Callable[[Session, MeetingRequest, str], None]


@blueprint.post("/bilaterals/<string:code>/acceptance")
@guard(Action.ANSWER_BILATERAL)
def acceptance(code: str) -> Answer:
    """Accept one of the times offered."""
    form = AcceptanceForm()

    def accept(session: Session, found: MeetingRequest, side: str) -> None:
        starts_at = parsed_moment(form.starts_at.data or "")
        if starts_at is None:
            raise TimeNotOffered("Choose one of the times.")
        actions.accept(
            session, current_actor(), utc_now(), request=found, by=side, version=form.seen(), starts_at=starts_at
        )

    forms = AnswerForms.fresh()
    forms.acceptance = form
    return _carry_out(code, forms, form, accept, "The time is accepted.")


@blueprint.post("/bilaterals/<string:code>/other-time")
@guard(Action.ANSWER_BILATERAL)
def other_time(code: str) -> Answer:
    """Offer a certain time; the desk's offer goes to both sides."""
    form = OtherTimeForm()
    with reading() as session:
        zone = the_summit(session).zone
        is_desk = within(session, Action.ANSWER_BILATERAL).everything
    starts_at = form.starts_at(zone) if form.is_submitted() else None

    def offer(session: Session, found: MeetingRequest, side: str) -> None:
        if starts_at is None:
            raise RuleBroken("Enter the day and the start, as 15:00.", "clock")
        by = actions.DESK if is_desk else side
        actions.offer_other_time(
            session, current_actor(), utc_now(), request=found, by=by, version=form.seen(), starts_at=starts_at
        )

    forms = AnswerForms.fresh()
    forms.other_time = form
    return _carry_out(code, forms, form, offer, "The time is offered.")


@blueprint.post("/bilaterals/<string:code>/declination")
@guard(Action.ANSWER_BILATERAL)
def declination(code: str) -> Answer:
    """Decline the meeting."""
    form = VerdictForm()

    def decline(session: Session, found: MeetingRequest, side: str) -> None:
        actions.decline(session, current_actor(), utc_now(), request=found, by=side, version=form.seen())

    forms = AnswerForms.fresh()
    forms.verdict = form
    return _carry_out(code, forms, form, decline, "The meeting is declined.")


@blueprint.post("/bilaterals/<string:code>/release")
@guard(Action.ANSWER_BILATERAL)
def release(code: str) -> Answer:
    """Give the held place up, without declining the meeting."""
    form = VerdictForm()

    def give_up(session: Session, found: MeetingRequest, side: str) -> None:
        by = actions.DESK if within(session, Action.ANSWER_BILATERAL).everything else side
        actions.release(session, current_actor(), utc_now(), request=found, by=by, version=form.seen())

    forms = AnswerForms.fresh()
    forms.verdict = form
    return _carry_out(code, forms, form, give_up, "The place is free again. The bilateral desk looks for another time.")


@blueprint.post("/bilaterals/<string:code>/withdrawal")
@guard(Action.ASK_BILATERAL)
def withdrawal(code: str) -> Answer:
    """Take the own request back; for the asked side there is nothing here."""
    form = VerdictForm()

    def withdraw(session: Session, found: MeetingRequest, side: str) -> None:
        if side == "asked" and not within(session, Action.ASK_BILATERAL).everything:
            raise NotFound()
        actions.withdraw(session, current_actor(), utc_now(), request=found, version=form.seen())

    forms = AnswerForms.fresh()
    forms.verdict = form
    return _carry_out(code, forms, form, withdraw, "The request is withdrawn.")


@blueprint.post("/bilaterals/<string:code>/principal")
@guard(Action.ANSWER_BILATERAL)
def principal(code: str) -> Answer:
    """Let somebody else of the own delegation meet."""
    form = PrincipalForm()

    def name(session: Session, found: MeetingRequest, side: str) -> None:
        own_id = found.asking_id if side == "asking" else found.asked_id
        chosen = participant_by_code(session, form.principal.data or "")
        if chosen.delegation_id != own_id:
            raise NotFound()
        actions.name_principal(
            session,
            current_actor(),
            utc_now(),
            request=found,
            by=side,
            version=form.seen(),
            participant=chosen,
        )

    form.principal.choices = []
    form.principal.validate_choice = False
    forms = AnswerForms.fresh()
    forms.principal = form
    return _carry_out(code, forms, form, name, "The principal is named.")


def _carry_out(code: str, forms: AnswerForms, form: SeenForm, deed: Deed, done: str) -> Answer:
    """One answer in one transaction; a refusal shows the request's page again, with what was typed."""
    if not form.validate_on_submit():
        return request_view(code, forms)
    try:
        with committing() as session:
            seen = within(session, Action.ANSWER_BILATERAL)
            found = queries.request_within(session, seen, code)
            deed(session, found, _side(session, seen, found))
    except (RuleBroken, Conflict) as refusal:
        form.refuse(refusal)
        form.version.data = ""
        return request_view(code, forms, refusal)
    flash(done, "success")
    return see_other(url_for(".request_page", code=code))


def _side(session: Session, seen: Reach, found: MeetingRequest) -> str:
    return answering_side(seen, queries.facts_of(session, found, seen, utc_now()))

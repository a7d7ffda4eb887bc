"""Lost, stolen and damaged badges: reported by whoever knows, decided by an officer, replaced at the desk (BDG-03)."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import DecisionForm, IdentityForm, LossForm
from summit.badges.lifecycle import IN_HAND, LOSS, LossKind, LossState
from summit.badges.models import BadgeLoss
from summit.badges.views.doors import Answer, blueprint
from summit.delegations.queries import Reach, participant_within, person_lines, reach
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import page_number, paged, see_other

STATES = {
    "reported": "Waiting for an officer",
    "approved": "Approved, waiting for the bearer",
    "refused": "Refused",
    "replaced": "Replaced",
}


@blueprint.get("/lost-badges")
@guard(Action.REPORT_LOSS)
def losses() -> Answer:
    """The reported badges within reach."""
    asked = request.args.get("state", "")
    state = asked if asked in STATES else ""
    with reading() as session:
        reached = _within(session)
        page = paged(session, queries.losses_within(reached, state), number=page_number())
        lines = queries.loss_lines(session, page.rows, for_host=reached.everything)
    return render_template("badges/losses.html", page=page, lines=lines, states=STATES, state=state)


@blueprint.route("/badges/people/<string:code>/loss", methods=["GET", "POST"])
@guard(Action.REPORT_LOSS)
def loss(code: str) -> Answer:
    """Report a badge lost, stolen or damaged: from that moment it opens no door."""
    form = LossForm()
    if request.method == "GET" or not form.validate_on_submit():
        return _loss_form(code, form, status=422 if form.is_submitted() else 200)
    try:
        with committing() as session:
            participant = participant_within(session, _within(session), code)
            card = queries.live_card_of(session, participant.id)
            if card is None:
                raise NotFound("There is no badge to report: none is printed, or it is reported already.")
            found = actions.report_loss(
                session,
                current_actor(),
                utc_now(),
                badge=queries.card_to_change(session, card.serial),
                kind=LossKind(form.kind.data),
                circumstances=form.reason.data or "",
            )
            number = found.code
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _loss_form(code, form, status=error.status)
    flash("The badge is dead: every gate refuses it from now on.", "success")
    return see_other(url_for(".loss_page", code=number))


@blueprint.get("/lost-badges/<string:code>")
@guard(Action.REPORT_LOSS)
def loss_page(code: str) -> Answer:
    """One report: what happened, what was decided, what comes next."""
    return _loss_page(code, DecisionForm(), IdentityForm())


@blueprint.post("/lost-badges/<string:code>/approval")
@guard(Action.DECIDE_REISSUE)
def replacement_approval(code: str) -> Answer:
    """An officer agrees to a new badge."""
    return _decision(
        code,
        lambda session, found, form: actions.approve_replacement(
            session, current_actor(), utc_now(), loss=found, version=form.version.data
        ),
    )


@blueprint.post("/lost-badges/<string:code>/refusal")
@guard(Action.DECIDE_REISSUE)
def replacement_refusal(code: str) -> Answer:
    """An officer refuses a new badge, with the reason."""
    return _decision(
        code,
        lambda session, found, form: actions.refuse_replacement(
            session, current_actor(), utc_now(), loss=found, version=form.version.data, reason=form.reason.data or ""
        ),
    )


@blueprint.post("/lost-badges/<string:code>/replacement")
@guard(Action.PRINT_BADGES)
def replacement(code: str) -> Answer:
    """The bearer stands at the desk with a document: the new badge is ordered."""
    form = IdentityForm()
    if not form.validate_on_submit():
        return _loss_page(code, DecisionForm(), form, status=422)
    try:
        with committing() as session:
            fresh = actions.replace(
                session,
                current_actor(),
                utc_now(),
                loss=queries.loss_to_change(session, code),
                document=form.document.data or "",
                is_compared=form.is_compared.data,
            )
            run = fresh.run.code if fresh.run else ""
            flash(f"Issue {fresh.issue_number} is being drawn.", "success")
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _loss_page(code, DecisionForm(), form, status=error.status)
    return see_other(url_for(".run_page", code=run))


def _decision(code: str, decide: Callable[[Session, BadgeLoss, DecisionForm], None]) -> Answer:
    form = DecisionForm()
    if not form.validate_on_submit():
        return _loss_page(code, form, IdentityForm(), status=422)
    try:
        with committing() as session:
            decide(session, queries.loss_to_change(session, code), form)
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _loss_page(code, form, IdentityForm(), status=error.status)
    flash("The decision is recorded.", "success")
    return see_other(url_for(".loss_page", code=code))


def _within(session: Session) -> Reach:
    return reach(session, current_actor(), Action.REPORT_LOSS, utc_now(), acting_for=current_user.acting_for)


def _loss_form(code: str, form: LossForm, *, status: int = 200) -> Answer:
    with reading() as session:
        participant = participant_within(session, _within(session), code)
        (person,) = person_lines(session, [participant])
        card = queries.live_card_of(session, participant.id)
        reported = queries.open_loss_of(session, participant)
    return render_template(
        "badges/loss_form.html",
        form=form,
        form_failed=bool(form.errors),
        person=person,
        card=card if card is not None and card.state in IN_HAND else None,
        reported=reported.code if reported else "",
    ), status


def _loss_page(code: str, form: DecisionForm, identity: IdentityForm, *, status: int = 200) -> Answer:
    with reading() as session:
        reached = _within(session)
        found = queries.loss_within(session, reached, code)
        (line,) = queries.loss_lines(session, [found], for_host=reached.everything)
    return render_template(
        "badges/loss_page.html",
        form=form,
        form_failed=bool(form.errors or identity.errors),
        identity=identity,
        loss=line,
        label=STATES[line.state],
        verbs=LOSS.verbs(LossState(line.state)),
    ), status

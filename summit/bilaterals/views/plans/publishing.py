"""Publishing a plan: what would be held, what stands against it, and the desk's word."""

from __future__ import annotations

from flask import flash, render_template, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import PublicationForm
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.rules import MeetingsRefused, broken_words
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit


@blueprint.route("/bilaterals/plans/<string:code>/publication", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def plan_publication(code: str) -> Answer:
    """Hold every meeting of the plan, or none; both sides of each are told (BIL-03)."""
    form = PublicationForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                held = actions.publish_plan(
                    session,
                    current_actor(),
                    utc_now(),
                    run=queries.plan_to_change(session, code),
                    version=form.seen(),
                    noted=form.noted(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash(f"{len(held)} meetings are held. Both sides of each are told, and accept or decline.", "success")
            return see_other(url_for(".plan_page", code=code))
    return _publication_page(code, form, refusal)


def _publication_page(code: str, form: PublicationForm, refusal: Refusal) -> Answer:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        is_open = "publish" in PLAN.verbs(PlanState(run.state)) and not run.occasion
        board = queries.board_of(session, run)
        fit = queries.fit_of(run, board.draft, queries.scheduling_problem(session, utc_now()))
        unequal = queries.unequal_requests(session, [one.request for one in fit.wanted])
        summit = the_summit(session)
    write_down(seen, f"plan {code}", (one.request for one in fit.wanted))
    form.version.data = str(board.version)
    page = render_template(
        "bilaterals/plan_publication.html",
        form=form,
        form_failed=refusal is not None,
        code=code,
        board=board,
        is_open=is_open,
        lines=[one for one in board.placed if one.request in {meeting.request for meeting in fit.wanted}],
        against=[broken_words(one, board.names) for one in fit.broken],
        advised=[broken_words(one, board.names) for one in fit.advised],
        refused=refusal.refused if isinstance(refusal, MeetingsRefused) else (),
        unequal=[board.names[one] for one in unequal],
        summit=summit,
    )
    return (page, refusal.status) if refusal else page

"""Plannings: asking for one, following it, stopping it, laying it aside."""

from __future__ import annotations

from flask import flash, jsonify, render_template, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import PlanForm, SeenForm
from summit.bilaterals.rules import quality_words
from summit.bilaterals.views.doors import Answer, blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other
from summit.venues.queries import the_summit


@blueprint.get("/bilaterals/plans")
@guard(Action.PLACE_BILATERAL)
def plans() -> Answer:
    """What can be planned now, and the plannings."""
    return _plans_page(PlanForm())


@blueprint.post("/bilaterals/plans")
@guard(Action.PLACE_BILATERAL)
def planning() -> Answer:
    """Ask for a planning; the answer does not wait for it."""
    form = PlanForm()
    if not form.validate_on_submit():
        return _plans_page(form, status=422)
    try:
        with committing() as session:
            run = actions.ask_for_plan(session, current_actor(), utc_now(), seconds=form.seconds.data)
            code = run.code
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _plans_page(form, status=error.status)
    return see_other(url_for(".plan_page", code=code))


@blueprint.get("/bilaterals/plans/<string:code>/progress")
@guard(Action.PLACE_BILATERAL)
def plan_progress(code: str) -> Response:
    """How far the planning is, for the page's script."""
    with reading() as session:
        found = queries.progress_of(queries.plan_by_code(session, code), utc_now())
    return jsonify(
        state=found.state,
        seconds=found.seconds,
        limit=found.limit,
        placed=found.placed,
        wanted=found.wanted,
        objective=found.objective,
        bound=found.bound,
        quality=quality_words(found.objective, found.bound),
        isMoving=found.is_moving,
    )


@blueprint.post("/bilaterals/plans/<string:code>/halt")
@guard(Action.PLACE_BILATERAL)
def plan_halt(code: str) -> Answer:
    """End the search now and keep the best plan so far."""
    with committing() as session:
        actions.stop_plan(session, current_actor(), utc_now(), run=queries.plan_to_change(session, code))
    return see_other(url_for(".plan_page", code=code))


@blueprint.post("/bilaterals/plans/<string:code>/dismissal")
@guard(Action.PLACE_BILATERAL)
def plan_dismissal(code: str) -> Answer:
    """Lay the plan aside."""
    form = SeenForm()
    with committing() as session:
        run = queries.plan_to_change(session, code)
        actions.discard_plan(session, current_actor(), utc_now(), run=run, version=form.seen())
    flash("The plan is laid aside. It can still be read and compared.", "success")
    return see_other(url_for(".plans"))


def _plans_page(form: PlanForm, *, status: int = 200) -> Answer:
    now = utc_now()
    refusal = ""
    with reading() as session:
        seen, summit = within(session, Action.PLACE_BILATERAL), the_summit(session)
        page = paged(session, queries.plan_runs(), number=page_number(), per_page=20)
        lines = [queries.run_line(run) for run in page.rows]
        try:
            case = queries.planning_case(session, now)
        except RuleBroken as error:
            case, refusal = None, error.sentence
        left_out = queries.left_out_lines(session, case.left_out) if case else []
    write_down(seen, "plans", (line.request for line in left_out))
    return render_template(
        "bilaterals/plan_list.html",
        form=form,
        form_failed=bool(form.errors),
        page=page,
        lines=lines,
        wishes=sum(1 for one in case.problem.requests if one.fixed is None) if case else 0,
        standing=sum(1 for one in case.problem.requests if one.fixed is not None) if case else 0,
        left_out=left_out,
        refusal=refusal,
        summit=summit,
    ), status

"""Something happened on the day: two ways to go on beside the present plan, of which the desk sends one (BIL-41)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Answer as Way
from summit.bilaterals.facts import OccasionChoices
from summit.bilaterals.forms import DispatchForm, OccasionForm
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit

NEAREST = "0"  # the ring of the meetings concerned alone


@blueprint.route("/bilaterals/occasions", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def occasions() -> Answer:
    """Say what happened: it is noted at once, whether or not ways to go on can be looked for. Nothing moves by it."""
    form = OccasionForm()
    refusal: Refusal = None
    with reading() as session:
        choices, summit = queries.occasion_choices(session, utc_now()), the_summit(session)
    form.offer(choices.principals, choices.rooms, summit)
    if form.validate_on_submit():
        try:
            occasion = form.occasion(choices.clock)
            with committing() as session:
                actions.note_occasion(session, current_actor(), utc_now(), occasion=occasion)
            if form.only_note.data:
                flash("It is noted. Nothing new is placed against it.", "success")
                return see_other(url_for(".occasions"))
            with committing() as session:
                code = actions.ask_for_answers(session, current_actor(), utc_now(), occasion=occasion).code
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            return see_other(url_for(".plan_page", code=code))
    return _occasion_page(form, refusal, choices)


@blueprint.post("/bilaterals/occasions/<string:code>/removal")
@guard(Action.PLACE_BILATERAL)
def occasion_removal(code: str) -> Response:
    """It was not so, or is over: principal or room can be planned with again."""
    with committing() as session:
        actions.take_back(session, current_actor(), utc_now(), noted=queries.noted_by_code(session, code))
    flash("It is taken back.", "success")
    return see_other(url_for(".occasions"))


def _occasion_page(form: OccasionForm, refusal: Refusal, choices: OccasionChoices) -> Answer:
    with reading() as session:
        seen, summit = within(session, Action.PLACE_BILATERAL), the_summit(session)
        noted = queries.noted_occasions(session, utc_now())
    write_down(seen, "occasions", choices.requests)
    page = render_template(
        "bilaterals/occasion_form.html", form=form, form_failed=bool(form.errors), summit=summit, noted=noted
    )
    return page, refusal.status if refusal else 422 if form.errors else 200


@blueprint.route("/bilaterals/plans/<string:code>/dispatch", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def plan_dispatch(code: str) -> Answer:
    """Who will be told of what, then the desk's word: the meetings move, and their sides are told."""
    form = DispatchForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                run = queries.plan_to_change(session, code)
                moved = actions.send_answer(
                    session,
                    current_actor(),
                    utc_now(),
                    run=run,
                    version=form.seen(),
                    answer=_way(queries.answers_of(run), form.ring.data or NEAREST),
                    calls_off=bool(form.calls_off.data),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash(f"{len(moved)} meetings are moved. Both sides of each are told, and accept another time.", "success")
            return see_other(url_for(".plan_page", code=code))
    return _dispatch_page(code, form, refusal)


def _dispatch_page(code: str, form: DispatchForm, refusal: Refusal) -> Answer:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        way = _way(queries.answers_of(run), form.ring.data or request.args.get("ring", NEAREST))
        board = queries.answers_board(session, run)
        told = queries.sides_to_be_told(board, way)
        is_open = "publish" in PLAN.verbs(PlanState(run.state))
        summit = the_summit(session)
    write_down(seen, f"plan {code}", (one.after.request for one in way.moved))
    form.ring.data, form.version.data = str(int(way.ring)), str(run.version)
    page = render_template(
        "bilaterals/plan_dispatch.html",
        form=form,
        form_failed=refusal is not None,
        code=code,
        board=board,
        way=way,
        told=told,
        is_open=is_open,
        summit=summit,
    )
    return (page, refusal.status) if refusal else page


def _way(answers: tuple[Way, ...], ring: str) -> Way:
    found = next((one for one in answers if str(int(one.ring)) == ring), None)
    if found is None:
        raise NotFound("There is no such answer.")
    return found

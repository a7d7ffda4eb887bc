"""The board of a plan: rooms or principals by time, moved by pointer, by keyboard or by a plain form (UX-12)."""

from __future__ import annotations

from flask import flash, jsonify, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import PlanBoard, PlanLine
from summit.bilaterals.forms import PlannedPlaceForm, SeenForm, StepForm, chosen_place
from summit.bilaterals.lifecycle import PLAN, PlanState
from summit.bilaterals.models import ScheduleRun
from summit.bilaterals.rules import broken_words, is_advice, objections, quality_words
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.bilaterals.views.plans.pages import board_json, place_json
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit

Shown = tuple[str, list[str], dict[str, object]]  # a template, the requests that it names, and what else it shows

BY_FORM = "To keep this room, place the meeting by its form."


@blueprint.get("/bilaterals/plans/<string:code>")
@guard(Action.PLACE_BILATERAL)
def plan_page(code: str) -> str:
    """One planning: how far it is, its board, or the answers to what happened on the day."""
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        if run.state in queries.AT_WORK or not run.plan:
            template, codes, values = _progress(run)
        else:
            template, codes, values = _answers(session, run) if run.occasion else _board(session, run)
        summit = the_summit(session)
    write_down(seen, f"plan {code}", codes)
    return render_template(template, run=queries.run_line(run), summit=summit, **values)


@blueprint.get("/bilaterals/plans/<string:code>/board")
@guard(Action.PLACE_BILATERAL)
def plan_board(code: str) -> Response:
    """The board as plain values, for its script."""
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        board = queries.board_of(session, run)
        is_open = "publish" in PLAN.verbs(PlanState(run.state))
    write_down(seen, f"plan {code}", (one.request for one in board.lines))
    return jsonify(board_json(board, is_open=is_open))


@blueprint.get("/bilaterals/plans/<string:code>/verdict")
@guard(Action.PLACE_BILATERAL)
def plan_verdict(code: str) -> Response:
    """What stands against a meeting in that place: the checker of all plans, asked about the draft as it is."""
    meeting = chosen_place(
        request.args.get("request", ""), request.args.get("room", ""), request.args.get("start", "")
    )
    with reading() as session:
        run = queries.plan_by_code(session, code)
        problem, draft = queries.problem_of(run), queries.draft_of(session, run)
        if meeting is None or not meeting.room:
            return jsonify(isPossible=False, sentences=["Choose a request, a room and a start."], version=run.version)
        against = objections(meeting, draft, problem)
        names = queries.request_names(session, problem) if against else {}
    sentences = [broken_words(one, names) for one in against]
    if against and all(is_advice(one) for one in against):
        sentences.append(BY_FORM)
    return jsonify(isPossible=not against, sentences=sentences, version=run.version)


@blueprint.post("/bilaterals/plans/<string:code>/steps")
@guard(Action.PLACE_BILATERAL)
def plan_steps(code: str) -> tuple[Response, int]:
    """A meeting was dropped on the board, or put aside; the answer is its new place, or what stands against it."""
    form = StepForm()
    meeting = form.meeting() if form.validate_on_submit() else None
    if meeting is None:
        with reading() as session:
            queries.plan_by_code(session, code)
        return jsonify(sentence="The place did not arrive whole. Try once more."), 422
    try:
        with committing() as session:
            run = queries.plan_to_change(session, code)
            actions.move_in_plan(
                session, current_actor(), utc_now(), run=run, meeting=meeting, version=form.seen()
            )
            session.flush()
            board = queries.board_of(session, run)
    except (RuleBroken, Conflict) as refusal:
        return jsonify(sentence=refusal.sentence), refusal.status
    return jsonify(place_json(board, meeting.request)), 200


@blueprint.post("/bilaterals/plans/<string:code>/reversal")
@guard(Action.PLACE_BILATERAL)
def plan_reversal(code: str) -> Answer:
    """Take the last change by hand back."""
    form = SeenForm()
    try:
        with committing() as session:
            run = queries.plan_to_change(session, code)
            undone = actions.undo_in_plan(session, current_actor(), utc_now(), run=run, version=form.seen())
            session.flush()
            board = queries.board_of(session, run)
    except Conflict as refusal:
        flash(refusal.sentence, "warning")
        return see_other(url_for(".plan_page", code=code))
    flash(f"Taken back: {board.names.get(undone, undone)}.", "success")
    return see_other(url_for(".plan_page", code=code))


@blueprint.route("/bilaterals/plans/<string:code>/places/<string:wanted>", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def plan_place(code: str, wanted: str) -> Answer:
    """Move one meeting of the plan by a plain form, or put it aside."""
    form = PlannedPlaceForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        meeting = form.meeting(wanted)
        try:
            if meeting is None:
                raise RuleBroken("Choose a room and a start.", "room")
            with committing() as session:
                run = queries.plan_to_change(session, code)
                actions.move_in_plan(
                    session, current_actor(), utc_now(), run=run, meeting=meeting, version=form.seen(),
                    room_noted=bool(form.room_noted.data),
                )  # fmt: skip
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The plan is changed." if meeting.room else "The meeting is put aside.", "success")
            return see_other(url_for(".plan_page", code=code))
    return _place_page(code, wanted, form, refusal)


def _fit(session: Session, run: ScheduleRun, board: PlanBoard) -> queries.Fit:
    """What stands against publishing the plan now; once the whole summit lies behind, its page says nothing of it."""
    try:
        return queries.fit_of(run, board.draft, queries.scheduling_problem(session, utc_now()))
    except RuleBroken:
        return queries.Fit()


def _progress(run: ScheduleRun) -> Shown:
    return "bilaterals/plan_progress.html", [], {"progress": queries.progress_of(run, utc_now()), "quality": quality_words}


def _answers(session: Session, run: ScheduleRun) -> Shown:
    board = queries.answers_board(session, run)
    values = {
        "board": board,
        "dropped": {way.ring: queries.dropped_words(board, way) for way in board.answers},
        "verbs": PLAN.verbs(PlanState(run.state)),
    }
    return "bilaterals/plan_answers.html", list(board.lines), values


def _board(session: Session, run: ScheduleRun) -> Shown:
    board = queries.board_of(session, run)
    verbs = PLAN.verbs(PlanState(run.state))
    fit = _fit(session, run, board) if "publish" in verbs else queries.Fit()
    values = {
        "board": board,
        "verbs": verbs,
        "against": [broken_words(one, board.names) for one in fit.broken],
        "advised": [broken_words(one, board.names) for one in fit.advised],
        "quality": quality_words(board.objective, board.bound),
    }
    return "bilaterals/plan_board.html", [one.request for one in board.lines], values


def _place_page(code: str, wanted: str, form: PlannedPlaceForm, refusal: Refusal) -> Answer:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        board = queries.board_of(session, run)
    line = _movable(board, wanted)
    write_down(seen, f"plan {code}", [wanted])
    form.offer(board.problem, board.clock, line.persons, line.minutes)
    if not form.is_submitted():
        form.room.data, form.start.data = line.room, str(line.start)
    form.version.data = str(board.version)
    page = render_template(
        "bilaterals/plan_place.html", form=form, form_failed=refusal is not None, code=code, line=line, clock=board.clock
    )
    return (page, refusal.status) if refusal else page


def _movable(board: PlanBoard, wanted: str) -> PlanLine:
    found = next((one for one in board.lines if one.request == wanted), None)
    if found is None or found.standing not in ("planned", "unplaced"):
        raise NotFound("This request is not moved in this plan.")
    return found

"""The badge desk and its print runs."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, jsonify, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import OrderForm, RunConfirmationForm, VersionForm
from summit.badges.layout import CardKind
from summit.badges.lifecycle import PRINT_RUN, PrintRunState
from summit.badges.models import Badge, PrintRun
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import Page, page_number, paged, see_other


@blueprint.get("/badges")
@guard(Action.PRINT_BADGES)
def desk() -> Answer:
    """How the desk stands, what can be printed, and the runs."""
    return _desk_page(OrderForm())


@blueprint.post("/badges/print-runs")
@guard(Action.PRINT_BADGES)
def print_runs() -> Answer:
    """Order a print run; the answer does not wait for the drawing."""
    form = OrderForm()
    if not form.validate_on_submit():
        return _desk_page(form, status=422)
    try:
        with committing() as session:
            code = actions.order_run(session, current_actor(), utc_now(), selection=form.selection()).code
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _desk_page(form, status=error.status)
    flash("The list is frozen and the cards are being drawn. You may leave this page.", "success")
    return see_other(url_for(".run_page", code=code))


@blueprint.get("/badges/print-runs/<string:code>")
@guard(Action.PRINT_BADGES)
def run_page(code: str) -> Answer:
    """One run: how far it is, its cards, and what can be done with it."""
    return _run_page(code, RunConfirmationForm())


@blueprint.get("/badges/print-runs/<string:code>/progress")
@guard(Action.PRINT_BADGES)
def progress(code: str) -> Response:
    """How far the run is, for the page's script."""
    with reading() as session:
        found = queries.progress_of(queries.run_by_code(session, code))
    return jsonify(
        state=found.state, label=found.label, done=found.done, total=found.total, isMoving=found.is_moving
    )


@blueprint.get("/badges/print-runs/<string:code>/cards.pdf")
@guard(Action.PRINT_BADGES)
def run_cards(code: str) -> Response:
    """The file to print, until the run is confirmed: what was printed is not printed again from here (BDG-07)."""
    with reading() as session:
        run = queries.run_by_code(session, code)
        path = queries.run_file(session, run)
    if run.state != PrintRunState.READY or not path.is_file():
        raise NotFound(
            "There is no file to print for this run. A printed badge is printed again from the person's page."
        )
    return send_file(path, mimetype="application/pdf", download_name=path.name, max_age=0)


@blueprint.post("/badges/print-runs/<string:code>/confirmation")
@guard(Action.PRINT_BADGES)
def run_confirmation(code: str) -> Answer:
    """The cards were looked at: the good ones count as printed, the misprints are void (BDG-07)."""
    form = RunConfirmationForm()
    if not form.validate_on_submit():
        return _run_page(code, form, status=422)
    try:
        with committing() as session:
            run = queries.run_to_change(session, code)
            path = queries.run_file(session, run)
            actions.confirm_run(
                session,
                current_actor(),
                utc_now(),
                run=run,
                version=form.version.data,
                misprints=form.serials(),
            )
    except RuleBroken as error:
        form.refuse(error)
        return _run_page(code, form, status=error.status)
    path.unlink(missing_ok=True)
    flash(
        "The cards are confirmed. The file is gone; a card is printed again from its person's page.",
        "success",
    )
    return see_other(url_for(".run_page", code=code))


@blueprint.post("/badges/print-runs/<string:code>/cancellation")
@guard(Action.PRINT_BADGES)
def run_cancellation(code: str) -> Answer:
    """Stop the run; its cards keep their serials."""
    form = VersionForm()
    if not form.validate_on_submit():
        return _run_page(code, RunConfirmationForm(), status=422)
    with committing() as session:
        run = queries.run_to_change(session, code)
        path = queries.run_file(session, run)
        actions.cancel_run(session, current_actor(), utc_now(), run=run, version=form.version.data)
    path.unlink(missing_ok=True)
    flash("The run is cancelled. Take it up again here, or order another: its cards go over.", "success")
    return see_other(url_for(".run_page", code=code))


@blueprint.post("/badges/print-runs/<string:code>/resumption")
@guard(Action.PRINT_BADGES)
def run_resumption(code: str) -> Answer:
    """Take the run up again with the same cards."""
    form = VersionForm()
    if not form.validate_on_submit():
        return _run_page(code, RunConfirmationForm(), status=422)
    try:
        with committing() as session:
            run = queries.run_to_change(session, code)
            actions.resume_run(session, current_actor(), utc_now(), run=run, version=form.version.data)
    except RuleBroken as error:
        flash(error.sentence, "warning")
    else:
        flash("The run is taken up again.", "success")
    return see_other(url_for(".run_page", code=code))


def _desk_page(form: OrderForm, *, status: int = 200) -> Answer:
    printer = request.args.get("printer", "")[:20]
    with reading() as session:
        printers = queries.printer_lines(session)
        delegations, categories = queries.choices(session)
        page = paged(session, queries.runs(printer), number=page_number(), per_page=20)
        counts, lines = queries.desk_counts(session), queries.run_lines(session, page.rows)
    return render_template(
        "badges/desk.html",
        form=form,
        form_failed=bool(form.errors),
        counts=counts,
        choices={"delegation": delegations, "category": categories},
        page=page,
        lines=lines,
        printers=printers,
        printer=printer,
    ), status


def _cards_of(session: Session, run: PrintRun) -> tuple[Page[Badge] | Page[queries.NumberedCard], Sequence[object]]:
    """A page of the cards of a run, and its lines."""
    if run.kind == CardKind.BADGE:
        badges = paged(session, queries.cards_of_run(run), number=page_number())
        return badges, queries.card_lines(session, badges.rows)
    numbered = paged(session, queries.passes_of_run(run), number=page_number())
    return numbered, queries.pass_lines(session, numbered.rows)


def _run_page(code: str, form: RunConfirmationForm, *, status: int = 200) -> Answer:
    with reading() as session:
        run = queries.run_by_code(session, code)
        (line,) = queries.run_lines(session, [run])
        page, cards = _cards_of(session, run)
        printers = [one for one in queries.printer_lines(session) if one.is_in_use]
        left_out = queries.left_out_lines(session, queries.left_out_of(run))
        verbs = PRINT_RUN.verbs(PrintRunState(line.state))
    return render_template(
        "badges/run_page.html",
        form=form,
        form_failed=bool(form.errors),
        run=line,
        verbs=verbs,
        page=page,
        cards=cards,
        left_out=left_out,
        printers=printers,
    ), status

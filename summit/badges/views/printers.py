"""Card printers, and which run goes to which (BDG-07)."""

from __future__ import annotations

from flask import flash, render_template, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import PrinterForm, RunPrinterForm, UseForm
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/badges/printers", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def printers() -> Answer:
    """The printers with what waits at each, and the form for another one."""
    form = PrinterForm()
    if not form.is_submitted():
        return _printers_page(form)
    if not form.validate():
        return _printers_page(form, status=422)
    try:
        with committing() as session:
            actions.open_printer(
                session, current_actor(), utc_now(), name=form.name.data or "", place=form.place.data or ""
            )
    except RuleBroken as error:
        form.refuse(error)
        return _printers_page(form, status=error.status)
    flash("The printer can be chosen from now on.", "success")
    return see_other(url_for(".printers"))


@blueprint.post("/badges/printers/<string:code>/standing")
@guard(Action.PRINT_BADGES)
def printer_standing(code: str) -> Answer:
    """Take a printer out of use, or put it back."""
    form = UseForm()
    with committing() as session:
        printer = queries.printer_by_code(session, code)
        actions.set_printer_use(
            session, current_actor(), utc_now(), printer=printer, is_in_use=form.is_in_use.data == "yes"
        )
    flash("In use again." if form.is_in_use.data == "yes" else "Taken out of use.", "success")
    return see_other(url_for(".printers"))


@blueprint.post("/badges/print-runs/<string:code>/printer")
@guard(Action.PRINT_BADGES)
def run_printer(code: str) -> Answer:
    """Send a run to a printer."""
    form = RunPrinterForm()
    if not form.validate_on_submit():
        with reading() as session:
            queries.run_by_code(session, code)
        flash("Choose a printer.", "warning")
        return see_other(url_for(".run_page", code=code))
    try:
        with committing() as session:
            run = queries.run_to_change(session, code)
            printer = queries.printer_by_code(session, form.printer.data or "")
            actions.send_run(
                session, current_actor(), utc_now(), run=run, printer=printer, version=form.version.data
            )
            name = printer.name
    except (RuleBroken, Conflict) as error:
        flash(error.sentence, "warning")
    else:
        flash(f"The run goes to {name}.", "success")
    return see_other(url_for(".run_page", code=code))


def _printers_page(form: PrinterForm, *, status: int = 200) -> Answer:
    with reading() as session:
        lines = queries.printer_lines(session)
    return render_template(
        "badges/printers.html", form=form, form_failed=bool(form.errors), printers=lines
    ), status

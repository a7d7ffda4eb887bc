"""Lapel pins: who got which number (4.5)."""

from __future__ import annotations

from flask import flash, render_template, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.facts import PAPER_NAMES
from summit.badges.forms import PinForm, ReasonForm
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.queries import participant_within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other


@blueprint.get("/badges/lapel-pins")
@guard(Action.PRINT_BADGES)
def lapel_pins() -> Answer:
    """Every pin that was given out, by number."""
    with reading() as session:
        page = paged(session, queries.lapel_pins(), number=page_number())
        lines = queries.pin_lines(session, page.rows)
    return render_template("badges/lapel_pins.html", page=page, lines=lines, papers=PAPER_NAMES)


@blueprint.route("/badges/people/<string:code>/pin", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def person_pin(code: str) -> Answer:
    """The pins of one principal, and the form that gives one out."""
    form = PinForm()
    if not form.is_submitted():
        return _pin_page(code, form)
    if not form.validate():
        return _pin_page(code, form, status=422)
    try:
        with committing() as session:
            participant = participant_within(session, within(session), code)
            pin = actions.issue_pin(session, current_actor(), utc_now(), participant=participant, entry=form.entry())
            number = pin.number
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _pin_page(code, form, status=error.status)
    flash(f"Pin {number:03d} is given out. Print its record and have it signed.", "success")
    return see_other(url_for(".person_pin", code=code))


@blueprint.post("/badges/lapel-pins/<string:serial>/return")
@guard(Action.PRINT_BADGES)
def pin_return(serial: str) -> Answer:
    """The pin is back, and its number free."""
    with committing() as session:
        pin = queries.pin_to_change(session, serial)
        number, code = pin.number, pin.participant.code
        actions.take_pin_back(session, current_actor(), utc_now(), pin=pin)
    flash(f"Pin {number:03d} is back.", "success")
    return see_other(url_for(".person_pin", code=code))


@blueprint.post("/badges/lapel-pins/<string:serial>/loss")
@guard(Action.PRINT_BADGES)
def pin_loss(serial: str) -> Answer:
    """The pin is gone."""
    form = ReasonForm()
    with reading() as session:
        code = queries.pin_by_serial(session, serial).participant.code
    try:
        with committing() as session:
            pin = queries.pin_to_change(session, serial)
            actions.lose_pin(session, current_actor(), utc_now(), pin=pin, reason=form.reason.data or "")
            number = pin.number
    except RuleBroken as error:
        flash(error.sentence, "warning")
    else:
        flash(f"Pin {number:03d} is reported lost. Tell the gates.", "success")
    return see_other(url_for(".person_pin", code=code))


def _pin_page(code: str, form: PinForm, *, status: int = 200) -> Answer:
    with reading() as session:
        participant = participant_within(session, within(session), code)
        (holder,) = queries.holder_lines(session, [participant])
        pins = queries.pins_of(session, participant)
    return render_template(
        "badges/person_pin.html",
        form=form,
        form_failed=bool(form.errors),
        holder=holder,
        pins=pins,
        has_one=any(one.state == "issued" for one in pins),
        reason=ReasonForm(formdata=None),
        papers=PAPER_NAMES,
    ), status

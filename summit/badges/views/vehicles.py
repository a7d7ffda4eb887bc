"""Vehicle passes: made, handed over, taken back, reported lost (TRV-11)."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.facts import PAPER_NAMES
from summit.badges.forms import CollectorForm, VehicleForm
from summit.badges.lifecycle import VEHICLE_PASS, VehiclePassState
from summit.badges.models import VehiclePass
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.queries import delegation_within, delegations_in_order
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other
from summit.venues.queries import the_summit, zones

Deed = Callable[[Session, VehiclePass, CollectorForm], None]


@blueprint.route("/badges/vehicle-passes", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def vehicle_passes() -> Answer:
    """Every vehicle pass, and the form that makes another."""
    form = VehicleForm()
    if not form.is_submitted():
        return _list_page(form)
    if not form.validate():
        return _list_page(form, status=422)
    try:
        with committing() as session:
            delegation = delegation_within(session, within(session), form.delegation.data or "")
            entry = form.entry(the_summit(session).days())
            made = actions.make_vehicle_pass(session, current_actor(), utc_now(), delegation=delegation, entry=entry)
            serial = made.serial
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _list_page(form, status=error.status)
    flash(f"Pass {serial} is made. Print it with the others that wait.", "success")
    return see_other(url_for(".vehicle_passes"))


@blueprint.get("/badges/vehicle-passes/<string:serial>")
@guard(Action.PRINT_BADGES)
def vehicle_pass(serial: str) -> Answer:
    """One vehicle pass, and what can be done with it."""
    return _pass_page(serial, CollectorForm())


@blueprint.post("/badges/vehicle-passes/<string:serial>/hand-over")
@guard(Action.PRINT_BADGES)
def vehicle_hand_over(serial: str) -> Answer:
    """The pass leaves the desk."""
    return _done(
        serial,
        lambda session, found, form: actions.hand_vehicle_pass_over(
            session, current_actor(), utc_now(), found=found, collector=form.collector.data or ""
        ),
        "It is handed over: its code counts on its days.",
    )


@blueprint.post("/badges/vehicle-passes/<string:serial>/return")
@guard(Action.PRINT_BADGES)
def vehicle_return(serial: str) -> Answer:
    """The pass is back at the desk."""
    return _done(
        serial,
        lambda session, found, _: actions.take_vehicle_pass_back(session, current_actor(), utc_now(), found=found),
        "It is back: its code counts no more.",
    )


@blueprint.post("/badges/vehicle-passes/<string:serial>/loss")
@guard(Action.PRINT_BADGES)
def vehicle_loss(serial: str) -> Answer:
    """The pass is lost: no barrier takes it any more."""
    return _done(
        serial,
        lambda session, found, form: actions.lose_vehicle_pass(
            session, current_actor(), utc_now(), found=found, reason=form.reason.data or ""
        ),
        "It is revoked: every gate refuses it from now on.",
    )


@blueprint.post("/badges/vehicle-passes/<string:serial>/voidance")
@guard(Action.PRINT_BADGES)
def vehicle_voidance(serial: str) -> Answer:
    """The pass is wrong or spoiled and did not leave the desk."""
    return _done(
        serial,
        lambda session, found, form: actions.void_vehicle_pass(
            session, current_actor(), utc_now(), found=found, reason=form.reason.data or ""
        ),
        "It counts no more.",
    )


def _done(serial: str, deed: Deed, said: str) -> Answer:
    form = CollectorForm()
    if not form.validate_on_submit():
        return _pass_page(serial, form, status=422)
    try:
        with committing() as session:
            deed(session, queries.vehicle_pass_to_change(session, serial), form)
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _pass_page(serial, form, status=error.status)
    flash(f"Pass {serial}. {said}", "success")
    return see_other(url_for(".vehicle_pass", serial=serial))


def _list_page(form: VehicleForm, *, status: int = 200) -> Answer:
    search = request.args.get("q", "")[:200].strip()
    with reading() as session:
        page = paged(session, queries.vehicle_passes(search), number=page_number())
        lines = queries.vehicle_lines(session, page.rows)
        delegations = {one.code: one.name for one in delegations_in_order(session, language="en")}
        form.offer(delegations, zones(session), the_summit(session).days())
    return render_template(
        "badges/vehicle_passes.html",
        form=form,
        form_failed=bool(form.errors),
        page=page,
        lines=lines,
        search=search,
        papers=PAPER_NAMES,
    ), status


def _pass_page(serial: str, form: CollectorForm, *, status: int = 200) -> Answer:
    with reading() as session:
        (line,) = queries.vehicle_lines(session, [queries.vehicle_pass_by_serial(session, serial)])
    return render_template(
        "badges/vehicle_pass.html",
        form=form,
        form_failed=bool(form.errors),
        found=line,
        verbs=VEHICLE_PASS.verbs(VehiclePassState(line.state)),
    ), status

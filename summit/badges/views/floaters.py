"""Floater passes: made, lent to delegations within their places, taken back, lost (DEL-20, DEL-21, DEL-22)."""

from __future__ import annotations

from io import BytesIO

from flask import flash, render_template, send_file, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.facts import LETTERS, PAPER_NAMES
from summit.badges.forms import LoanForm, MakingForm, PlacesForm, ReasonForm, choices
from summit.badges.render.passes import render_floater_receipt
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.lifecycle import KIND_NAMES, PartyKind
from summit.delegations.queries import Reach, delegation_within, delegations_in_order, reach
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other
from summit.venues.queries import the_summit, zones


@blueprint.get("/floater-passes")
@guard(Action.SEE_FLOATERS)
def floaters() -> Answer:
    """Which delegation holds how many passes; for the desk, what lies there and the form that makes more."""
    return _floaters_page(MakingForm())


@blueprint.post("/floater-passes/numbers")
@guard(Action.PRINT_BADGES)
def floater_numbers() -> Answer:
    """Make the next numbers of a zone and letter."""
    form = MakingForm()
    if not form.validate_on_submit():
        return _floaters_page(form, status=422)
    try:
        with committing() as session:
            serials = actions.make_floaters(
                session,
                current_actor(),
                utc_now(),
                zone=form.zone.data or "",
                letter=form.letter.data or "",
                count=form.count.data,
                delegation=delegation_within(session, within(session), form.delegation.data)
                if form.delegation.data
                else None,
            )
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _floaters_page(form, status=error.status)
    flash(f"Made {serials[0]} to {serials[-1]}.", "success")
    return see_other(url_for(".floaters"))


@blueprint.get("/floater-passes/delegations/<string:code>")
@guard(Action.SEE_FLOATERS)
def delegation_floaters(code: str) -> Answer:
    """What a delegation may hold and holds; for the desk, the form that lends more."""
    return _delegation_page(code, LoanForm())


@blueprint.post("/floater-passes/delegations/<string:code>/loans")
@guard(Action.PRINT_BADGES)
def floater_loans(code: str) -> Answer:
    """Passes go to a delegation, all or none, within its places (DEL-21)."""
    form = LoanForm()
    if not form.validate_on_submit():
        return _delegation_page(code, form, status=422)
    try:
        with committing() as session:
            delegation = delegation_within(session, within(session), code)
            actions.lend_floaters(session, current_actor(), utc_now(), delegation=delegation, entry=form.entry())
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _delegation_page(code, form, status=error.status)
    flash("Handed out. Print the receipt and have it signed.", "success")
    return see_other(url_for(".delegation_floaters", code=code))


@blueprint.get("/floater-passes/receipts/<string:code>/receipt.pdf")
@guard(Action.PRINT_BADGES)
def floater_receipt(code: str) -> Response:
    """The receipt to be signed."""
    with reading() as session:
        facts, summit = queries.floater_receipt(session, code), the_summit(session)
    out = BytesIO()
    render_floater_receipt(facts, summit, out)
    out.seek(0)
    return send_file(out, mimetype="application/pdf", download_name=f"receipt-{code}.pdf", max_age=0)


@blueprint.post("/floater-passes/passes/<string:serial>/return")
@guard(Action.PRINT_BADGES)
def floater_return(serial: str) -> Answer:
    """A pass is back at the desk."""
    with committing() as session:
        floater = queries.floater_to_change(session, serial)
        code = _holder(session, serial)
        actions.take_back_floater(session, current_actor(), utc_now(), floater=floater)
    flash(f"{serial} is back and can go out again.", "success")
    return see_other(url_for(".delegation_floaters", code=code) if code else url_for(".floaters"))


@blueprint.post("/floater-passes/passes/<string:serial>/loss")
@guard(Action.PRINT_BADGES)
def floater_loss(serial: str) -> Answer:
    """A pass is lost: no gate takes it any more."""
    form = ReasonForm()
    try:
        with committing() as session:
            floater = queries.floater_to_change(session, serial)
            code = _holder(session, serial)
            actions.lose_floater(session, current_actor(), utc_now(), floater=floater, reason=form.reason.data or "")
    except RuleBroken as error:
        flash(error.sentence, "warning")
    else:
        flash(f"{serial} is revoked: every gate refuses it from now on.", "success")
    return see_other(url_for(".delegation_floaters", code=code) if code else url_for(".floaters"))


@blueprint.route("/floater-passes/places", methods=["GET", "POST"])
@guard(Action.SET_TERMS)
def floater_places() -> Answer:
    """How many passes delegations of a kind may hold."""
    form = PlacesForm()
    if not form.is_submitted():
        return _places_page(form)
    if not form.validate():
        return _places_page(form, status=422)
    with committing() as session:
        kind = PartyKind(form.kind.data)
        actions.set_places(session, current_actor(), utc_now(), whom=kind, entry=form.entry())
    flash("The number counts from now on. What is handed out stays out.", "success")
    return see_other(url_for(".floater_places"))


@blueprint.post("/floater-passes/delegations/<string:code>/places")
@guard(Action.SET_TERMS)
def delegation_floater_places(code: str) -> Answer:
    """A number of passes for one delegation, in place of that of its kind (DEL-20)."""
    form = PlacesForm()
    del form.kind
    if not form.validate_on_submit():
        return _delegation_page(code, LoanForm(), places=form, status=422)
    with committing() as session:
        everything = Reach(everything=True)
        delegation = delegation_within(session, everything, code)
        actions.set_places(session, current_actor(), utc_now(), whom=delegation, entry=form.entry())
    flash("The number counts from now on. What is handed out stays out.", "success")
    return see_other(url_for(".delegation_floaters", code=code))


def _holder(session: Session, serial: str) -> str:
    """The code of the delegation that has this pass, before it has it no more."""
    loan = queries.open_loan_of(session, queries.floater_to_change(session, serial))
    return loan.delegation.code if loan else ""


def _within(session: Session) -> Reach:
    return reach(session, current_actor(), Action.SEE_FLOATERS, utc_now(), acting_for=current_user.acting_for)


def _floaters_page(form: MakingForm, *, status: int = 200) -> Answer:
    with reading() as session:
        form.zone.choices = choices(zones(session))
        named = {one.code: one.name for one in delegations_in_order(session, language="en")}
        form.delegation.choices = choices(named, "Any delegation")
        page = paged(session, queries.floater_holders(_within(session)), number=page_number())
        holders, pools = queries.holder_facts(session, page.rows), queries.pool_lines(session)
    return render_template(
        "badges/floaters.html",
        form=form,
        form_failed=bool(form.errors),
        page=page,
        holders=holders,
        pools=pools,
        letters=LETTERS,
        papers=PAPER_NAMES,
    ), status


def _delegation_page(code: str, form: LoanForm, *, places: PlacesForm | None = None, status: int = 200) -> Answer:
    exception = places or PlacesForm(formdata=None)
    with reading() as session:
        delegation = delegation_within(session, _within(session), code)
        exception.zone.choices = choices(zones(session))
        (holder,) = queries.holder_facts(session, [delegation])
        lines, out = queries.places_lines(session, delegation), queries.floaters_out(session, delegation)
        pools = queries.pool_lines(session)
    return render_template(
        "badges/delegation_floaters.html",
        form=form,
        places_form=exception,
        form_failed=bool(form.errors or exception.errors),
        holder=holder,
        lines=lines,
        out=out,
        pools=pools,
        letters=LETTERS,
        reason=ReasonForm(formdata=None),
    ), status


def _places_page(form: PlacesForm, *, status: int = 200) -> Answer:
    with reading() as session:
        names = zones(session)
        form.zone.choices = choices(names)
        rows = queries.kind_places(session)
    return render_template(
        "badges/floater_places.html",
        form=form,
        form_failed=bool(form.errors),
        rows=rows,
        kinds=KIND_NAMES,
        zones=names,
        letters=LETTERS,
    ), status

"""Envelopes at the desk, hand-overs against a receipt, cards that come back (BDG-01, BDG-05, BDG-06)."""

from __future__ import annotations

from io import BytesIO

from flask import flash, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import HandOverForm, IdentityForm
from summit.badges.render.custody import render_labels, render_receipt
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.models import Delegation
from summit.delegations.queries import delegation_within, focal_points_of
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import page_number, paged, see_other
from summit.venues.queries import the_summit


@blueprint.get("/badges/envelopes")
@guard(Action.PRINT_BADGES)
def envelopes() -> Answer:
    """The envelopes at the desk, by delegation."""
    with reading() as session:
        page = paged(session, queries.envelopes(), number=page_number())
        lines = queries.envelope_lines(session, page.rows)
    return render_template("badges/envelopes.html", page=page, lines=lines)


@blueprint.get("/badges/envelopes/labels.pdf")
@guard(Action.PRINT_BADGES)
def envelope_labels() -> Response:
    """A label for each envelope with badges in it, or for the delegation that is asked for."""
    code = request.args.get("delegation", "")[:20]
    with reading() as session:
        labels = queries.envelope_labels(session, [code] if code else [])
    if not labels:
        raise NotFound("There is no envelope with badges in it.")
    out = BytesIO()
    render_labels(labels, out)
    return _pdf(out, "envelope-labels.pdf")


@blueprint.get("/badges/envelopes/<string:code>")
@guard(Action.PRINT_BADGES)
def envelope(code: str) -> Answer:
    """The cards in the envelope of one delegation, and the form that hands them over."""
    return _envelope_page(code, HandOverForm())


@blueprint.post("/badges/envelopes/<string:code>/hand-overs")
@guard(Action.PRINT_BADGES)
def hand_overs(code: str) -> Answer:
    """The chosen cards go over the desk, all or none (BDG-01)."""
    form = HandOverForm()
    if not form.validate_on_submit():
        return _envelope_page(code, form, status=422)
    try:
        with committing() as session:
            delegation = delegation_within(session, within(session), code)
            given = actions.hand_over(session, current_actor(), utc_now(), delegation=delegation, entry=form.entry())
            receipt = given.code
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _envelope_page(code, form, status=error.status)
    flash("Handed over. Print the receipt and have it signed.", "success")
    return see_other(url_for(".hand_over_page", code=receipt))


@blueprint.get("/badges/hand-overs/<string:code>")
@guard(Action.PRINT_BADGES)
def hand_over_page(code: str) -> Answer:
    """What went over the desk, and the receipt."""
    with reading() as session:
        facts = queries.hand_over_facts(session, queries.hand_over_by_code(session, code))
    return render_template("badges/hand_over_page.html", given=facts)


@blueprint.get("/badges/hand-overs/<string:code>/receipt.pdf")
@guard(Action.PRINT_BADGES)
def receipt(code: str) -> Response:
    """The receipt to be signed."""
    with reading() as session:
        facts = queries.hand_over_facts(session, queries.hand_over_by_code(session, code))
        summit = the_summit(session)
    out = BytesIO()
    render_receipt(facts, summit, out)
    return _pdf(out, f"receipt-{code}.pdf")


@blueprint.post("/badges/cards/<string:serial>/return")
@guard(Action.PRINT_BADGES)
def card_return(serial: str) -> Answer:
    """The card is back at the desk (BDG-05)."""
    with committing() as session:
        badge = queries.card_to_change(session, serial)
        code = badge.participant.code
        actions.take_back(session, current_actor(), utc_now(), badge=badge)
    flash(f"Card {serial} is back: it opens no door any more.", "success")
    return see_other(url_for(".person_cards", code=code))


@blueprint.post("/badges/cards/<string:serial>/identity-check")
@guard(Action.PRINT_BADGES)
def identity_check(serial: str) -> Answer:
    """The bearer of a card that a proxy collected has shown a document (BDG-06)."""
    form = IdentityForm()
    with committing() as session:
        badge = queries.card_to_change(session, serial)
        code = badge.participant.code
        try:
            actions.check_identity(
                session,
                current_actor(),
                utc_now(),
                badge=badge,
                document=form.document.data or "",
                is_compared=form.is_compared.data,
            )
        except RuleBroken as error:
            flash(error.sentence, "warning")
        else:
            flash(f"Identity checked: card {serial} may be used.", "success")
    return see_other(url_for(".person_cards", code=code))


def _envelope_page(code: str, form: HandOverForm, *, status: int = 200) -> Answer:
    with reading() as session:
        delegation = delegation_within(session, within(session), code)
        (line,) = queries.envelope_lines(session, [delegation])
        cards = queries.card_lines(session, list(session.scalars(queries.cards_at_desk(delegation))))
        given = queries.hand_overs_of(session, delegation)
        if request.method == "GET":
            _prefill(session, form, delegation, [card.serial for card in cards])
    return render_template(
        "badges/envelope_page.html",
        form=form,
        form_failed=bool(form.errors),
        envelope=line,
        cards=cards,
        hand_overs=given,
    ), status


def _prefill(session: Session, form: HandOverForm, delegation: Delegation, serials: list[str]) -> None:
    """All badges for the focal point; one that the address names, for its bearer."""
    only = request.args.get("card", "")
    form.cards.data = [only] if only in serials else serials
    if only in serials:
        form.kind.data = "in_person"
        return
    names = [one.name for one in focal_points_of(session, delegation.id, utc_now()) if one.is_in_force]
    form.collector.data = names[0] if names else ""


def _pdf(out: BytesIO, name: str) -> Response:
    out.seek(0)
    return send_file(out, mimetype="application/pdf", download_name=name, max_age=0)

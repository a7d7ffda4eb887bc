"""Badges that come back in a pile: of a delegation that departs, or out of the box at the exit (BDG-05)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import ReturnForm
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.queries import delegation_within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/badges/returns", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def returns() -> Answer:
    """Take back what lies on the desk, all or none; the page of one delegation lists its badges."""
    form = ReturnForm()
    if not form.is_submitted():
        form.delegation.data = request.args.get("delegation", "")[:20]
        return _returns_page(form)
    if not form.validate():
        return _returns_page(form, status=422)
    try:
        with committing() as session:
            scanned = queries.scanned_serials(session, form.serials.data or "")
            serials = scanned | frozenset(form.cards.data or ())
            count = len(actions.take_back_all(session, current_actor(), utc_now(), serials=serials))
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _returns_page(form, status=error.status)
    flash("1 badge is back." if count == 1 else f"{count} badges are back.", "success")
    return see_other(url_for(".returns", delegation=form.delegation.data or None))


def _returns_page(form: ReturnForm, *, status: int = 200) -> Answer:
    code = form.delegation.data or ""
    with reading() as session:
        holders = queries.holders_of_cards(session)
        cards, chosen = [], None
        if code:
            delegation = delegation_within(session, within(session), code)
            (chosen,) = queries.envelope_lines(session, [delegation])
            cards = queries.card_lines(session, session.scalars(queries.cards_out(delegation)).all())
    return render_template(
        "badges/returns.html", form=form, form_failed=bool(form.errors), holders=holders, chosen=chosen, cards=cards
    ), status

"""Numbered cards are ordered to be printed: on cards, or on sheets with marks for the knife (BDG-07)."""

from __future__ import annotations

from flask import flash, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions
from summit.badges.forms import PassOrderForm
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing
from summit.foundation.errors import RuleBroken
from summit.foundation.web import see_other

PAGES = {
    "floater": "badges.floaters",
    "day_badge": "badges.day_badges",
    "vehicle": "badges.vehicle_passes",
    "pin_record": "badges.lapel_pins",
}


@blueprint.post("/badges/pass-runs")
@guard(Action.PRINT_BADGES)
def pass_runs() -> Answer:
    """Order a run of numbered cards; the answer does not wait for the drawing."""
    form = PassOrderForm()
    try:
        if not form.validate_on_submit():
            raise RuleBroken("Choose what to print.")
        with committing() as session:
            code = actions.order_passes(session, current_actor(), utc_now(), order=form.order()).code
    except RuleBroken as error:
        flash(error.sentence, "warning")
        return see_other(url_for(PAGES.get(form.kind.data or "", "badges.desk")))
    flash("The list is frozen and the cards are being drawn. You may leave this page.", "success")
    return see_other(url_for(".run_page", code=code))

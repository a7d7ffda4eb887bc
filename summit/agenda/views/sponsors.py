"""Who leads and co-sponsors a side event."""

from __future__ import annotations

from flask import flash, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.agenda import actions, queries
from summit.agenda.views import blueprint
from summit.agenda.views.entries import Answer, entry_view
from summit.delegations.queries import delegation_within, reach
from summit.foundation.clock import utc_now
from summit.foundation.db import committing
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.post("/side-events/<string:code>/sponsors")
@guard(Action.EDIT_PROGRAMME)
def sponsors(code: str) -> Answer:
    """Name the lead or a co-sponsor."""
    is_lead = request.form.get("part") == "lead"
    try:
        with committing() as session:
            within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
            actions.add_sponsor(
                session,
                current_actor(),
                utc_now(),
                entry=queries.entry_by_code(session, code),
                delegation=delegation_within(session, within, request.form.get("delegation", "")),
                is_lead=is_lead,
                is_exception=bool(request.form.get("is_exception")),
            )
    except (RuleBroken, Conflict) as refusal:
        return entry_view(code, problem=refusal.sentence), refusal.status
    flash(
        "The lead sponsor is named." if is_lead else "Named; printed once the co-sponsor has confirmed.",
        "success",
    )
    return see_other(url_for("agenda.entry_page", code=code))


@blueprint.post("/side-events/<string:code>/sponsors/<string:delegation>/confirmation")
@guard(Action.EDIT_PROGRAMME)
def sponsor_confirmation(code: str, delegation: str) -> Answer:
    """Record that a co-sponsor confirmed (SID-02)."""
    with committing() as session:
        within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
        found = delegation_within(session, within, delegation)
        entry = queries.entry_by_code(session, code)
        actions.confirm_sponsor(session, current_actor(), utc_now(), entry=entry, delegation=found)
    flash("Confirmed: the name is printed from now on.", "success")
    return see_other(url_for("agenda.entry_page", code=code))


@blueprint.post("/side-events/<string:code>/sponsors/<string:delegation>/removal")
@guard(Action.EDIT_PROGRAMME)
def sponsor_removal(code: str, delegation: str) -> Answer:
    """Take a sponsor out."""
    with committing() as session:
        within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
        found = delegation_within(session, within, delegation)
        entry = queries.entry_by_code(session, code)
        actions.remove_sponsor(session, current_actor(), utc_now(), entry=entry, delegation=found)
    flash("Taken out.", "success")
    return see_other(url_for("agenda.entry_page", code=code))

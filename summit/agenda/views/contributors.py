"""Who chairs, speaks or signs in a line."""

from __future__ import annotations

from flask import flash, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.agenda import actions, queries
from summit.agenda.lifecycle import ContributorPart
from summit.agenda.views import blueprint
from summit.agenda.views.entries import Answer, entry_view
from summit.delegations.queries import participant_within, reach
from summit.foundation.clock import utc_now
from summit.foundation.db import committing
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.post("/programme/entries/<string:code>/contributors")
@guard(Action.EDIT_PROGRAMME)
def contributors(code: str) -> Answer:
    """Name a chair, speaker or signatory."""
    part = request.form.get("part", "")
    if part not in {one.value for one in ContributorPart}:
        return entry_view(code, problem="Choose what the person does: chair, speaker or signatory."), 422
    try:
        with committing() as session:
            within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
            participant = participant_within(session, within, request.form.get("participant", ""))
            actions.name_contributor(
                session,
                current_actor(),
                utc_now(),
                entry=queries.entry_by_code(session, code),
                participant=participant,
                part=part,
            )
            name = participant.person.badge_name
    except (RuleBroken, Conflict) as refusal:
        return entry_view(code, problem=refusal.sentence), refusal.status
    flash(f"{name} is named as {part}.", "success")
    return see_other(url_for("agenda.entry_page", code=code))


@blueprint.post("/programme/entries/<string:code>/contributors/<string:participant>/removal")
@guard(Action.EDIT_PROGRAMME)
def contributor_removal(code: str, participant: str) -> Answer:
    """Take somebody out of a line."""
    with committing() as session:
        within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
        found = participant_within(session, within, participant)
        entry = queries.entry_by_code(session, code)
        actions.remove_contributor(session, current_actor(), utc_now(), entry=entry, participant=found)
        name = found.person.badge_name
    flash(f"{name} is taken out and free at that time.", "success")
    return see_other(url_for("agenda.entry_page", code=code))

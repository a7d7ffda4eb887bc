"""Who takes the place of somebody who was withdrawn."""

from __future__ import annotations

from flask import flash, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import ReplacementForm
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/people/<string:code>/replacement", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def replacement(code: str) -> Answer:
    """Link a withdrawn person to the one who takes the place (ACC-11)."""
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
        person = queries.participant_view(session, current_actor(), participant)
        present = queries.replaced_by(session, participant)
        lines = queries.person_lines(session, queries.able_to_replace(session, participant))
        offered = [(line.code, f"{line.name} · {line.function}") for line in lines]
        delegation = participant.delegation.code
    form = ReplacementForm(data={"by": present.code if present else ""})
    form.offer(offered)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                reached, chosen = within(session, Action.REGISTER_PEOPLE), form.by.data
                actions.replace_participant(
                    session,
                    current_actor(),
                    utc_now(),
                    replaced=queries.participant_within(session, reached, code),
                    by=queries.participant_within(session, reached, chosen) if chosen else None,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved. The badge desk asks for the earlier badge before it hands the new one over.", "success")
            return see_other(url_for(".participant_page", code=code))
    return form_page("delegations/replacement_form.html", form, refusal, person=person, delegation=delegation)

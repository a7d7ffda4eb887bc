"""Whom a spouse or partner accompanies."""

from __future__ import annotations

from flask import flash, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import PrincipalForm
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/people/<string:code>/principal", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def principal(code: str) -> Answer:
    """Link a spouse or partner to a principal of the same delegation (DEL-11)."""
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
        person = queries.participant_view(session, current_actor(), participant)
        present = queries.companion_of(session, participant)
        members = [
            one
            for one in queries.people_of(session, participant.delegation_id)
            if one.function != DelegateFunction.SPO and one.id != participant.id
        ]
        offered = [(line.code, f"{line.name} · {line.function}") for line in queries.person_lines(session, members)]
    form = PrincipalForm(data={"principal": present.code if present and present.is_principal else ""})
    form.offer(offered)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                reached, chosen = within(session, Action.REGISTER_PEOPLE), form.principal.data
                actions.accompany(
                    session,
                    current_actor(),
                    utc_now(),
                    participant=queries.participant_within(session, reached, code),
                    principal=queries.participant_within(session, reached, chosen) if chosen else None,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(url_for(".participant_page", code=code))
    return form_page("delegations/principal_form.html", form, refusal, person=person)

"""A person changes from one delegation to another (DEL-03)."""

from __future__ import annotations

from flask import flash, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import RelocationForm
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/people/<string:code>/relocation", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def relocation(code: str) -> Answer:
    """Withdraw a person here and register them in another delegation, as a fresh application."""
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
        person = queries.participant_view(session, current_actor(), participant)
        delegations = [one for one in queries.delegation_names(session) if one[0] != person.delegation_code]
        form = RelocationForm(
            data={
                "delegation": request.args.get("delegation", ""),
                "function": participant.function,
                "category": participant.category,
                "version": person.version,
            }
        )
    form.offer(delegations)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            new_code = _move(code, form)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"{person.name} is registered here now. The application begins anew.", "success")
            return see_other(url_for(".participant_page", code=new_code))
    return form_page("delegations/relocation_form.html", form, refusal, person=person)


def _move(code: str, form: RelocationForm) -> str:
    with committing() as session:
        reached = within(session, Action.MANAGE_DELEGATIONS)
        try:
            delegation = queries.delegation_within(session, reached, form.delegation.data)
        except NotFound as error:
            raise RuleBroken("Choose the delegation.", "delegation") from error
        moved = actions.move_participant(
            session,
            current_actor(),
            utc_now(),
            participant=queries.participant_within(session, reached, code),
            delegation=delegation,
            relocation=form.relocation(),
        )
        return moved.code

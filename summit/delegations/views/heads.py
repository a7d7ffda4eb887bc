"""Who heads a delegation: naming, handing over, ending."""

from __future__ import annotations

from datetime import datetime

from flask import flash, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import HeadshipForm, choices
from summit.delegations.models import Delegation
from summit.delegations.views.doors import Answer, blueprint, event_clock, form_page, within
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/delegations/<string:code>/headship", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def headship(code: str) -> Answer:
    """Name the head from a moment on; the present head's term ends then, if wished."""
    form = HeadshipForm()
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        people = queries.person_lines(session, queries.people_of(session, delegation.id))
        facts = queries.delegation_facts(session, delegation)
        times = queries.times_of_heads(session, delegation.id)
        clock = event_clock(session)
    form.participant.choices = choices({one.code: f"{one.name} · {one.function}" for one in people})
    if not form.is_submitted():
        form.participant.data = request.args.get("participant", "")
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                _name_head(
                    session,
                    queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code),
                    form,
                    clock.zone,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The head is named.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page(
        "delegations/headship_form.html", form, refusal, delegation=facts, head_times=times, clock=clock.name
    )


@blueprint.post("/delegations/<string:code>/headships/<int:number>/end")
@guard(Action.REGISTER_PEOPLE)
def headship_end(code: str, number: int) -> Response:
    """End a headship now."""
    now = utc_now()
    with committing() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        found = queries.headship_of(session, delegation.id, number)
        actions.end_headship(session, current_actor(), now, headship=found, head_until=now)
    flash("The headship has ended. The delegation has no head until one is named.", "success")
    return see_other(url_for(".headship", code=code))


def _name_head(session: Session, delegation: Delegation, form: HeadshipForm, zone: str) -> None:
    act = actions.hand_over_headship if form.hand_over.data else actions.name_head
    act(
        session,
        current_actor(),
        utc_now(),
        delegation=delegation,
        participant=queries.participant_within(
            session, within(session, Action.REGISTER_PEOPLE), form.participant.data
        ),
        head_from=_moment(form.head_from.data, zone),
        head_until=_moment(form.head_until.data, zone),
    )


def _moment(typed: datetime | None, zone: str) -> datetime | None:
    return moment(typed, zone) if typed else None

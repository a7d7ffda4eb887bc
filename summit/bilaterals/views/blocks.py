"""A principal's calendar: what cannot be given up, and what the delegation asks to be kept free."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import BlockForm
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.delegations.queries import participant_within, spoken_name
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit

AROUND = timedelta(days=4)


@blueprint.route("/bilaterals/principals/<string:code>", methods=["GET", "POST"])
@guard(Action.ANSWER_BILATERAL)
def principal_calendar(code: str) -> Answer:
    """When a principal of the own delegation is busy, and a form to keep a time free (BIL-16, BIL-17)."""
    form = BlockForm()
    refusal: Refusal = None
    with reading() as session:
        summit = the_summit(session)
    form.offer(summit)
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.block_principal(
                    session,
                    current_actor(),
                    utc_now(),
                    participant=participant_within(session, within(session, Action.ANSWER_BILATERAL), code),
                    kind=form.kind.data,
                    span=form.span(summit.zone),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The time is kept free.", "success")
            return see_other(url_for(".principal_calendar", code=code))
    with reading() as session:
        seen = within(session, Action.ANSWER_BILATERAL)
        participant = participant_within(session, seen, code)
        opens = moment(datetime.combine(summit.first_day, time()), summit.zone) - AROUND
        closes = moment(datetime.combine(summit.last_day, time()), summit.zone) + AROUND
        lines = queries.calendar_of(session, participant, opens, closes, utc_now())
        name = spoken_name(participant.person)
    write_down(seen, f"calendar {code}", [code])
    page = render_template(
        "bilaterals/principal_calendar.html", form=form, form_failed=bool(form.errors), lines=lines, name=name, code=code,
        summit=summit, opens_at=opens,
    )  # fmt: skip
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


@blueprint.post("/bilaterals/principals/<string:code>/blocks/<string:block>/removal")
@guard(Action.ANSWER_BILATERAL)
def block_removal(code: str, block: str) -> Response:
    """The time is free again."""
    with committing() as session:
        participant = participant_within(session, within(session, Action.ANSWER_BILATERAL), code)
        found = queries.block_by_code(session, participant.id, block)
        actions.unblock_principal(session, current_actor(), utc_now(), block=found)
    flash("The time is free again.", "success")
    return see_other(url_for(".principal_calendar", code=code))

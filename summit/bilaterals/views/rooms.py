"""Rooms for delegations' own meetings: asked for, given, given back."""

from __future__ import annotations

from flask import flash, render_template, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import OwnRoomForm, VerdictForm
from summit.bilaterals.rules import MOST_ROOMS_A_DAY
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach, delegation_within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit


@blueprint.route("/bilaterals/room-requests", methods=["GET", "POST"])
@guard(Action.ASK_BILATERAL)
def room_requests() -> Answer:
    """The own rooms, and a form for another one; the desk sees those of all."""
    form = OwnRoomForm()
    refusal: Refusal = None
    with reading() as session:
        seen = within(session, Action.ASK_BILATERAL)
        summit = the_summit(session)
        form.offer(_delegations(session, seen), summit)
        found = queries.room_requests(session, seen)
    if form.validate_on_submit():
        try:
            with committing() as session:
                given = actions.ask_room(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=delegation_within(session, within(session, Action.ASK_BILATERAL), form.delegation.data),
                    starts_at=form.starts_at(summit.zone),
                    minutes=form.minutes.data,
                    persons=form.persons.data,
                )
                room = given.room.code
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash(f"Room {room} is yours, unless a bilateral meeting needs it.", "success")
            return see_other(url_for(".room_requests"))
    page = render_template(
        "bilaterals/room_requests.html", form=form, form_failed=bool(form.errors), found=found, summit=summit,
        most=MOST_ROOMS_A_DAY, opens_at=queries.board_opens(summit.first_day, summit.zone), is_desk=seen.everything,
    )  # fmt: skip
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


@blueprint.post("/bilaterals/room-requests/<string:code>/cancellation")
@guard(Action.ASK_BILATERAL)
def room_cancellation(code: str) -> Response:
    """Give the room back."""
    form = VerdictForm()
    try:
        with committing() as session:
            own = queries.room_request_within(session, within(session, Action.ASK_BILATERAL), code)
            actions.cancel_room(session, current_actor(), utc_now(), own=own, version=form.seen())
    except (RuleBroken, Conflict) as refusal:
        flash(refusal.sentence, "warning")
    else:
        flash("The room is given back.", "success")
    return see_other(url_for(".room_requests"))


def _delegations(session: Session, seen: Reach) -> list[tuple[str, str]]:
    """For whom a room can be asked: the own delegation, or any for the desk."""
    partners = queries.partners_of(session)
    if seen.everything:
        return partners
    own = set(session.scalars(select(Delegation.code).where(seen.of_delegations())))
    return [(code, name) for code, name in partners if code in own]

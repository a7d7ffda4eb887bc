"""Web doors of venues: the list of rooms, and the form of one."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues import actions, queries
from summit.venues.facts import ROOM_KINDS
from summit.venues.forms import RoomForm

blueprint = Blueprint("venues", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.get("/rooms")
@guard(Action.SEE_PROGRAMME)
def rooms() -> str:
    """Every room, or those of one kind."""
    wanted = request.args.get("kind", "")
    kind = wanted if wanted in ROOM_KINDS else ""
    with reading() as session:
        every_room = queries.rooms(session)
        zones = queries.zones(session)
    return render_template(
        "venues/room_list.html",
        rooms=[room for room in every_room if kind in ("", room.kind)],
        counts={key: sum(room.kind == key for room in every_room) for key in ROOM_KINDS},
        total=len(every_room),
        kind=kind,
        kinds=ROOM_KINDS,
        zones=zones,
        may_edit=may(Action.EDIT_PROGRAMME),
    )


@blueprint.route("/rooms/opening", methods=["GET", "POST"])
@guard(Action.EDIT_PROGRAMME)
def room_opening() -> Answer:
    """Add a room."""
    form = RoomForm()
    _offer(form)
    if form.validate_on_submit():
        try:
            with committing() as session:
                venue = queries.venue_by_code(session, form.venue.data)
                room = actions.open_room(session, current_actor(), utc_now(), venue=venue, facts=form.facts())
                name = room.name
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal)
        else:
            flash(f"{name} is open and can be held.", "success")
            return see_other(url_for("venues.rooms"))
    return _form_page(form, heading="Add a room")


@blueprint.route("/rooms/<string:code>", methods=["GET", "POST"])
@guard(Action.EDIT_PROGRAMME)
def room_page(code: str) -> Answer:
    """Change what a room is."""
    with reading() as session:
        present = queries.room_facts(queries.room_by_code(session, code))
    form = RoomForm(data={**vars(present), "venue": present.venue_code})
    _offer(form)
    if form.validate_on_submit():
        try:
            with committing() as session:
                room = queries.room_by_code(session, code)
                actions.edit_room(session, current_actor(), utc_now(), room=room, facts=form.facts())
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal)
        else:
            flash(f"Saved: {form.facts().name}.", "success")
            return see_other(url_for("venues.rooms"))
    return _form_page(form, heading=f"Room {code}", code=code)


def _offer(form: RoomForm) -> None:
    with reading() as session:
        form.offer(queries.venues(session), queries.zones(session))


def _form_page(form: RoomForm, *, heading: str, code: str = "") -> Answer:
    page = render_template(
        "venues/room_form.html", form=form, page_title=heading, code=code, form_failed=bool(form.errors)
    )
    return (page, 422) if form.is_submitted() else page

"""The programme of a day, as a list and as rooms by time."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.agenda import queries
from summit.agenda.lifecycle import ACCESS_NAMES, KIND_NAMES
from summit.agenda.views import blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.errors import NotFound
from summit.venues.facts import ROOM_KINDS
from summit.venues.queries import room_kinds, the_summit


@blueprint.get("/programme")
@guard(Action.SEE_PROGRAMME)
def programme() -> Response:
    """Today's programme while the summit runs, the first day's otherwise."""
    with reading() as session:
        summit = the_summit(session)
    today = summit.day_of(utc_now())
    return redirect(url_for("agenda.day", day=today if today in summit.days() else summit.first_day))


@blueprint.get("/programme/<string:day>")
@guard(Action.SEE_PROGRAMME)
def day(day: str) -> str:
    """One day: lines in order of time, side events of one slot folded."""
    shown, now = parsed_day(day), utc_now()
    with reading() as session:
        summit = the_summit(session)
        sight = sight_of_user(session)
        found = queries.day(session, shown, summit.zone, sight=sight)
        days = queries.days_of_programme(session, sight=sight)
    return render_template(
        "agenda/day.html",
        summit=summit,
        day=shown,
        days=days,
        slots=queries.slots(found),
        running={entry.code for entry in found if entry.starts_at <= now < entry.ends_at},
        kinds=KIND_NAMES,
        access=ACCESS_NAMES,
        may_edit=may(Action.EDIT_PROGRAMME),
    )


@blueprint.get("/programme/<string:day>/rooms")
@guard(Action.SEE_PROGRAMME)
def grid(day: str) -> str:
    """Rooms by time; bilaterals and what the viewer may not see stand there as reserved (UX-12, PM-5).

    `kind` is a kind of room, `all`, or empty for the rooms in use on that day.
    """
    shown = parsed_day(day)
    wanted = request.args.get("kind", "")
    kind = wanted if wanted in (*ROOM_KINDS, "all") else ""
    kinds = frozenset({kind}) & frozenset(ROOM_KINDS)
    with reading() as session:
        summit = the_summit(session)
        sight = sight_of_user(session)
        room_grid = queries.room_grid(session, shown, summit.zone, sight=sight, kinds=kinds, now=utc_now())
        days = queries.days_of_programme(session, sight=sight)
        kinds_here = room_kinds(session)
    return render_template(
        "agenda/grid.html",
        summit=summit,
        columns=[column for column in room_grid.columns if kind or column.blocks] or room_grid.columns,
        grid=room_grid,
        day=shown,
        days=days,
        kind=kind,
        kinds={key: name for key, name in ROOM_KINDS.items() if key in kinds_here},
        may_edit=may(Action.EDIT_PROGRAMME),
    )


def sight_of_user(session: Session) -> queries.Sight:
    """Which lines the signed-in user may see."""
    return queries.sight(session, current_actor(), utc_now(), acting_for=current_user.acting_for)


def parsed_day(text: str) -> date:
    """The day in the address; NotFound for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise NotFound() from error
    if not 2000 <= found.year <= 2100:
        raise NotFound()
    return found

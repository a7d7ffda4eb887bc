"""The day's board: bilateral rooms by time, reserved where the viewer may not know (BIL-50, UX-12)."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, guard, may
from summit.bilaterals import queries
from summit.bilaterals.facts import BOARD_HOURS
from summit.bilaterals.forms import parsed_day
from summit.bilaterals.views.doors import blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit


@blueprint.get("/bilaterals/rooms")
@guard(Action.SEE_PROGRAMME)
def board_today() -> Response:
    """Today's board while the summit runs, the first day's otherwise."""
    with reading() as session:
        summit = the_summit(session)
    today = summit.day_of(utc_now())
    return redirect(url_for(".board", day=today if today in summit.days() else summit.first_day))


@blueprint.get("/bilaterals/rooms/<string:day>")
@guard(Action.SEE_PROGRAMME)
def board(day: str) -> str:
    """Bilateral rooms by time. Everybody who sees the programme sees that a room is taken, and no more."""
    shown = parsed_day(day)
    if shown is None:
        raise NotFound()
    with reading() as session:
        summit = the_summit(session)
        seen = within(session, Action.SEE_BILATERALS)
        columns = queries.board(session, shown, summit.zone, seen, now=utc_now())
    write_down(seen, f"board {shown.isoformat()}", (item.request_code for room in columns for item in room.items))
    return render_template(
        "bilaterals/board.html",
        rooms=columns,
        day=shown,
        days=summit.days(),
        hours=range(*BOARD_HOURS),
        opens_at=queries.board_opens(shown, summit.zone),
        summit=summit,
        may_see=may(Action.SEE_BILATERALS),
        may_place=may(Action.PLACE_BILATERAL),
    )

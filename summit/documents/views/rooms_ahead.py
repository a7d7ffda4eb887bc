"""The room team's page: which rooms are set up next, and how. What the meetings are about is not on it (BIL-32)."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request

from summit.accounts.permissions import Action, guard, may
from summit.documents import queries
from summit.documents.views.doors import blueprint, note_codes, viewer
from summit.documents.words import interpretation_of, press_of, spoken
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.venues.queries import as_of, the_summit


@blueprint.get("/documents/rooms-ahead")
@guard(Action.PLACE_BILATERAL)
def rooms_ahead() -> str:
    """The meetings that begin in the two hours from now, or from the time of the address."""
    now = utc_now()
    with reading() as session:
        summit = the_summit(session)
        found = queries.rooms_ahead(session, _asked_start() or as_of(session, now), now, viewer=viewer(session))
    note_codes("rooms to set up", [meeting.code for meeting in found.meetings])
    return render_template(
        "documents/rooms_ahead.html",
        ahead=found,
        summit=summit,
        spoken=spoken,
        interpretation=interpretation_of,
        press=press_of,
        may_print=may(Action.SEE_DOCUMENTS),
    )


def _asked_start() -> datetime | None:
    """The moment that the address names, with its offset; None for none and for nonsense."""
    try:
        found = datetime.fromisoformat(request.args.get("from", ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None and 2000 <= found.year <= 2100 else None

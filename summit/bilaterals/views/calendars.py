"""A meeting as a calendar file for those who may know of it (BIL-50)."""

from __future__ import annotations

from email.utils import parseaddr

from flask import Response, current_app

from summit.accounts.permissions import Action, guard
from summit.bilaterals import queries
from summit.bilaterals.ics import meeting_calendar as calendar_of
from summit.bilaterals.views.doors import blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit


@blueprint.get("/bilaterals/<string:code>/meeting.ics")
@guard(Action.SEE_BILATERALS)
def meeting_calendar(code: str) -> Response:
    """The meeting of that request; nothing is found for others, nor before it has its room."""
    now = utc_now()
    with reading() as session:
        seen = within(session, Action.SEE_BILATERALS)
        facts = queries.facts_of(session, queries.request_within(session, seen, code), seen, now)
        summit = the_summit(session)
    if facts.meeting is None:
        raise NotFound()
    write_down(seen, f"calendar file {code}", [code])
    _, sender = parseaddr(current_app.config["SUMMIT"].mail_from)
    content = calendar_of(facts, facts.meeting, summit, sender=sender, made_at=now)
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="meeting-{code}.ics"'
    return answer

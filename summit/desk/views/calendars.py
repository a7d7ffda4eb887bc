"""The secret calendar address of a delegate: made, ended, and read by calendar programs (domain of IC-1 to IC-4)."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, current_app, flash, render_template, url_for
from werkzeug.wrappers import Response as Answer

from summit.accounts.permissions import Action, current_actor, guard, public
from summit.desk import actions, queries
from summit.desk.views.doors import blueprint
from summit.documents.actions import participant_schedule_ics
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import see_other

NOTE_EVERY = timedelta(minutes=10)


@blueprint.post("/my/calendar-address")
@guard(Action.SEE_OWN_SCHEDULE)
def calendar_address() -> str:
    """Make the address and show it this once; an older one stops."""
    with committing() as session:
        secret = actions.make_calendar_address(session, current_actor(), utc_now())
    address = current_app.config["SUMMIT"].public_url + url_for(".calendar", secret=secret)
    return render_template("desk/calendar_made.html", address=address)


@blueprint.post("/my/calendar-address/termination")
@guard(Action.SEE_OWN_SCHEDULE)
def calendar_address_end() -> Answer:
    """The address shows nothing any more."""
    with committing() as session:
        actions.end_calendar_address(session, current_actor(), utc_now())
    flash("The calendar address has ended.", "success")
    return see_other(url_for(".my_page", _anchor="calendar"))


@blueprint.get("/calendars/<string:secret>.ics")
@public("the secret address is the proof, and it shows bilateral meetings as reserved only")
def calendar(secret: str) -> Response:
    """The days of the one to whom the address belongs, for a calendar program."""
    now = utc_now()
    with reading() as session:
        link, participant = queries.calendar_owner(session, secret, now)
        is_noted = link.used_at is not None and now - link.used_at < NOTE_EVERY
        content = participant_schedule_ics(
            session, now, participant=participant, viewer=queries.feed_viewer()
        )
    if not is_noted:
        with committing() as session:
            link, _ = queries.calendar_owner(session, secret, now)
            actions.note_reading(now, link=link)
    answer = Response(content, mimetype="text/calendar")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer

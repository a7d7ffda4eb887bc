"""Reminders: who would get what, and sending them."""

from __future__ import annotations

from collections import Counter

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.desk import actions, queries
from summit.desk.facts import Asked, Lack
from summit.desk.frame import here
from summit.desk.rules import LACK_NAMES
from summit.desk.views.doors import blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import see_other
from summit.notices.facts import LANGUAGES
from summit.notices.lifecycle import NoticeState
from summit.notices.queries import is_reviewed

MOST_DAYS = 60


@blueprint.get("/outbox/reminders")
@guard(Action.WORK_LETTERS)
def reminders() -> str:
    """Who would be reminded of what; nothing is sent by looking."""
    asked = _asked()
    with reading() as session:
        found = queries.reminders(session, utc_now(), asked)
        is_held = is_reviewed(session, "desk/mail/reminder")
    return render_template(
        "desk/reminders.html", found=found, asked=asked, lack_names=LACK_NAMES, is_held=is_held, languages=LANGUAGES
    )


@blueprint.post("/outbox/reminders")
@guard(Action.WORK_LETTERS)
def reminder_sending() -> Response:
    """Write to the chosen delegations; what is missing is asked anew, so nobody is reminded of what came meanwhile."""
    chosen, asked, now = set(request.form.getlist("pick")), _asked(), utc_now()
    told: Counter[str] = Counter()
    with committing() as session:
        for one in queries.reminders(session, now, asked):
            if one.code in chosen:
                told[actions.remind(session, current_actor(), now, reminder=one)] += 1
    written = told[NoticeState.QUEUED] + told[NoticeState.HELD]
    if not written:
        flash("No reminder was written: choose at least one delegation that has not had one today.", "warning")
        return see_other(here())
    held = f" {told[NoticeState.HELD]} of them held for review." if told[NoticeState.HELD] else ""
    flash(f"{written} reminder{'' if written == 1 else 's'} written.{held}", "success")
    return see_other(url_for(".outbox", kind="desk/mail/reminder"))


def _asked() -> Asked:
    wanted = [lack for lack in Lack if lack.value in request.args.getlist("missing")]
    days = request.args.get("days", "")
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 4 else Asked().days
    return Asked(tuple(wanted or Lack), min(number, MOST_DAYS))

"""The page of today, and the mandate under which a focal point acts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.accounts.policy import Role
from summit.desk import actions, queries
from summit.desk.views.doors import blueprint, viewer
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import see_other


@blueprint.get("/")
@guard(Action.SEE_HOME)
def home() -> str | Response:
    """What waits for the one who is signed in; a delegate is led to the own page."""
    if current_actor().roles == {Role.DELEGATE.value}:
        return redirect(url_for(".my_page"))
    asking = viewer()
    with reading() as session:
        page = queries.home(session, asking)
    return render_template("desk/home.html", page=page, now=asking.now)


@blueprint.post("/mandate")
@guard(Action.SEE_HOME)
def mandate() -> Response:
    """Act for another of one's delegations."""
    code = request.form.get("delegation", "")[:20]
    with committing() as session:
        actions.switch_mandate(
            session, current_actor(), utc_now(), session_id=current_user.session_id, code=code
        )
    flash("You act for this delegation now.", "success")
    return see_other(url_for(".home"))

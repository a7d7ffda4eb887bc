"""One search across the rooms."""

from __future__ import annotations

from flask import render_template, request

from summit.accounts.permissions import Action, guard, may
from summit.desk import queries
from summit.desk.views.doors import blueprint, viewer
from summit.foundation.db import reading
from summit.venues.queries import summit_if_set_up

LONGEST_SEARCH = 100


@blueprint.get("/search")
@guard(Action.SEE_DELEGATIONS)
def search() -> str:
    """People, delegations, rooms and programme lines, as far as the user's offices reach."""
    text = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    with reading() as session:
        found = queries.found(session, viewer(), text)
        summit = summit_if_set_up(session)
    return render_template(
        "desk/search.html", text=text, found=found, summit=summit, may_edit_rooms=may(Action.EDIT_PROGRAMME)
    )

"""One search across the rooms."""

from __future__ import annotations

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, guard, may
from summit.desk import queries
from summit.desk.facts import Found, Suggestion
from summit.desk.views.doors import blueprint, viewer
from summit.foundation.db import reading
from summit.venues.queries import summit_if_set_up

LONGEST_SEARCH = 100


@blueprint.get("/search")
@guard(Action.SEE_DELEGATIONS)
def search() -> str:
    """People, delegations, rooms and programme lines, as far as the user's offices reach."""
    text = _text()
    with reading() as session:
        found = queries.found(session, viewer(), text)
        summit = summit_if_set_up(session)
    return render_template(
        "desk/search.html", text=text, found=found, summit=summit, may_edit_rooms=may(Action.EDIT_PROGRAMME)
    )


@blueprint.get("/search/suggestions")
@guard(Action.SEE_DELEGATIONS)
def suggestions() -> Response:
    """The same results while they are typed, for the finder: name, what tells it from others, address (UX-01)."""
    text = _text()
    with reading() as session:
        found = queries.found(session, viewer(), text)
    groups = [{"name": name, "results": results} for name, results in _groups(found, text)]
    return jsonify(groups=groups, total=found.total, is_more=found.is_more)


def _groups(found: Found, text: str) -> list[tuple[str, list[Suggestion]]]:
    people = [
        Suggestion(one.name, f"{one.delegation} · {one.function}", url_for("delegations.participant_page", code=one.code))
        for one in found.people.rows
    ]
    delegations = [
        Suggestion(one.name, one.kind_name, url_for("delegations.delegation_page", code=one.code))
        for one in found.delegations.rows
    ]
    if found.people.total > len(people):
        people.append(Suggestion("All people who match", "", url_for("delegations.people", q=text)))
    if found.delegations.total > len(delegations):
        delegations.append(
            Suggestion("All delegations that match", "", url_for("delegations.delegation_list", q=text))
        )
    lines = [
        Suggestion(line.title, line.room, url_for(line.endpoint, code=line.code))
        for line in found.lines.rows
        if line.endpoint
    ]
    may_edit = may(Action.EDIT_PROGRAMME)
    rooms = [
        Suggestion(
            f"{room.code} {room.name}",
            room.venue_name,
            url_for("venues.room_page", code=room.code) if may_edit else url_for("venues.rooms", kind=room.kind),
        )
        for room in found.rooms.rows
    ]
    return [("People", people), ("Delegations", delegations), ("Programme", lines), ("Rooms", rooms)]


def _text() -> str:
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]

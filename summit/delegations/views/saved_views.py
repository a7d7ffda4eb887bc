"""Naming the filter that is on, and forgetting names."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import flash, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.facts import ViewChips, ViewEntry
from summit.delegations.forms import ViewForm
from summit.delegations.views.columns import asked_columns
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import RuleBroken
from summit.foundation.web import see_other

LONGEST_VALUE = 200
# Endpoint of each list, and the parameters of its address that a view keeps.
LISTS = {
    "people": (
        "delegations.people",
        ("q", "kind", "region", "category", "function", "registered", "missing", "application", "tag", "state",
         "sort", "order", "columns"),
    ),
    "delegations": ("delegations.delegation_list", ("q", "kind", "region", "head", "quota", "tag", "sort", "order")),
}


@blueprint.route("/saved-views", methods=["GET", "POST"])
@guard(Action.SEE_DELEGATIONS)
def saved_view() -> Answer:
    """Keep the filter in this address under a name; below, the names that are kept."""
    kind = request.args.get("list", "")
    kind = kind if kind in LISTS else "people"
    form = ViewForm()
    form.offer(sorted(current_actor().roles))
    refusal: Refusal = None
    if form.validate_on_submit():
        entry = ViewEntry(kind, form.name.data, _question(kind), form.office.data)
        try:
            with committing() as session:
                actions.save_view(session, current_actor(), utc_now(), entry=entry)
        except RuleBroken as error:
            form.refuse(refusal := error)
        else:
            flash("The view is saved.", "success")
            return see_other(_address(kind, entry.question))
    with reading() as session:
        chips = chips_of(session, kind)
    return form_page("delegations/saved_view.html", form, refusal, chips=chips, back=_address(kind, chips.question))


@blueprint.post("/saved-views/<string:code>/removal")
@guard(Action.SEE_DELEGATIONS)
def saved_view_removal(code: str) -> Response:
    """Forget one of the own views."""
    with committing() as session:
        view = queries.own_view(session, current_actor(), code)
        kind, name = view.kind, view.name
        actions.remove_view(session, current_actor(), utc_now(), view=view)
    flash(f"The view “{name}” is removed.", "success")
    return see_other(url_for(".saved_view", list=kind))


def chips_of(session: Session, kind: str) -> ViewChips:
    """The views of that list as the signed-in user may open them, and the filter that is on."""
    found = queries.saved_views(session, current_actor(), kind)
    return ViewChips(kind, _question(kind), tuple((view, _address(kind, view.question)) for view in found))


def _question(kind: str) -> str:
    """What of this address a view keeps, in one order, so that two ways to the same filter are the same view."""
    values = {name: request.args.get(name, "")[:LONGEST_VALUE] for name in LISTS[kind][1]} | (
        {"columns": asked_columns()} if kind == "people" else {}
    )
    return urlencode({name: value for name, value in values.items() if value})


def _address(kind: str, question: str) -> str:
    return url_for(LISTS[kind][0]) + (f"?{question}" if question else "")

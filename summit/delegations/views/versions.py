"""Publishing a list, and the versions that were published of it (PRE-06)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.lifecycle import LANGUAGE_NAMES
from summit.delegations.precedence import LIST_NAMES
from summit.delegations.views.doors import Answer, blueprint
from summit.delegations.views.orders import draft_as_asked, list_page
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.post("/precedence/<string:name>/versions")
@guard(Action.DECIDE_PRECEDENCE)
def order_publication(name: str) -> Answer:
    """Publish the list as it was seen."""
    kind = queries.list_kind(name)
    at, language = request.form.get("at", ""), request.form.get("language", "")
    try:
        with committing() as session:
            draft = draft_as_asked(session, kind, at, language)
            number = actions.publish_order(
                session, current_actor(), utc_now(), draft=draft, seen=request.form.get("seen", "")
            )
    except (RuleBroken, Conflict) as error:
        return list_page(kind, at, language, error)
    flash(f"Version {number} is published.", "success")
    return see_other(url_for(".order_version", name=name, number=number))


@blueprint.get("/precedence/<string:name>/versions/<int:number>")
@guard(Action.SEE_PRECEDENCE)
def order_version(name: str, number: int) -> str:
    """One version as it was frozen, and who moved since the one before."""
    kind = queries.list_kind(name)
    with reading() as session:
        version = queries.version_of(session, kind, number)
    return render_template(
        "delegations/order_version.html",
        kind=kind,
        list_name=LIST_NAMES[kind],
        version=version,
        languages=LANGUAGE_NAMES,
    )

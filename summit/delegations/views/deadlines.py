"""Deadlines: the list, and the form of one (domain 4.6)."""

from __future__ import annotations

from flask import flash, render_template, url_for

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import DeadlineForm
from summit.delegations.lifecycle import DEADLINE_NAMES, DEADLINE_SCOPES, DeadlineKind
from summit.delegations.views.doors import Answer, blueprint, event_clock, form_page
from summit.foundation.clock import local, moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound
from summit.foundation.web import see_other


@blueprint.get("/deadlines")
@guard(Action.MANAGE_DELEGATIONS)
def deadline_list() -> str:
    """By when delegations do what, and what happens to what comes later."""
    with reading() as session:
        found = queries.deadlines(session)
    return render_template(
        "delegations/deadline_list.html",
        deadlines=found,
        names=DEADLINE_NAMES,
        scopes=DEADLINE_SCOPES,
        now=utc_now(),
        may_set=may(Action.SET_TERMS),
    )


@blueprint.route("/deadlines/<string:kind>", methods=["GET", "POST"])
@guard(Action.SET_TERMS)
def deadline_page(kind: str) -> Answer:
    """Set, move or take away one deadline."""
    if kind not in set(DeadlineKind):
        raise NotFound()
    chosen = DeadlineKind(kind)
    with reading() as session:
        present = queries.deadline_of(session, chosen)
        clock = event_clock(session)
    form = DeadlineForm()
    shown = local(present.falls_at, clock.zone).replace(tzinfo=None) if present.falls_at else None
    form.fill(shown, is_hard=present.is_hard)
    if form.validate_on_submit():
        with committing() as session:
            actions.set_deadline(
                session,
                current_actor(),
                utc_now(),
                kind=chosen,
                falls_at=moment(form.falls_at.data, clock.zone) if form.falls_at.data else None,
                is_hard=form.behavior.data == "hard",
            )
        flash("Saved. Every focal point reads it on the page of today.", "success")
        return see_other(url_for(".deadline_list"))
    return form_page(
        "delegations/deadline_page.html",
        form,
        name=DEADLINE_NAMES[chosen],
        scope=DEADLINE_SCOPES[chosen],
        clock=clock.name,
    )

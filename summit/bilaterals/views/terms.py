"""What the host settles for all meetings: who is kept apart (BIL-18), how many interpreters it has (BIL-15)."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import SPOKEN
from summit.bilaterals.forms import InterpretersForm, SeparationForm
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within
from summit.delegations.queries import delegation_within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/bilaterals/separations", methods=["GET", "POST"])
@guard(Action.KEEP_APART)
def separations() -> Answer:
    """Who is kept apart and why, for the Chief of Protocol alone, and a form for another pair."""
    form = SeparationForm()
    refusal: Refusal = None
    with reading() as session:
        seen = within(session, Action.KEEP_APART)
        form.offer(queries.partners_of(session))
        found = queries.separations(session)
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.keep_apart(
                    session,
                    current_actor(),
                    utc_now(),
                    one=delegation_within(session, seen, form.one.data),
                    other=delegation_within(session, seen, form.other.data),
                    reason=form.reason.data or "",
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The two are kept apart from now on. What stands already does not move.", "success")
            return see_other(url_for(".separations"))
    page = render_template("bilaterals/separations.html", form=form, form_failed=bool(form.errors), found=found)
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


@blueprint.post("/bilaterals/separations/<string:code>/removal")
@guard(Action.KEEP_APART)
def separation_removal(code: str) -> Response:
    """The two may be near each other again."""
    with committing() as session:
        pair = queries.separation_by_code(session, code)
        actions.end_separation(session, current_actor(), utc_now(), pair=pair)
    flash("The two are not kept apart any more.", "success")
    return see_other(url_for(".separations"))


@blueprint.route("/bilaterals/interpreters", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def interpreters() -> Answer:
    """How many interpreters of each language the host has for bilateral meetings (BIL-15)."""
    form = InterpretersForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.set_interpreters(
                    session, current_actor(), utc_now(), language=form.language.data, places=form.places.data
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The number is saved.", "success")
            return see_other(url_for(".interpreters"))
    with reading() as session:
        pools = queries.interpreter_pools(session)
    found = sorted((SPOKEN[language], language, places) for language, places in pools.items())
    page = render_template("bilaterals/interpreters.html", form=form, form_failed=bool(form.errors), found=found)
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


@blueprint.post("/bilaterals/interpreters/<string:language>/removal")
@guard(Action.PLACE_BILATERAL)
def interpreters_removal(language: str) -> Response:
    """The language is not counted any more."""
    with committing() as session:
        actions.forget_interpreters(session, current_actor(), utc_now(), language=language)
    flash("The language is not counted any more.", "success")
    return see_other(url_for(".interpreters"))

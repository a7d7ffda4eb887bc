"""Rules of quota: the list, a new one, a changed one, an ended one (DEL-20)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import PlacesForm, QuotaForm
from summit.delegations.lifecycle import PartyKind
from summit.delegations.quotas import USUAL_BADGES
from summit.delegations.views.doors import Answer, blueprint, form_page
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import zones


@blueprint.get("/quotas")
@guard(Action.MANAGE_DELEGATIONS)
def quota_list() -> str:
    """The rules by kind, the exceptions, and who is over."""
    with reading() as session:
        kinds, exceptions = queries.quota_lines(session)
        over = queries.over_quota(session)
    return render_template(
        "delegations/quota_list.html",
        kinds=kinds,
        exceptions=exceptions,
        over=over,
        usual=USUAL_BADGES,
        may_set=may(Action.SET_TERMS),
    )


@blueprint.route("/quotas/opening", methods=["GET", "POST"])
@guard(Action.SET_TERMS)
def quota_opening() -> Answer:
    """Make a rule for a kind, or an exception for one delegation."""
    form = QuotaForm(data={"whom": request.args.get("delegation", "")})
    with reading() as session:
        form.offer(queries.delegation_names(session), zones(session))
    refusal = None
    if form.validate_on_submit():
        whom = form.whom.data
        try:
            with committing() as session:
                actions.open_quota(
                    session,
                    current_actor(),
                    utc_now(),
                    whom=PartyKind(whom) if whom in set(PartyKind) else queries.delegation_by_code(session, whom),
                    entry=form.entry(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The rule holds from now on.", "success")
            return see_other(url_for(".quota_list"))
    return form_page("delegations/quota_opening.html", form, refusal)


@blueprint.route("/quotas/<string:code>", methods=["GET", "POST"])
@guard(Action.SET_TERMS)
def quota_page(code: str) -> Answer:
    """Change how many places a rule gives, or end it."""
    with reading() as session:
        line = queries.quota_line(session, queries.quota_by_code(session, code))
    entry = line.rule.entry
    form = PlacesForm(data={"places": entry.places, "reason": entry.reason, "version": line.version})
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.edit_quota(
                    session,
                    current_actor(),
                    utc_now(),
                    quota=queries.quota_by_code(session, code),
                    places=form.places.data,
                    reason=form.reason.data or "",
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved. Nobody is withdrawn: who is over the quota is shown so.", "success")
            return see_other(url_for(".quota_list"))
    return form_page("delegations/quota_page.html", form, refusal, line=line)


@blueprint.post("/quotas/<string:code>/end")
@guard(Action.SET_TERMS)
def quota_end(code: str) -> Response:
    """End a rule."""
    form = PlacesForm()
    with committing() as session:
        quota = queries.quota_by_code(session, code)
        actions.end_quota(session, current_actor(), utc_now(), quota=quota, version=form.version.data or 0)
    flash("The rule holds no more.", "success")
    return see_other(url_for(".quota_list"))

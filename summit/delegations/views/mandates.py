"""A mandate after it was given: who follows, on what paper it rests, and its end."""

from __future__ import annotations

from flask import flash, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import LinkForm, SuccessionForm
from summit.delegations.models import FocalPoint
from summit.delegations.views.contacts import invitation_page
from summit.delegations.views.doors import Answer, Refusal, blueprint, event_clock, form_page, within
from summit.foundation.clock import local, moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/delegations/<string:code>/focal-points/<int:number>/succession", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def succession(code: str, number: int) -> Answer:
    """Hand a mandate over in one step; a new account's invitation is shown once."""
    with reading() as session:
        found, clock = _mandate(session, code, number), event_clock(session)
        facts = queries.delegation_facts(session, found.delegation)
        form = SuccessionForm(data={"mandate_until": local(found.mandate_until, clock.zone).replace(tzinfo=None)})
        form.offer((one.code, one.reference) for one in queries.mandate_papers(session, found.delegation_id))
        present = next(one for one in queries.focal_points_of(session, found.delegation_id, utc_now()) if one.id == number)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            secret = _hand_over(form, code, number, clock.zone)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            if secret:
                return invitation_page(form.name.data, secret, code)
            flash("The mandate is handed over. The successor signs in with the account they have.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page(
        "delegations/succession_form.html", form, refusal, delegation=facts, present=present, clock=clock.name
    )


@blueprint.route("/delegations/<string:code>/focal-points/<int:number>/paper", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def mandate_paper(code: str, number: int) -> Answer:
    """Say which paper on file gives the mandate."""
    with reading() as session:
        found = _mandate(session, code, number)
        facts, holder, named = queries.delegation_facts(session, found.delegation), found.user.name, found.paper
        form = LinkForm(data={"filed": found.filed_paper.code if found.filed_paper else ""})
        papers = queries.mandate_papers(session, found.delegation_id)
        form.offer((one.code, f"{one.reference}, {one.dated_on:%-d %B %Y}") for one in papers)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.link_paper(
                    session,
                    current_actor(),
                    utc_now(),
                    focal_point=_mandate(session, code, number),
                    filed=form.filed.data,
                )
        except RuleBroken as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page(
        "delegations/mandate_paper.html", form, refusal, delegation=facts, holder=holder, named=named, papers=papers
    )


@blueprint.post("/delegations/<string:code>/focal-points/<int:number>/end")
@guard(Action.MANAGE_DELEGATIONS)
def focal_point_end(code: str, number: int) -> Response:
    """End a mandate now; that of the only focal point when the form says that nobody follows."""
    with committing() as session:
        actions.end_mandate(
            session,
            current_actor(),
            utc_now(),
            focal_point=_mandate(session, code, number),
            without_successor=request.form.get("successor") == "none",
        )
    flash("The mandate has ended; its holder is signed out.", "success")
    return see_other(url_for(".delegation_page", code=code))


def _hand_over(form: SuccessionForm, code: str, number: int, zone: str) -> str:
    now = utc_now()
    with committing() as session:
        return actions.hand_over_mandate(
            session,
            current_actor(),
            now,
            focal_point=_mandate(session, code, number),
            email=form.email.data,
            name=form.name.data,
            mandate_from=moment(form.mandate_from.data, zone) if form.mandate_from.data else now,
            mandate_until=moment(form.mandate_until.data, zone),
            paper=form.paper.data or "",
            filed=form.filed.data,
        )


def _mandate(session: Session, code: str, number: int) -> FocalPoint:
    delegation = queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
    return queries.focal_point_of(session, delegation.id, number)

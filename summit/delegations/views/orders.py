"""Precedence: the lists, the order of one at a moment, how it is ordered, what is fixed in it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import DecisionForm, ListForm, SeniorityForm
from summit.delegations.lifecycle import LANGUAGE_NAMES
from summit.delegations.precedence import LIST_NAMES, Draft, ListKind
from summit.delegations.views.doors import Answer, Refusal, blueprint, event_clock, form_page, within
from summit.foundation.clock import local, moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other

TYPED = "%Y-%m-%dT%H:%M"


@blueprint.get("/precedence")
@guard(Action.SEE_PRECEDENCE)
def precedence() -> str:
    """Every list, how it is ordered and what was last published of it."""
    with reading() as session:
        settings = {kind: queries.list_settings(session, kind)[0] for kind in ListKind}
        latest = queries.latest_orders(session)
    return render_template(
        "delegations/order_lists.html", names=LIST_NAMES, settings=settings, latest=latest, languages=LANGUAGE_NAMES
    )


@blueprint.get("/precedence/<string:name>")
@guard(Action.SEE_PRECEDENCE)
def order_page(name: str) -> Answer:
    """The list at a moment, in a language: the address reproduces the view."""
    return list_page(queries.list_kind(name), request.args.get("at", ""), request.args.get("language", ""))


@blueprint.route("/precedence/<string:name>/settings", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def order_settings(name: str) -> Answer:
    """How the list is ordered."""
    kind = queries.list_kind(name)
    with reading() as session:
        settings, version = queries.list_settings(session, kind)
        form = ListForm(data={**asdict(settings), "version": version})
        form.offer(queries.states_to_draw(session))
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.set_list(
                    session,
                    current_actor(),
                    utc_now(),
                    kind=kind,
                    settings=form.settings(),
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved. The list is worked out anew; what is published stays as it is.", "success")
            return see_other(url_for(".order_page", name=name))
    return form_page("delegations/order_settings.html", form, refusal, kind=kind, list_name=LIST_NAMES[kind])


@blueprint.route("/precedence/<string:name>/decisions", methods=["GET", "POST"])
@guard(Action.DECIDE_PRECEDENCE)
def order_decisions(name: str) -> Answer:
    """Fix where a delegation stands."""
    kind = queries.list_kind(name)
    form = DecisionForm()
    with reading() as session:
        form.offer({place.contender.code: place.contender.name for place in draft_as_asked(session, kind).order.places})
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.decide_place(
                    session,
                    current_actor(),
                    utc_now(),
                    kind=kind,
                    code=form.code.data,
                    pin=form.pin(),
                    reason=form.reason.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Decided. The place stays whatever else changes, until the decision is lifted.", "success")
            return see_other(url_for(".order_page", name=name))
    return form_page("delegations/order_decision.html", form, refusal, kind=kind, list_name=LIST_NAMES[kind])


@blueprint.post("/precedence/<string:name>/decisions/<int:number>/end")
@guard(Action.DECIDE_PRECEDENCE)
def order_decision_end(name: str, number: int) -> Response:
    """Lift a decision."""
    kind = queries.list_kind(name)
    with committing() as session:
        found = queries.override_of(session, kind, number)
        actions.lift_decision(session, current_actor(), utc_now(), override=found)
    flash("The decision is lifted. The journal keeps it.", "success")
    return see_other(url_for(".order_page", name=name))


@blueprint.route("/delegations/<string:code>/seniority", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def seniority(code: str) -> Answer:
    """The dates of a delegation that decide between equals."""
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
        facts, clock = queries.delegation_facts(session, delegation), event_clock(session)
        confirmed_at = delegation.confirmed_at
        form = SeniorityForm(
            data={
                "credentials_on": delegation.credentials_on,
                "confirmed_at": local(confirmed_at, clock.zone).replace(tzinfo=None) if confirmed_at else None,
                "version": delegation.version,
            }
        )
    refusal = None
    if form.validate_on_submit():
        typed = form.confirmed_at.data
        try:
            with committing() as session:
                actions.date_delegation(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code),
                    credentials_on=form.credentials_on.data,
                    confirmed_at=moment(typed, clock.zone) if typed else None,
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page("delegations/seniority_form.html", form, refusal, delegation=facts, clock=clock.name)


def list_page(kind: ListKind, at: str, language: str, refusal: Refusal = None) -> Answer:
    """The page of a list; a refused publication is said above it."""
    with reading() as session:
        draft = draft_as_asked(session, kind, at, language)
        clock = event_clock(session)
        page = render_template(
            "delegations/order_page.html",
            list_name=LIST_NAMES[kind],
            draft=draft,
            names={place.contender.code: place.contender.name for place in draft.order.places},
            overrides=queries.overrides_of(session, kind),
            versions=queries.versions_of(session, kind),
            typed_at=local(draft.at, clock.zone).strftime(TYPED),
            clock=clock.name,
            languages=LANGUAGE_NAMES,
            problem=refusal.sentence if refusal else "",
            may_set=may(Action.MANAGE_DELEGATIONS),
            may_decide=may(Action.DECIDE_PRECEDENCE),
        )
    return (page, refusal.status) if refusal else page


def draft_as_asked(session: Session, kind: ListKind, at: str = "", language: str = "") -> Draft:
    """The list at the moment and in the language that were asked for, or as its settings and the clock have it."""
    settings, _ = queries.list_settings(session, kind)
    if language in LANGUAGE_NAMES:
        settings = replace(settings, language=language)
    asked = _asked_moment(at, event_clock(session).zone)
    return queries.draft_of(
        session, kind, at=asked or queries.opening_moment(session, utc_now()), settings=settings
    )


def _asked_moment(typed: str, zone: str) -> datetime | None:
    """A wall-clock time of an address, to the minute; None for what no clock shows."""
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    if found.tzinfo is not None or not 2000 <= found.year < 9000:
        return None
    return moment(found.replace(second=0, microsecond=0), zone)

"""Registration from below: the delegation names a person, who fills in the rest behind a one-time link."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, public
from summit.delegations import actions, queries
from summit.delegations.facts import RankTable
from summit.delegations.forms import NominationForm, PersonForm
from summit.delegations.lifecycle import PartyKind
from summit.delegations.views.doors import (
    Answer,
    Refusal,
    address_of,
    blueprint,
    event_clock,
    form_page,
    offered_posts,
    within,
)
from summit.delegations.views.form_drafts import begun, kept_draft, own_registration_door
from summit.delegations.views.own_answers import continue_to_answers
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.notices.actions import post


@blueprint.route("/delegations/<string:code>/nomination", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def nomination(code: str) -> Answer:
    """Ask a person to register; the one-time link is shown once, and sent when there is an address."""
    form = NominationForm()
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        facts = queries.delegation_facts(session, delegation)
    form.offer(*offered_posts(PartyKind(facts.kind)))
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            address = _nominate(code, facts.name, form)
        except RuleBroken as error:
            form.refuse(refusal := error)
        else:
            return render_template(
                "delegations/link_made.html",
                name=form.name.data,
                address=address,
                life="once, within 14 days, and opens an empty registration only"
                + (". It was also sent by e-mail" if form.email.data else ""),
                back=url_for(".delegation_page", code=code),
            )
    return form_page("delegations/nomination_form.html", form, refusal, delegation=facts)


@blueprint.post("/delegations/<string:code>/nominations/<string:nomination>/end")
@guard(Action.REGISTER_PEOPLE)
def nomination_end(code: str, nomination: str) -> Response:
    """Let a link lead nowhere."""
    with committing() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        found = queries.nomination_of(session, delegation.id, nomination)
        actions.end_nomination(session, current_actor(), utc_now(), nomination=found)
    flash("The link has ended.", "success")
    return see_other(url_for(".delegation_page", code=code))


@blueprint.route("/nominations/<string:secret>", methods=["GET", "POST"])
@public("the one-time link is the proof; it shows nothing that is on file but who asks whom")
def own_registration(secret: str) -> Answer:
    """A nominated person fills in the form; the answers are checked before they are sent."""
    now = utc_now()
    with reading() as session:
        found = queries.nomination_by_secret(session, secret, now)
        door = own_registration_door(found.code, secret)
        draft = kept_draft(session, door)
        delegation = queries.delegation_facts(session, found.delegation)
        facts, clock = queries.nomination_facts(found, now), event_clock(session)
    form = PersonForm(request.form or begun(draft))
    form.offer([], [], RankTable())
    form.leave_post_to_the_delegation()
    is_helped = form.is_only_helped(request.form, now.date())
    refusal: Refusal = None
    if not is_helped and form.validate_on_submit():
        try:
            return continue_to_answers(secret, form)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
    return form_page(
        "delegations/own_registration.html", form, refusal,
        nomination=facts, delegation=delegation, clock=clock, draft=draft, draft_door=door,
    )  # fmt: skip


def _nominate(code: str, sender: str, form: NominationForm) -> str:
    now = utc_now()
    with committing() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        found, secret = actions.nominate(
            session,
            current_actor(),
            now,
            delegation=delegation,
            name=form.name.data,
            email=form.email.data or "",
            post=form.post_entry(),
        )
        address = address_of(".own_registration", secret)
        if found.email:
            post(
                session,
                now,
                to=found.email,
                kind="delegations/mail/nomination",
                once_key=f"nomination:{found.code}",
                values={"name": found.name, "delegation": sender, "address": address},
                language=delegation.languages.split()[0],
            )
    return address

"""Links and mandates: focal points, and delegates who are invited to their own page."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, render_template, url_for

from summit.accounts.actions import issue_link
from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import FocalPointForm
from summit.delegations.views.doors import Answer, address_of, blueprint, event_clock, form_page, within
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other

SHORTEST = timedelta(days=30)


@blueprint.route("/delegations/<string:code>/focal-point", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def focal_point(code: str) -> Answer:
    """Give a contact a mandate; a new account's invitation is shown once."""
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
        facts = queries.delegation_facts(session, delegation)
        clock, papers = event_clock(session), queries.mandate_papers(session, delegation.id)
    form = FocalPointForm(data={"mandate_from": clock.now, "mandate_until": max(clock.ends, clock.now + SHORTEST)})
    form.offer((one.code, one.reference) for one in papers)
    refusal, secret = None, ""
    if form.validate_on_submit():
        try:
            with committing() as session:
                secret = actions.nominate_contact(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code),
                    email=form.email.data,
                    name=form.name.data,
                    mandate_from=moment(form.mandate_from.data, clock.zone),
                    mandate_until=moment(form.mandate_until.data, clock.zone),
                    paper=form.paper.data or "",
                    filed=form.filed.data,
                    is_deputy=form.is_deputy.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            if secret:
                return invitation_page(form.name.data, secret, code)
            flash("The mandate is given. The contact signs in with the account they have.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page("delegations/focal_point_form.html", form, refusal, delegation=facts, clock=clock.name)


@blueprint.post("/delegations/<string:code>/focal-points/<int:number>/invitation")
@guard(Action.MANAGE_DELEGATIONS)
def focal_point_invitation(code: str, number: int) -> str:
    """Make a new invitation link for a contact whose first one ran out; the older one ends."""
    with committing() as session:
        delegation = queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
        user = queries.focal_point_of(session, delegation.id, number).user
        secret = issue_link(session, current_actor(), utc_now(), user=user, purpose="invitation")
        name = user.name
    return invitation_page(name, secret, code)


@blueprint.post("/people/<string:code>/invitation")
@guard(Action.INVITE_DELEGATE)
def delegate_invitation(code: str) -> str:
    """Make the delegate's personal link; it is shown once, and the older one ends."""
    with committing() as session:
        participant = queries.participant_within(session, within(session, Action.INVITE_DELEGATE), code)
        secret = actions.invite_delegate(session, current_actor(), utc_now(), participant=participant)
        name = participant.person.badge_name
    return render_template(
        "delegations/link_made.html",
        name=name,
        address=address_of("accounts.personal_link", secret),
        life="for seven days, on any device, and opens this person's own page only. An older link of this kind has ended",
        back=url_for(".participant_page", code=code),
    )


def invitation_page(name: str, secret: str, code: str) -> str:
    """The link by which a contact opens the account, shown once."""
    return render_template(
        "delegations/link_made.html",
        name=name,
        address=address_of("accounts.invitation", secret),
        life="once, within 48 hours. An older link of this kind has ended",
        back=url_for(".delegation_page", code=code),
    )

"""One delegation: its page, its opening, its frame, the order of its people; and organizations as parties."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import FrameForm, OpeningForm, OrderForm, OrganizationForm
from summit.delegations.lifecycle import REGION_NAMES, UNNOMINATED, ParticipantState, PartyKind
from summit.delegations.models import Delegation
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.get("/delegations/<string:code>")
@guard(Action.SEE_DELEGATIONS)
def delegation_page(code: str) -> str:
    """The delegation: head, contacts, people in its own order (DEL-13)."""
    now = utc_now()
    with reading() as session:
        seen = within(session, Action.SEE_DELEGATIONS)
        delegation = queries.delegation_within(session, seen, code)
        facts = queries.delegation_facts(session, delegation)
        everybody = [one for one in queries.people_of(session, delegation.id, withdrawn=True) if seen.covers(one)]
        lines = queries.person_lines(session, everybody)
        head = queries.head_at(session, delegation.id, now)
        nominations = queries.waiting_nominations(session, delegation.id, now) if may(Action.REGISTER_PEOPLE) else []
        contacts = queries.focal_points_of(session, delegation.id, now) if may(Action.SEE_OPERATIONAL) else []
        return render_template(
            "delegations/delegation_page.html",
            delegation=facts,
            region=REGION_NAMES.get(facts.region, ""),
            people=[line for line in lines if line.state == ParticipantState.ENROLLED],
            withdrawn=[line for line in lines if line.state == ParticipantState.WITHDRAWN],
            head_code=head.code if head else "",
            head_times=queries.times_of_heads(session, delegation.id),
            focal_points=contacts,
            nominations=nominations,
            claims=queries.claims_of(session, delegation.id) if may(Action.REGISTER_PEOPLE) else (),
            places=queries.quota_standings(session, delegation),
            deadlines=queries.deadline_lines(session, now) if may(Action.REGISTER_PEOPLE) else (),
            may_register=may(Action.REGISTER_PEOPLE),
            may_manage=may(Action.MANAGE_DELEGATIONS),
            **_papers(session, delegation),
            internal=queries.internal_facts(session, current_actor(), delegation) if may(Action.SEE_INTERNAL) else None,
            notes_address=url_for(".delegation_notes", code=code),
        )


@blueprint.route("/delegations/opening", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def delegation_opening() -> Answer:
    """Open the delegation of a party."""
    form = OpeningForm(data={"party": request.args.get("party", ""), "language": "en"})
    with reading() as session:
        form.offer(queries.parties_without_delegation(session))
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                delegation = actions.open_delegation(
                    session,
                    current_actor(),
                    utc_now(),
                    party=queries.party_by_code(session, form.party.data),
                    languages=form.languages(),
                )
                code = delegation.code
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The delegation is open. Name its focal point next.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page("delegations/delegation_opening.html", form, refusal)


@blueprint.route("/organizations", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def organization() -> Answer:
    """Add a party that is no State, then open its delegation."""
    form = OrganizationForm()
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                party = actions.add_organization(session, current_actor(), utc_now(), entry=form.entry())
                code = party.code
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The organization is added. Open its delegation now.", "success")
            return see_other(url_for(".delegation_opening", party=code))
    return form_page("delegations/organization_form.html", form, refusal)


@blueprint.route("/delegations/<string:code>/frame", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def delegation_frame(code: str) -> Answer:
    """Badge languages."""
    with reading() as session:
        facts = queries.delegation_facts(
            session, queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code)
        )
    first, second = (*facts.languages, "")[:2]
    form = FrameForm(data={"language": first, "second_language": second, "version": facts.version})
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.edit_delegation(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.MANAGE_DELEGATIONS), code),
                    languages=form.languages(),
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return form_page("delegations/delegation_frame.html", form, refusal, delegation=facts)


@blueprint.route("/delegations/<string:code>/order", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def people_order(code: str) -> Answer:
    """The delegation's own order of its people, to be changed (DEL-13)."""
    form = OrderForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.order_people(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code),
                    wanted=(form.wanted.data or "").split(),
                    seen=(form.seen.data or "").split(),
                )
        except Conflict as error:
            form.refuse(refusal := error)
        else:
            flash("The order is saved.", "success")
            return see_other(url_for(".people_order", code=code))
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        facts = queries.delegation_facts(session, delegation)
        people = queries.person_lines(session, queries.people_of(session, delegation.id))
    form.show(" ".join(line.code for line in people))
    return form_page("delegations/people_order.html", form, refusal, delegation=facts, people=people)


@blueprint.post("/people/<string:code>/place")
@guard(Action.REGISTER_PEOPLE)
def place(code: str) -> Response:
    """Move a person behind another one of the delegation, or to the beginning."""
    with committing() as session:
        reached = within(session, Action.REGISTER_PEOPLE)
        participant = queries.participant_within(session, reached, code)
        behind = request.form.get("behind", "")
        after = queries.participant_within(session, reached, behind) if behind else None
        actions.place_participant(session, current_actor(), utc_now(), participant=participant, after=after)
        delegation_code = participant.delegation.code
    return see_other(url_for(".people_order", code=delegation_code, _anchor=code))


def _papers(session: Session, delegation: Delegation) -> dict[str, object]:
    """The invitation and whether the nominating paper is there, for those who may see it."""
    if not may(Action.SEE_PAPERS):
        return {}
    lacks_note = bool(queries.lacking_note(session, [delegation.id]))
    return {
        "invitation": queries.invitation_facts(session, delegation.id),
        "lacks_note": lacks_note,
        "has_note": not lacks_note and PartyKind(delegation.party.kind) not in UNNOMINATED,
    }

"""Claims: a delegation sends the case of a registered passport, the duplicate desk answers (DEL-01)."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.facts import ClaimFacts
from summit.delegations.forms import AnswerForm, ClaimForm
from summit.delegations.lifecycle import PartyKind
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.delegations.views.form_drafts import kept_draft, registration_door
from summit.delegations.views.records import registration_page, shape
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.post("/delegations/<string:code>/claims")
@guard(Action.REGISTER_PEOPLE)
def claims(code: str) -> Answer:
    """Send the case of somebody whose passport is registered to the duplicate desk; where it is, is not said."""
    form = ClaimForm()
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        facts, ranks = queries.delegation_facts(session, delegation), queries.rank_table(session)
        draft = kept_draft(session, registration_door(code))
    shape(form, PartyKind(facts.kind), ranks)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.claim_person(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code),
                    person=form.person_entry(),
                    note=form.note.data or "",
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The duplicate desk has the case. Its answer will stand on this page.", "success")
            return see_other(url_for(".delegation_page", code=code))
    return registration_page(form, refusal, facts, draft)


@blueprint.route("/claims/<string:code>", methods=["GET", "POST"])
@guard(Action.RESOLVE_DUPLICATES)
def claim_page(code: str) -> Answer:
    """Both sides of a claim; the answer sent leaves the person where they are registered."""
    facts = _claim(code)
    form = AnswerForm(data={"version": facts.version})
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.keep_registration(
                    session,
                    current_actor(),
                    utc_now(),
                    claim=queries.claim_by_code(session, code),
                    answer=form.answer.data,
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"The delegation of {facts.delegation} reads your answer.", "success")
            return see_other(url_for(".duplicate_desk", part="claims"))
    return form_page("delegations/claim_page.html", form, refusal, claim=facts)


def _claim(code: str) -> ClaimFacts:
    with reading() as session:
        claim = queries.claim_by_code(session, code)
        (facts,) = queries.claim_lines(session, [claim])
        alike = queries.lines_by_id(session, queries.alike_in(session, claim))
        return replace(facts, alike=tuple(alike.values()))

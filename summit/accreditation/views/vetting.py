"""Security answers, many on one page (ACC-05)."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.accreditation import actions, queries
from summit.accreditation.forms import answered
from summit.accreditation.lifecycle import ANSWERS, CLEARANCE_NAMES, AccreditationState, Clearance
from summit.accreditation.views.doors import Answer, blueprint, filters, within
from summit.accreditation.views.queue import outcome_page
from summit.delegations.lifecycle import CATEGORY_NAMES, KIND_NAMES
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import Page, page_number, paged, see_other

OPEN_ANSWERS = (Clearance.PENDING, Clearance.NEED_TIME, Clearance.NOT_CLEAR, Clearance.CLEAR)


@blueprint.get("/accreditations/clearances")
@guard(Action.RECORD_VETTING)
def clearances() -> str:
    """Submitted applications by the answer they have, those without one first; the longest waiting on top."""
    chosen = filters()
    shown = chosen.clearance if chosen.clearance in OPEN_ANSWERS else Clearance.PENDING.value
    chosen = replace(chosen, state=AccreditationState.SUBMITTED.value, clearance=shown)
    with reading() as session:
        found = paged(session, queries.queue(within(session, Action.RECORD_VETTING), chosen), number=page_number())
        lines = queries.vetting_lines(session, found.rows)
    return render_template(
        "accreditation/clearances.html",
        page=Page(lines, found.number, found.per_page, found.total),
        filters=chosen,
        tabs=[(answer.value, CLEARANCE_NAMES[answer]) for answer in OPEN_ANSWERS],
        answers=[(answer.value, CLEARANCE_NAMES[answer]) for answer in ANSWERS],
        kinds=KIND_NAMES,
        categories=CATEGORY_NAMES,
    )


@blueprint.post("/accreditations/clearances")
@guard(Action.RECORD_VETTING)
def clearance_answers() -> Answer:
    """Enter the answers of one page; lines without an answer stay as they are."""
    answers = answered(request.form.getlist("answer"))
    if not answers:
        flash("Choose at least one answer first.", "warning")
        return see_other(url_for(".clearances"))
    with committing() as session:
        outcomes = actions.record_clearances(
            session, current_actor(), utc_now(),
            within=within(session, Action.RECORD_VETTING), answers=answers,
        )  # fmt: skip
    return outcome_page("answered", outcomes, url_for(".clearances"))

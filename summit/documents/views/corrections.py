"""A delegation's own part of the provisional list, the corrections it asks for, and the decisions on them (DOC-02)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations.models import Delegation
from summit.delegations.queries import Reach, delegation_within, participant_within
from summit.documents import actions, queries
from summit.documents.forms import CorrectionForm, DecisionForm
from summit.documents.lifecycle import FIELD_NAMES, STATE_NAMES, CorrectedField
from summit.documents.models import Correction
from summit.documents.views.doors import Answer, blueprint, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.get("/documents/listings/<string:code>")
@guard(Action.ASK_CORRECTIONS)
def listing(code: str) -> Answer:
    """What the provisional list says of the delegation."""
    return _listing_page(code)


@blueprint.post("/documents/listings/<string:code>/corrections")
@guard(Action.ASK_CORRECTIONS)
def correction_request(code: str) -> Answer:
    """Ask for a correction."""
    form = CorrectionForm()
    with reading() as session:
        found = queries.listing(session, _own(session, code), utc_now())
    form.offer([(one, name) for one, name, _, _ in found.people] if found else [])
    if not form.validate_on_submit():
        return _listing_page(code, form)
    try:
        with committing() as session:
            delegation = _own(session, code)
            actions.ask_correction(
                session, current_actor(), utc_now(), delegation=delegation, entry=_entry(session, delegation, form)
            )
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _listing_page(code, form, error.status)
    flash("Your request is with the protocol department. The answer will stand here.", "success")
    return see_other(url_for(".listing", code=code))


@blueprint.get("/documents/corrections")
@guard(Action.DECIDE_CORRECTIONS)
def corrections() -> str:
    """Every request, those that wait first."""
    with reading() as session:
        found = queries.corrections(session)
    return render_template("documents/corrections.html", corrections=found, fields=FIELD_NAMES)


@blueprint.get("/documents/corrections/<string:code>")
@guard(Action.DECIDE_CORRECTIONS)
def correction_page(code: str) -> Answer:
    """One request, to be decided."""
    return _correction_page(code)


@blueprint.post("/documents/corrections/<string:code>/acceptance")
@guard(Action.DECIDE_CORRECTIONS)
def correction_acceptance(code: str) -> Answer:
    """Accept it; a title or a name is written into the record."""
    return _decided(code, actions.accept_correction)


@blueprint.post("/documents/corrections/<string:code>/declination")
@guard(Action.DECIDE_CORRECTIONS)
def correction_declination(code: str) -> Answer:
    """Decline it with a reason."""
    return _decided(code, actions.decline_correction)


def _decided(code: str, decide: actions.Decision) -> Answer:
    form = DecisionForm()
    if not form.validate_on_submit():
        return _correction_page(code, form)
    try:
        with committing() as session:
            found = _correction(session, code)
            decide(
                session, current_actor(), utc_now(), correction=found, version=form.seen(), answer=form.answer.data or ""
            )
            needs_edit = found.state == "accepted" and not found.is_done
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _correction_page(code, form, error.status)
    flash("Accepted. Now edit the record by hand." if needs_edit else "Decided.", "success")
    return see_other(url_for(".corrections"))


def _listing_page(code: str, form: CorrectionForm | None = None, status: int = 422) -> Answer:
    with reading() as session:
        delegation = _own(session, code)
        found = queries.listing(session, delegation, utc_now())
    fresh = form is None
    if form is None:
        form = CorrectionForm(formdata=None)
        form.offer([(one, name) for one, name, _, _ in found.people] if found else [])
        form.participant.data = request.args.get("person", "")
    page = render_template(
        "documents/listing.html", code=code, listing=found, form=form, form_failed=not fresh, fields=FIELD_NAMES,
        states=STATE_NAMES,
    )  # fmt: skip
    return page if fresh else (page, status)


def _correction_page(code: str, form: DecisionForm | None = None, status: int = 422) -> Answer:
    with reading() as session:
        _correction(session, code)
        found = next(one for one in queries.corrections(session) if one.code == code)
    fresh = form is None
    form = form or DecisionForm(formdata=None)
    form.version.data = form.version.data or str(found.version)
    page = render_template(
        "documents/correction_page.html", correction=found, form=form, form_failed=not fresh, fields=FIELD_NAMES
    )
    return page if fresh else (page, status)


def _entry(session: Session, delegation: Delegation, form: CorrectionForm) -> actions.CorrectionEntry:
    participant = None
    if form.participant.data:
        participant = participant_within(session, Reach(delegations=frozenset({delegation.id})), form.participant.data)
    return actions.CorrectionEntry(CorrectedField(form.field.data), form.wanted.data, participant)


def _own(session: Session, code: str) -> Delegation:
    return delegation_within(session, within(session, Action.ASK_CORRECTIONS), code)


def _correction(session: Session, code: str) -> Correction:
    return queries.correction_within(session, within(session, Action.DECIDE_CORRECTIONS), code)

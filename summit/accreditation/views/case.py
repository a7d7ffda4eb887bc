"""One case: everything an officer needs to decide it, and the decisions themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.accreditation import actions, queries
from summit.accreditation.facts import CaseFacts
from summit.accreditation.forms import CaseForm, ClearanceForm, DecisionForm
from summit.accreditation.lifecycle import CLEARANCE_NAMES, AccreditationState, Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.rules import (
    WITHOUT_NOTE,
    DecidedMeanwhile,
    bond,
    clearance_shown,
    missing_fields,
    obstacle_to_approval,
    verbs_of,
    warnings,
)
from summit.accreditation.views.doors import (
    Answer,
    address_of,
    blueprint,
    case_address,
    filters,
    is_office,
    queue_address,
    viewed,
    within,
)
from summit.delegations.queries import lacking_note, rank_table
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import the_summit


@dataclass(frozen=True)
class Door:
    """One verb at the door: the line of the rights table, the action of this room, the address, what is said afterwards."""

    action: Action
    deed: Callable[..., Accreditation]
    endpoint: str
    done: str


DOORS = {
    "approve": Door(Action.DECIDE_ACCREDITATION, actions.approve, ".approval", "is approved"),
    "return_": Door(
        Action.RETURN_ACCREDITATION, actions.return_, ".return_to_delegation", "is returned to the delegation"
    ),
    "refuse": Door(Action.DECIDE_ACCREDITATION, actions.refuse, ".refusal", "is refused"),
    "reopen": Door(Action.RETURN_ACCREDITATION, actions.reopen, ".reopening", "is open again"),
    "suspend": Door(Action.SUSPEND_ACCREDITATION, actions.suspend, ".suspension", "is suspended"),
    "reinstate": Door(Action.DECIDE_ACCREDITATION, actions.reinstate, ".reinstatement", "is reinstated"),
    "revoke": Door(Action.SUSPEND_ACCREDITATION, actions.revoke, ".revocation", "is revoked"),
    "record_clearance": Door(
        Action.RECORD_VETTING, actions.record_clearance, ".clearance", "has a security answer on record"
    ),
}


@blueprint.get("/accreditations/<string:code>")
@guard(Action.SEE_ACCREDITATION)
def case(code: str) -> Answer:
    """The case as an officer decides it; a delegation is led to its own page of it."""
    if is_office():
        return _case_page(code)
    with reading() as session:
        found = queries.accreditation_within(session, within(session, Action.SEE_ACCREDITATION), code)
        return see_other(url_for(".application", code=found.participant.code))


@blueprint.post("/accreditations/<string:code>/approval")
@guard(Action.DECIDE_ACCREDITATION)
def approval(code: str) -> Answer:
    """Admit the person."""
    return _decide(code, "approve")


@blueprint.post("/accreditations/<string:code>/return")
@guard(Action.RETURN_ACCREDITATION)
def return_to_delegation(code: str) -> Answer:
    """Give the application back to the delegation."""
    return _decide(code, "return_")


@blueprint.post("/accreditations/<string:code>/refusal")
@guard(Action.DECIDE_ACCREDITATION)
def refusal(code: str) -> Answer:
    """Say no."""
    return _decide(code, "refuse")


@blueprint.post("/accreditations/<string:code>/reopening")
@guard(Action.RETURN_ACCREDITATION)
def reopening(code: str) -> Answer:
    """Take a decided case up again."""
    return _decide(code, "reopen")


@blueprint.post("/accreditations/<string:code>/suspension")
@guard(Action.SUSPEND_ACCREDITATION)
def suspension(code: str) -> Answer:
    """Stop the admission for the time being."""
    return _decide(code, "suspend")


@blueprint.post("/accreditations/<string:code>/reinstatement")
@guard(Action.DECIDE_ACCREDITATION)
def reinstatement(code: str) -> Answer:
    """End a suspension."""
    return _decide(code, "reinstate")


@blueprint.post("/accreditations/<string:code>/revocation")
@guard(Action.SUSPEND_ACCREDITATION)
def revocation(code: str) -> Answer:
    """End the admission for good."""
    return _decide(code, "revoke")


@blueprint.post("/accreditations/<string:code>/clearance")
@guard(Action.RECORD_VETTING)
def clearance(code: str) -> Answer:
    """Enter the security answer."""
    form = ClearanceForm()
    if not form.validate():
        return _case_page(code, form, 422)
    return _carry_out(code, "record_clearance", form, clearance=Clearance(form.clearance.data))


def _decide(code: str, verb: str) -> Answer:
    form = DecisionForm.sent(verb)
    words = {"reason_code": form.reason_code.data or "", "reason_text": form.reason_text.data or ""}
    if verb == "approve":
        words["record_seen"] = form.record_seen.data or ""
    return _carry_out(code, verb, form, **words)


def _carry_out(code: str, verb: str, form: CaseForm, **values: object) -> Answer:
    """Do it, say so and go on to the next case; a rule that stands against it is shown on the page of this one."""
    door, version = DOORS[verb], form.version.data or 0
    try:
        with committing() as session:
            found = queries.accreditation_within(session, within(session, door.action), code)
            name = found.participant.person.badge_name
            door.deed(session, current_actor(), utc_now(), accreditation=found, version=version, **values)
    except DecidedMeanwhile as late:
        if not _was_sent_twice(late, verb):
            form.refuse(late)
            return _case_page(code, form, late.status)
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _case_page(code, form, error.status)
    else:
        flash(f"{name} {door.done}.", "success")
    return see_other(_next_address(code))


def _was_sent_twice(late: DecidedMeanwhile, verb: str) -> bool:
    """A double click is one decision: the second one finds that the same officer has just done the same."""
    return late.latest is not None and (late.latest.actor_code, late.latest.verb) == (current_actor().code, verb)


def _next_address(code: str) -> str:
    """The next case of the queue from which this one was opened, or the queue when it was the last."""
    if "state" not in request.args:
        return case_address(code)
    chosen = filters()
    with reading() as session:
        reached = within(session, Action.SEE_ACCREDITATION)
        found = queries.accreditation_within(session, reached, code)
        _, after = queries.neighbors(session, reached, chosen, found)
    return case_address(after, chosen) if after else queue_address(chosen)


def _case_page(code: str, form: CaseForm | None = None, status: int = 200) -> Answer:
    """The page of a case; `form` is the one that came back refused."""
    in_queue = "state" in request.args
    chosen = filters()
    with reading() as session:
        reached = within(session, Action.SEE_ACCREDITATION)
        found = queries.accreditation_within(session, reached, code)
        facts = _facts(session, found)
        before, after = queries.neighbors(session, reached, chosen, found) if in_queue else ("", "")
    forms = _forms(facts, form)
    page = render_template(
        "accreditation/case.html",
        case=facts,
        forms=forms,
        doors={verb: door.endpoint for verb, door in DOORS.items()},
        vetting=_vetting_form(facts, form),
        refused=form,
        form_failed=form is not None,
        before=before and case_address(before, chosen),
        after=after and case_address(after, chosen),
        queue=queue_address(chosen),
        address=address_of(chosen) if in_queue else {},
        clearance_name=CLEARANCE_NAMES[Clearance(facts.clearance)],
        sees_photo=may(Action.SEE_PHOTO),
    )
    return page if status == 200 else (page, status)


def _facts(session: Session, found: Accreditation) -> CaseFacts:
    participant, actor = found.participant, current_actor()
    ties, ranks, last_day = queries.ties_of(session, actor, found), rank_table(session), the_summit(session).last_day
    return CaseFacts(
        person=viewed(session, participant),
        standing=queries.standing(session, participant.id),
        clearance=clearance_shown(found.clearance, actor.roles).value,
        cleared_at=found.cleared_at,
        record_seen=participant.record_digest,
        decisions=queries.decisions_of(
            session, found, with_reasons=may(Action.SEE_REFUSAL_REASON), for_delegation=False
        ),
        missing=missing_fields(participant, ranks),
        warnings=warnings(participant, last_day, participant.delegation.party.iso3)
        + ((WITHOUT_NOTE,) if lacking_note(session, [participant.delegation_id]) else ()),
        bond=bond(ties),
        obstacle=obstacle_to_approval(actor, found, ties, ranks, last_day),
    )


def _forms(facts: CaseFacts, refused: CaseForm | None) -> list[DecisionForm]:
    """A form for each verb that is possible now and open to this officer; the refused one keeps what was typed."""
    seen = {"version": facts.standing.version, "record_seen": facts.record_seen}
    verbs = [verb for verb in verbs_of(facts.standing.state) if verb in DOORS and may(DOORS[verb].action)]
    forms = [
        refused if isinstance(refused, DecisionForm) and refused.verb == verb else DecisionForm.fresh(verb)
        for verb in verbs
        if not facts.bond
    ]
    for form in forms:
        form.show(**seen)
    return forms


def _vetting_form(facts: CaseFacts, refused: CaseForm | None) -> ClearanceForm | None:
    is_open = facts.standing.state == AccreditationState.SUBMITTED and facts.clearance != Clearance.WAIVED
    if not may(Action.RECORD_VETTING) or not is_open or facts.bond:
        return None
    form = refused if isinstance(refused, ClearanceForm) else ClearanceForm(formdata=None)
    form.show(version=facts.standing.version)
    return form

"""What the doors of this room share: the blueprint, the viewer's reach, the page of a request, the journal of readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, may
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import SPOKEN, RequestFacts
from summit.bilaterals.forms import (
    AcceptanceForm,
    CancellationForm,
    OtherTimeForm,
    PrincipalForm,
    SeenForm,
    VerdictForm,
)
from summit.bilaterals.lifecycle import BOTH, DESK, PRESS_NAMES, REQUEST, MeetingState, RequestState
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.permissions import is_outsider
from summit.bilaterals.rules import BEFORE_IT
from summit.delegations.queries import Reach, reach
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import SummitError
from summit.venues.queries import the_summit

blueprint = Blueprint("bilaterals", __name__)
Answer = Response | str | tuple[str, int]
Refusal = SummitError | None


def within(session: Session, action: Action) -> Reach:
    """Whose bilaterals the signed-in user can reach for this action now."""
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


def write_down(seen: Reach, where: str, codes: Iterable[str]) -> None:
    """Note in the journal what somebody outside the two delegations is about to read (BIL-51)."""
    if is_outsider(seen):
        with committing() as session:
            actions.record_reading(session, current_actor(), utc_now(), within=seen, where=where, codes=codes)


@dataclass
class AnswerForms:
    """The forms of a request's page; the one that came back wrong stands in for its fresh one."""

    acceptance: AcceptanceForm
    other_time: OtherTimeForm
    principal: PrincipalForm
    verdict: VerdictForm
    cancellation: CancellationForm

    @classmethod
    def fresh(cls) -> AnswerForms:
        return cls(
            AcceptanceForm(formdata=None),
            OtherTimeForm(formdata=None),
            PrincipalForm(formdata=None),
            VerdictForm(formdata=None),
            CancellationForm(formdata=None),
        )

    def all(self) -> tuple[SeenForm, ...]:
        return (self.acceptance, self.other_time, self.principal, self.verdict, self.cancellation)


def request_view(code: str, forms: AnswerForms | None = None, refusal: Refusal = None) -> Answer:
    """The page of one request as the signed-in user may read and answer it."""
    forms = forms or AnswerForms.fresh()
    now = utc_now()
    with reading() as session:
        seen = within(session, Action.SEE_BILATERALS)
        request = queries.request_within(session, seen, code)
        facts = queries.facts_of(session, request, seen, now)
        summit = the_summit(session)
        side = answering_side(seen, facts) if may(Action.ANSWER_BILATERAL) else ""
        verbs = verbs_for(facts) if side else ()
        _show_versions(forms, facts)
        forms.other_time.offer(summit)
        if verbs:
            _offer_choices(session, forms, request, facts, side)
        if "accept" in verbs:
            forms.acceptance.offer(queries.offered_times(session, request, now), facts.minutes, summit)
        values = {
            "request": facts,
            "summit": summit,
            "side": side,
            "is_desk": seen.everything,
            "steps": queries.steps_of(session, code),
            "against": queries.against_meeting(session, request, now) if may(Action.PLACE_BILATERAL) else (),
            "needs": queries.needs_of(session, request, within(session, Action.SEE_BILATERAL_SUBJECT)),
            "may_arrange": bool(side) and may_be_arranged(facts),
            "subject": queries.subject_of(session, request, within(session, Action.SEE_BILATERAL_SUBJECT)),
        }
    write_down(seen, code, [code])
    page = render_template(
        "bilaterals/request_page.html",
        forms=forms,
        verbs=verbs,
        names={"languages": SPOKEN, "press": PRESS_NAMES},
        may_place=may(Action.PLACE_BILATERAL),
        may_hold=may(Action.PLACE_BILATERAL) and may_be_held(facts),
        problem=refusal.sentence if refusal and not any(form.errors for form in forms.all()) else "",
        form_failed=refusal is not None or any(form.errors for form in forms.all()),
        **values,
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if any(form.errors for form in forms.all()) else page


def answering_side(seen: Reach, facts: RequestFacts) -> str:
    """For whom the signed-in user answers: a focal point for the own side, the desk for the side whose turn it is."""
    if not seen.everything:
        return facts.own_side
    if facts.turn == BOTH:
        return "asking"
    return facts.turn if facts.turn and facts.turn != DESK else "asked"


def may_be_arranged(facts: RequestFacts) -> bool:
    """Whether a side can still change its arrangements: the request stands, and the meeting has not begun."""
    is_ahead = facts.meeting is None or facts.meeting.state in BEFORE_IT
    return is_ahead and "arrange" in REQUEST.verbs(RequestState(facts.state))


def may_be_held(facts: RequestFacts) -> bool:
    """Whether the desk can hold a place: nothing is agreed yet, and nothing is held."""
    state = RequestState(facts.state)
    return facts.meeting is None and state is not RequestState.ACCEPTED and "hold" in REQUEST.verbs(state)


def verbs_for(facts: RequestFacts) -> tuple[str, ...]:
    """What the page offers: the lifecycle's verbs, less those that are the other side's or nobody's any more."""
    if facts.meeting is not None and facts.meeting.state != MeetingState.HELD:
        return ()
    possible = REQUEST.verbs(RequestState(facts.state))
    if facts.meeting is not None:
        possible = (*possible, "release")
    awaited = not facts.own_side or facts.is_my_turn
    hidden = set()
    if not awaited:
        hidden.add("accept")
    if facts.own_side == "asked":
        hidden.add("withdraw")
    if facts.own_side == "asking":
        hidden.add("decline")
    return tuple(verb for verb in possible if verb not in hidden)


def _show_versions(forms: AnswerForms, facts: RequestFacts) -> None:
    for form in forms.all():
        if not form.version.data:
            meeting = facts.meeting if form is forms.cancellation else None
            form.version.data = str(meeting.version if meeting else facts.version)


def _offer_choices(
    session: Session, forms: AnswerForms, request: MeetingRequest, facts: RequestFacts, side: str
) -> None:
    own_id = request.asking_id if side == "asking" else request.asked_id
    forms.principal.offer(queries.principals_of(session, own_id), facts.side(side).principal_code)

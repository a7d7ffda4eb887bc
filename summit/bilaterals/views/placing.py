"""The desk's pages: what waits for a room, placing, moving, calling off."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import RequestFacts
from summit.bilaterals.forms import (
    CancellationForm,
    PlaceForm,
    PlacementForm,
    alternatives_of,
    chosen_alternative,
    spoken_span,
)
from summit.bilaterals.lifecycle import MEETING, MeetingState
from summit.bilaterals.models import BilateralMeeting
from summit.bilaterals.permissions import may_move_confirmed
from summit.bilaterals.views.doors import (
    Answer,
    AnswerForms,
    Refusal,
    blueprint,
    request_view,
    within,
    write_down,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.actions import RoomTaken
from summit.venues.facts import RoomFacts, SummitFacts
from summit.venues.queries import room_by_code, rooms, the_summit


@blueprint.get("/bilaterals/waiting")
@guard(Action.PLACE_BILATERAL)
def waiting() -> str:
    """Agreed meetings that wait for a room, each with the rooms that are free then (BIL-20)."""
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        cases = queries.placing_cases(session, seen, utc_now())
        summit = the_summit(session)
    write_down(seen, "waiting", (case.request.code for case in cases))
    return render_template("bilaterals/waiting.html", cases=cases, summit=summit)


@blueprint.route("/bilaterals/<string:code>/placement", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def placement(code: str) -> Answer:
    """Give an agreed meeting its room."""
    form = PlacementForm()
    refusal: Refusal = None
    chosen = form.chosen() if form.validate_on_submit() else ""
    if chosen:
        try:
            with committing() as session:
                found = queries.request_within(session, within(session, Action.PLACE_BILATERAL), code)
                if found.proposed_at is None:
                    raise NotFound()
                actions.confirm(
                    session,
                    current_actor(),
                    utc_now(),
                    request=found,
                    room=room_by_code(session, chosen),
                    starts_at=found.proposed_at,
                    version=form.seen(),
                    noted=form.noted(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash(f"The meeting is confirmed in room {chosen}. Both sides are told.", "success")
            return see_other(url_for(".waiting"))
    return _placement_page(code, form, refusal)


@blueprint.route("/bilaterals/<string:code>/relocation", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def relocation(code: str) -> Answer:
    """Give a meeting another room or time."""
    facts, summit, every = _meeting(code)
    if facts.meeting is None or "move" not in MEETING.verbs(MeetingState(facts.meeting.state)):
        raise NotFound()
    form = PlaceForm()
    form.offer(every, summit)
    if not form.is_submitted():
        form.place_at(facts.meeting.starts_at, _wished_room(every) or facts.meeting.room_code, summit.zone)
        form.version.data = str(facts.meeting.version)
    alternative = chosen_alternative(request.form.get("alternative", ""))
    if alternative is not None:
        form.place_at(alternative[1], alternative[0], summit.zone)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                meeting = _standing(session, code)
                actions.move(
                    session,
                    current_actor(),
                    utc_now(),
                    meeting=meeting,
                    room=room_by_code(session, form.room.data),
                    starts_at=form.starts_at(summit.zone),
                    version=form.seen(),
                    noted=form.noted(),
                )
                is_held = meeting.held_until is not None
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            asks = "Both sides are asked to accept the place." if is_held else "Both sides are told."
            flash(f"The meeting is moved. {asks}", "success")
            return see_other(url_for(".request_page", code=code))
    return _relocation_page(form, refusal, facts, summit)


@blueprint.post("/bilaterals/<string:code>/cancellation")
@guard(Action.PLACE_BILATERAL)
def cancellation(code: str) -> Answer:
    """Call a meeting off: room and principals are free at once (BIL-42)."""
    form = CancellationForm()
    forms = AnswerForms.fresh()
    forms.cancellation = form
    if not form.validate_on_submit():
        return request_view(code, forms)
    try:
        with committing() as session:
            actions.cancel(
                session,
                current_actor(),
                utc_now(),
                meeting=_standing(session, code),
                version=form.seen(),
                reason=(form.reason.data or "").strip(),
            )
    except (RuleBroken, Conflict) as refusal:
        form.refuse(refusal)
        form.version.data = ""
        return request_view(code, forms, refusal)
    flash("The meeting is called off. Its room and both principals are free, and both sides are told.", "success")
    return see_other(url_for(".request_page", code=code))


def _placement_page(code: str, form: PlacementForm, refusal: Refusal) -> Answer:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        found = queries.request_within(session, seen, code)
        cases = queries.placing_cases(session, seen, utc_now(), code=code)
        if not cases and refusal is None:
            raise NotFound("This request does not wait for a room.")
        facts = queries.facts_of(session, found, seen, utc_now())
        case = cases[0] if cases else None
        others = queries.other_proposals(session, found, utc_now()) if case and not case.proposals else []
        summit = the_summit(session)
        form.offer(case.proposals if case else (), rooms(session))
    write_down(seen, code, [code])
    form.version.data = str(facts.version)
    page = render_template(
        "bilaterals/placement.html",
        form=form,
        form_failed=bool(form.errors),
        request=facts,
        case=case,
        others=[(one.starts_at.isoformat(), spoken_span(one.starts_at, facts.minutes, summit)) for one in others],
        summit=summit,
        may_offer=may(Action.ANSWER_BILATERAL),
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _relocation_page(
    form: PlaceForm, refusal: Refusal, facts: RequestFacts, summit: SummitFacts
) -> Answer:
    slots = refusal.alternatives if isinstance(refusal, RoomTaken) else []
    page = render_template(
        "bilaterals/relocation.html",
        form=form,
        form_failed=bool(form.errors),
        request=facts,
        summit=summit,
        alternatives=alternatives_of(slots, facts.minutes, summit),
        keeps_time=facts.standing == MeetingState.CONFIRMED and not may_move_confirmed(current_actor()),
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _wished_room(every: list[RoomFacts]) -> str:
    """The room that the address proposes, if there is one of that code."""
    wished = request.args.get("room", "")
    return wished if wished in {room.code for room in every} else ""


def _meeting(code: str) -> tuple[RequestFacts, SummitFacts, list[RoomFacts]]:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        facts = queries.facts_of(session, queries.request_within(session, seen, code), seen, utc_now())
        summit, every = the_summit(session), rooms(session)
    write_down(seen, code, [code])
    return facts, summit, every


def _standing(session: Session, code: str) -> BilateralMeeting:
    seen = within(session, Action.PLACE_BILATERAL)
    meeting = queries.meeting_of(session, queries.request_within(session, seen, code))
    if meeting is None:
        raise NotFound()
    return meeting

"""The desk holds a place for a request, whether or not anything is agreed yet (BIL-02)."""

from __future__ import annotations

from flask import flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import HoldCase
from summit.bilaterals.forms import PlaceForm, alternatives_of, chosen_alternative
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.actions import RoomTaken
from summit.venues.facts import FreeSlot, RoomFacts, SummitFacts
from summit.venues.queries import room_by_code, rooms, the_summit


@blueprint.route("/bilaterals/<string:code>/hold", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def hold(code: str) -> Answer:
    """Tie a room and both principals to a time that both sides then have to accept."""
    case, summit, every = _case(code)
    form = PlaceForm()
    form.offer(every, summit)
    _fill(form, case, summit)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                found = queries.request_within(session, within(session, Action.PLACE_BILATERAL), code)
                made = actions.hold(
                    session,
                    current_actor(),
                    utc_now(),
                    request=found,
                    room=room_by_code(session, form.room.data),
                    starts_at=form.starts_at(summit.zone),
                    noted=form.noted(),
                    version=form.seen(),
                )
                is_held = made.held_until is not None
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash(
                f"Room {form.room.data} is held. Both sides are asked to accept."
                if is_held
                else f"Both sides had accepted this time: the meeting is confirmed in room {form.room.data}.",
                "success",
            )
            return see_other(url_for(".request_page", code=code))
    slots = refusal.alternatives if isinstance(refusal, RoomTaken) else []
    return _page(form, refusal, case, summit, slots)


def _case(code: str) -> tuple[HoldCase, SummitFacts, list[RoomFacts]]:
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        found = queries.request_within(session, seen, code)
        case = queries.hold_case(session, found, seen, utc_now())
        summit, every = the_summit(session), rooms(session)
    if case is None:
        raise NotFound("No place can be held for this request now.")
    write_down(seen, code, [code])
    return case, summit, every


def _fill(form: PlaceForm, case: HoldCase, summit: SummitFacts) -> None:
    """The best proposal stands there at first; one that is pressed stands in for what was typed."""
    pressed = chosen_alternative(request.form.get("alternative", ""))
    if pressed is not None:
        form.place_at(pressed[1], pressed[0], summit.zone)
    elif not form.is_submitted() and case.proposals:
        form.place_at(case.proposals[0].starts_at, case.proposals[0].room_code, summit.zone)
    form.version.data = form.version.data or str(case.request.version)


def _page(
    form: PlaceForm, refusal: Refusal, case: HoldCase, summit: SummitFacts, slots: list[FreeSlot]
) -> Answer:
    free = slots or [
        FreeSlot(one.room_code, one.room_name, one.capacity, one.starts_at, one.ends_at) for one in case.proposals
    ]
    page = render_template(
        "bilaterals/hold.html",
        form=form,
        form_failed=bool(form.errors),
        case=case,
        request=case.request,
        summit=summit,
        alternatives=alternatives_of(free, case.request.minutes, summit),
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page

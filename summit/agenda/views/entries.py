"""One line of the programme: its page, its draft, its text, its time and place, its end."""

from __future__ import annotations

from datetime import date, datetime

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.agenda import actions, queries
from summit.agenda.facts import LANGUAGE_NAMES, EntryFacts
from summit.agenda.forms import (
    CancellationForm,
    DescriptionForm,
    DraftForm,
    SlotForm,
    alternative_value,
    chosen_alternative,
)
from summit.agenda.lifecycle import ACCESS_NAMES, ENTRY, KIND_NAMES, ContributorPart, EntryKind, EntryState
from summit.agenda.views import blueprint
from summit.agenda.views.programme import sight_of_user
from summit.delegations.queries import (
    DelegationFilters,
    PeopleFilters,
    delegation_cards,
    delegations_matching,
    people_matching,
    person_lines,
    reach,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other
from summit.venues.actions import RoomTaken
from summit.venues.facts import SummitFacts
from summit.venues.queries import room_by_code, rooms, the_summit

Answer = Response | str | tuple[str, int]
MOST_FOUND = 10


@blueprint.get("/programme/entries/<string:code>")
@guard(Action.SEE_PROGRAMME)
def entry_page(code: str) -> str:
    """One line with all who contribute; for the organizer also with what can be changed."""
    return entry_view(code)


@blueprint.route("/programme/draft", methods=["GET", "POST"])
@guard(Action.EDIT_PROGRAMME)
def entry_draft() -> Answer:
    """Put a new line into the programme."""
    form = DraftForm()
    summit = _offer(form)
    if not form.is_submitted():
        _prefill(form, summit)
    taken = _take_alternative(form, summit)
    error = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                facts = form.draft(*form.times(summit.zone), form.room.data)
                entry = actions.schedule_entry(session, current_actor(), utc_now(), facts=facts)
        except (RuleBroken, Conflict) as refusal:
            error = refusal
        else:
            flash(_placed(entry.title, entry.starts_at, entry.ends_at, taken, summit), "success")
            return see_other(url_for("agenda.entry_page", code=entry.code))
    return form_page(
        "agenda/entry_draft.html", form, error, setup=form.setup_minutes.data or 0, summit=summit
    )


@blueprint.route("/programme/entries/<string:code>/description", methods=["GET", "POST"])
@guard(Action.EDIT_PROGRAMME)
def entry_description(code: str) -> Answer:
    """Change what a line says and who may come."""
    entry, summit = _entry(code)
    form = DescriptionForm()
    if not form.is_submitted():
        form.describe(entry)
        form.version.data = str(entry.version)
    _offer_topics(form)
    error = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                found = queries.entry_by_code(session, code)
                facts = form.draft(found.starts_at, found.ends_at, "")
                actions.edit_entry(
                    session, current_actor(), utc_now(), entry=found, facts=facts, version=form.seen()
                )
        except (RuleBroken, Conflict) as refusal:
            error = refusal
        else:
            flash("Saved.", "success")
            return see_other(url_for("agenda.entry_page", code=code))
    return form_page("agenda/entry_description.html", form, error, entry=entry, summit=summit)


@blueprint.route("/programme/entries/<string:code>/slot", methods=["GET", "POST"])
@guard(Action.EDIT_PROGRAMME)
def entry_slot(code: str) -> Answer:
    """Give a line another time or room."""
    entry, summit = _entry(code)
    form = SlotForm()
    _offer_rooms(form)
    if not form.is_submitted():
        form.place_at(entry.starts_at, entry.ends_at, entry.room_code, summit.zone)
        form.version.data = str(entry.version)
    taken = _take_alternative(form, summit)
    error = None
    if form.validate_on_submit():
        starts_at, ends_at = form.times(summit.zone)
        try:
            with committing() as session:
                room = room_by_code(session, form.room.data) if form.room.data else None
                found = queries.entry_by_code(session, code)
                actions.move_entry(
                    session,
                    current_actor(),
                    utc_now(),
                    entry=found,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    room=room,
                    version=form.seen(),
                )
        except (RuleBroken, Conflict) as refusal:
            error = refusal
        else:
            flash(_placed(entry.title, starts_at, ends_at, taken or form.room.data, summit), "success")
            return see_other(url_for("agenda.entry_page", code=code))
    return form_page(
        "agenda/entry_slot.html", form, error, setup=entry.setup_minutes, entry=entry, summit=summit
    )


@blueprint.post("/programme/entries/<string:code>/cancellation")
@guard(Action.EDIT_PROGRAMME)
def entry_cancellation(code: str) -> Answer:
    """Take a line out; its room and people are free at once."""
    form = CancellationForm()
    if not form.validate_on_submit():
        return entry_view(code, cancellation=form), 422
    with committing() as session:
        entry = queries.entry_by_code(session, code)
        actions.cancel_entry(
            session,
            current_actor(),
            utc_now(),
            entry=entry,
            version=form.seen(),
            reason=(form.reason.data or "").strip(),
        )
        title = entry.title
    flash(f"“{title}” is cancelled. Its room and its people are free.", "success")
    return see_other(url_for("agenda.entry_page", code=code))


def entry_view(code: str, *, problem: str = "", cancellation: CancellationForm | None = None) -> str:
    """The page of a line; `problem` is what a refused change of its people has to say."""
    may_edit = may(Action.EDIT_PROGRAMME)
    cancellation = cancellation or CancellationForm(formdata=None)
    with reading() as session:
        entry = queries.entry_facts(session, queries.entry_within(session, sight_of_user(session), code))
        summit = the_summit(session)
        cancellation.version.data = cancellation.version.data or str(entry.version)
        desk = _desk(session, entry) if may_edit else {}
    return render_template(
        "agenda/entry.html",
        entry=entry,
        summit=summit,
        kinds=KIND_NAMES,
        access=ACCESS_NAMES,
        languages=LANGUAGE_NAMES,
        parts=list(ContributorPart),
        is_side_event=entry.kind == EntryKind.SIDE_EVENT,
        verbs=ENTRY.verbs(EntryState(entry.state)) if may_edit else (),
        may_edit=may_edit,
        problem=problem,
        cancellation=cancellation,
        form_failed=bool(problem or cancellation.errors),
        **desk,
    )


def form_page(
    template: str,
    form: DraftForm | DescriptionForm | SlotForm,
    error: RuleBroken | Conflict | None,
    **values: object,
) -> Answer:
    """A form as it was filled in, with what was refused, and the free alternatives if a room was taken."""
    slots = error.alternatives if isinstance(error, RoomTaken) else []
    setup = values.get("setup", 0)
    minutes = setup if isinstance(setup, int) else 0
    if error is not None:
        form.refuse(error)
    page = render_template(
        template,
        form=form,
        alternatives=[(alternative_value(slot, minutes), slot) for slot in slots],
        form_failed=bool(form.errors),
        **values,
    )
    return (page, error.status if error else 422) if form.is_submitted() else page


def _desk(session: Session, entry: EntryFacts) -> dict[str, object]:
    """What only the organizer's page shows: who could be named, which delegations could sponsor, the history."""
    person, sponsor = request.args.get("person", "").strip(), request.args.get("sponsor", "").strip()
    within = reach(session, current_actor(), Action.SEE_DELEGATIONS, utc_now())
    people = people_matching(within, PeopleFilters(search=person[:100])).limit(MOST_FOUND)
    bodies = delegations_matching(within, DelegationFilters(search=sponsor[:100])).limit(MOST_FOUND)
    return {
        "person": person,
        "people": person_lines(session, session.scalars(people).all()) if person else [],
        "sponsor": sponsor,
        "bodies": delegation_cards(session, session.scalars(bodies).all(), entry.starts_at)
        if sponsor
        else [],
        "history": queries.entry_history(session, entry.code),
    }


def _entry(code: str) -> tuple[EntryFacts, SummitFacts]:
    with reading() as session:
        return queries.entry_facts(session, queries.entry_by_code(session, code)), the_summit(session)


def _offer(form: DraftForm) -> SummitFacts:
    _offer_rooms(form)
    _offer_topics(form)
    with reading() as session:
        return the_summit(session)


def _offer_rooms(form: SlotForm) -> None:
    with reading() as session:
        form.offer_rooms(rooms(session))


def _offer_topics(form: DescriptionForm) -> None:
    with reading() as session:
        form.offer_topics(queries.topics(session))


def _prefill(form: DraftForm, summit: SummitFacts) -> None:
    """What the link that led here knows: the day, the room, the kind."""
    try:
        form.day.data = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        form.day.data = summit.first_day
    form.room.data = request.args.get("room", "")
    form.kind.data = request.args.get("kind", EntryKind.DISCUSSION.value)


def _take_alternative(form: SlotForm, summit: SummitFacts) -> str:
    """Fill in the alternative whose button was pressed; returns its room's code."""
    chosen = chosen_alternative(request.form.get("alternative", "")) if form.is_submitted() else None
    if chosen is None:
        return ""
    room, starts_at, ends_at = chosen
    form.place_at(starts_at, ends_at, room, summit.zone)
    return room


def _placed(title: str, starts_at: datetime, ends_at: datetime, room: str, summit: SummitFacts) -> str:
    where = f", room {room}" if room else ""
    day = summit.day_of(starts_at)
    return f"“{title}” stands on {day:%A %-d %B}, {summit.span(starts_at, ends_at)} {summit.clock(starts_at)}{where}."

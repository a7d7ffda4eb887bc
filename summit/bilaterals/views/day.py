"""The desk's page of the day: meetings by time, a button for each step, who helps, who spoke unplanned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from flask import flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import DayMeeting
from summit.bilaterals.forms import HelperForm, OverRunForm, PullAsideForm, VerdictForm, parsed_day
from summit.bilaterals.models import BilateralMeeting
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, within, write_down
from summit.delegations.queries import delegation_within
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other
from summit.venues.queries import as_of, the_summit

Step = Callable[[Session, BilateralMeeting], None]


@blueprint.get("/bilaterals/days")
@guard(Action.PLACE_BILATERAL)
def today() -> Response:
    """Today while the summit runs, its first day otherwise."""
    with reading() as session:
        summit = the_summit(session)
    day = summit.day_of(utc_now())
    return redirect(url_for(".day", day=day if day in summit.days() else summit.first_day))


@blueprint.get("/bilaterals/days/<string:day>")
@guard(Action.PLACE_BILATERAL)
def day(day: str) -> str:
    """Every meeting of that day by time, colored by the clock."""
    shown = parsed_day(day)
    if shown is None:
        raise NotFound()
    return _day_page(shown)


@blueprint.post("/bilaterals/<string:code>/call")
@guard(Action.PLACE_BILATERAL)
def call(code: str) -> Answer:
    """The two sides are called to the room."""
    form = VerdictForm()
    return _step(code, form, lambda session, meeting: actions.call(
        session, current_actor(), utc_now(), meeting=meeting, version=form.seen()
    ))  # fmt: skip


@blueprint.post("/bilaterals/<string:code>/beginning")
@guard(Action.PLACE_BILATERAL)
def beginning(code: str) -> Answer:
    """The meeting begins."""
    form = VerdictForm()
    return _step(code, form, lambda session, meeting: actions.begin(
        session, current_actor(), utc_now(), meeting=meeting, version=form.seen()
    ))  # fmt: skip


@blueprint.post("/bilaterals/<string:code>/end")
@guard(Action.PLACE_BILATERAL)
def end(code: str) -> Answer:
    """The meeting is over."""
    form = VerdictForm()
    return _step(code, form, lambda session, meeting: actions.end(
        session, current_actor(), utc_now(), meeting=meeting, version=form.seen()
    ))  # fmt: skip


@blueprint.post("/bilaterals/<string:code>/no-show")
@guard(Action.PLACE_BILATERAL)
def no_show(code: str) -> Answer:
    """Somebody did not come."""
    form = VerdictForm()
    return _step(code, form, lambda session, meeting: actions.note_no_show(
        session, current_actor(), utc_now(), meeting=meeting, version=form.seen()
    ))  # fmt: skip


@blueprint.post("/bilaterals/<string:code>/over-run")
@guard(Action.PLACE_BILATERAL)
def over_run(code: str) -> Answer:
    """The meeting lasts longer (BIL-40)."""
    form = OverRunForm()
    return _step(code, form, lambda session, meeting: actions.over_run(
        session, current_actor(), utc_now(), meeting=meeting, minutes=form.minutes.data, version=form.seen()
    ))  # fmt: skip


@blueprint.route("/bilaterals/<string:code>/helpers", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def helpers(code: str) -> Answer:
    """Who of the host helps at the meeting (BIL-15)."""
    form = HelperForm()
    refusal: Refusal = None
    with reading() as session:
        meeting = _standing(session, code)
        found, starts_at = meeting.version, meeting.starts_at
        names = (meeting.liaison_name, meeting.interpreter_name)
        summit = the_summit(session)
    if not form.is_submitted():
        form.version.data, (form.liaison.data, form.interpreter.data) = str(found), names
    elif form.validate():
        try:
            with committing() as session:
                actions.assign(
                    session,
                    current_actor(),
                    utc_now(),
                    meeting=_standing(session, code),
                    liaison=form.liaison.data or "",
                    interpreter=form.interpreter.data or "",
                    version=form.seen(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The names are saved.", "success")
            return see_other(url_for(".day", day=summit.day_of(starts_at)))
    page = render_template(
        "bilaterals/helpers.html", form=form, form_failed=bool(form.errors), code=code, day=summit.day_of(starts_at),
        starts_at=starts_at, summit=summit,
    )  # fmt: skip
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


@blueprint.route("/bilaterals/pull-asides", methods=["GET", "POST"])
@guard(Action.PLACE_BILATERAL)
def pull_asides() -> Answer:
    """Who spoke with whom unplanned: the time and the pair, no more (BIL-43)."""
    form = PullAsideForm()
    refusal: Refusal = None
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        summit = the_summit(session)
        form.offer(queries.partners_of(session), summit)
        found = queries.pull_asides(session)
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.note_pull_aside(
                    session,
                    current_actor(),
                    utc_now(),
                    one=delegation_within(session, seen, form.one.data),
                    other=delegation_within(session, seen, form.other.data),
                    happened_at=form.happened_at(summit.zone),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("It is noted.", "success")
            return see_other(url_for(".pull_asides"))
    write_down(seen, "pull-asides", (one.code for one in found))
    page = render_template(
        "bilaterals/pull_asides.html", form=form, form_failed=bool(form.errors), found=found, summit=summit
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _day_page(shown: date, problem: str = "") -> str:
    now = utc_now()
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        summit = the_summit(session)
        opens = moment(datetime.combine(shown, time()), summit.zone)
        found = queries.day_meetings(session, opens, opens + timedelta(days=1), now)
        at = as_of(session, now)
    write_down(seen, f"day {shown.isoformat()}", (one.request_code for one in found))
    return render_template(
        "bilaterals/day.html",
        meetings=found,
        counts=_counted(found),
        day=shown,
        days=summit.days(),
        summit=summit,
        at=at,
        problem=problem,
        form_failed=bool(problem),
    )


def _counted(found: list[DayMeeting]) -> dict[str, int]:
    """How many run, are late, and are still ahead."""
    return {name: sum(one.clock.value == name for one in found) for name in ("running", "ending", "late", "soon", "ahead")}


def _step(code: str, form: VerdictForm | OverRunForm, step: Step) -> Answer:
    """One step in one transaction, then the page of that day again."""
    with reading() as session:
        day = the_summit(session).day_of(_standing(session, code).starts_at)
    if not form.validate_on_submit():
        return _day_page(day, problem="; ".join(word for words in form.errors.values() for word in words)), 422
    try:
        with committing() as session:
            step(session, _standing(session, code))
    except (RuleBroken, Conflict) as refusal:
        return _day_page(day, problem=refusal.sentence), refusal.status
    return see_other(url_for(".day", day=day, _anchor=f"m-{code}"))


def _standing(session: Session, code: str) -> BilateralMeeting:
    seen = within(session, Action.PLACE_BILATERAL)
    meeting = queries.meeting_of(session, queries.request_within(session, seen, code))
    if meeting is None:
        raise NotFound()
    return meeting

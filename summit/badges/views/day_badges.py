"""Day badges: printed for the day on which nothing works, entered when it works again (BDG-04)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from flask import flash, render_template, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.facts import PAPER_NAMES, DayBadgeEntry
from summit.badges.forms import DayBadgesForm, DayEntryForm, ReasonForm, choices
from summit.badges.lifecycle import DAY_BADGE, DayBadgeState
from summit.badges.models import DayBadge
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import moment, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import page_number, paged, see_other
from summit.venues.queries import the_summit


@blueprint.route("/badges/day-badges", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def day_badges() -> Answer:
    """The days with their badges, and the form that makes more numbers."""
    form = DayBadgesForm()
    if not form.is_submitted():
        return _days_page(form)
    if not form.validate():
        return _days_page(form, status=422)
    try:
        with committing() as session:
            day = _day_of(session, form.day.data or "")
            actions.make_day_badges(session, current_actor(), utc_now(), day=day, count=form.count.data)
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _days_page(form, status=error.status)
    flash("Made. Print them now and keep them with the folder for failures.", "success")
    return see_other(url_for(".day_badges_of_day", day=day.isoformat()))


@blueprint.get("/badges/day-badges/<string:day>")
@guard(Action.PRINT_BADGES)
def day_badges_of_day(day: str) -> Answer:
    """The numbers of one day and who had them."""
    with reading() as session:
        found = _day_of(session, day)
        page = paged(session, queries.day_badges_of(found), number=page_number())
    return render_template(
        "badges/day_badges_of_day.html",
        day=found,
        page=page,
        lines=queries.day_badge_lines(page.rows),
        papers=PAPER_NAMES,
    )


@blueprint.route("/badges/day-badges/badges/<string:serial>", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def day_badge(serial: str) -> Answer:
    """One day badge: who had it, entered afterwards."""
    form = DayEntryForm()
    if not form.is_submitted():
        return _badge_page(serial, form)
    if not form.validate():
        return _badge_page(serial, form, status=422)
    try:
        with committing() as session:
            badge = queries.day_badge_to_change(session, serial)
            day = badge.valid_on.isoformat()
            entry = _entry(session, badge, form)
            actions.enter_day_badge(session, current_actor(), utc_now(), badge=badge, entry=entry)
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _badge_page(serial, form, status=error.status)
    flash(f"{serial} is entered.", "success")
    return see_other(url_for(".day_badges_of_day", day=day))


@blueprint.post("/badges/day-badges/badges/<string:serial>/return")
@guard(Action.PRINT_BADGES)
def day_badge_return(serial: str) -> Answer:
    """The badge came back."""
    with committing() as session:
        badge = queries.day_badge_to_change(session, serial)
        day = badge.valid_on.isoformat()
        actions.take_back_day_badge(session, current_actor(), utc_now(), badge=badge)
    flash(f"{serial} is back.", "success")
    return see_other(url_for(".day_badges_of_day", day=day))


@blueprint.post("/badges/day-badges/badges/<string:serial>/voidance")
@guard(Action.PRINT_BADGES)
def day_badge_voidance(serial: str) -> Answer:
    """The badge is spoiled."""
    return _ended(serial, actions.void_day_badge)


@blueprint.post("/badges/day-badges/badges/<string:serial>/loss")
@guard(Action.PRINT_BADGES)
def day_badge_loss(serial: str) -> Answer:
    """The badge is lost: its code opens no door any more."""
    return _ended(serial, actions.lose_day_badge)


def _ended(serial: str, end: Callable[..., None]) -> Answer:
    form = ReasonForm()
    try:
        with committing() as session:
            badge = queries.day_badge_to_change(session, serial)
            end(session, current_actor(), utc_now(), badge=badge, reason=form.reason.data or "")
    except RuleBroken as error:
        flash(error.sentence, "warning")
    else:
        flash(f"{serial} counts no more.", "success")
    return see_other(url_for(".day_badge", serial=serial))


def _day_of(session: Session, text: str) -> date:
    """A day of the summit, or NotFound."""
    days = {day.isoformat(): day for day in the_summit(session).days()}
    if text not in days:
        raise NotFound()
    return days[text]


def _entry(session: Session, badge: DayBadge, form: DayEntryForm) -> DayBadgeEntry:
    given_at = moment(datetime.combine(badge.valid_on, form.given_at.data), the_summit(session).zone)
    return DayBadgeEntry(
        form.holder.data or "", form.delegation.data or "", form.document.data or "", given_at
    )


def _days_page(form: DayBadgesForm, *, status: int = 200) -> Answer:
    with reading() as session:
        days = the_summit(session).days()
        lines = queries.day_badge_days(session, days)
    form.day.choices = choices({day.isoformat(): f"{day:%-d %B %Y}" for day in days})
    return render_template("badges/day_badges.html", form=form, form_failed=bool(form.errors), days=lines), status


def _badge_page(serial: str, form: DayEntryForm, *, status: int = 200) -> Answer:
    with reading() as session:
        badge = queries.day_badge_by_serial(session, serial)
    (line,) = queries.day_badge_lines([badge])
    return render_template(
        "badges/day_badge.html",
        form=form,
        form_failed=bool(form.errors),
        badge=line,
        verbs=DAY_BADGE.verbs(DayBadgeState(line.state)),
    ), status

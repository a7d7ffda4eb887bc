"""What the doors of this room share: the blueprint, the viewer's reach, the page of a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import Blueprint, current_app, render_template, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, may
from summit.delegations.forms import RuleForm
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    OFFERED_CATEGORIES,
    OFFERED_FUNCTIONS,
    DelegateFunction,
    PartyKind,
)
from summit.delegations.queries import Reach, reach
from summit.foundation.clock import local, moment, offset_label, utc_now
from summit.foundation.errors import SummitError
from summit.venues.queries import summit_if_set_up

blueprint = Blueprint("delegations", __name__)
Answer = Response | str | tuple[str, int]
Refusal = SummitError | None


def within(session: Session, action: Action) -> Reach:
    """Whom the signed-in user can reach for this action now."""
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


@dataclass(frozen=True)
class EventClock:
    """The clock by which times are typed: an IANA zone, and its name in words; `now` and `ends` are its wall-clock times."""

    zone: str
    name: str
    now: datetime
    ends: datetime


def event_clock(session: Session) -> EventClock:
    """The clock of the summit's place; that of UTC before the summit is set up."""
    summit, now = summit_if_set_up(session), utc_now()
    if summit is None:
        return EventClock("UTC", "UTC", now.replace(tzinfo=None), now.replace(tzinfo=None))
    ends = datetime.combine(summit.last_day + timedelta(days=1), time(0, 0))
    offset = offset_label(moment(ends, summit.zone), summit.zone)
    name = f"{summit.place} time ({offset})"
    return EventClock(summit.zone, name, local(now, summit.zone).replace(tzinfo=None, second=0, microsecond=0), ends)


def form_page(template: str, form: RuleForm, refusal: Refusal = None, **facts: object) -> Answer:
    """The page of a form: 200 when it is fresh, the refusal's status or 422 when it came back wrong."""
    page = render_template(template, form=form, form_failed=bool(form.errors), **facts)
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def offered_posts(kind: PartyKind) -> tuple[list[DelegateFunction], list[str]]:
    """Functions and categories that the viewer may give: the protocol department all, a delegation what suits its kind."""
    if may(Action.MANAGE_DELEGATIONS):
        return list(DelegateFunction), list(CATEGORY_NAMES)
    return list(OFFERED_FUNCTIONS[kind]), list(OFFERED_CATEGORIES[kind])


def address_of(endpoint: str, secret: str) -> str:
    """The whole address of a secret link, as it is shown or sent once."""
    return str(current_app.config["SUMMIT"].public_url) + url_for(endpoint, secret=secret)

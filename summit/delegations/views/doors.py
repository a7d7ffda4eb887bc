"""What the doors of this room share: the blueprint, the viewer's reach, the page of a form."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor
from summit.delegations.forms import RuleForm
from summit.delegations.queries import Reach, reach
from summit.foundation.clock import utc_now
from summit.foundation.errors import SummitError
from summit.venues.queries import summit_if_set_up

blueprint = Blueprint("delegations", __name__)
Answer = Response | str | tuple[str, int]
Refusal = SummitError | None


def within(session: Session, action: Action) -> Reach:
    """Whom the signed-in user can reach for this action now."""
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


def event_zone(session: Session) -> str:
    """The IANA name of the zone in which times are typed and shown."""
    summit = summit_if_set_up(session)
    return summit.zone if summit else "UTC"


def form_page(template: str, form: RuleForm, refusal: Refusal = None, **facts: object) -> Answer:
    """The page of a form: 200 when it is fresh, the refusal's status or 422 when it came back wrong."""
    page = render_template(template, form=form, form_failed=bool(form.errors), **facts)
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page

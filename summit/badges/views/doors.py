"""What the doors of this room share: the blueprint, and the desk's reach."""

from __future__ import annotations

from flask import Blueprint
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor
from summit.delegations.queries import Reach, reach
from summit.foundation.clock import utc_now

blueprint = Blueprint("badges", __name__)
Answer = Response | str | tuple[str, int]


def within(session: Session) -> Reach:
    """Whom the signed-in user may print badges for."""
    return reach(session, current_actor(), Action.PRINT_BADGES, utc_now(), acting_for=current_user.acting_for)

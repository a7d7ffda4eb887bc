"""What the doors of the duty desk share: the blueprint and the one who looks."""

from __future__ import annotations

from flask import Blueprint
from flask_login import current_user

from summit.accounts.permissions import current_actor
from summit.desk.queries import Viewer
from summit.foundation.clock import utc_now

blueprint = Blueprint("desk", __name__)


def viewer() -> Viewer:
    """The signed-in user at this moment."""
    return Viewer(current_actor(), utc_now(), acting_for=current_user.acting_for)

"""What the doors of the duty desk share: the blueprint and the one who looks."""

from __future__ import annotations

from flask import Blueprint, request
from flask_login import current_user

from summit.accounts.permissions import current_actor
from summit.desk.queries import Viewer
from summit.foundation.clock import utc_now

blueprint = Blueprint("desk", __name__)


def viewer() -> Viewer:
    """The signed-in user at this moment."""
    return Viewer(current_actor(), utc_now(), acting_for=current_user.acting_for)


def journal_place() -> int | None:
    """The number of the journal's line before which the page begins, as the address says."""
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

"""The emergency folder in one click."""

from __future__ import annotations

from flask import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.documents import actions
from summit.documents.views.doors import blueprint, file
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading


@blueprint.post("/documents/emergency-folder")
@guard(Action.PUBLISH_DOCUMENTS)
def emergency_folder() -> Response:
    """Everything that gates and desks need on paper when nothing else works, as one archive."""
    now = utc_now()
    with committing() as session:
        actions.note_emergency_folder(session, current_actor(), now)
    with reading() as session:
        content = actions.emergency_folder(session, now)
    return file(content, f"emergency-folder-{now:%Y%m%d-%H%M}.zip", "application/zip", "attachment")

"""Web doors of documents."""

from summit.documents.views import bundles, corrections, emergency, kinds, rooms_ahead, schedules, versions
from summit.documents.views.doors import blueprint

__all__ = ["blueprint", "bundles", "corrections", "emergency", "kinds", "rooms_ahead", "schedules", "versions"]

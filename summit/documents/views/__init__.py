"""Web doors of documents."""

from summit.documents.views import corrections, emergency, kinds, schedules, versions
from summit.documents.views.doors import blueprint

__all__ = ["blueprint", "corrections", "emergency", "kinds", "schedules", "versions"]

"""Web doors of documents."""

from summit.documents.views import corrections, kinds, schedules, versions
from summit.documents.views.doors import blueprint

__all__ = ["blueprint", "corrections", "kinds", "schedules", "versions"]

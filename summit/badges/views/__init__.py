"""Web doors of badges."""

from summit.badges.views import people, runs
from summit.badges.views.doors import blueprint

__all__ = ["blueprint", "people", "runs"]

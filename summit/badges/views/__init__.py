"""Web doors of badges."""

from summit.badges.views import designs, people, runs
from summit.badges.views.doors import blueprint

__all__ = ["blueprint", "designs", "people", "runs"]

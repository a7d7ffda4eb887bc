"""Web doors of badges."""

from summit.badges.views import custody, losses, people, printers, runs
from summit.badges.views.doors import blueprint

__all__ = ["blueprint", "custody", "losses", "people", "printers", "runs"]

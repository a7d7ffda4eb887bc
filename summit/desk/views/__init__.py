"""Web doors of the duty desk: today, figures, search, the delegate's own page, the installation."""

from summit.desk.views import calendars, figures, home, installation, own, search
from summit.desk.views.doors import blueprint

__all__ = ["blueprint", "calendars", "figures", "home", "installation", "own", "search"]

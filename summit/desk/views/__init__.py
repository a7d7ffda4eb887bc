"""Web doors of the duty desk: today, search, the delegate's own page, the installation."""

from summit.desk.views import calendars, home, installation, own, search
from summit.desk.views.doors import blueprint

__all__ = ["blueprint", "calendars", "home", "installation", "own", "search"]

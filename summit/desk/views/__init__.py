"""Web doors of the duty desk: today, search, the delegate's own page, the installation."""

from summit.desk.views import calendars, histories, home, installation, own, search
from summit.desk.views.doors import blueprint

__all__ = ["blueprint", "calendars", "histories", "home", "installation", "own", "search"]

"""Web doors of the duty desk: today, search, the delegate's own page, the installation, letters."""

from summit.desk.views import calendars, home, installation, letters, own, reminders, search, wordings
from summit.desk.views.doors import blueprint

__all__ = ["blueprint", "calendars", "home", "installation", "letters", "own", "reminders", "search", "wordings"]

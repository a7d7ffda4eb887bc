"""Web doors of the duty desk: today, figures, search, the delegate's own page, the installation, letters."""

from summit.desk.views import (
    calendars,
    figures,
    histories,
    home,
    installation,
    letters,
    own,
    reminders,
    search,
    wordings,
)
from summit.desk.views.doors import blueprint

__all__ = [
    "blueprint",
    "calendars",
    "figures",
    "histories",
    "home",
    "installation",
    "letters",
    "own",
    "reminders",
    "search",
    "wordings",
]

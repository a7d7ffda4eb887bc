"""Web doors of bilaterals."""

from summit.bilaterals.views import (
    answers,
    arranging,
    blocks,
    board,
    calendars,
    day,
    holding,
    placing,
    plans,
    requests,
    rooms,
    terms,
)
from summit.bilaterals.views.doors import blueprint

__all__ = [
    "answers",
    "arranging",
    "blocks",
    "blueprint",
    "board",
    "calendars",
    "day",
    "holding",
    "placing",
    "plans",
    "requests",
    "rooms",
    "terms",
]

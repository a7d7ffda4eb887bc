"""Web doors of bilaterals."""

from summit.bilaterals.views import answers, board, calendars, placing, requests
from summit.bilaterals.views.doors import blueprint

__all__ = ["answers", "blueprint", "board", "calendars", "placing", "requests"]

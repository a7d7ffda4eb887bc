"""Web doors of bilaterals."""

from summit.bilaterals.views import answers, arranging, board, calendars, day, holding, placing, requests
from summit.bilaterals.views.doors import blueprint

__all__ = ["answers", "arranging", "blueprint", "board", "calendars", "day", "holding", "placing", "requests"]

"""Web doors of bilaterals."""

from summit.bilaterals.views import answers, board, placing, plans, requests
from summit.bilaterals.views.doors import blueprint

__all__ = ["answers", "blueprint", "board", "placing", "plans", "requests"]

"""Web doors of bilaterals."""

from summit.bilaterals.views import answers, arranging, blocks, board, day, holding, placing, plans, requests
from summit.bilaterals.views.doors import blueprint

__all__ = ["answers", "arranging", "blocks", "blueprint", "board", "day", "holding", "placing", "plans", "requests"]

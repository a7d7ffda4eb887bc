"""Finds times and rooms: for one meeting, and for hundreds at once. Pure; it knows nothing of the rules that judge what
it found.
"""

from __future__ import annotations

from summit.bilaterals.solver.apart import PlanningFailed, planned_apart
from summit.bilaterals.solver.explained import explained
from summit.bilaterals.solver.planning import solve
from summit.bilaterals.solver.replanning import replan, replans
from summit.bilaterals.solver.single import free_starts, proposals, spread

__all__ = [
    "PlanningFailed",
    "explained",
    "free_starts",
    "planned_apart",
    "proposals",
    "replan",
    "replans",
    "solve",
    "spread",
]

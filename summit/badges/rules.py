"""Judgements about cards, and what can go wrong with them, named as the fact."""

from __future__ import annotations

from summit.foundation.errors import RuleBroken


class CannotPrint(RuleBroken):
    """Something on a card cannot be drawn, so nothing of the run is printed (DOC-04)."""

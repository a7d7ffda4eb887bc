"""The desk's planning screen: plannings, their boards, and what becomes of them."""

from summit.bilaterals.views.plans import boards, comparing, occasions, publishing, runs

__all__ = ["boards", "comparing", "occasions", "publishing", "runs"]

"""The time line of those who head a delegation (DEL-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from summit.delegations.facts import HeadshipFacts, HeadTime
from summit.delegations.rules.terms import ALWAYS_FROM, ALWAYS_UNTIL


def head_times(headships: Sequence[HeadshipFacts], seat: tuple[datetime, datetime] | None) -> list[HeadTime]:
    """The headships, earliest first, and between them the gaps within `seat`: from when until when the delegation sits.

    Where nobody is named at all there is no line; that is said in other words.
    """
    opens, closes = seat or (ALWAYS_UNTIL, ALWAYS_UNTIL)
    lines, reached = [], opens
    for one in headships:
        starts = min(one.head_from or ALWAYS_FROM, closes)
        if reached < starts:
            lines.append(HeadTime(reached, starts))
        reached = max(reached, one.head_until or ALWAYS_UNTIL)
        lines.append(HeadTime(one.head_from, one.head_until, one))
    if headships and reached < closes:
        lines.append(HeadTime(reached, closes))
    return lines

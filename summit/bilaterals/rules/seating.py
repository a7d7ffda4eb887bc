"""On which side of the room each delegation sits, and where its flag stands (BIL-30, BIL-31, FLG-04)."""

from __future__ import annotations

from summit.bilaterals.facts import Seat
from summit.bilaterals.lifecycle import Side


def from_the_door(asking: Seat, asked: Seat, *, asking_yields: bool = False) -> tuple[Side, Side]:
    """Who has the left and who the right of the room, as seen from the door; each flag stands behind its own principal.

    With the host in the room the guest is at the host's right hand, which is the left of whoever looks in (BIL-30, FLG-04).
    Of two guests the first in alphabetical order has the right, unless it asked and yields (BIL-31). The order is that of the
    English names, so that the sides are the same in every language of the paper.
    """
    if asking.is_host or asked.is_host:
        return (Side.ASKED, Side.ASKING) if asking.is_host else (Side.ASKING, Side.ASKED)
    first = Side.ASKING if asking.sort_name <= asked.sort_name and not asking_yields else Side.ASKED
    return first.other, first

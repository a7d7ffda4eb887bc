"""What whoever places a meeting by hand has seen and passed over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Warned(StrEnum):
    """Warnings that whoever places a meeting by hand may have seen and passed over."""

    LEVELS = "levels"  # the principals are not of equal level (BIL-04)
    WAY = "way"  # the way leaves a principal too little time (BIL-12)
    ROOM = "room"  # another room would be better (BIL-18)


@dataclass(frozen=True)
class Noted:
    """What whoever places a meeting takes upon themselves: the codes of the warnings seen, and the reason for a place in the
    time that a flight keeps free (BIL-16), which both sides read.
    """

    warnings: tuple[str, ...] = ()
    flight_reason: str = ""

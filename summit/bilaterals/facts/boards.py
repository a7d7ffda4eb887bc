"""The day's board of rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class BoardItem:
    """Something that holds a room on the day's board. `from_step` and `steps` count five minutes from the board's opening.

    `is_broken`: something stands against the meeting by now; told only of what the viewer may know.
    """

    starts_at: datetime
    ends_at: datetime
    label: str
    kind: str
    from_step: int
    steps: int
    request_code: str = ""
    is_broken: bool = False


@dataclass(frozen=True)
class BoardRoom:
    """One room of the board, its items in time order."""

    code: str
    name: str
    capacity: int
    venue: str
    items: tuple[BoardItem, ...]

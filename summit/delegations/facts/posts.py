"""The posts of one person as plain values (DEL-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HeldPostEntry:
    """A post that somebody holds: its titles, and the rank that goes with it (PER-09, PRE-01)."""

    title: str
    native_title: str = ""
    badge_title: str = ""
    rank_class: int = 70
    took_office_on: date | None = None
    is_state_leader: bool = False


@dataclass(frozen=True)
class HeldPost:
    """A further post on a page. `has_rank_of_event` says that it ranks as the post of this event does."""

    id: int
    title: str
    native_title: str
    badge_title: str
    rank: str
    took_office_on: date | None
    has_rank_of_event: bool

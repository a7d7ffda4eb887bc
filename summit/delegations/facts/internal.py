"""Tags and notes of the protocol department as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NoteFacts:
    """A note as its office reads it; `struck_by` is the name of who struck it out, or empty."""

    number: int
    body: str
    by: str
    at: datetime
    struck_by: str
    struck_at: datetime | None
    may_strike: bool


@dataclass(frozen=True)
class InternalFacts:
    """What the protocol department noted about one record: tags by the alphabet, notes newest first."""

    tags: tuple[str, ...]
    notes: tuple[NoteFacts, ...]

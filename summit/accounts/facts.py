"""Accounts as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class UserLine:
    """A user in a list."""

    code: str
    name: str
    email: str
    roles: tuple[str, ...]
    is_disabled: bool
    has_password: bool


@dataclass(frozen=True)
class SessionLine:
    """One of the user's own browsers."""

    id: int
    browser: str
    created_at: datetime
    last_seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True)
class LivingSession:
    """A browser's session that is alive, with its user: what every request of a signed-in user begins with."""

    id: int
    user_id: int
    code: str
    name: str
    email: str
    roles: frozenset[str]
    has_password: bool
    created_at: datetime
    last_seen_at: datetime
    confirmed_at: datetime | None
    acting_for: str

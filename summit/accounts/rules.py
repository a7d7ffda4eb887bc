"""Judgements about passwords, sessions and tries. Figures: ASVS 5.0 V6 and V7 as our checklist reads them."""

from __future__ import annotations

from datetime import datetime, timedelta

from summit.accounts.policy import Role
from summit.foundation.errors import RuleBroken, TooMany

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
FAILURE_WINDOW = 15 * 60
MOST_FAILURES = 10
MOST_FAILURES_PER_ADDRESS = 100
ABSOLUTE_LIFE = timedelta(hours=12)
IDLE_LIFE = timedelta(minutes=30)
IDLE_LIFE_OUTSIDE = timedelta(hours=2)
OUTSIDE = frozenset({Role.FOCAL_POINT.value, Role.DELEGATE.value})
FRESH_FOR = timedelta(minutes=10)
LINK_LIFE = {
    "invitation": timedelta(hours=48),
    "reset": timedelta(minutes=60),
    "personal": timedelta(days=7),
    "calendar": timedelta(days=60),
}
GUESSABLE_WORDS = (
    "password",
    "qwerty",
    "12345678",
    "11111111",
    "summit",
    "hanoi",
    "delegation",
    "protocol",
    "letmein",
)


def require_password(password: str, *, name: str, email: str) -> None:
    """12 to 128 characters, any of them; not a name, an address or a common word with trimmings (ASVS 6.2)."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken(
            f"Use at least {SHORTEST_PASSWORD} characters. Three or four words make a good one.", "password"
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleBroken(f"Use at most {LONGEST_PASSWORD} characters.", "password")
    bare = "".join(char for char in password.lower() if char.isalpha())
    own = {part.lower() for part in (*name.split(), *email.split("@", maxsplit=1)[0].split(".")) if len(part) > 3}
    if len(set(password)) < 5 or any(
        len(bare) <= len(word) + 4 and word in bare for word in (*GUESSABLE_WORDS, *own)
    ):
        raise RuleBroken(
            "This password is easy to guess. Choose words that have nothing to do with you or the event.",
            "password",
        )


def require_few_failures(count: int, *, per_address: bool = False) -> None:
    """Slow down guessing; a window that passes by itself, so that nobody can lock out another for good (RT-21)."""
    if count >= (MOST_FAILURES_PER_ADDRESS if per_address else MOST_FAILURES):
        raise TooMany(
            "Too many failed tries. Wait a quarter of an hour, or use the reset link.", FAILURE_WINDOW
        )


def is_session_alive(
    roles: frozenset[str], created_at: datetime, last_seen_at: datetime, now: datetime
) -> bool:
    """12 hours at most; idle 30 minutes for the host's offices, 2 hours for focal points and delegates (7.3)."""
    idle = IDLE_LIFE_OUTSIDE if roles and roles <= OUTSIDE else IDLE_LIFE
    return now < created_at + ABSOLUTE_LIFE and now < last_seen_at + idle


def is_fresh(confirmed_at: datetime | None, now: datetime) -> bool:
    """The password was given within the last ten minutes (7.5.3)."""
    return confirmed_at is not None and now < confirmed_at + FRESH_FOR

"""The accounts of the demonstration: one for every office, focal points of two delegations, one delegate. Pure."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from summit.accounts.policy import Role
from summit.demo.story import password_words

WORDS_IN_A_PASSWORD = 4
BYTES_PER_WORD = 8
DOMAIN = "summit.example"
FOCAL_POINTS = {"FR": f"focal_point@{DOMAIN}", "LA": f"focal_point.la@{DOMAIN}"}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account with a password; `party` is the delegation of a focal point, or empty."""

    role: Role
    email: str
    party: str = ""


def accounts() -> tuple[DemoAccount, ...]:
    """Every account that signs in with a password, offices first."""
    offices = [role for role in Role if role not in (Role.FOCAL_POINT, Role.DELEGATE)]
    return (
        *(DemoAccount(role, f"{role.value}@{DOMAIN}") for role in offices),
        *(DemoAccount(Role.FOCAL_POINT, email, party) for party, email in FOCAL_POINTS.items()),
    )


def password_of(secret_key: str, email: str) -> str:
    """Four words. They follow from the installation's own secret, so nobody knows the password of another one's office."""
    digest = hmac.new(secret_key.encode(), f"demonstration:{email}".encode(), hashlib.sha256).digest()
    parts = [digest[at : at + BYTES_PER_WORD] for at in range(0, WORDS_IN_A_PASSWORD * BYTES_PER_WORD, BYTES_PER_WORD)]
    words = password_words()
    return "-".join(words[int.from_bytes(part) % len(words)] for part in parts)

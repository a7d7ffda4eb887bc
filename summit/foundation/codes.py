"""Short public ids (`D-7K3QX`) and secrets for links: what stands in addresses and on paper."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code(prefix: str) -> str:
    """A random public id such as `P-7K3QXM2A`; the unique constraint of its column has the last word."""
    return prefix + "-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_secret() -> str:
    """A link secret of 256 bits, safe in an address. Only its hash may be stored."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What the database keeps of a random secret: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_hash(key: str, *parts: str) -> str:
    """A hash of guessable text (a passport number) that only holders of the key can compute or search."""
    return hmac.new(key.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()

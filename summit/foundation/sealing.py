"""What lies encrypted: passports and letters with links in the database, papers in files."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy.orm import Session

from summit.foundation.codes import keyed_hash
from summit.foundation.db import config_of


class SealBroken(Exception):
    """The text was sealed with a key that this installation does not hold."""


def seal(session: Session, text: str) -> str:
    """Encrypt with the newest field key."""
    return _keyring(session).encrypt(text.encode()).decode()


def unseal(session: Session, sealed: str) -> str:
    """Decrypt with any of the installation's field keys; raises SealBroken."""
    try:
        return _keyring(session).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealBroken("a sealed field cannot be read with the field keys of this installation") from error


def seal_bytes(session: Session, content: bytes) -> bytes:
    """Encrypt a file with the newest field key; it grows by a third."""
    return _keyring(session).encrypt(content)


def unseal_bytes(session: Session, sealed: bytes) -> bytes:
    """Decrypt a file with any of the installation's field keys; raises SealBroken."""
    try:
        return _keyring(session).decrypt(sealed)
    except InvalidToken as error:
        raise SealBroken("a sealed file cannot be read with the field keys of this installation") from error


def search_hash(session: Session, *parts: str) -> str:
    """Equal texts give equal hashes, and only this installation can compute them.

    The key is the oldest field key, so that a rotation (a new key put in front) does not lose the duplicates.
    """
    return keyed_hash(config_of(session).field_keys[-1], *parts)


def mask(text: str) -> str:
    """All but the last three characters hidden (PRV-04)."""
    return "•" * max(len(text) - 3, 3) + text[-3:] if len(text) > 3 else "•" * 6


def _keyring(session: Session) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in config_of(session).field_keys])

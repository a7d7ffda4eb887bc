"""What the QR code of a badge carries: signed claims without personal data, verifiable offline (BDG-08).

The claims are a CBOR Web Token (RFC 8392) signed as COSE_Sign1 (RFC 9052) with Ed25519, in Base45 (RFC 9285) so that a QR
code holds them in its dense alphanumeric mode, behind the prefix `SMT1:`. A valid signature proves that the card was
issued, not that its bearer is the person: the gate compares the photograph.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import cbor2
from base45 import b45decode, b45encode
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from summit.foundation.errors import RuleBroken

PREFIX = "SMT1:"
LEEWAY = timedelta(seconds=120)  # how far the clock of a gate may be behind or before ours
LONGEST = 400
_SIGN1, _EDDSA = 18, -8
_ALGORITHM, _KEY_ID = 1, 4
_AUDIENCE, _EXPIRES, _NOT_BEFORE, _ISSUED, _TOKEN_ID = 3, 4, 5, 6, 7
_CARD = -65537  # the first claim key left to private use (RFC 8392, 9.1)


class ForgedToken(RuleBroken):
    """Not a token of ours: no key of ours signed it, or not one byte of it may differ."""


class ExpiredToken(RuleBroken):
    """Signed by us, but its time is over (BDG-05)."""


class NotYetValid(RuleBroken):
    """Signed by us for a later day."""


class OtherEvent(RuleBroken):
    """Signed by us for another summit."""


@dataclass(frozen=True)
class Claims:
    """What a token says. `token_id` is 8 random bytes; `zones` are single capital letters; times are whole seconds.

    With a `valid_from` it counts from then on; without one, from the moment it is issued.
    """

    event: str
    token_id: bytes
    issued_at: datetime
    expires_at: datetime
    category: str
    zones: tuple[str, ...]
    issue_number: int
    valid_from: datetime | None = None


def sign(seed: bytes, claims: Claims) -> str:
    """The token for these claims; `seed` is the 32-byte Ed25519 seed. The same claims give the same token."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    protected = _protected(key.public_key().public_bytes_raw())
    payload = cbor2.dumps(_written(claims))
    return _spelled(protected, payload, key.sign(_to_sign(protected, payload)))


def verify(public_keys: bytes | Iterable[bytes], token: str, now: datetime, *, event: str = "") -> Claims:
    """The claims of a token that one of these public keys (32 bytes each) has signed.

    Raises ForgedToken, ExpiredToken, NotYetValid, or OtherEvent when `event` is given and is not the token's.
    """
    claims = read_claims(public_keys, token, event=event)
    if now > claims.expires_at + LEEWAY:
        raise ExpiredToken(f"This badge expired on {claims.expires_at:%d %B %Y at %H:%M} (UTC).")
    if claims.valid_from is not None and now < claims.valid_from - LEEWAY:
        raise NotYetValid(f"This pass is valid from {claims.valid_from:%d %B %Y at %H:%M} (UTC).")
    return claims


def read_claims(public_keys: bytes | Iterable[bytes], token: str, *, event: str = "") -> Claims:
    """The same whatever the time: a card that came back may have expired. Raises ForgedToken, OtherEvent."""
    keys = [public_keys] if isinstance(public_keys, bytes) else list(public_keys)
    protected, payload, signature = _parts(token)
    if not any(_has_signed(key, protected, payload, signature) for key in keys):
        raise ForgedToken("This code was not issued by this summit.")
    claims = _read(payload)
    if event and claims.event != event:
        raise OtherEvent(f"This badge belongs to another event ({claims.event}).")
    return claims


def public_key(seed: bytes) -> bytes:
    """The 32 bytes with which gates verify what this seed signs."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def key_id(public: bytes) -> bytes:
    """The first 8 bytes of SHA-256 of a public key: which of its keys a gate should try."""
    return hashlib.sha256(public).digest()[:8]


def spell_key(key: bytes) -> str:
    """A key as base64url without padding, as it is handed to a gate."""
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def read_key(text: str) -> bytes:
    """A key spelled by `spell_key`; raises RuleBroken."""
    try:
        key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise RuleBroken("A key is written in base64url.") from error
    if len(key) != 32:
        raise RuleBroken("A key has 32 bytes.")
    return key


def _written(claims: Claims) -> dict[int, object]:
    first = {} if claims.valid_from is None else {_NOT_BEFORE: int(claims.valid_from.timestamp())}
    return {
        **first,
        _AUDIENCE: claims.event,
        _EXPIRES: int(claims.expires_at.timestamp()),
        _ISSUED: int(claims.issued_at.timestamp()),
        _TOKEN_ID: claims.token_id,
        _CARD: [claims.category, _zone_bits(claims.zones), claims.issue_number],
    }


def _read(payload: bytes) -> Claims:
    found = cbor2.loads(payload)
    category, bits, issue_number = found[_CARD]
    return Claims(
        event=found[_AUDIENCE],
        token_id=found[_TOKEN_ID],
        issued_at=datetime.fromtimestamp(found[_ISSUED], UTC),
        expires_at=datetime.fromtimestamp(found[_EXPIRES], UTC),
        category=category,
        zones=_zones(bits),
        issue_number=issue_number,
        valid_from=datetime.fromtimestamp(found[_NOT_BEFORE], UTC) if _NOT_BEFORE in found else None,
    )


def _zone_bits(zones: Iterable[str]) -> int:
    """One bit for each letter, A the lowest."""
    bits = 0
    for zone in zones:
        if len(zone) != 1 or not "A" <= zone <= "Z":
            raise ValueError(f"a zone on a badge is one capital letter, not {zone!r}")
        bits |= 1 << (ord(zone) - ord("A"))
    return bits


def _zones(bits: int) -> tuple[str, ...]:
    return tuple(chr(ord("A") + place) for place in range(26) if bits >> place & 1)


def _spelled(protected: bytes, payload: bytes, signature: bytes) -> str:
    message = cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature])
    spelled: bytes = b45encode(cbor2.dumps(message))
    return PREFIX + spelled.decode()


def _parts(token: str) -> tuple[bytes, bytes, bytes]:
    """Protected header, payload and signature of a token that is spelled exactly as `sign` spells it."""
    match _message(token):
        case [bytes() as protected, _, bytes() as payload, bytes() as signature]:
            # What is not signed (the frame, the spelling) may not vary either: one card, one text.
            if _spelled(protected, payload, signature) == token:
                return protected, payload, signature
    raise ForgedToken("This code is not a badge of this summit.")


def _message(token: str) -> object:
    if not token.startswith(PREFIX) or len(token) > LONGEST:
        return None
    try:
        message = cbor2.loads(b45decode(token.removeprefix(PREFIX)))
    except (ValueError, cbor2.CBORError):
        return None
    return message.value if isinstance(message, cbor2.CBORTag) else None


def _has_signed(key: bytes, protected: bytes, payload: bytes, signature: bytes) -> bool:
    if protected != _protected(key):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _to_sign(protected, payload))
    except InvalidSignature:
        return False
    return True


def _protected(public: bytes) -> bytes:
    return cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: key_id(public)})


def _to_sign(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])

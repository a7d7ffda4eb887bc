"""The token in the QR code: BDG-05, BDG-08 and trust-and-ux 4.6."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import cbor2
import pytest
from base45 import b45decode, b45encode
from hypothesis import given
from hypothesis import strategies as st

from summit.badges.token import (
    LEEWAY,
    PREFIX,
    Claims,
    ExpiredToken,
    ForgedToken,
    OtherEvent,
    key_id,
    public_key,
    read_key,
    sign,
    spell_key,
    verify,
)
from summit.foundation.errors import RuleBroken
from summit.paper.qr import qr_matrix

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))
END = datetime(2025, 10, 26, 23, 0, tzinfo=UTC)
NOW = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
CLAIMS = Claims(
    event="2025-10-25",
    token_id=bytes.fromhex("00ff10ee20dd30cc"),
    issued_at=datetime(2025, 10, 20, 8, 30, 15, tzinfo=UTC),
    expires_at=END,
    category="D",
    zones=("B", "G"),
    issue_number=1,
)
TOKEN = sign(SEED, CLAIMS)
RAW = b45decode(TOKEN.removeprefix(PREFIX))


def respelled(raw: bytes) -> str:
    return PREFIX + b45encode(raw).decode()


def test_what_was_signed_is_read_with_the_public_key_alone() -> None:
    assert verify(public_key(SEED), TOKEN, NOW, event="2025-10-25") == CLAIMS
    assert verify([public_key(OTHER_SEED), public_key(SEED)], TOKEN, NOW) == CLAIMS


def test_the_same_claims_give_the_same_token() -> None:
    assert sign(SEED, CLAIMS) == TOKEN
    assert sign(SEED, replace(CLAIMS, token_id=bytes(8))) != TOKEN


def test_the_token_is_a_cbor_web_token_in_cose_with_the_key_named() -> None:
    message = cbor2.loads(RAW)
    assert message.tag == 18
    protected, unprotected, payload, signature = message.value
    assert cbor2.loads(protected) == {1: -8, 4: key_id(public_key(SEED))}
    assert unprotected == {}
    assert cbor2.loads(payload) == {
        3: "2025-10-25",
        4: int(END.timestamp()),
        6: int(CLAIMS.issued_at.timestamp()),
        7: CLAIMS.token_id,
        -65537: ["D", 0b1000010, 1],
    }
    assert len(signature) == 64


def test_it_fits_a_qr_code_of_version_8_in_alphanumeric_mode() -> None:
    longest = sign(SEED, replace(CLAIMS, category="VIP", zones=tuple("BGMRVZ"), issue_number=200))
    assert len(TOKEN) <= len(longest) <= 221
    assert len(qr_matrix(TOKEN)) == len(qr_matrix(longest)) == 49


def test_no_single_changed_bit_is_accepted() -> None:
    for bit in range(len(RAW) * 8):
        changed = bytearray(RAW)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ForgedToken):
            verify(public_key(SEED), respelled(bytes(changed)), NOW)


def test_no_single_changed_bit_of_the_spelling_is_accepted() -> None:
    for place, bit in product(range(len(TOKEN)), range(7)):
        changed = TOKEN[:place] + chr(ord(TOKEN[place]) ^ (1 << bit)) + TOKEN[place + 1 :]
        with pytest.raises(ForgedToken):
            verify(public_key(SEED), changed, NOW)


@given(st.text(max_size=500) | st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:").map(PREFIX.__add__))
def test_any_other_text_is_forged(text: str) -> None:
    with pytest.raises(ForgedToken):
        verify(public_key(SEED), text, NOW)


@given(st.recursive(st.none() | st.integers() | st.binary() | st.text(), st.lists, max_leaves=6))
def test_any_other_message_is_forged(value: object) -> None:
    for frame in (value, cbor2.CBORTag(18, value), cbor2.CBORTag(18, [value, {}, value, value])):
        with pytest.raises(ForgedToken):
            verify(public_key(SEED), respelled(cbor2.dumps(frame)), NOW)


@given(
    st.builds(
        Claims,
        event=st.text("0123456789-", min_size=1, max_size=12),
        token_id=st.binary(min_size=8, max_size=8),
        issued_at=st.datetimes(datetime(2024, 1, 1), datetime(2039, 1, 1)).map(  # noqa: DTZ001
            lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
        ),
        expires_at=st.just(END),
        category=st.sampled_from(["PIN", "VIP", "D", "MO"]),
        zones=st.sets(st.sampled_from("ABGMRVZ")).map(lambda zones: tuple(sorted(zones))),
        issue_number=st.integers(1, 10_000),
    )
)
def test_all_claims_come_back(claims: Claims) -> None:
    assert verify(public_key(SEED), sign(SEED, claims), NOW) == claims


def test_an_unsigned_addition_is_forged() -> None:
    protected, _, payload, signature = cbor2.loads(RAW).value
    for frame in ([protected, {1: -7}, payload, signature], [protected, {}, payload, signature, b""]):
        with pytest.raises(ForgedToken):
            verify(public_key(SEED), respelled(cbor2.dumps(cbor2.CBORTag(18, frame))), NOW)
    for text in (TOKEN + "\n", TOKEN + " ", TOKEN.lower(), f" {TOKEN}"):
        with pytest.raises(ForgedToken):
            verify(public_key(SEED), text, NOW)


def test_another_key_is_forged_even_under_our_key_id() -> None:
    with pytest.raises(ForgedToken):
        verify(public_key(SEED), sign(OTHER_SEED, CLAIMS), NOW)
    _, _, payload, signature = cbor2.loads(b45decode(sign(OTHER_SEED, CLAIMS).removeprefix(PREFIX))).value
    ours = cbor2.loads(RAW).value[0]
    with pytest.raises(ForgedToken):
        verify(
            public_key(SEED), respelled(cbor2.dumps(cbor2.CBORTag(18, [ours, {}, payload, signature]))), NOW
        )


def test_a_token_ends_with_the_event_within_the_leeway_of_gate_clocks() -> None:
    assert verify(public_key(SEED), TOKEN, END + LEEWAY) == CLAIMS
    with pytest.raises(ExpiredToken, match=r"expired on 26 October 2025 at 23:00 \(UTC\)"):
        verify(public_key(SEED), TOKEN, END + LEEWAY + timedelta(seconds=1))


def test_a_token_of_another_event_is_told_apart() -> None:
    with pytest.raises(OtherEvent, match="2025-10-25"):
        verify(public_key(SEED), TOKEN, NOW, event="2026-03-01")


def test_a_zone_is_one_letter() -> None:
    for zone in ("RB", "é", "r", ""):
        with pytest.raises(ValueError, match="one capital letter"):
            sign(SEED, replace(CLAIMS, zones=(zone,)))


def test_keys_are_spelled_and_read_back() -> None:
    spelled = spell_key(public_key(SEED))
    assert len(spelled) == 43
    assert read_key(spelled) == public_key(SEED)
    for wrong in ("", "short", "é" * 43, spelled + "AAAA"):
        with pytest.raises(RuleBroken):
            read_key(wrong)

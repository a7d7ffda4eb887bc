"""The European Union signs after at least one of its member States (TRT-08, SIG-05)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations import actions, queries
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import OrderOverride, Party
from summit.delegations.precedence import Draft, ListKind, Manner, Mode, Pin, Settings, order
from summit.delegations.rules import early_sentence
from summit.foundation.errors import RuleBroken
from tests.delegations.contenders import everybody, state
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

AT = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
SIGNING, SEATING = ListKind.SIGNING, ListKind.SEATING
ALPHABET = Settings(mode=Mode.ALPHABET, host_first=False)
FIRST = Pin(Manner.FIXED, place=1)
TOLD = early_sentence("European Union")


def drafted(parties: list[str], kind: ListKind = SIGNING) -> Draft:
    """A list in that order."""
    found = order([state(code, key=f"{number:04}") for number, code in enumerate(parties)], ALPHABET)
    return Draft(kind, AT, ALPHABET, None, found)


def draft(session: Session, kind: ListKind = SIGNING) -> Draft:
    settings, _ = queries.list_settings(session, kind)
    return queries.draft_of(session, kind, at=AT, settings=settings)


def standing(session: Session, kind: ListKind = SIGNING) -> list[str]:
    return [place.contender.party for place in draft(session, kind).order.places]


def decide(session: Session, code: str, pin: Pin, kind: ListKind = SIGNING) -> OrderOverride:
    return actions.decide_place(session, SYSTEM, NOW, kind=kind, code=code, pin=pin, reason="Agreed")


def open_all(session: Session, rank_of_union: int = 40) -> dict[str, str]:
    """Albania, Belgium, France, the Union, Zimbabwe; every head is a foreign minister unless it is said."""
    codes = {}
    for party in ("AL", "BE", "EU", "FR", "ZW"):
        delegation = make_delegation(session, party)
        rank = rank_of_union if party == "EU" else 40
        make_participant(session, delegation, function=DelegateFunction.HOD, rank_class=rank)
        codes[party] = delegation.code
    return codes


def test_the_plain_english_alphabet_passes_and_the_front_does_not() -> None:
    whole = Draft(SIGNING, AT, ALPHABET, None, order(everybody(), ALPHABET))
    assert (whole.early, whole.is_publishable) == ((), True)
    moved = drafted(["EU", "AT", "BE"])
    assert [one.name for one in moved.early] == ["European Union"]
    assert (moved.order.is_publishable, moved.is_publishable) == (True, False)
    assert drafted(["AL", "BE", "EU", "FR"]).early == ()
    assert drafted(["EU", "AT"], SEATING).early == ()  # the condition is one of signing
    assert [one.party for one in drafted(["AL", "EU", "ZW"]).early] == ["EU"]  # no member State signs at all


def test_who_is_a_member_is_data_of_the_parties(session: Session) -> None:
    members = session.scalars(select(Party.code).where(Party.member_of == "EU").order_by(Party.code)).all()
    assert len(members) == 27
    assert {"AT", "FR", "HR", "SE"} <= set(members)
    assert not {"EU", "GB", "NO", "CH", "VN"} & set(members)


def test_a_decision_that_moves_the_union_to_the_front_is_refused(session: Session) -> None:
    codes = open_all(session)
    assert standing(session) == ["AL", "BE", "EU", "FR", "ZW"]
    for pin in (FIRST, Pin(Manner.BEFORE, other=codes["AL"]), Pin(Manner.BEFORE, other=codes["BE"])):
        with pytest.raises(RuleBroken) as refusal, session.begin_nested():
            decide(session, codes["EU"], pin)
        assert (refusal.value.sentence, refusal.value.field) == (TOLD, "place")
    # The only member State that stands before the Union may not be moved behind it either.
    with pytest.raises(RuleBroken), session.begin_nested():
        decide(session, codes["BE"], Pin(Manner.FIXED, place=5))
    assert standing(session) == ["AL", "BE", "EU", "FR", "ZW"]
    decide(session, codes["EU"], Pin(Manner.AFTER, other=codes["FR"]))
    assert standing(session) == ["AL", "BE", "FR", "EU", "ZW"]
    assert queries.overrides_of(session, SEATING) == []
    decide(session, codes["EU"], FIRST, SEATING)
    assert standing(session, SEATING)[0] == "EU"


def test_a_list_that_begins_with_the_union_is_not_published(session: Session) -> None:
    """By rank the President of the Commission would come first; the Chief of Protocol decides the place."""
    codes = open_all(session, rank_of_union=22)
    assert standing(session)[0] == "EU"
    found = draft(session)
    with pytest.raises(RuleBroken, match="only after at least one of its member States"):
        actions.publish_order(session, SYSTEM, NOW, draft=found, seen=found.digest)
    decide(session, codes["ZW"], FIRST)  # of another delegation, and not to blame
    decide(session, codes["EU"], Pin(Manner.AFTER, other=codes["BE"]))
    found = draft(session)
    assert found.early == ()
    assert actions.publish_order(session, SYSTEM, NOW, draft=found, seen=found.digest) == 1
    union = session.scalars(select(OrderOverride).where(OrderOverride.manner == "after")).one()
    actions.lift_decision(session, SYSTEM, NOW, override=union)
    session.flush()
    assert [one.party for one in draft(session).early] == ["EU"]


def test_a_setting_that_lets_the_union_sign_first_is_refused(session: Session) -> None:
    open_all(session, rank_of_union=22)
    alphabet = Settings(mode=Mode.ALPHABET)
    actions.set_list(session, SYSTEM, NOW, kind=SIGNING, settings=alphabet, version=0)
    assert draft(session).early == ()
    with pytest.raises(RuleBroken) as refusal, session.begin_nested():
        actions.set_list(session, SYSTEM, NOW, kind=SIGNING, settings=Settings(), version=1)
    assert (refusal.value.sentence, refusal.value.field) == (TOLD, "mode")
    session.expire_all()
    assert queries.list_settings(session, SIGNING) == (alphabet, 1)

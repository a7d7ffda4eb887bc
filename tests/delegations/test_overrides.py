"""What the Chief of Protocol fixes in an order, and what holds whatever is fixed (PRE-05)."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit.delegations.actions import default_ranks
from summit.delegations.lifecycle import PartyKind
from summit.delegations.precedence import (
    Contender,
    Drawn,
    Manner,
    Mode,
    Order,
    OrganizationsBy,
    Override,
    Settings,
    TieBreak,
    order,
)
from summit.delegations.precedence.placing import placed, unmet
from tests.delegations.contenders import body, drawn, parties, reasons, rows, state
from tests.factories import NOW

FIVE = [state(code) for code in ("AL", "BE", "CL", "DK", "EG")]


def fixed(code: str, place: int) -> Override:
    return Override(code, Manner.FIXED, "Agreed with the host", "U-CHIEF", NOW, place=place)


def beside(code: str, manner: Manner, other: str) -> Override:
    return Override(code, manner, "Agreed with the host", "U-CHIEF", NOW, other=other)


def before(code: str, other: str) -> Override:
    return beside(code, Manner.BEFORE, other)


def after(code: str, other: str) -> Override:
    return beside(code, Manner.AFTER, other)


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ([fixed("EG", 2)], "AL EG BE CL DK"),
        ([fixed("AL", 5)], "BE CL DK EG AL"),
        ([before("EG", "BE")], "AL EG BE CL DK"),
        ([after("AL", "DK")], "BE CL DK AL EG"),
        ([before("EG", "AL"), before("DK", "AL")], "DK EG AL BE CL"),
        ([after("EG", "AL"), after("DK", "EG")], "AL EG DK BE CL"),
        ([fixed("EG", 3), before("DK", "EG"), after("AL", "EG")], "BE DK EG AL CL"),
        ([fixed("EG", 2), after("DK", "AL")], "AL EG DK BE CL"),
        ([fixed("EG", 1), fixed("AL", 2)], "EG AL BE CL DK"),
    ],
)
def test_what_is_fixed_stands_where_it_was_put(overrides: list[Override], expected: str) -> None:
    found = order(FIVE, Settings(), overrides=overrides)
    assert parties(found) == expected.split()
    assert found.is_publishable
    assert {place.override for place in found.places if place.override} == set(overrides)


@pytest.mark.parametrize(
    ("overrides", "expected", "broken"),
    [
        ([fixed("EG", 9)], "AL BE CL DK EG", ["EG"]),
        ([fixed("AL", 2), fixed("EG", 2)], "BE AL EG CL DK", ["EG"]),
        ([fixed("EG", 1), before("DK", "EG")], "EG DK AL BE CL", ["DK"]),
        ([before("AL", "FR")], "AL BE CL DK EG", ["AL"]),
        ([before("EG", "DK"), before("DK", "EG")], "AL BE CL DK EG", ["EG"]),
        ([after("FR", "AL")], "AL BE CL DK EG", ["FR"]),
    ],
)
def test_what_cannot_hold_is_said_and_forbids_publishing(
    overrides: list[Override], expected: str, broken: list[str]
) -> None:
    """PRE-05: never dropped silently, also when the delegation itself is not in the list."""
    found = order(FIVE, Settings(), overrides=overrides)
    assert parties(found) == expected.split()
    assert [one.code for one in found.unmet] == broken
    assert not found.is_publishable


def test_the_sentence_says_where_and_why() -> None:
    found = order(FIVE, Settings(), overrides=[fixed("EG", 1), after("AL", "DK"), before("BE", "FR")])
    assert reasons(found, ["EG", "AL", "BE"]) == [
        "By decision at place 1: Agreed with the host",
        "By decision directly after Denmark: Agreed with the host",
        "By decision directly before a delegation that is not listed, which cannot hold: Agreed with the host",
    ]


CODES = sorted(rows())
SOME = st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=12)
CLASSES = [one.number for one in default_ranks()]
DATES = st.none() | st.dates(date(1950, 1, 1), date(2025, 1, 1))
BODIES = st.lists(
    st.builds(
        body,
        st.from_regex(r"[A-Z]{3,6}", fullmatch=True),
        st.sampled_from([PartyKind.UN_SEC, PartyKind.UN_FP, PartyKind.UN_SA, PartyKind.IGO, PartyKind.IFI]),
        st.none() | st.integers(1860, 2020),
    ),
    unique_by=lambda one: one.code,
    max_size=5,
)
SETTINGS = st.builds(
    Settings,
    mode=st.sampled_from(Mode),
    tie_break=st.sampled_from(TieBreak),
    host_first=st.booleans(),
    reio_among_states=st.booleans(),
    organizations=st.sampled_from(OrganizationsBy),
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Contender], Settings, Drawn]:
    """Delegations of all kinds, with and without head and dates; settings; a drawn State, coming or not."""
    states = [
        state(code, rank_class=draw(st.none() | st.sampled_from(CLASSES)), took_office_on=draw(DATES))
        for code in draw(SOME)
    ]
    return states + draw(BODIES), draw(SETTINGS), drawn(draw(st.sampled_from(CODES)))


@st.composite
def decisions(draw: st.DrawFn, codes: list[str]) -> list[Override]:
    """At most one override a delegation, of any manner, also beside somebody absent and in circles."""
    found = []
    for code in draw(st.lists(st.sampled_from(codes), unique=True, max_size=6)):
        others = st.sampled_from([one for one in (*codes, "ABSENT") if one != code])
        at_a_place = st.builds(fixed, st.just(code), st.integers(1, len(codes) + 2))
        sides = st.sampled_from([Manner.BEFORE, Manner.AFTER])
        found.append(draw(at_a_place | st.builds(beside, st.just(code), sides, others)))
    return found


def worked_out(given_list: tuple[list[Contender], Settings, Drawn], overrides: list[Override]) -> Order:
    contenders, settings, lot = given_list
    return order(contenders, settings, drawn=lot, overrides=overrides)


@given(lists(), st.data(), st.randoms(use_true_random=False))
def test_everybody_has_one_place_however_the_list_is_handed_in(
    given_list: tuple[list[Contender], Settings, Drawn], data: st.DataObject, chance: random.Random
) -> None:
    """A total order: places 1 to n, each delegation once; the sequence of input plays no part."""
    contenders, settings, lot = given_list
    overrides = data.draw(decisions([one.code for one in contenders]))
    found = worked_out(given_list, overrides)
    assert [place.number for place in found.places] == list(range(1, len(contenders) + 1))
    assert sorted(parties(found)) == sorted(one.party for one in contenders)
    shuffled, again = contenders[:], overrides[:]
    chance.shuffle(shuffled)
    chance.shuffle(again)
    assert worked_out((shuffled, settings, lot), again) == found


@given(lists(), st.data())
def test_who_is_not_decided_on_keeps_the_order(
    given_list: tuple[list[Contender], Settings, Drawn], data: st.DataObject
) -> None:
    """Stable under overrides: the others stand among themselves as they would without any."""
    codes = [one.code for one in given_list[0]]
    overrides = data.draw(decisions(codes))
    pinned = {one.code for one in overrides}
    without = [place.contender.code for place in worked_out(given_list, []).places]
    found = worked_out(given_list, overrides)
    sequence = [place.contender.code for place in found.places]
    assert [code for code in sequence if code not in pinned] == [code for code in without if code not in pinned]
    assert {place.override.code for place in found.places if place.override} == pinned


@given(st.data())
def test_an_override_holds_or_is_named(data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1, max_size=10))
    overrides = {one.code: one for one in data.draw(decisions(codes))}
    sequence = placed(codes, overrides)
    broken = unmet(sequence, overrides)
    for one in overrides.values():
        at = sequence.index(one.code)
        if one in broken:
            continue
        if one.manner is Manner.FIXED:
            assert at + 1 == one.place
        else:
            other = sequence.index(one.other)
            first, last = sorted((at, other))
            assert (at < other) == (one.manner is Manner.BEFORE)
            assert set(sequence[first + 1 : last]) <= set(overrides)


@given(lists(), st.data())
def test_one_more_delegation_moves_no_other_past_another(
    given_list: tuple[list[Contender], Settings, Drawn], data: st.DataObject
) -> None:
    """What stands before what does not depend on who else comes."""
    contenders, settings, lot = given_list
    left_out = data.draw(st.sampled_from(contenders))
    whole = [place.contender.code for place in worked_out(given_list, []).places]
    fewer = worked_out(([one for one in contenders if one != left_out], settings, lot), [])
    assert [place.contender.code for place in fewer.places] == [code for code in whole if code != left_out.code]

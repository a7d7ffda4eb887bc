"""Who sits on which side of the room, as seen from the door (BIL-30, BIL-31, FLG-04)."""

from __future__ import annotations

import pytest

from summit.bilaterals.facts import Seat
from summit.bilaterals.lifecycle import Side
from summit.bilaterals.rules import from_the_door

HOST = Seat("Viet Nam", is_host=True)
FRANCE, JAPAN, ZAMBIA = Seat("France"), Seat("Japan"), Seat("Zambia")


@pytest.mark.parametrize("guest", [FRANCE, ZAMBIA])
def test_the_guest_is_at_the_right_hand_of_the_host(guest: Seat) -> None:
    """The host looks toward the door, so the right hand of the host is the left of whoever looks in (FLG-04)."""
    assert from_the_door(asking=guest, asked=HOST) == (Side.ASKING, Side.ASKED)
    assert from_the_door(asking=HOST, asked=guest) == (Side.ASKED, Side.ASKING)


def test_of_two_guests_the_first_by_name_has_the_right() -> None:
    """BIL-31: whoever asked."""
    assert from_the_door(asking=JAPAN, asked=FRANCE) == (Side.ASKING, Side.ASKED)
    assert from_the_door(asking=FRANCE, asked=JAPAN) == (Side.ASKED, Side.ASKING)


def test_who_asked_may_yield_the_right_to_the_other() -> None:
    """BIL-31; it changes nothing where the other has it already, or where the host is in the room."""
    assert from_the_door(asking=FRANCE, asked=JAPAN, asking_yields=True) == (Side.ASKING, Side.ASKED)
    assert from_the_door(asking=JAPAN, asked=FRANCE, asking_yields=True) == (Side.ASKING, Side.ASKED)
    for guest in (FRANCE, ZAMBIA):
        assert from_the_door(guest, HOST, asking_yields=True) == from_the_door(guest, HOST)
        assert from_the_door(HOST, guest, asking_yields=True) == from_the_door(HOST, guest)


def test_both_sides_are_always_given() -> None:
    for asking in (FRANCE, JAPAN, ZAMBIA, HOST):
        for asked in (FRANCE, JAPAN, ZAMBIA, HOST):
            assert set(from_the_door(asking, asked)) == set(Side)

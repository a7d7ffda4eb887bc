"""How a room is set for a meeting: who has which side, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RoomPlace:
    """A room and the way to it: `venue` by name, `floor` as the house calls it, `zone` its letter; each may be empty."""

    code: str
    room: str
    venue: str = ""
    floor: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Seat:
    """What decides on which side of the room a delegation sits. `sort_name` puts names in their alphabetical order."""

    sort_name: str
    is_host: bool = False


@dataclass(frozen=True)
class SettingSide:
    """One delegation in the room; `party_id` finds its name in another language, `principal` has the style (PER-08).

    `language` is a code of two letters or empty, `interpretation` none, own or asked (BIL-01).
    """

    delegation_id: int
    party_id: int
    flag: str
    is_host: bool
    principal: str
    principal_title: str
    language: str
    interpretation: str


@dataclass(frozen=True)
class RoomSetting:
    """A meeting as the room is prepared for it: times in UTC, `cleared_at` the end of the reset (BIL-13).

    `left` and `right` are always as seen from the door (FLG-03). `code` is that of the request, `version` counts changes;
    one that `is_held` waits for both sides to accept it. `press` is none, photo or pool; `liaison` and `interpreter` are the
    host's own people by name. The right-hand side `is_yielded` where the asking side would have had it (BIL-31).
    """

    code: str
    version: int
    is_held: bool
    starts_at: datetime
    ends_at: datetime
    cleared_at: datetime
    place: RoomPlace
    persons_per_side: int
    press: str
    exchanges_gifts: bool
    liaison: str
    interpreter: str
    left: SettingSide
    right: SettingSide
    is_yielded: bool = False

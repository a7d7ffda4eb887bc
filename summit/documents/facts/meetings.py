"""Papers about bilateral meetings. What they are about is in none of them (BIL-32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from summit.documents.facts.schedules import Frame


@dataclass(frozen=True)
class SheetSide:
    """One delegation in the room. `contacts` are those who act for it, each with an address.

    `language` is a code of two letters or empty, `interpretation` none, own or asked (BIL-01).
    """

    name: str
    flag: str
    principal: str
    title: str
    contacts: tuple[str, ...] = ()
    is_host: bool = False
    language: str = ""
    interpretation: str = "none"


@dataclass(frozen=True)
class SetUp:
    """How a room is set for one meeting; times in UTC, `cleared_at` the end of the reset. Sides as seen from the door.

    `persons` counts those of each side, the principal included. `code` is the public code of the request. One that `is_held`
    waits for both sides to accept it. `press` is none, photo or pool; `liaison` and `interpreter` are people of the host. The
    right-hand side `is_yielded` where the side at the left would have had it (BIL-31).
    """

    code: str
    version: int
    starts_at: datetime
    ends_at: datetime
    cleared_at: datetime
    room: str
    venue: str
    floor: str
    zone: str
    persons: int
    left: SheetSide
    right: SheetSide
    is_held: bool = False
    press: str = "none"
    exchanges_gifts: bool = False
    liaison: str = ""
    interpreter: str = ""
    is_yielded: bool = False


@dataclass(frozen=True)
class MeetingSheet:
    """The set-up sheet of one meeting (BIL-30 to BIL-32)."""

    frame: Frame
    meeting: SetUp


@dataclass(frozen=True)
class RoomDay:
    """One room and its meetings of a day, in the order of time."""

    code: str
    room: str
    venue: str
    meetings: tuple[SetUp, ...]


@dataclass(frozen=True)
class RoomSheets:
    """Every room in which two delegations meet on that local day, in the order of the house."""

    frame: Frame
    day: date
    rooms: tuple[RoomDay, ...]


@dataclass(frozen=True)
class RoomsAhead:
    """What is set up for the meetings that begin in `[starts_at, ends_at)`, by time; `then` is when the next one begins."""

    starts_at: datetime
    ends_at: datetime
    meetings: tuple[SetUp, ...]
    then: datetime | None = None


@dataclass(frozen=True)
class MeetingLine:
    """A request or a meeting as one delegation knows it; `state` is the value of the state.

    Without a time yet both ends are None. A reserved line says only when and where (BIL-50).
    """

    code: str
    state: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    principal: str = ""
    counterpart: str = ""
    counterpart_principal: str = ""
    is_reserved: bool = False


@dataclass(frozen=True)
class DelegationMeetings:
    """The bilateral meetings and open requests of one delegation, those with a time first."""

    frame: Frame
    code: str
    name: str
    lines: tuple[MeetingLine, ...]


@dataclass(frozen=True)
class MeetingSign:
    """The sign at the door of one meeting: the room, when it is reserved, and nothing else (BIL-50)."""

    frame: Frame
    code: str
    room: str
    venue: str
    starts_at: datetime
    ends_at: datetime

"""What stands in a programme or a schedule, as plain values that can be frozen and printed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """Why an item stands in somebody's schedule."""

    OPEN = "open"
    HEADS = "heads"
    CHAIR = "chair"
    SPEAKER = "speaker"
    SIGNATORY = "signatory"
    SPONSOR = "sponsor"
    BILATERAL = "bilateral"
    RESERVED = "reserved"


@dataclass(frozen=True)
class Frame:
    """Of which summit the document is, on whose clocks, in which language. `zone` is an IANA name."""

    event: str
    place: str
    zone: str
    days: tuple[date, ...]
    language: str = "en"


@dataclass(frozen=True)
class Item:
    """One item; times in UTC, half-open. `code` is the public code of the line or request, `version` counts changes.

    `counterpart` is the other party of a bilateral, with `counterpart_principal`; both are empty where the reader may only
    know that the room is reserved (BIL-50). `side` is the owner's side of the room as seen from the door, left or right
    (BIL-31); venue, floor and zone are the way to a bilateral room.
    """

    starts_at: datetime
    ends_at: datetime
    part: Part
    title: str
    room: str
    code: str = ""
    version: int = 1
    counterpart: str = ""
    counterpart_principal: str = ""
    principal: str = ""
    side: str = ""
    venue: str = ""
    floor: str = ""
    zone: str = ""


@dataclass(frozen=True)
class ProgrammeLine:
    """A line of the daily programme ("journal"). `languages` are two-letter codes, `notes` names of chairs and sponsors."""

    starts_at: datetime
    ends_at: datetime
    title: str
    room: str
    kind: str
    access: str
    languages: tuple[str, ...]
    chairs: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True)
class DailyProgramme:
    """All public lines of one day."""

    frame: Frame
    day: date
    lines: tuple[ProgrammeLine, ...]


@dataclass(frozen=True)
class PersonPlan:
    """One person's own items in the order of time."""

    name: str
    function: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class DelegationSchedule:
    """A delegation's days: what all its members may attend, then each person (DEL-13 order)."""

    frame: Frame
    name: str
    code: str
    shared: tuple[Item, ...]
    people: tuple[PersonPlan, ...]


@dataclass(frozen=True)
class ParticipantSchedule:
    """One participant's days."""

    frame: Frame
    name: str
    code: str
    function: str
    delegation: str
    items: tuple[Item, ...]

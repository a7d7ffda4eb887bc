"""Lists of people and places as they are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from summit.badges.facts import FrozenDesign
from summit.documents.facts.schedules import Frame


@dataclass(frozen=True)
class ListedPerson:
    """One line of a list. `function` is the code of the function in the delegation; `name` has its style (PER-08)."""

    code: str
    name: str
    title: str
    function: str
    is_head: bool = False


@dataclass(frozen=True)
class ListedDelegation:
    """A delegation's lines: the head, then the order of the note verbale (DEL-13)."""

    code: str
    name: str
    people: tuple[ListedPerson, ...]


@dataclass(frozen=True)
class ListedPart:
    """One part: 1 States, 2 observers and integration organizations, 3 United Nations, 4 other organizations, 5 rest."""

    number: int
    delegations: tuple[ListedDelegation, ...]


@dataclass(frozen=True)
class ParticipantList:
    """The list of participants (DOC-01): nobody who is not to be listed is in these facts at all."""

    frame: Frame
    parts: tuple[ListedPart, ...]

    @property
    def people(self) -> int:
        """How many persons are listed."""
        return sum(len(delegation.people) for part in self.parts for delegation in part.delegations)


@dataclass(frozen=True)
class RankedPlace:
    """One place in the order of precedence, with its basis; `is_decided` marks a place by decision (PRE-05)."""

    number: int
    code: str
    delegation: str
    head: str
    head_title: str
    rank: str
    reason: str
    is_decided: bool


@dataclass(frozen=True)
class OrderOfPrecedence:
    """The order of precedence at a moment (UTC), for the department's own use."""

    frame: Frame
    at: datetime
    places: tuple[RankedPlace, ...]


@dataclass(frozen=True)
class NamePlate:
    """The short name of a State or organization as it stands on its plate, in capitals (NAM-05)."""

    code: str
    name: str


@dataclass(frozen=True)
class NamePlates:
    """All plates in alphabetical order, and the design that draws them."""

    frame: Frame
    plates: tuple[NamePlate, ...]
    design: FrozenDesign = FrozenDesign("name_plate")


@dataclass(frozen=True)
class PlaceCard:
    """Who sits at a place: the name with its style, and the delegation."""

    code: str
    name: str
    delegation: str


@dataclass(frozen=True)
class PlaceCards:
    """Cards for a table, in the order of precedence, and the design that draws them."""

    frame: Frame
    cards: tuple[PlaceCard, ...]
    design: FrozenDesign = FrozenDesign("place_card")


@dataclass(frozen=True)
class SignLine:
    """What happens in a room; an empty title means that it is reserved. Times in UTC."""

    starts_at: datetime
    ends_at: datetime
    title: str


@dataclass(frozen=True)
class RoomSign:
    """The page at one door."""

    code: str
    room: str
    venue: str
    lines: tuple[SignLine, ...]


@dataclass(frozen=True)
class RoomSigns:
    """Every room in which something happens on that local day."""

    frame: Frame
    day: date
    signs: tuple[RoomSign, ...]


@dataclass(frozen=True)
class CalendarEvent:
    """One side event with its confirmed sponsors (SID-02)."""

    code: str
    room: str
    title: str
    sponsors: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class SideEventCalendar:
    """All side events by time, and the rooms that they use in the order of the house."""

    frame: Frame
    rooms: tuple[str, ...]
    events: tuple[CalendarEvent, ...]

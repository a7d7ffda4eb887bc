"""The summit, its rooms and who holds them, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NotRequired, TypedDict

from summit.foundation.clock import local, moment, offset_label

RESERVED = "Reserved"
CLOSED = "Closed"  # the label of a room that cannot be used
CLOSURE = "closure"
ROOM_KINDS: dict[str, str] = {
    "hall": "Hall",
    "meeting": "Meeting room",
    "bilateral": "Bilateral room",
    "lounge": "Lounge",
    "office": "Office",
    "other": "Other",
}


@dataclass(frozen=True)
class SummitFacts:
    """The one summit. `place` is the town whose clocks apply, `zone` its IANA name; `last_day` counts."""

    title: str
    short_title: str
    place: str
    zone: str
    first_day: date
    last_day: date
    collection_point: str = "the accreditation centre"

    def days(self) -> tuple[date, ...]:
        """Every day of the summit in order."""
        count = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=number) for number in range(count))

    def hour(self, at: datetime) -> str:
        """`09:00` on the summit's clocks."""
        return f"{local(at, self.zone):%H:%M}"

    def span(self, starts_at: datetime, ends_at: datetime) -> str:
        """`09:00–10:15`, or `19:00–00:30 on 27 October` when it ends on another day than it starts."""
        start, end = local(starts_at, self.zone), local(ends_at, self.zone)
        same_day = start.date() == end.date()
        return f"{start:%H:%M}–{end:%H:%M}" + ("" if same_day else f" on {end.day} {end:%B}")

    def day_of(self, at: datetime) -> date:
        """The local day of that moment."""
        return local(at, self.zone).date()

    def clock(self, at: datetime) -> str:
        """Whose time it is: `Hanoi time (UTC+7)`."""
        return f"{self.place} time ({offset_label(at, self.zone)})"

    def present(self, now: datetime) -> datetime:
        """The moment against which times are judged: now, and once the summit is over the eve of its first day.

        A summit that is over is looked at, rehearsed and taught with; there all of its times lie ahead again.
        """
        closes = moment(datetime.combine(self.last_day + timedelta(days=1), time()), self.zone)
        return now if now < closes else moment(datetime.combine(self.first_day, time()), self.zone)


@dataclass(frozen=True)
class VenueFacts:
    """A building."""

    code: str
    name: str
    address: str = ""


@dataclass(frozen=True)
class RoomFacts:
    """A room. `kind` is a key of ROOM_KINDS, `capacity` counts persons, `zone` is an area's code or empty."""

    code: str
    name: str
    capacity: int
    kind: str = "meeting"
    zone: str = ""
    floor: str = ""
    position: int = 0
    venue_code: str = ""
    venue_name: str = ""


@dataclass(frozen=True)
class HoldFacts:
    """A room is taken over the half-open `[held_from, held_until)` in UTC.

    `label` is what everyone may read: "Reserved" for a bilateral (BIL-50). The kind `closure` is nothing that holds the
    room: it cannot be used then, whatever else stands there.
    """

    room_code: str
    room_name: str
    held_from: datetime
    held_until: datetime
    kind: str
    code: str
    label: str


class Tie(TypedDict):
    """What ties a room: from when until when, set-up and clearing included, for which thing, under which label.

    A hold that nobody has agreed to yet says when it `lapses_at`; None for one that stands. `now` is the moment of the act:
    what lapsed before it stands in nobody's way.
    """

    held_from: datetime
    held_until: datetime
    kind: str
    code: str
    label: str
    lapses_at: NotRequired[datetime | None]
    now: NotRequired[datetime]


@dataclass(frozen=True)
class FreeSlot:
    """A room and a time that were free when somebody else's hold stood in the way (BK-2)."""

    room_code: str
    room_name: str
    capacity: int
    held_from: datetime
    held_until: datetime

    def line_starts(self, setup_minutes: int) -> datetime:
        """When the thing itself starts, the set-up at the head of the hold left out."""
        return self.held_from + timedelta(minutes=setup_minutes)

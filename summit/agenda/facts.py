"""Lines of the programme, side events and the room grid as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from summit.agenda.lifecycle import Access, ContributorPart, EntryKind

INTERNAL = "Internal"
LANGUAGE_NAMES: dict[str, str] = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
    "vi": "Vietnamese",
}


@dataclass(frozen=True)
class TopicFacts:
    """One of the event's themes."""

    code: str
    title: str
    title_vi: str = ""


@dataclass(frozen=True)
class EntryDraft:
    """What somebody wants to put into the programme (SES-01, SID-01).

    `room` and `topic` are codes or empty; `languages` two-letter codes, space separated; `setup_minutes` lie before the
    start and belong to the room's hold (BK-3). `is_exception`: the organizer allows a side event in the time of a main
    event (SID-05).
    """

    kind: EntryKind
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str = ""
    abstract: str = ""
    setup_minutes: int = 0
    languages: str = "en"
    access: Access = Access.DELEGATES
    is_public: bool = True
    for_all_heads: bool = False
    topic: str = ""
    is_exception: bool = False


@dataclass(frozen=True)
class ContributorFacts:
    """Who chairs, speaks or signs: the printed name, the title, and the delegation with its flag."""

    participant_code: str
    name: str
    title: str
    part: ContributorPart
    delegation: str
    flag: str


@dataclass(frozen=True)
class SponsorFacts:
    """A delegation that leads or co-sponsors a side event; unconfirmed ones are not printed (SID-02)."""

    delegation_code: str
    name: str
    flag: str
    is_lead: bool
    is_confirmed: bool


@dataclass(frozen=True)
class EntryFacts:
    """A line of the programme; times in UTC, half-open."""

    id: int
    code: str
    kind: EntryKind
    title: str
    abstract: str
    starts_at: datetime
    ends_at: datetime
    setup_minutes: int
    room_code: str
    room_name: str
    languages: tuple[str, ...]
    access: Access
    is_public: bool
    for_all_heads: bool
    state: str
    topic: TopicFacts | None
    version: int
    contributors: tuple[ContributorFacts, ...] = ()
    all_sponsors: tuple[SponsorFacts, ...] = ()

    @property
    def is_planned(self) -> bool:
        return self.state == "planned"

    @property
    def sponsors(self) -> tuple[SponsorFacts, ...]:
        """The confirmed ones, the lead first: all that may be printed (SID-02)."""
        return tuple(sponsor for sponsor in self.all_sponsors if sponsor.is_confirmed)

    @property
    def chairs(self) -> tuple[ContributorFacts, ...]:
        return self._in(ContributorPart.CHAIR)

    @property
    def speakers(self) -> tuple[ContributorFacts, ...]:
        return self._in(ContributorPart.SPEAKER)

    @property
    def signatories(self) -> tuple[ContributorFacts, ...]:
        return self._in(ContributorPart.SIGNATORY)

    def _in(self, part: ContributorPart) -> tuple[ContributorFacts, ...]:
        return tuple(one for one in self.contributors if one.part == part)


@dataclass(frozen=True)
class HistoryLine:
    """One change of a line in plain words (UX-29): `Moved`, and `Room: M-301 → M-302`."""

    what: str
    who: str
    at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True)
class SlotGroup:
    """Entries of one day that start together; side events of one slot stand apart, to be folded."""

    starts_at: datetime
    entries: tuple[EntryFacts, ...]
    side_events: tuple[EntryFacts, ...]


@dataclass(frozen=True)
class GridBlock:
    """A held stretch of a room. `first` and `span` count rows of five minutes from the grid's opening.

    `setup` is the number of those rows at the block's head that are set-up; `code` is empty when the viewer may not know
    whose it is.
    """

    first: int
    span: int
    setup: int
    starts_at: datetime
    ends_at: datetime
    title: str
    code: str = ""
    kind: str = "reserved"


@dataclass(frozen=True)
class GridColumn:
    """A room and its blocks in order of time."""

    room_code: str
    room_name: str
    capacity: int
    kind: str
    blocks: tuple[GridBlock, ...] = field(default=())


@dataclass(frozen=True)
class DayGrid:
    """Rooms by time on one local day; `hours` are the whole hours it shows, `rows` its height in five minutes."""

    day: date
    opens_at: datetime
    hours: tuple[int, ...]
    rows: int
    columns: tuple[GridColumn, ...]

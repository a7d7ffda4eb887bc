"""What the frame of every page and the duty desk's own pages show, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from summit.accreditation.facts import CategoryFacts
from summit.audit.facts import AuditLine
from summit.delegations.facts import DeadlineLine, DelegationCard, PersonLine, QuotaEntry, RankClassEntry
from summit.delegations.lifecycle import DeadlineKind, PartyKind
from summit.notices.facts import SavedWording, Wording
from summit.venues.facts import RoomFacts, SummitFacts

T = TypeVar("T")


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    label: str
    address: str
    icon: str
    is_here: bool


@dataclass(frozen=True)
class MenuOffice:
    """The lines of one office."""

    name: str
    items: tuple[MenuItem, ...]


@dataclass(frozen=True)
class Figure:
    """How many there are, and the list that shows exactly those: `endpoint` with `values` is its address (UX-17).

    `meaning` says what is counted; `endpoint` is empty where the list is for another office to read.
    """

    label: str
    number: int
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    meaning: str = ""


@dataclass(frozen=True)
class OfficeCard:
    """What waits for one office of the user."""

    name: str
    figures: tuple[Figure, ...]


class Stage(StrEnum):
    """How far a person has come; whoever stands at one stage has passed all before it."""

    REGISTERED = "registered"
    SUBMITTED = "submitted"
    CLEARED = "cleared"
    APPROVED = "approved"
    PRINTED = "printed"


class Mark(StrEnum):
    """For what a delegation is counted. No value is that of a Stage, for both are keys of one table."""

    OPEN = "open"
    HEADED = "headed"
    ADMITTED = "admitted"
    SIGNING = "signing"


@dataclass(frozen=True)
class FigureGroup:
    """Figures under one heading."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class TallyRow:
    """One kind or region, and a figure for each column of its table."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Tally:
    """A table of figures: `rows_are` says what a row is, `columns` are what is counted and what that means."""

    name: str
    rows_are: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[TallyRow, ...]


@dataclass(frozen=True)
class RegistrationDay:
    """Who was registered on one day of the summit's calendar and still is, in time or after the deadline (ACC-08)."""

    day: date
    in_time: int
    late: int


@dataclass(frozen=True)
class Registrations:
    """Registrations day by day without a gap, empty before the first; `last_day` is where their calendar ends.

    `deadline` is None while none is set, `deadline_words` that moment in words with its clock.
    """

    days: tuple[RegistrationDay, ...]
    last_day: date | None
    deadline: datetime | None
    deadline_words: str

    @property
    def in_time(self) -> int:
        return sum(one.in_time for one in self.days)

    @property
    def late(self) -> int:
        return sum(one.late for one in self.days)


@dataclass(frozen=True)
class SummitFigures:
    """Everything on the page of figures (EVT-01), counted at one moment.

    `scope` names the delegation when only one is counted. `tables` and the figures of States are empty then. `stages` are
    the people, each stage among those of the one before; `uncounted` what nothing counts yet, and why.
    """

    at: datetime
    summit: SummitFacts | None
    scope: str
    groups: tuple[FigureGroup, ...]
    stages: tuple[Figure, ...]
    late: Figure
    registrations: Registrations
    tables: tuple[Tally, ...]
    uncounted: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SummitDay:
    """A day of the programme and how many planned lines of it the user may see."""

    day: date
    lines: int


@dataclass(frozen=True)
class ScheduleLine:
    """An item of a programme or of somebody's day; `endpoint` with `code` leads to it, both empty for a reserved one."""

    starts_at: datetime
    ends_at: datetime
    title: str
    room: str
    part: str = ""
    endpoint: str = ""
    code: str = ""


@dataclass(frozen=True)
class Mandate:
    """The delegation for which a focal point acts now, and the others for which the same person may act (PM-3).

    `head` and `head_code` are empty while nobody heads the delegation; `items` are the head's next ones;
    `deadlines` what is to be done by when.
    """

    code: str
    name: str
    flag: str
    head: str
    head_code: str
    items: tuple[ScheduleLine, ...]
    others: tuple[tuple[str, str], ...]
    deadlines: tuple[DeadlineLine, ...] = ()


@dataclass(frozen=True)
class Home:
    """The page of today for one user; `summit` is None before it is set up.

    `lacks_mandate` says that a focal point has no delegation now; `is_over` that nothing comes any more.
    """

    summit: SummitFacts | None
    days: tuple[SummitDay, ...]
    offices: tuple[OfficeCard, ...]
    mandate: Mandate | None
    lacks_mandate: bool
    lines: tuple[ScheduleLine, ...]
    is_over: bool
    journal: tuple[AuditLine, ...]


@dataclass(frozen=True)
class Hits(Generic[T]):
    """The first results of one kind, and how many there are; `is_more` says that counting stopped at `total`."""

    rows: tuple[T, ...] = ()
    total: int = 0
    is_more: bool = False


@dataclass(frozen=True)
class Found:
    """What a search found, by kind. `is_asked` is False while there is no word to look for."""

    is_asked: bool
    people: Hits[PersonLine] = Hits()
    delegations: Hits[DelegationCard] = Hits()
    rooms: Hits[RoomFacts] = Hits()
    lines: Hits[ScheduleLine] = Hits()

    @property
    def total(self) -> int:
        return self.people.total + self.delegations.total + self.rooms.total + self.lines.total

    @property
    def is_more(self) -> bool:
        return self.people.is_more or self.delegations.is_more


@dataclass(frozen=True)
class Suggestion:
    """One result as the finder shows it: its name, what tells it from others, where it leads."""

    label: str
    detail: str
    address: str


@dataclass(frozen=True)
class StandingWords:
    """Where an application stands, as its owner reads it: what is, and what comes next (UX-14)."""

    state: str
    headline: str
    next_step: str


@dataclass(frozen=True)
class OwnBadge:
    """What the delegate may do with the own badge. `serial` is empty while there is no card to show.

    `is_offered` says that the first card can be made now; `is_self_printed` that it may be printed at home.
    """

    serial: str
    issue_number: int
    is_offered: bool
    is_self_printed: bool


@dataclass(frozen=True)
class OwnDay:
    """One day of the delegate's schedule."""

    day: date
    lines: tuple[ScheduleLine, ...]


@dataclass(frozen=True)
class CalendarAddress:
    """That a secret calendar address exists; the address itself is shown once and not kept (IC-1)."""

    made_at: datetime
    expires_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class OwnPage:
    """Everything on a delegate's own page."""

    summit: SummitFacts
    name: str
    badge_name: str
    code: str
    delegation: str
    flag: str
    function: str
    category: CategoryFacts | None
    category_code: str
    standing: StandingWords
    since: datetime | None
    reason: str
    badge: OwnBadge
    days: tuple[OwnDay, ...]
    next_code: str
    calendar: CalendarAddress | None
    languages: Mapping[str, str]


@dataclass(frozen=True)
class LetterPreview:
    """A letter that nobody gets, with the values that `title` tells of."""

    title: str
    letter: Wording


class Lack(StrEnum):
    """What a delegation can be reminded of."""

    PHOTO = "photo"
    PASSPORT = "passport"
    DRAFT = "draft"
    RETURNED = "returned"


@dataclass(frozen=True)
class Asked:
    """Of what delegations are to be reminded; deadlines are named that end within `days`."""

    lacks: tuple[Lack, ...] = tuple(Lack)
    days: int = 7


@dataclass(frozen=True)
class Reminder:
    """What one delegation is reminded of: numbers and never who, for a mailbox has other readers.

    `tasks` are the lines in English, `letter_tasks` the same in the recipient's language, as they stand in the letter.
    `recipient` is None where nobody acts for the delegation now. `key` is the same for the same lack on the same day;
    `is_written` says that this letter is written.
    """

    code: str
    name: str
    flag: str
    tasks: tuple[str, ...]
    letter_tasks: tuple[str, ...]
    recipient: Recipient | None
    key: str = ""
    is_written: bool = False


@dataclass(frozen=True)
class Recipient:
    """Whom a reminder goes to."""

    code: str
    name: str
    email: str
    language: str


@dataclass(frozen=True)
class Setup:
    """What one summit hands to the next: zones (code -> name), categories, quotas by kind, deadlines, classes of rank, the
    words of letters and the kinds of them that wait for an officer.
    """

    zones: Mapping[str, str]
    categories: tuple[CategoryFacts, ...]
    quotas: tuple[tuple[PartyKind, QuotaEntry], ...]
    deadlines: tuple[tuple[DeadlineKind, datetime, bool], ...]
    wordings: tuple[SavedWording, ...] = ()
    held_letters: tuple[str, ...] = ()
    ranks: tuple[RankClassEntry, ...] = ()


@dataclass(frozen=True)
class HistoryLine:
    """One line of a history: `deeds` end the sentence that `who` begins; `person` and `name` say about whom it is."""

    number: int
    at: datetime
    who: str
    deeds: tuple[str, ...]
    person: str = ""
    name: str = ""
    is_late: bool = False
    reason: str = ""


@dataclass(frozen=True)
class History:
    """One page of a history, newest first; `older` is the number before which the next page begins, None at the end."""

    lines: tuple[HistoryLine, ...]
    older: int | None = None

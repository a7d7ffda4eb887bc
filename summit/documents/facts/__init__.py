"""What stands in the papers, as plain values that can be frozen and printed again."""

from summit.documents.facts.emergency import Contact, ContactList, GateList
from summit.documents.facts.lists import (
    CalendarEvent,
    ListedDelegation,
    ListedPart,
    ListedPerson,
    NamePlate,
    NamePlates,
    OrderOfPrecedence,
    ParticipantList,
    PlaceCard,
    PlaceCards,
    RankedPlace,
    RoomSign,
    RoomSigns,
    SideEventCalendar,
    SignLine,
)
from summit.documents.facts.papers import CallSheet, NoteVerbale
from summit.documents.facts.schedules import (
    DailyProgramme,
    DelegationSchedule,
    Frame,
    Item,
    Part,
    ParticipantSchedule,
    PersonPlan,
    ProgrammeLine,
)
from summit.documents.facts.versions import (
    DRAFT,
    Asked,
    Changed,
    CorrectionFacts,
    DifferenceReport,
    Differences,
    DocumentLine,
    Issue,
    Line,
    Listing,
    VersionLine,
)
from summit.documents.lifecycle import DocumentKind

Facts = (
    ParticipantList
    | OrderOfPrecedence
    | DailyProgramme
    | DelegationSchedule
    | ParticipantSchedule
    | CallSheet
    | SideEventCalendar
    | RoomSigns
    | NamePlates
    | PlaceCards
    | NoteVerbale
)
FACTS_OF: dict[DocumentKind, type[Facts]] = {
    DocumentKind.LIST_OF_PARTICIPANTS: ParticipantList,
    DocumentKind.ORDER_OF_PRECEDENCE: OrderOfPrecedence,
    DocumentKind.DAILY_PROGRAMME: DailyProgramme,
    DocumentKind.DELEGATION_SCHEDULE: DelegationSchedule,
    DocumentKind.PARTICIPANT_SCHEDULE: ParticipantSchedule,
    DocumentKind.CALL_SHEET: CallSheet,
    DocumentKind.SIDE_EVENT_CALENDAR: SideEventCalendar,
    DocumentKind.ROOM_SIGNS: RoomSigns,
    DocumentKind.NAME_PLATES: NamePlates,
    DocumentKind.PLACE_CARDS: PlaceCards,
    DocumentKind.NOTE_REGISTRATION: NoteVerbale,
    DocumentKind.NOTE_BADGES: NoteVerbale,
    DocumentKind.NOTE_SIDE_EVENTS: NoteVerbale,
}

__all__ = [
    "Asked",
    "CalendarEvent",
    "CallSheet",
    "Changed",
    "Contact",
    "ContactList",
    "CorrectionFacts",
    "DRAFT",
    "DailyProgramme",
    "DelegationSchedule",
    "DifferenceReport",
    "Differences",
    "DocumentLine",
    "FACTS_OF",
    "Facts",
    "Frame",
    "GateList",
    "Issue",
    "Item",
    "Line",
    "ListedDelegation",
    "ListedPart",
    "ListedPerson",
    "Listing",
    "NamePlate",
    "NamePlates",
    "NoteVerbale",
    "OrderOfPrecedence",
    "Part",
    "ParticipantList",
    "ParticipantSchedule",
    "PersonPlan",
    "PlaceCard",
    "PlaceCards",
    "ProgrammeLine",
    "RankedPlace",
    "RoomSign",
    "RoomSigns",
    "SideEventCalendar",
    "SignLine",
    "VersionLine",
]

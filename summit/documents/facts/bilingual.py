"""The same document in two languages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from summit.documents.facts.lists import (
    ListedPart,
    NamePlates,
    OrderOfPrecedence,
    ParticipantList,
    PlaceCards,
    RoomSigns,
    SideEventCalendar,
)
from summit.documents.facts.meetings import DelegationMeetings, MeetingSheet, MeetingSign, RoomSheets
from summit.documents.facts.papers import CallSheet, NoteVerbale
from summit.documents.facts.schedules import DailyProgramme, DelegationSchedule, Frame, ParticipantSchedule

InOneLanguage = (
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
    | MeetingSheet
    | RoomSheets
    | DelegationMeetings
    | MeetingSign
)


@dataclass(frozen=True)
class Bilingual:
    """A document in two languages (DOC-05), both read at the same moment. The order of the first holds for both."""

    first: InOneLanguage
    second: InOneLanguage

    @property
    def frame(self) -> Frame:
        """The frame in the first language."""
        return self.first.frame


Facts = InOneLanguage | Bilingual


def beside(first: InOneLanguage, second: InOneLanguage) -> Bilingual:
    """Both as one, what is sorted by names of States in the order of the first."""
    if isinstance(first, ParticipantList) and isinstance(second, ParticipantList):
        parts = tuple(_in_order(one, two) for one, two in zip(first.parts, second.parts, strict=True))
        return Bilingual(first, replace(second, parts=parts))
    if isinstance(first, NamePlates) and isinstance(second, NamePlates):
        place = {plate.code: number for number, plate in enumerate(first.plates)}
        plates = tuple(sorted(second.plates, key=lambda plate: place[plate.code]))
        return Bilingual(first, replace(second, plates=plates))
    return Bilingual(first, second)


def _in_order(first: ListedPart, second: ListedPart) -> ListedPart:
    place = {delegation.code: number for number, delegation in enumerate(first.delegations)}
    return replace(second, delegations=tuple(sorted(second.delegations, key=lambda one: place[one.code])))

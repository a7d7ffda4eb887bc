"""From what is asked for to the facts of that document, for every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from summit.agenda.queries import days_of_programme
from summit.delegations.queries import Reach, delegation_by_code, names_of, participant_by_code
from summit.documents.facts import Asked, Facts, InOneLanguage, beside
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, SubjectKind
from summit.documents.queries.lists import name_plates, order_of_precedence, participant_list, place_cards
from summit.documents.queries.meetings import (
    delegation_meetings,
    meeting_name,
    meeting_sheet,
    meeting_sign,
    room_sheets,
)
from summit.documents.queries.papers import call_sheet, note_verbale, room_signs, side_event_calendar
from summit.documents.queries.schedules import daily_programme, delegation_schedule, participant_schedule
from summit.documents.words import languages_of
from summit.foundation.errors import NotFound

Source = Callable[[Session, Asked, datetime, Reach], InOneLanguage]


def gathered(session: Session, now: datetime, *, asked: Asked, viewer: Reach) -> Facts:
    """The facts of the document as they are now. `viewer` is the reader's reach for bilaterals (BIL-50).

    Raises NotFound where the subject does not exist, and UnknownLanguage.
    """
    source = SOURCES[asked.kind]
    return in_languages(
        asked.language, lambda language: source(session, replace(asked, language=language), now, viewer)
    )


def in_languages(written: str, source: Callable[[str], InOneLanguage]) -> Facts:
    """The document in the language that is written, or in both of the two (DOC-05); raises UnknownLanguage."""
    found = [source(language) for language in languages_of(written)]
    return found[0] if len(found) == 1 else beside(*found)


def subject_name(session: Session, asked: Asked, viewer: Reach) -> str:
    """What the document is about, in words. NotFound for what does not exist, or for a meeting that `viewer` may not know."""
    subject = KINDS[asked.kind].subject
    if subject is SubjectKind.DAY:
        return f"{day_of(session, asked.subject):%A, %-d %B %Y}"
    if subject is SubjectKind.DELEGATION:
        party_id = delegation_by_code(session, asked.subject).party_id
        return names_of(session, [party_id])[party_id]
    if subject is SubjectKind.PARTICIPANT:
        return participant_by_code(session, asked.subject).person.badge_name
    if subject is SubjectKind.MEETING:
        return meeting_name(session, viewer, asked.subject)
    if asked.subject:
        raise NotFound()
    return ""


def day_of(session: Session, written: str) -> date:
    """The day of the programme that was written, or NotFound."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise NotFound() from error
    if found not in days_of_programme(session):
        raise NotFound()
    return found


def _note(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    delegation = delegation_by_code(session, asked.subject)
    return note_verbale(session, asked.kind, delegation, language=asked.language)


def _delegation_schedule(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    delegation = delegation_by_code(session, asked.subject)
    return delegation_schedule(session, delegation, viewer=viewer, language=asked.language)


def _participant_schedule(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    participant = participant_by_code(session, asked.subject)
    return participant_schedule(session, participant, viewer=viewer, language=asked.language)


def _call_sheet(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    participant = participant_by_code(session, asked.subject)
    return call_sheet(session, participant, now, viewer=viewer, language=asked.language)


def _meeting_sheet(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    return meeting_sheet(session, asked.subject, now, viewer=viewer, language=asked.language)


def _room_sheets(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    return room_sheets(session, day_of(session, asked.subject), now, viewer=viewer, language=asked.language)


def _meeting_sign(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    return meeting_sign(session, asked.subject, now, viewer=viewer, language=asked.language)


def _delegation_meetings(session: Session, asked: Asked, now: datetime, viewer: Reach) -> InOneLanguage:
    delegation = delegation_by_code(session, asked.subject)
    return delegation_meetings(session, delegation, now, viewer=viewer, language=asked.language)


SOURCES: dict[DocumentKind, Source] = {
    DocumentKind.LIST_OF_PARTICIPANTS: lambda session, asked, now, viewer: participant_list(
        session, now, language=asked.language, state=asked.state
    ),
    DocumentKind.ORDER_OF_PRECEDENCE: lambda session, asked, now, viewer: order_of_precedence(
        session, now, language=asked.language
    ),
    DocumentKind.DAILY_PROGRAMME: lambda session, asked, now, viewer: daily_programme(
        session, day_of(session, asked.subject), asked.language
    ),
    DocumentKind.DELEGATION_SCHEDULE: _delegation_schedule,
    DocumentKind.PARTICIPANT_SCHEDULE: _participant_schedule,
    DocumentKind.CALL_SHEET: _call_sheet,
    DocumentKind.SIDE_EVENT_CALENDAR: lambda session, asked, now, viewer: side_event_calendar(
        session, language=asked.language
    ),
    DocumentKind.ROOM_SIGNS: lambda session, asked, now, viewer: room_signs(
        session, day_of(session, asked.subject), now, language=asked.language
    ),
    DocumentKind.NAME_PLATES: lambda session, asked, now, viewer: name_plates(session, language=asked.language),
    DocumentKind.PLACE_CARDS: lambda session, asked, now, viewer: place_cards(
        session, now, language=asked.language
    ),
    DocumentKind.NOTE_REGISTRATION: _note,
    DocumentKind.NOTE_BADGES: _note,
    DocumentKind.NOTE_SIDE_EVENTS: _note,
    DocumentKind.MEETING_SHEET: _meeting_sheet,
    DocumentKind.ROOM_SHEETS: _room_sheets,
    DocumentKind.DELEGATION_MEETINGS: _delegation_meetings,
    DocumentKind.MEETING_SIGN: _meeting_sign,
}

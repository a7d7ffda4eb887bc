"""From what is asked for to the facts of that document, for every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any  # Any: a bundle's source takes the rows of its own kind of subject

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.agenda.queries import days_of_programme
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import (
    NOTHING,
    Reach,
    delegation_by_code,
    delegation_names,
    heads_at,
    names_of,
    opening_moment,
    participant_by_code,
)
from summit.documents.facts import Asked, Facts, InOneLanguage, beside
from summit.documents.kinds import KINDS, KindFacts
from summit.documents.lifecycle import DocumentKind, SubjectKind
from summit.documents.queries.lists import name_plates, order_of_precedence, participant_list, place_cards
from summit.documents.queries.meetings import (
    delegation_meetings,
    meeting_name,
    meeting_sheet,
    meeting_sign,
    meetings_to_print,
    room_sheets,
)
from summit.documents.queries.papers import (
    call_sheet,
    call_sheets,
    note_verbale,
    notes_verbales,
    room_signs,
    side_event_calendar,
)
from summit.documents.queries.schedules import (
    daily_programme,
    delegation_schedule,
    delegation_schedules,
    participant_schedule,
    participant_schedules,
)
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


def gathered_all(session: Session, now: datetime, *, asked: Asked, viewer: Reach) -> dict[str, Facts]:
    """The facts of every document of a kind that has bundles, by subject, in as many queries as for one.

    `asked` names no subject. Raises UnknownLanguage.
    """
    source = BUNDLES[asked.kind]
    subjects = _subjects_loaded(session, KINDS[asked.kind], now)
    halves = [
        source(session, subjects, replace(asked, language=language), (now, viewer)) if subjects else []
        for language in languages_of(asked.language)
    ]
    return {
        subject.code: found[0] if len(found) == 1 else beside(*found)
        for subject, found in zip(subjects, zip(*halves, strict=True), strict=True)
    }


def subjects_of(session: Session, kind: KindFacts, now: datetime, viewer: Reach = NOTHING) -> dict[str, str]:
    """What documents of the kind are about, by name: days, delegations, the heads of delegation at the opening, or the
    bilateral meetings that `viewer` may know.
    """
    if kind.subject is SubjectKind.DAY:
        return {day.isoformat(): f"{day:%A, %-d %B %Y}" for day in days_of_programme(session)}
    if kind.subject is SubjectKind.DELEGATION:
        return dict(delegation_names(session))
    if kind.subject is SubjectKind.PARTICIPANT:
        return {one.code: one.person.badge_name for one in _heads(session, now)}
    if kind.subject is SubjectKind.MEETING:
        return meetings_to_print(session, viewer, now)
    return {}


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


def _heads(session: Session, now: datetime) -> list[Participant]:
    heads = heads_at(session, opening_moment(session, now)).values()
    return sorted(heads, key=lambda one: (one.person.badge_name, one.code))


def _subjects_loaded(session: Session, kind: KindFacts, now: datetime) -> Sequence[Delegation | Participant]:
    """The same as rows, with their parties: in the order of the names of delegations, or of the heads."""
    delegations = session.scalars(
        select(Delegation).options(joinedload(Delegation.party)).order_by(Delegation.sort_name, Delegation.id)
    ).all()
    if kind.subject is SubjectKind.DELEGATION:
        return delegations
    place = {delegation: number for number, delegation in enumerate(delegations)}
    return sorted(_heads(session, now), key=lambda one: place[one.delegation])  # each head now holds its delegation


Bundled = Callable[[Session, Any, Asked, tuple[datetime, Reach]], Sequence[InOneLanguage]]
BUNDLES: dict[DocumentKind, Bundled] = {
    DocumentKind.DELEGATION_SCHEDULE: lambda session, found, asked, told: delegation_schedules(
        session, found, viewer=told[1], language=asked.language
    ),
    DocumentKind.PARTICIPANT_SCHEDULE: lambda session, found, asked, told: participant_schedules(
        session, found, viewer=told[1], language=asked.language
    ),
    DocumentKind.CALL_SHEET: lambda session, found, asked, told: call_sheets(
        session, found, told[0], viewer=told[1], language=asked.language
    ),
    **dict.fromkeys(
        (DocumentKind.NOTE_REGISTRATION, DocumentKind.NOTE_BADGES, DocumentKind.NOTE_SIDE_EVENTS),
        lambda session, found, asked, told: notes_verbales(session, asked.kind, found, language=asked.language),
    ),
}
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

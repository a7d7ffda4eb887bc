"""Facts to paper, for every kind of document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Protocol  # Any: each function draws the facts of its own kind

from summit.documents.facts import DRAFT, Bilingual, Facts, Issue, NamePlates, PlaceCards
from summit.documents.lifecycle import DocumentKind
from summit.documents.render.call_sheet import render_call_sheet
from summit.documents.render.cards import Artwork, name_plates_pdf, place_cards_pdf, render_room_signs
from summit.documents.render.emergency import render_contact_list, render_gate_list
from summit.documents.render.layout import Paper
from summit.documents.render.lists import (
    render_differences,
    render_order_of_precedence,
    render_participant_list,
    render_side_event_calendar,
)
from summit.documents.render.meetings import (
    render_delegation_meetings,
    render_meeting_sheet,
    render_room_sheets,
)
from summit.documents.render.notes import render_note, render_note_docx
from summit.documents.render.pages import Target
from summit.documents.render.pairs import render_both_signs
from summit.documents.render.schedules import (
    render_daily_programme,
    render_delegation_schedule,
    render_participant_schedule,
)
from summit.documents.render.signs import render_both_meeting_signs, render_meeting_sign


class Renderer(Protocol):
    """Draws the facts of one kind; equal facts, issue and time of printing give equal bytes (DOC-00)."""

    def __call__(self, facts: Any, target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None: ...


RENDERERS: dict[DocumentKind, Renderer] = {
    DocumentKind.LIST_OF_PARTICIPANTS: render_participant_list,
    DocumentKind.ORDER_OF_PRECEDENCE: render_order_of_precedence,
    DocumentKind.DAILY_PROGRAMME: render_daily_programme,
    DocumentKind.DELEGATION_SCHEDULE: render_delegation_schedule,
    DocumentKind.PARTICIPANT_SCHEDULE: render_participant_schedule,
    DocumentKind.CALL_SHEET: render_call_sheet,
    DocumentKind.SIDE_EVENT_CALENDAR: render_side_event_calendar,
    DocumentKind.ROOM_SIGNS: render_room_signs,
    DocumentKind.NOTE_REGISTRATION: render_note,
    DocumentKind.NOTE_BADGES: render_note,
    DocumentKind.NOTE_SIDE_EVENTS: render_note,
    DocumentKind.MEETING_SHEET: render_meeting_sheet,
    DocumentKind.ROOM_SHEETS: render_room_sheets,
    DocumentKind.DELEGATION_MEETINGS: render_delegation_meetings,
    DocumentKind.MEETING_SIGN: render_meeting_sign,
}


class PairRenderer(Protocol):
    """Draws the facts of one kind in two languages, which are of one moment and in one order."""

    def __call__(self, both: Any, target: Target, *, printed_at: datetime, issue: Issue = DRAFT) -> None: ...


BILINGUAL: dict[DocumentKind, PairRenderer] = {
    DocumentKind.LIST_OF_PARTICIPANTS: render_participant_list.draw_both,
    DocumentKind.ORDER_OF_PRECEDENCE: render_order_of_precedence.draw_both,
    DocumentKind.DAILY_PROGRAMME: render_daily_programme.draw_both,
    DocumentKind.DELEGATION_SCHEDULE: render_delegation_schedule.draw_both,
    DocumentKind.PARTICIPANT_SCHEDULE: render_participant_schedule.draw_both,
    DocumentKind.CALL_SHEET: render_call_sheet.draw_both,
    DocumentKind.SIDE_EVENT_CALENDAR: render_side_event_calendar.draw_both,
    DocumentKind.ROOM_SIGNS: render_both_signs,
    DocumentKind.NOTE_REGISTRATION: render_note.draw_both,
    DocumentKind.NOTE_BADGES: render_note.draw_both,
    DocumentKind.NOTE_SIDE_EVENTS: render_note.draw_both,
    DocumentKind.MEETING_SHEET: render_meeting_sheet.draw_both,
    DocumentKind.ROOM_SHEETS: render_room_sheets.draw_both,
    DocumentKind.DELEGATION_MEETINGS: render_delegation_meetings.draw_both,
    DocumentKind.MEETING_SIGN: render_both_meeting_signs,
}


def paper_of(
    kind: DocumentKind,
    facts: Facts,
    *,
    printed_at: datetime,
    issue: Issue = DRAFT,
    artwork: Artwork | None = None,
) -> bytes:
    """The document as PDF; raises MissingGlyph or CannotPrint before anything is printed (DOC-04).

    `artwork` finds the pictures of a design that is frozen with the facts.
    """
    papers = (facts.first, facts.second) if isinstance(facts, Bilingual) else (facts,)
    plates = [one for one in papers if isinstance(one, NamePlates)]
    cards = [one for one in papers if isinstance(one, PlaceCards)]
    if plates:
        return name_plates_pdf(plates, issue, artwork)
    if cards:
        return place_cards_pdf(cards, issue, artwork)
    buffer = BytesIO()
    if isinstance(facts, Bilingual):
        BILINGUAL[kind]((facts.first, facts.second), buffer, printed_at=printed_at, issue=issue)
    else:
        RENDERERS[kind](facts, buffer, printed_at=printed_at, issue=issue)
    return buffer.getvalue()


def bundle_of(kind: DocumentKind, papers: Sequence[tuple[Facts, Issue]], *, printed_at: datetime) -> bytes:
    """Documents of one kind in one file, each with its own version and pages, all in the same languages.

    Raises MissingGlyph; TypeError for a kind that is drawn without furniture.
    """
    renderer, buffer = RENDERERS[kind], BytesIO()
    if not isinstance(renderer, Paper):
        raise TypeError(f"{kind.value} does not come in bundles")
    chapters = [((facts.first, facts.second) if isinstance(facts, Bilingual) else (facts,), issue) for facts, issue in papers]
    renderer.write(chapters, buffer, printed_at=printed_at)
    return buffer.getvalue()


__all__ = [
    "BILINGUAL",
    "RENDERERS",
    "bundle_of",
    "paper_of",
    "render_call_sheet",
    "render_contact_list",
    "render_daily_programme",
    "render_delegation_meetings",
    "render_delegation_schedule",
    "render_differences",
    "render_gate_list",
    "render_meeting_sheet",
    "render_meeting_sign",
    "render_note",
    "render_note_docx",
    "render_order_of_precedence",
    "render_participant_list",
    "render_participant_schedule",
    "render_room_sheets",
    "render_room_signs",
    "render_side_event_calendar",
]

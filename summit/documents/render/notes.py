"""Notes verbales as PDF and as a document for the ministry's own letterhead; dated, numbered and initialed by hand."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Letter
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from summit.documents.facts import Bilingual, Issue, NoteVerbale
from summit.documents.lifecycle import Classification, DocumentKind
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture, long_day, span
from summit.documents.words import (
    BODIES,
    CLOSING,
    EMBASSIES,
    NO_EVENTS,
    NUMBER,
    OPENING,
    SECRETARIATS,
    SENDERS,
    TITLES,
    function_name,
)
from summit.foundation.clock import local
from summit.paper.furniture import Sheet

BLANK = "____________"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@Paper
def render_note(facts: NoteVerbale, issue: Issue, printed_at: datetime) -> Layout:
    """The note on A4; in two languages one text after the other, as notes are sent."""
    title = TITLES[facts.kind][facts.frame.language]
    pages = furniture(facts, title, Classification.DELEGATIONS, printed_at=printed_at, issue=issue)
    return Layout(pages, draw=lambda sheet: _draw(sheet, facts))


def render_note_docx(facts: NoteVerbale | Bilingual, target: BytesIO, *, printed_at: datetime) -> None:
    """The same words as a .docx; equal facts and an equal time give equal bytes (DOC-00)."""
    notes = [one for one in (facts.first, facts.second) if isinstance(one, NoteVerbale)] if isinstance(
        facts, Bilingual
    ) else [facts]  # fmt: skip
    document = Document()
    document.core_properties.title = TITLES[notes[0].kind][facts.frame.language]
    document.core_properties.author = document.core_properties.last_modified_by = ""
    document.core_properties.created = document.core_properties.modified = printed_at.replace(tzinfo=None)
    document.core_properties.language = facts.frame.language
    document.styles["Normal"].font.size = Pt(12)
    for number, note in enumerate(notes):
        _write(document, note, on_new_page=number > 0)
    written = BytesIO()
    document.save(written)
    _dated_the_same(written, target)


def _draw(sheet: Sheet, facts: NoteVerbale) -> None:
    sheet.text(f"{NUMBER[facts.frame.language]} {BLANK}", 11)
    sheet.skip(22)
    for number, paragraph in enumerate(paragraphs(facts)):
        sheet.skip(10 if number else 0)
        sheet.text(paragraph, 11)
    sheet.skip(34)
    sheet.need(60)
    sheet.text(f"{facts.frame.place}, {BLANK}", 11)
    sheet.skip(30)
    sheet.text(_addressed(facts), 10)


def _write(document: Letter, facts: NoteVerbale, *, on_new_page: bool) -> None:
    language = facts.frame.language
    texts = (f"{NUMBER[language]} {BLANK}", *paragraphs(facts), f"{facts.frame.place}, {BLANK}")
    for place, text in enumerate(texts):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.page_break_before = True if on_new_page and not place else None
        if language == "ar":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(_addressed(facts))


def paragraphs(facts: NoteVerbale) -> list[str]:
    """The whole note in the third person: compliments, what it says, the lines it names, the closing formula."""
    language = facts.frame.language
    parties = {"sender": SENDERS[language].format(name=facts.sender), "addressee": _addressed(facts)}
    opening = OPENING[language].format(event=facts.frame.event, place=facts.frame.place, **parties)
    return [opening, _body(facts), *_lines(facts), CLOSING[language].format(**parties)]


def _addressed(facts: NoteVerbale) -> str:
    phrases = EMBASSIES if facts.is_state else SECRETARIATS
    return phrases[facts.frame.language].format(name=facts.addressee)


def _body(facts: NoteVerbale) -> str:
    language = facts.frame.language
    if facts.kind is DocumentKind.NOTE_SIDE_EVENTS and not facts.events:
        return NO_EVENTS[language]
    return BODIES[facts.kind][language].format(count=len(facts.people), where=facts.collection_point)


def _lines(facts: NoteVerbale) -> list[str]:
    language, zone = facts.frame.language, facts.frame.zone
    people = [
        f"{number}. {person.name}, {person.title or function_name(person.function, language)}"
        for number, person in enumerate(facts.people, 1)
    ]
    events = [
        " · ".join(filter(None, (
            event.title, long_day(local(event.starts_at, zone).date(), language),
            span(event.starts_at, event.ends_at, zone), event.room,
        )))
        for event in facts.events
    ]  # fmt: skip
    lines = [*people, *events]
    return ["\n".join(lines)] if lines else []


def _dated_the_same(written: BytesIO, target: BytesIO) -> None:
    """The archive again with one fixed date on each of its files, for the clock of the machine may not be in it."""
    with ZipFile(written) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(ZipInfo(name, ZIP_EPOCH), source.read(name), ZIP_DEFLATED)

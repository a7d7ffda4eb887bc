"""Set-up sheets of bilateral rooms, and the list of a delegation's meetings (BIL-30 to BIL-32)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

from summit.documents.facts import (
    DelegationMeetings,
    Frame,
    Issue,
    MeetingLine,
    MeetingSheet,
    RoomSheets,
    SetUp,
    SheetSide,
)
from summit.documents.lifecycle import Classification, DocumentKind
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture, long_day, span
from summit.documents.render.plan import PLAN_HEIGHT, plan_of
from summit.documents.render.schedules import clock_note
from summit.documents.words import (
    TITLES,
    function_name,
    interpretation_of,
    press_of,
    said,
    spoken,
    state_of,
    told,
    way_to,
    words_of,
)
from summit.foundation.clock import local
from summit.paper.furniture import MUTED, reads_from_the_right
from summit.paper.pieces import Break, Figure, Gap, Heading, Piece, Table, Text
from summit.paper.table import Band, Cell, Column, Row

Contents = list[str | Cell]
T = TypeVar("T")


@Paper
def render_meeting_sheet(facts: MeetingSheet, issue: Issue, printed_at: datetime) -> Layout:
    """The sheet of one meeting, A5; restricted. The file's properties name neither side."""
    title = f"{TITLES[DocumentKind.MEETING_SHEET][facts.frame.language]} · {facts.meeting.room}"
    pages = furniture(facts, title, Classification.RESTRICTED, printed_at=printed_at, issue=issue)
    return Layout(pages, _sheet(facts), "A5")


@Paper
def render_room_sheets(facts: RoomSheets, issue: Issue, printed_at: datetime) -> Layout:
    """A page for each room with its meetings of the day, A4 across; restricted."""
    language = facts.frame.language
    title = f"{TITLES[DocumentKind.ROOM_SHEETS][language]} · {long_day(facts.day, language)}"
    pages = furniture(facts, title, Classification.RESTRICTED, printed_at=printed_at, issue=issue)
    return Layout(pages, _rooms(facts), landscape=True)


@Paper
def render_delegation_meetings(facts: DelegationMeetings, issue: Issue, printed_at: datetime) -> Layout:
    """One delegation's meetings and open requests, A4."""
    language = facts.frame.language
    filed_as = TITLES[DocumentKind.DELEGATION_MEETINGS][language]
    pages = furniture(facts, f"{filed_as} · {facts.name}", Classification.DELEGATIONS, printed_at=printed_at, issue=issue)
    words = words_of(language)
    columns = (
        Column(words.time, 14, weight=700), Column(told("with", language), 30),
        Column(told("own principal", language), 22), Column(words.room, 17), Column(told("state", language), 17),
    )  # fmt: skip
    listed = Table(columns, list(_lines(facts))) if facts.lines else Text(words.nothing)
    return Layout(pages, (*clock_note(facts.frame, words), listed))


def _sheet(facts: MeetingSheet) -> Iterator[Piece]:
    frame, meeting = facts.frame, facts.meeting
    language = frame.language
    day = long_day(local(meeting.starts_at, frame.zone).date(), language)
    yield Text(f"{day} · {span(meeting.starts_at, meeting.ends_at, frame.zone)}", 11, 700)
    yield Text(way_to(meeting.venue, meeting.floor, meeting.zone, language), 8.5, color=MUTED)
    yield Text(" ".join(filter(None, (_held(meeting, language), _cleared(meeting, frame)))), 8.5, color=MUTED)
    yield Gap(6)
    yield Figure(PLAN_HEIGHT, plan_of(meeting, language))
    yield Gap(8)
    hands = _by_hand(language, Column(told("left", language), 40), Column(told("right", language), 40))
    yield Table((Column("", 20, weight=700), *hands), list(_sides(meeting, language)), 8)
    yield Gap(4)
    yield Text(press_of(meeting.press, language), 8.5, 700)
    yield Text(" ".join(_to_prepare(meeting, language)), 8.5)
    yield Text(" · ".join(_people_of_the_host(meeting, language)), 8.5)
    yield from clock_note(frame, words_of(language))


def _sides(meeting: SetUp, language: str) -> Iterator[Row]:
    """What stands on each side; the flag behind its own principal, as FLG-04 has it."""
    for term, cells in (
        (said("delegation", language), [_party(side, language) for side in (meeting.left, meeting.right)]),
        (told("principal", language), [_principal(side) for side in (meeting.left, meeting.right)]),
        (told("flag", language), [[told("behind", language)] for _ in range(2)]),
        (told("persons", language), [[_persons(meeting)] for _ in range(2)]),
        (told("language", language), [[spoken(side.language, language)] for side in (meeting.left, meeting.right)]),
        (told("interpretation", language), [[interpretation_of(side.interpretation, language)]
                                            for side in (meeting.left, meeting.right)]),
        (said("contact", language), [[Cell(one) for one in side.contacts] for side in (meeting.left, meeting.right)]),
    ):
        yield (term, *_by_hand(language, cells[0], cells[1]))


def _to_prepare(meeting: SetUp, language: str) -> list[str]:
    yielded = [told("yielded", language).format(meeting.left.name)] if meeting.is_yielded else []
    return [*yielded, told("ready", language), *([told("gifts", language)] if meeting.exchanges_gifts else [])]


def _people_of_the_host(meeting: SetUp, language: str) -> list[str]:
    """The host's people for this meeting, as far as they are named (BIL-32)."""
    named = ((function_name("LO", language), meeting.liaison), (function_name("INT", language), meeting.interpreter))
    return [f"{what}: {name}" for what, name in named if name]


def _rooms(facts: RoomSheets) -> Iterator[Piece]:
    frame, language = facts.frame, facts.frame.language
    yield from clock_note(frame, words_of(language))
    if not facts.rooms:
        yield Text(words_of(language).nothing)
    columns = (
        Column(words_of(language).time, 13),
        *_by_hand(language, Column(told("left", language), 34), Column(told("right", language), 34)),
        Column(told("persons", language), 17),
    )  # fmt: skip
    for number, room in enumerate(facts.rooms):
        if number:
            yield Break()
        yield Heading(" · ".join(filter(None, (room.room, room.venue))))
        yield Table(columns, [_row(meeting, frame) for meeting in room.meetings])


def _row(meeting: SetUp, frame: Frame) -> Row:
    language = frame.language
    sides = _by_hand(language, _whole(meeting.left, language), _whole(meeting.right, language))
    hours = Cell(span(meeting.starts_at, meeting.ends_at, frame.zone), bold=True)
    return ([hours, *_muted(_held(meeting, language), _cleared(meeting, frame))], *sides, _needed(meeting, language))


def _needed(meeting: SetUp, language: str) -> Contents:
    """How many sit on each side, the press, and the host's own people."""
    gifts = told("gifts", language) if meeting.exchanges_gifts else ""
    return [_persons(meeting), *_muted(press_of(meeting.press, language), gifts, *_people_of_the_host(meeting, language))]


def _lines(facts: DelegationMeetings) -> Iterator[Row]:
    frame, language = facts.frame, facts.frame.language
    shown: date | str | None = None
    for line in facts.lines:
        day = local(line.starts_at, frame.zone).date() if line.starts_at else ""
        if day != shown:
            shown = day
            yield Band(long_day(day, language) if isinstance(day, date) else told("no time", language), bookmark=0)
        hours = span(line.starts_at, line.ends_at, frame.zone) if line.starts_at and line.ends_at else "–"
        yield (hours, _counterpart(line, language), line.principal, line.room, state_of(line.state, language))


def _counterpart(line: MeetingLine, language: str) -> Contents:
    if line.is_reserved:
        return [Cell(words_of(language).reserved, muted=True)]
    return [Cell(line.counterpart, bold=True), *_muted(line.counterpart_principal)]


def _party(side: SheetSide, language: str) -> Contents:
    return [Cell(side.name, bold=True), *_muted(told("host", language) if side.is_host else "")]


def _principal(side: SheetSide) -> Contents:
    return [Cell(side.principal, bold=True), *_muted(side.title)]


def _whole(side: SheetSide, language: str) -> Contents:
    interpreted = "" if side.interpretation == "none" else interpretation_of(side.interpretation, language)
    speech = " · ".join(filter(None, (spoken(side.language, language), interpreted)))
    return [*_party(side, language), *_principal(side), *_muted(speech, *side.contacts)]


def _muted(*texts: str) -> list[Cell]:
    return [Cell(text, muted=True) for text in texts if text]


def _persons(meeting: SetUp) -> str:
    """`1 + 3`: the principal and who comes along (DEL-10)."""
    return f"1 + {meeting.persons - 1}"


def _cleared(meeting: SetUp, frame: Frame) -> str:
    return told("reset", frame.language).format(f"{local(meeting.cleared_at, frame.zone):%H:%M}")


def _held(meeting: SetUp, language: str) -> str:
    return told("held", language) if meeting.is_held else ""


def _by_hand(language: str, left: T, right: T) -> tuple[T, T]:
    """What belongs to the left and to the right of the room stands left and right on the paper, whichever way it is read."""
    return (right, left) if reads_from_the_right(language) else (left, right)

"""Lists of people and places on paper, and what changed in any document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from summit.documents.facts import (
    DifferenceReport,
    Issue,
    ListedPart,
    ListedPerson,
    OrderOfPrecedence,
    ParticipantList,
    SideEventCalendar,
)
from summit.documents.lifecycle import Classification, DocumentKind, VersionState
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture, long_day, long_moment, span
from summit.documents.render.schedules import clock_note
from summit.documents.words import PARTS, STATES, TITLES, function_name, said, words_of
from summit.foundation.clock import local
from summit.paper.furniture import MUTED
from summit.paper.pieces import Gap, Heading, Piece, Table, Text
from summit.paper.table import Band, Cell, Column, Content, Row

ROOMS_ABREAST = 6


@Paper
def render_participant_list(facts: ParticipantList, issue: Issue, printed_at: datetime) -> Layout:
    """The list of participants, A4 (DOC-01, DOC-02): a provisional one says until when corrections are taken."""
    language = facts.frame.language
    title = TITLES[DocumentKind.LIST_OF_PARTICIPANTS][language]
    if issue.state is not VersionState.UNPUBLISHED:
        title = f"{title} · {STATES[issue.state][language]}"
    pages = furniture(facts, title, Classification.PUBLIC, printed_at=printed_at, issue=issue)
    return Layout(pages, _list_pieces(facts, issue))


@Paper
def render_order_of_precedence(facts: OrderOfPrecedence, issue: Issue, printed_at: datetime) -> Layout:
    """The order of precedence with the basis of each place, A4 across; internal (PRE-05)."""
    language = facts.frame.language
    title = TITLES[DocumentKind.ORDER_OF_PRECEDENCE][language]
    pages = furniture(facts, title, Classification.INTERNAL, printed_at=printed_at, issue=issue)
    columns = (
        Column("", 4, weight=700), Column(said("delegation", language), 22), Column(said("name", language), 30),
        Column(said("class", language), 16), Column(said("basis", language), 28),
    )  # fmt: skip
    rows: list[Row] = [
        (
            str(place.number),
            Cell(place.delegation, bold=True),
            [place.head or "–", *([Cell(place.head_title, muted=True)] if place.head_title else [])],
            place.rank,
            Cell(place.reason, bold=place.is_decided),
        )
        for place in facts.places
    ]
    at = Text(long_moment(facts.at, facts.frame), 8.5, color=MUTED)
    return Layout(pages, (at, Gap(8), Table(columns, rows, 8.5)), landscape=True)


@Paper
def render_side_event_calendar(facts: SideEventCalendar, issue: Issue, printed_at: datetime) -> Layout:
    """Side events slot by room, A3 across; more rooms than stand abreast follow in a further table."""
    title = TITLES[DocumentKind.SIDE_EVENT_CALENDAR][facts.frame.language]
    pages = furniture(facts, title, Classification.PUBLIC, printed_at=printed_at, issue=issue)
    return Layout(pages, _calendar_pieces(facts), "A3", landscape=True)


@Paper
def render_differences(report: DifferenceReport, issue: Issue, printed_at: datetime) -> Layout:
    """What was added, removed and changed since an earlier version (PRE-06, DOC-02): internal, A4."""
    language, found = report.frame.language, report.found
    title = f"{report.title} · {said('difference', language).format(report.since)}"
    pages = furniture(report, title, Classification.INTERNAL, printed_at=printed_at, issue=issue)
    if not found:
        return Layout(pages, (Text(said("same", language)),))
    columns = (
        Column("", 24, weight=700), Column(said("before", language), 38), Column(said("now", language), 38),
    )  # fmt: skip
    rows: list[Row] = []
    for term, lines in (
        ("added", [(line.where, "", line.text) for line in found.added]),
        ("removed", [(line.where, line.text, "") for line in found.removed]),
        ("changed", [(line.where, line.was, line.now) for line in found.changed]),
    ):
        rows += [Band(f"{said(term, language)}: {len(lines)}", bookmark=0), *lines] if lines else []
    return Layout(pages, (Table(columns, rows, 8.5),))


def _list_pieces(facts: ParticipantList, issue: Issue) -> Iterator[Piece]:
    language = facts.frame.language
    if issue.corrections_until is not None:
        until = long_moment(issue.corrections_until, facts.frame)
        yield Text(said("corrections", language).format(until), 9.5, 700)
        yield Gap(8)
    if not facts.parts:
        yield Text(words_of(language).nothing)
    columns = (Column(said("name", language), 42), Column(said("title", language), 58))
    for part in facts.parts:
        yield Heading(PARTS[part.number][language], 13)
        yield Table(columns, _people_rows(part, language))
        yield Gap(14)


def _people_rows(part: ListedPart, language: str) -> Iterator[Row]:
    for delegation in part.delegations:
        yield Band(delegation.name, bookmark=1)
        for person in delegation.people:
            yield (Cell(person.name, bold=person.is_head), _post(person, language))


def _post(person: ListedPerson, language: str) -> Content:
    """The title; the function where there is none, and of the head in any case."""
    function = function_name("HOD" if person.is_head else person.function, language)
    if not person.title:
        return function
    return [person.title, Cell(function, muted=True)] if person.is_head else person.title


def _calendar_pieces(facts: SideEventCalendar) -> Iterator[Piece]:
    words = words_of(facts.frame.language)
    yield from clock_note(facts.frame, words)
    if not facts.events:
        yield Text(words.nothing)
    for start in range(0, len(facts.rooms), ROOMS_ABREAST):
        rooms = facts.rooms[start : start + ROOMS_ABREAST]
        columns = (Column(words.time, 9, weight=700), *(Column(room or "–", 91 / len(rooms)) for room in rooms))
        yield Table(columns, _slots(facts, rooms))
        yield Gap(14)


def _slots(facts: SideEventCalendar, rooms: tuple[str, ...]) -> Iterator[Row]:
    zone, language = facts.frame.zone, facts.frame.language
    times = sorted({(event.starts_at, event.ends_at) for event in facts.events if event.room in rooms})
    day = None
    for starts_at, ends_at in times:
        if local(starts_at, zone).date() != day:
            day = local(starts_at, zone).date()
            yield Band(long_day(day, language), bookmark=0)
        here = [event for event in facts.events if (event.starts_at, event.ends_at) == (starts_at, ends_at)]
        yield (span(starts_at, ends_at, zone), *(
            [
                part
                for event in here
                if event.room == room
                for part in (Cell(event.title, bold=True), Cell(", ".join(event.sponsors), muted=True))
                if part.text
            ]
            for room in rooms
        ))  # fmt: skip

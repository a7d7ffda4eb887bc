"""Programme and schedules on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from summit.documents.facts import (
    DailyProgramme,
    DelegationSchedule,
    Frame,
    Issue,
    Item,
    ParticipantSchedule,
    PersonPlan,
    ProgrammeLine,
)
from summit.documents.lifecycle import Classification
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture, long_day, span
from summit.documents.words import Words, said, title_of, words_of
from summit.foundation.clock import local, moment, offset_label
from summit.paper.furniture import MUTED
from summit.paper.pieces import Gap, Piece, Table, Text
from summit.paper.table import Band, Cell, Column, Row


@Paper
def render_daily_programme(facts: DailyProgramme, issue: Issue, printed_at: datetime) -> Layout:
    """The journal of one day, A4. `printed_at` is the moment of printing."""
    words = words_of(facts.frame.language)
    title = f"{words.daily_programme} · {long_day(facts.day, facts.frame.language)}"
    pages = furniture(facts, title, Classification.PUBLIC, printed_at=printed_at, issue=issue)
    columns = (Column(words.time, 18, weight=700), Column(words.item, 59), Column(words.room, 23))
    rows = [_programme_row(line, facts.frame, words) for line in facts.lines]
    lines = Table(columns, rows, 9.5) if rows else Text(words.nothing)
    return Layout(pages, (*clock_note(facts.frame, words), lines))


@Paper
def render_delegation_schedule(facts: DelegationSchedule, issue: Issue, printed_at: datetime) -> Layout:
    """A delegation's people and their days in columns, A4 across; a paper of some of them says so in its title."""
    frame, days = facts.frame, facts.frame.days
    words = words_of(frame.language)
    title = f"{words.delegation_schedule} · {facts.name}"
    if issue.since:
        title = f"{title} · {said('difference', frame.language).format(issue.since)}"
    pages = furniture(facts, title, Classification.DELEGATIONS, printed_at=printed_at, issue=issue)
    columns = (
        Column(words.person, 24), *(Column(long_day(day, frame.language), 76 / len(days)) for day in days),
    )  # fmt: skip
    shared: Row = (Cell(words.all_members, bold=True), *(_cells(facts.shared, day, frame) for day in days))
    people = [(_who(plan), *(_cells(plan.items, day, frame) for day in days)) for plan in facts.people]
    return Layout(pages, (*clock_note(frame, words), Table(columns, [shared, *people], 8.5)), landscape=True)


@Paper
def render_participant_schedule(facts: ParticipantSchedule, issue: Issue, printed_at: datetime) -> Layout:
    """One participant's days, A4. The file's properties do not name the person."""
    words = words_of(facts.frame.language)
    title = f"{words.participant_schedule} · {facts.name}"
    pages = furniture(facts, title, Classification.PERSONAL, printed_at=printed_at, issue=issue)
    columns = (Column(words.time, 18, weight=700), Column(words.item, 57), Column(words.room, 25))
    rows: list[Row] = []
    for day in facts.frame.days:
        rows.append(Band(long_day(day, facts.frame.language), bookmark=0))
        found = _of_day(facts.items, day, facts.frame.zone)
        rows += [_schedule_row(item, facts.frame, words) for item in found] or [
            ("", Cell(words.nothing, muted=True), "")
        ]
    who = Text(f"{facts.function} · {facts.delegation}", 11)
    pieces = (who, Gap(6), *clock_note(facts.frame, words), Table(columns, rows, 10))
    return Layout(replace(pages, filed_as=words.participant_schedule), pieces)


def clock_note(frame: Frame, words: Words) -> tuple[Piece, Piece]:
    """Whose time all times are."""
    noon = moment(datetime.combine(frame.days[0], time(12)), frame.zone)
    return Text(words.clock.format(frame.place, offset_label(noon, frame.zone)), 8.5, color=MUTED), Gap(8)


def _programme_row(line: ProgrammeLine, frame: Frame, words: Words) -> Row:
    notes = [f"{line.kind} · {line.access}"]
    if line.chairs:
        notes.append(words.chaired_by.format(", ".join(line.chairs)))
    if line.sponsors:
        notes.append(words.sponsors.format(", ".join(line.sponsors)))
    if len(line.languages) > 1:
        notes.append(words.languages.format(", ".join(language.upper() for language in line.languages)))
    title: list[str | Cell] = [Cell(line.title, bold=True), *(Cell(note, muted=True) for note in notes)]
    return (span(line.starts_at, line.ends_at, frame.zone), title, line.room)


def _schedule_row(item: Item, frame: Frame, words: Words) -> Row:
    return (
        span(item.starts_at, item.ends_at, frame.zone),
        [Cell(title_of(item, words), bold=True), *_notes(item, words)],
        item.room,
    )


def _notes(item: Item, words: Words) -> list[Cell]:
    notes = [note for note in (words.parts[item.part], item.counterpart_principal) if note]
    return [Cell(note, muted=True) for note in notes]


def _who(plan: PersonPlan) -> list[str | Cell]:
    return [
        Cell(plan.name, bold=True),
        Cell(" · ".join(filter(None, (plan.function, plan.title))), muted=True),
    ]


def _cells(items: tuple[Item, ...], day: date, frame: Frame) -> list[str | Cell]:
    words = words_of(frame.language)
    cells: list[str | Cell] = []
    for item in _of_day(items, day, frame.zone):
        place = f" · {item.room}" if item.room else ""
        part = f" ({words.parts[item.part]})" if words.parts[item.part] else ""
        cells.append(
            f"{span(item.starts_at, item.ends_at, frame.zone)}  {title_of(item, words)}{part}{place}"
        )
        if item.counterpart_principal:
            cells.append(Cell(item.counterpart_principal, muted=True))
    return cells or [Cell("–", muted=True)]


def _of_day(items: tuple[Item, ...], day: date, zone: str) -> list[Item]:
    return [item for item in items if local(item.starts_at, zone).date() == day]

"""The day of one principal, minute by minute, on pages of A5: two of them fold out of one A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from summit.documents.facts import CallSheet, Issue, Item
from summit.documents.lifecycle import Classification, DocumentKind
from summit.documents.render.layout import Layout, Paper
from summit.documents.render.pages import furniture, long_day, span
from summit.documents.render.schedules import clock_note
from summit.documents.words import TITLES, said, title_of, told, way_to, words_of
from summit.foundation.clock import local
from summit.paper.furniture import MUTED
from summit.paper.pieces import Gap, Piece, Table, Text
from summit.paper.table import Band, Cell, Column, Row


@Paper
def render_call_sheet(facts: CallSheet, issue: Issue, printed_at: datetime) -> Layout:
    """The call sheet; restricted. The file's properties do not name the person."""
    filed_as = TITLES[DocumentKind.CALL_SHEET][facts.frame.language]
    title = f"{filed_as} · {facts.name}"
    pages = furniture(facts, title, Classification.RESTRICTED, printed_at=printed_at, issue=issue)
    return Layout(replace(pages, filed_as=filed_as), _pieces(facts), "A5")


def _pieces(facts: CallSheet) -> Iterator[Piece]:
    language = facts.frame.language
    words = words_of(language)
    yield Text(" · ".join(filter(None, (facts.title or facts.function, facts.delegation))), 9.5)
    if facts.contacts:
        yield Text(f"{said('contact', language)}: {'; '.join(facts.contacts)}", 8.5, color=MUTED)
    yield Gap(4)
    yield from clock_note(facts.frame, words)
    columns = (Column(words.time, 20, weight=700), Column(words.item, 52), Column(words.room, 28))
    yield Table(columns, [row for day in facts.frame.days for row in _day(facts, day)])


def _day(facts: CallSheet, day: date) -> list[Row]:
    language, zone = facts.frame.language, facts.frame.zone
    items = [item for item in facts.items if local(item.starts_at, zone).date() == day]
    rows: list[Row] = [Band(long_day(day, language), bookmark=0)]
    if not items:
        return [*rows, ("", Cell(words_of(language).nothing, muted=True), "")]
    for item, following in zip(items, [*items[1:], None], strict=True):
        rows.append((span(item.starts_at, item.ends_at, zone), _what(facts, item, following), _where(item, language)))
    return rows


def _what(facts: CallSheet, item: Item, following: Item | None) -> list[str | Cell]:
    """What it is, why it concerns the person, with whom, and what comes next."""
    words = words_of(facts.frame.language)
    lines: list[str | Cell] = [Cell(title_of(item, words), bold=True)]
    lines += [note for note in (words.parts[item.part], item.counterpart_principal) if note]
    if item.side:
        lines.append(told(item.side, facts.frame.language))
    if following is not None:
        at = f"{local(following.starts_at, facts.frame.zone):%H:%M}"
        coming = " · ".join(filter(None, (at, title_of(following, words), following.room)))
        lines.append(Cell(f"{said('next', facts.frame.language)}: {coming}", muted=True))
    return lines


def _where(item: Item, language: str) -> list[str | Cell]:
    """The room, and for a bilateral the way to it."""
    way = way_to(item.venue, item.floor, item.zone, language)
    return [item.room, *([Cell(way, muted=True)] if way else [])]

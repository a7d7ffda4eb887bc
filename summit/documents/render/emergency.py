"""Paper for gates and desks without power: lists to be read and ticked by hand, in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from summit.documents.facts import ContactList, GateList
from summit.documents.lifecycle import Classification
from summit.documents.render.pages import Target, furniture
from summit.paper.furniture import DocumentFurniture, Sheet, write_pdf
from summit.paper.table import Band, Cell, Column, Content, Row, draw_table

BOX = "\N{WHITE SQUARE}"
BY_CARD = "by card"
CHECK_FIRST = "check identity first"


def render_gate_list(facts: GateList, target: Target, *, printed_at: datetime) -> None:
    """Who may pass, by delegation, with the serial to compare and a box to tick, A4; restricted."""
    where = f"{facts.zone} \N{MIDDLE DOT} {facts.zone_name}" if facts.zone else "All zones"
    pages = _undrafted(facts, f"Gate list \N{MIDDLE DOT} {where}", printed_at)

    def draw(sheet: Sheet) -> None:
        count = len(facts.lines)
        sheet.text(f"{count} {'person' if count == 1 else 'people'} with a live card. Compare the serial and the face.", 9)
        sheet.skip(6)
        columns = (
            Column("In", 5), Column("Name", 39), Column("Cat.", 7, weight=700), Column("Zones", 15),
            Column("Serial", 23), Column("Issue", 8, "right"),
        )  # fmt: skip
        draw_table(sheet, columns, _gate_rows(facts), size=8.5)

    write_pdf(target, pages, draw)


def render_contact_list(facts: ContactList, target: Target, *, printed_at: datetime) -> None:
    """Whom to call for each delegation, A4; restricted."""
    pages = _undrafted(facts, "Contacts of delegations", printed_at)

    def draw(sheet: Sheet) -> None:
        columns = (Column("Delegation", 36, weight=700), Column("Contact", 30), Column("E-mail", 34))
        rows = ((one.delegation, _marked(one.name, "deputy" * one.is_deputy), one.email) for one in facts.contacts)
        draw_table(sheet, columns, rows, size=9)

    write_pdf(target, pages, draw)


def _undrafted(facts: GateList | ContactList, title: str, printed_at: datetime) -> DocumentFurniture:
    """Such a list is never published, so it has no number and is no draft: its time of printing says what it is worth."""
    return replace(furniture(facts, title, Classification.RESTRICTED, printed_at=printed_at), is_draft=False)


def _gate_rows(facts: GateList) -> Iterator[Row]:
    delegation = None
    for line in facts.lines:
        if line.delegation != delegation:
            delegation = line.delegation
            yield Band(delegation, bookmark=0)
        name = _marked(line.name, CHECK_FIRST * line.needs_check)
        zones = " ".join(line.zones) or BY_CARD
        yield (BOX, name, line.category, zones, line.serial, str(line.issue_number))


def _marked(name: str, mark: str) -> Content:
    return [name, Cell(mark, muted=True)] if mark else name

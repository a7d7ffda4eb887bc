"""The code of the own badge as a picture for a telephone's screen; the figures of the summit as charts and on paper."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from itertools import groupby, zip_longest
from typing import IO

from summit.desk.facts import Figure, FigureGroup, Registrations, SummitFigures, Tally
from summit.foundation.clock import local, offset_label
from summit.paper.chart import Rise, bars, draw_bars, draw_rise, rise
from summit.paper.furniture import MUTED, DocumentFurniture, Sheet, write_pdf
from summit.paper.qr import qr_matrix
from summit.paper.table import Band, Column, Row, draw_table

RISE_HEIGHT = 122.0  # points
QUIET_ZONE = 4  # modules of white around the code (ISO/IEC 18004)


def code_svg(text: str) -> str:
    """The QR code of `text` as SVG, black on white with its quiet zone whatever the theme of the page around it."""
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * QUIET_ZONE
    runs = "".join(_runs(row, number + QUIET_ZONE) for number, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{runs}"/></svg>'
    )


def registrations_rise(found: Registrations, zone: str) -> Rise | None:
    """The registrations as a chart, with the deadline on the clocks of `zone`; None while nobody is registered."""
    if not found.days or found.last_day is None:
        return None
    mark = None
    if found.deadline is not None:
        at = local(found.deadline, zone)
        passed = (at - datetime.combine(at.date(), time(), at.tzinfo)).total_seconds() / 86_400
        mark = (at.date(), passed, f"Deadline {at.day} {at:%b}, {at:%H:%M}")
    return rise([(one.day, one.in_time, one.late) for one in found.days], found.last_day, mark)


def render_figures(facts: SummitFigures, target: IO[bytes]) -> None:
    """The figures of the summit on paper, A4: the counters, how far people have come, registrations, the tables (EVT-01)."""
    zone = facts.summit.zone if facts.summit else "UTC"
    shown = local(facts.at, zone)
    furniture = DocumentFurniture(
        title=f"Figures · {facts.scope}" if facts.scope else "Figures of the summit",
        event=facts.summit.title if facts.summit else "Summit",
        version=hashlib.sha256(repr(facts.groups + facts.stages + facts.tables).encode()).hexdigest()[:8].upper(),
        printed_at=f"{shown:%Y-%m-%d %H:%M} {offset_label(facts.at, zone)}",
        classification="For the host's offices" if not facts.scope else "For the delegation and the host",
    )

    def draw(sheet: Sheet) -> None:
        _draw_groups(sheet, facts.groups)
        sheet.heading("People", 10)
        draw_bars(sheet, bars([(one.label, one.number) for one in facts.stages]))
        _draw_registrations(sheet, facts.registrations, zone)
        for tally in facts.tables:
            sheet.skip(8)
            _draw_tally(sheet, tally)

    write_pdf(target, furniture, draw)


def _draw_groups(sheet: Sheet, groups: tuple[FigureGroup, ...]) -> None:
    """The groups of counters side by side."""
    if not groups:
        return
    columns = [Column(*one) for group in groups for one in ((group.name, 42), ("", 8, "right", 700), ("", 2))]
    rows = zip_longest(*(group.figures for group in groups))
    draw_table(sheet, columns, [[text for one in row for text in _said(one)] for row in rows], size=8)
    sheet.skip(4)


def _said(figure: Figure | None) -> tuple[str, str, str]:
    return (figure.label, f"{figure.number:,}", "") if figure else ("", "", "")


def _draw_registrations(sheet: Sheet, found: Registrations, zone: str) -> None:
    sheet.heading("Registrations", 10)
    drawn = registrations_rise(found, zone)
    if drawn is None:
        sheet.text("Nobody is registered yet.", 9, color=MUTED)
        return
    draw_rise(sheet, drawn, RISE_HEIGHT, in_time=f"{found.in_time:,} in time", late=f"{found.late:,} late")


def _draw_tally(sheet: Sheet, tally: Tally) -> None:
    columns = (Column(tally.name, 34), *(Column(label, 11, "right") for label, _ in tally.columns))
    rows: list[Row] = [(row.name, *(f"{one.number:,}" for one in row.figures)) for row in tally.rows]
    draw_table(sheet, columns, rows or [Band("No delegation is open yet.")], size=7)


def _runs(row: bytes, y: int) -> str:
    """The dark stretches of one row as closed bars, one module high."""
    drawn, x = "", QUIET_ZONE
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            drawn += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return drawn

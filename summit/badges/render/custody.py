"""The paper that goes with cards on their way: receipts to be signed, and labels for envelopes (BDG-01, BDG-07)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import IO

from reportlab.lib.pagesizes import A6

from summit.badges.facts import EnvelopeLabel, HandOverFacts, HandOverLineFacts
from summit.foundation.clock import local, offset_label
from summit.paper.canvas import PaperCanvas, new_canvas
from summit.paper.furniture import INK, MUTED, DocumentFurniture, Sheet, write_pdf
from summit.paper.table import Band, Cell, Column, Row, draw_table
from summit.paper.text import Line, fit, wrap
from summit.venues.facts import SummitFacts

SIGNATURE_HEIGHT = 92.0  # points: two lines to be signed, side by side
LABEL_MARGIN = 28.0
COLUMNS = (
    Column("No.", 6, "right"),
    Column("Name on the badge", 42, weight=700),
    Column("Category", 11),
    Column("Serial", 18),
    Column("Issue", 8, "right"),
    Column("", 15),
)


def render_receipt(facts: HandOverFacts, summit: SummitFacts, target: IO[bytes]) -> None:
    """The receipt of one hand-over, A4: what went, what stayed and why, two lines to sign. The same facts, the same bytes."""
    at = local(facts.handed_at, summit.zone)
    furniture = DocumentFurniture(
        title=f"Receipt for badges \N{MIDDLE DOT} {facts.delegation}",
        event=summit.title,
        version=facts.code,
        printed_at=f"{at:%Y-%m-%d %H:%M} {offset_label(facts.handed_at, summit.zone)}",
        classification="For the delegation and the badge desk",
    )

    def draw(sheet: Sheet) -> None:
        sheet.text(f"Receipt {facts.code}, {at.day} {at:%B %Y, %H:%M}, {summit.collection_point}", 10)
        sheet.text(f"Collected: {facts.kind.lower()}. {_collector(facts)}", 10)
        sheet.skip(8)
        draw_table(sheet, COLUMNS, _rows(facts), size=9)
        badges = "1 badge" if len(facts.cards) == 1 else f"{len(facts.cards)} badges"
        sentence = (
            f"{badges} received. Badges remain the property of the organizers and are returned on departure. "
            "A loss is reported at once."
        )
        draw_signatures(sheet, sentence, facts.collector, facts.handed_by_name)

    write_pdf(target, furniture, draw)


def render_labels(labels: Sequence[EnvelopeLabel], target: IO[bytes]) -> None:
    """One label a page, A6 across, in the order given: whose badges lie in the envelope, how many, and where they wait."""
    height, width = A6[0], A6[1]
    buffer = BytesIO()
    canvas = new_canvas(buffer, (width, height), title="Envelope labels", language="en")
    for label in labels:
        _draw_label(canvas, label, width, height)
        canvas.showPage()
    canvas.save()
    target.write(buffer.getvalue())


def _collector(facts: HandOverFacts) -> str:
    said = f"{facts.collector} showed: {facts.document.lower()}."
    return f"{said} Authorization: {facts.authorization}." if facts.authorization else said


def _rows(facts: HandOverFacts) -> list[Row]:
    rows: list[Row] = [_row(number, line) for number, line in enumerate(facts.cards, 1)]
    if facts.left:
        rows.append(Band(f"Stayed at the desk: {facts.left[0].reason}"))
        rows += [_row(number, line, is_left=True) for number, line in enumerate(facts.left, 1)]
    return rows


def _row(number: int, line: HandOverLineFacts, *, is_left: bool = False) -> Row:
    mark = Cell("not handed out", muted=True) if is_left else ""
    return (str(number), line.name, line.category, line.serial, str(line.issue_number), mark)


def draw_signatures(sheet: Sheet, sentence: str, collector: str, handed_by: str) -> None:
    """The sentence that is signed, and a line for each of the two."""
    sheet.skip(14)
    sheet.need(SIGNATURE_HEIGHT + 40)
    sheet.text(sentence, 9)
    sheet.skip(SIGNATURE_HEIGHT - 46)
    width = (sheet.width - 30) / 2
    for offset, role, name in ((0.0, "Received by", collector), (width + 30, "Handed out by", handed_by)):
        left = sheet.x_of(offset, width)
        sheet.canvas.setStrokeColor(INK)
        sheet.canvas.setLineWidth(0.6)
        sheet.canvas.line(left, sheet.y, left + width, sheet.y)
        sheet.ink(MUTED)
        sheet.put(fit(f"{role}: {name}", width, 8.5, 6, 400, "en"), offset, width, sheet.y - 12)
    sheet.skip(20)


def _draw_label(canvas: PaperCanvas, label: EnvelopeLabel, width: float, height: float) -> None:
    room = width - 2 * LABEL_MARGIN
    y = height - LABEL_MARGIN
    y = _put(canvas, [fit(label.event, room, 10, 7, 400, "en")], y, is_muted=True) - 10
    size = 26.0
    lines = wrap(label.delegation, room, size, 700, "en")
    while len(lines) > 3 and size > 12:
        size -= 2
        lines = wrap(label.delegation, room, size, 700, "en")
    y = _put(canvas, lines[:4], y) - 10
    badges = "1 badge" if label.count == 1 else f"{label.count} badges"
    _put(canvas, [fit(badges, room, 20, 10, 400, "en")], y)
    serials = label.first_serial if label.count == 1 else f"{label.first_serial} to {label.last_serial}"
    foot = [
        fit(f"Serials {serials}, in printing order" if label.count > 1 else f"Serial {serials}", room, 10, 7, 400, "en"),
        fit(f"{label.collection_point} \N{MIDDLE DOT} {label.delegation_code}", room, 10, 6, 400, "en"),
    ]
    _put(canvas, foot, LABEL_MARGIN + sum(line.leading for line in foot), is_muted=True)


def _put(canvas: PaperCanvas, lines: Sequence[Line], y: float, *, is_muted: bool = False) -> float:
    """Draw lines from y down; returns where the next ones begin."""
    canvas.setFillColor(MUTED if is_muted else INK)
    for line in lines:
        line.draw(canvas, LABEL_MARGIN, y - line.ascent)
        y -= line.leading
    return y

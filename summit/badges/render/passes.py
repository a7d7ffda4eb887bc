"""Paper of cards without a name: the receipt for floater passes, and day badges to be kept for a failure (BDG-04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import IO

from reportlab.lib.pagesizes import A6

from summit.badges.facts import LETTERS, DayBadgeLine, FloaterReceipt
from summit.badges.render.custody import draw_signatures
from summit.foundation.clock import local, offset_label
from summit.paper.canvas import PaperCanvas, new_canvas
from summit.paper.furniture import INK, DocumentFurniture, Sheet, write_pdf
from summit.paper.table import Column, draw_table
from summit.paper.text import Line, fit
from summit.venues.facts import SummitFacts

MARGIN = 26.0  # points
HEADBAND = 62.0


def render_floater_receipt(facts: FloaterReceipt, summit: SummitFacts, target: IO[bytes]) -> None:
    """The receipt for floater passes, A4, with two lines to sign. The same facts, the same bytes."""
    at = local(facts.handed_at, summit.zone)
    furniture = DocumentFurniture(
        title=f"Receipt for floater passes \N{MIDDLE DOT} {facts.delegation}",
        event=summit.title,
        version=facts.code,
        printed_at=f"{at:%Y-%m-%d %H:%M} {offset_label(facts.handed_at, summit.zone)}",
        classification="For the delegation and the badge desk",
    )
    count = len(facts.passes)

    def draw(sheet: Sheet) -> None:
        shown = f"{facts.collector} showed: {facts.document.lower()}."
        sheet.text(f"Receipt {facts.code}, {at.day} {at:%B %Y, %H:%M}. {shown}", 10)
        sheet.skip(8)
        columns = (Column("No.", 6, "right"), Column("Serial", 20, weight=700), Column("Zone", 44), Column("Letter", 30))
        rows = [
            (str(number), one.serial, f"{one.zone}, {one.zone_name}", f"{one.letter}, {LETTERS[one.letter].lower()}")
            for number, one in enumerate(facts.passes, 1)
        ]
        draw_table(sheet, columns, rows, size=9)
        passes = "1 pass" if count == 1 else f"{count} passes"
        sentence = f"{passes} received. The delegation answers for them and returns them; a loss is reported at once."
        draw_signatures(sheet, sentence, facts.collector, facts.handed_by_name)

    write_pdf(target, furniture, draw)


def render_day_badges(lines: Sequence[DayBadgeLine], summit: SummitFacts, target: IO[bytes]) -> None:
    """One day badge a page, A6, black on white, the date in large print, a line for the name to be written (4.5, X)."""
    width, height = A6
    buffer = BytesIO()
    canvas = new_canvas(buffer, (width, height), title="Day badges", language="en")
    for line in lines:
        _draw(canvas, line, summit, width, height)
        canvas.showPage()
    canvas.save()
    target.write(buffer.getvalue())


def _draw(canvas: PaperCanvas, line: DayBadgeLine, summit: SummitFacts, width: float, height: float) -> None:
    room = width - 2 * MARGIN
    canvas.setFillColor(INK)
    canvas.rect(0, height - HEADBAND, width, HEADBAND, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    _centered(canvas, fit("DAY BADGE", room, 24, 12, 700, "en"), width, height - 40)
    canvas.setFillColor(INK)
    _centered(canvas, fit(summit.short_title, room, 12, 7, 400, "en"), width, height - HEADBAND - 26)
    _centered(canvas, fit(_long(line.day), room, 30, 12, 700, "en"), width, height / 2 + 42)
    _centered(canvas, fit(f"{line.number:03d}", room, 66, 30, 700, "en"), width, height / 2 - 36)
    for y, label in ((96.0, "Name"), (62.0, "Delegation or office")):
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, y, width - MARGIN, y)
        fit(label, room, 7, 6, 400, "en").draw(canvas, MARGIN, y - 9)
    foot = f"{line.serial} \N{MIDDLE DOT} valid on this day alone, with a document \N{MIDDLE DOT} zone G"
    _centered(canvas, fit(foot, room, 8, 6, 400, "en"), width, 26)


def _centered(canvas: PaperCanvas, line: Line, width: float, baseline: float) -> None:
    line.draw(canvas, (width - line.width) / 2, baseline)


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

"""Paper of cards without a name: the receipt for floater passes, and day badges to be kept for a failure (BDG-04)."""

from __future__ import annotations

from typing import IO

from summit.badges.facts import LETTERS, FloaterReceipt
from summit.badges.render.custody import draw_signatures
from summit.foundation.clock import local, offset_label
from summit.paper.furniture import DocumentFurniture, Sheet, write_pdf
from summit.paper.table import Column, draw_table
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

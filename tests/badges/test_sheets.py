"""Cards on sheets: geometry that a knife and a printer can trust, and the pages that are made of it."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.badges.facts import CardFace
from summit.badges.layout import (
    A3,
    A4,
    BADGE,
    LABELS,
    POINTS,
    Box,
    CardKind,
    Design,
    Element,
    ElementKind,
    Part,
    Sheet,
    dealt,
    imposed,
    marks,
)
from summit.badges.render import Printing, render_cards
from tests.badges.test_render import face, one, picture, words

CARD = Design(
    CardKind.FLOATER,
    "Trial",
    85.6,
    54.0,
    (
        Element(
            "number",
            ElementKind.TEXT,
            Box(5, 5, 70, 12),
            parts=(Part("number", first=20, preferred=20, least=20),),
        ),
    ),
    (
        Element(
            "number",
            ElementKind.TEXT,
            Box(5, 30, 70, 12),
            parts=(Part("number", first=20, preferred=20, least=20),),
        ),
    ),
)


def boxes(sheet: Sheet, design: Design) -> tuple[Box, ...]:
    return tuple(Box(x, y, design.width, design.height) for x, y in sheet.places())


def test_as_many_cards_as_the_paper_holds_the_right_way_round() -> None:
    assert imposed(BADGE, A4).count == 4
    assert imposed(BADGE, A3).count == 8
    assert imposed(CARD, A4, gap=4, margin=5).count == 10
    sheet = imposed(CARD, A4, margin=5)
    assert (sheet.columns, sheet.rows, sheet.width, sheet.height) == (2, 5, 210.0, 297.0)
    wide = Design(CardKind.NAME_PLATE, "Plate", 300, 100, ())
    assert (imposed(wide, A3).width, imposed(wide, A3).count) == (420.0, 2), "the sheet is turned"
    with pytest.raises(ValueError, match="300 x 100 mm is larger than the sheet"):
        imposed(wide, A4)


@settings(deadline=None, max_examples=60)
@given(
    width=st.floats(50, 200), height=st.floats(50, 200), gap=st.floats(0, 10), margin=st.floats(0, 15),
    paper=st.sampled_from([A4, A3]),
)  # fmt: skip
def test_cards_lie_on_the_paper_apart_and_in_its_middle(
    width: float, height: float, gap: float, margin: float, paper: tuple[float, float]
) -> None:
    design = Design(CardKind.BADGE, "Any", width, height, ())
    try:
        sheet = imposed(design, paper, gap=gap, margin=margin)
    except ValueError:
        assert width > paper[0] - 2 * margin or height > paper[1] - 2 * margin
        return
    cards = boxes(sheet, design)
    paper_box = Box(0, 0, sheet.width, sheet.height)
    assert all(card.is_within(paper_box) for card in cards)
    assert not any(first.overlaps(second) for at, first in enumerate(cards) for second in cards[at + 1 :])
    assert cards[0].x == pytest.approx(sheet.width - cards[-1].right, abs=0.01)
    assert cards[0].y == pytest.approx(sheet.height - cards[-1].bottom, abs=0.01)
    for x, y, to_x, to_y in marks(sheet, cards):
        assert (x == to_x) != (y == to_y)
        middle = Box((x + to_x) / 2, (y + to_y) / 2, 0, 0)
        assert not any(card.x < middle.x < card.right and card.y < middle.y < card.bottom for card in cards)


@pytest.mark.parametrize(
    "sheet", [*LABELS.values(), Sheet("uneven", 210, 297, 2, 3, 8, 20, 100, 80)], ids=lambda one: one.name
)
def test_backs_fall_behind_their_fronts(sheet: Sheet) -> None:
    width = 60.0
    for (x, y), (back_x, back_y) in zip(sheet.places(), sheet.back_places(width), strict=True):
        assert back_y == y
        assert sheet.width - (back_x + width) == pytest.approx(x), "seen through the paper"


def test_every_label_sheet_fits_its_paper() -> None:
    for sheet in LABELS.values():
        assert sheet.left + (sheet.columns - 1) * sheet.across < sheet.width
        assert sheet.top + sheet.rows * sheet.down <= sheet.height + 0.5
        assert len(sheet.places()) == sheet.count


def test_marks_point_at_corners_and_spare_the_cards() -> None:
    sheet = Sheet("two", 210, 297, 1, 2, 60, 60, 90, 54, has_marks=True)
    cards = (Box(60, 60, 90, 54), Box(60, 114, 90, 54))
    found = marks(sheet, cards)
    assert set(found) == {
        (58.0, 60.0, 53.0, 60.0), (152.0, 60.0, 157.0, 60.0), (58.0, 114.0, 53.0, 114.0),
        (152.0, 114.0, 157.0, 114.0), (58.0, 168.0, 53.0, 168.0), (152.0, 168.0, 157.0, 168.0),
        (60.0, 58.0, 60.0, 53.0), (150.0, 58.0, 150.0, 53.0), (60.0, 170.0, 60.0, 175.0), (150.0, 170.0, 150.0, 175.0),
    }  # fmt: skip
    folded = Sheet("tent", 420, 297, 1, 1, 60, 40, 300, 200, has_fold=True)
    assert marks(folded, (Box(60, 40, 300, 200),)) == [
        (58.0, 140.0, 53.0, 140.0),
        (362.0, 140.0, 367.0, 140.0),
    ]
    assert marks(LABELS["labels-3x8"], (Box(0, 0, 70, 37),)) == []


def test_cards_are_dealt_in_their_order() -> None:
    assert [list(part) for part in dealt("ABCDEFG", 3)] == [["A", "B", "C"], ["D", "E", "F"], ["G"]]
    assert list(dealt("", 3)) == []


def numbered(number: int) -> CardFace:
    return face(number, {"number": one(f"N{number}")})


def test_fronts_and_backs_alternate_and_each_back_is_mirrored() -> None:
    sheet = Sheet("2 by 2", 210, 297, 2, 2, 10, 10, 95, 60, has_marks=True)
    out = io.BytesIO()
    render_cards([numbered(n) for n in range(1, 7)], CARD, out, title="Cards", printing=Printing(sheet=sheet))
    pdf = out.getvalue()
    document = pypdfium2.PdfDocument(pdf)
    assert [document.get_page_size(page) for page in range(len(document))] == [
        pytest.approx((210 * POINTS, 297 * POINTS), abs=0.1)
    ] * 4
    document.close()
    assert [sorted(words(pdf, page).split()) for page in range(4)] == [
        ["N1", "N2", "N3", "N4"], ["N1", "N2", "N3", "N4"], ["N5", "N6"], ["N5", "N6"],
    ]  # fmt: skip
    assert place_of(pdf, "N1", 0) == pytest.approx((15, 15), abs=6)
    assert place_of(pdf, "N2", 0) == pytest.approx((110, 15), abs=6)
    assert place_of(pdf, "N2", 1) == pytest.approx((210 - 10 - 95 - 85.6 + 5, 40), abs=6)
    assert place_of(pdf, "N1", 1) == pytest.approx((210 - 10 - 85.6 + 5, 40), abs=6)
    image = picture(pdf, 0).convert("L")
    box = tuple(round(edge * POINTS * 3) for edge in (0, 9, 9, 11))
    assert image.crop(box).getextrema()[0] < 160, "a cut mark beside the first card"


def place_of(pdf: bytes, text: str, page: int) -> tuple[float, float]:
    """Left and upper edge of a text in millimeters."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        layer = document[page].get_textpage()
        index, _ = layer.search(text).get_next() or (-1, 0)
        left, _, _, top = layer.get_charbox(index)
        return left / POINTS, document[page].get_size()[1] / POINTS - top / POINTS
    finally:
        document.close()

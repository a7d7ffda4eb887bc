"""Any design is drawn as it says, and what is wrong with a card in it is named (DOC-03, DOC-04)."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CardFace, Fault, FaultKind
from summit.badges.layout import (
    BADGE,
    POINTS,
    Box,
    CardKind,
    Condition,
    Design,
    Element,
    ElementKind,
    Fill,
    Part,
)
from summit.badges.render import Printing, faults, render_cards
from tests.badges.test_render import face, one, picture, words

CARD = Box(0, 0, 85.6, 54.0)
RED = CategoryFacts("D", "Delegate", "#b3202a", "solid", ("B", "G"))


def design(*front: Element, back: tuple[Element, ...] = ()) -> Design:
    return Design(CardKind.FLOATER, "Trial", CARD.width, CARD.height, front, back)


def text(key: str, box: Box, *parts: Part, **changes: object) -> Element:
    return replace(Element(key, ElementKind.TEXT, box, parts=parts), **changes)


def drawn(made: Design, *faces: CardFace, printing: Printing | None = None) -> bytes:
    out = io.BytesIO()
    render_cards(faces, made, out, title="Cards", printing=printing or Printing())
    return out.getvalue()


def color_at(pdf: bytes, x: float, y: float, page: int = 0) -> tuple[int, ...]:
    """The color of a page at that many millimeters from its upper left corner."""
    pixel = picture(pdf, page).convert("RGB").getpixel((round(x * POINTS * 3), round(y * POINTS * 3)))
    assert isinstance(pixel, tuple)
    return pixel


def test_the_size_is_that_of_the_design_and_the_back_follows_the_front() -> None:
    made = design(
        text("front", Box(5, 5, 70, 10), Part("name")),
        back=(text("back", Box(5, 5, 70, 10), Part(words="If found")),),
    )
    pdf = drawn(made, face(1), face(2, {"name": one("Second Person")}))
    document = pypdfium2.PdfDocument(pdf)
    assert [document.get_page_size(page) for page in range(len(document))] == [
        pytest.approx((CARD.width * POINTS, CARD.height * POINTS), abs=0.1)
    ] * 4
    document.close()
    assert [words(pdf, page) for page in range(4)] == [
        "Anna Maria ERIKSSON",
        "If found",
        "Second Person",
        "If found",
    ]


def test_elements_are_drawn_in_their_order_the_later_ones_above() -> None:
    below = Element("below", ElementKind.SHAPE, CARD, color="#00ff00")
    above = Element("above", ElementKind.SHAPE, Box(0, 0, 40, 54), color="#0000ff")
    pdf = drawn(design(below, above), face(1))
    assert [color_at(pdf, x, 20) for x in (20, 60)] == [(0, 0, 255), (0, 255, 0)]
    turned_round = drawn(design(above, below), face(1))
    assert color_at(turned_round, 20, 20) == (0, 255, 0)


def test_shapes_take_the_color_of_the_category_and_its_pattern() -> None:
    band = Element(
        "band", ElementKind.SHAPE, Box(0, 0, 85.6, 20), color="category", fill=Fill.PATTERN, line=2, rail=4
    )
    frame = Element("frame", ElementKind.SHAPE, Box(10, 30, 30, 20), color="#00ff00", fill=Fill.FRAME, line=2)
    made = design(band, frame)
    pdf = drawn(made, face(1, category=RED))
    assert color_at(pdf, 20, 10) == (179, 32, 42)
    assert [color_at(pdf, x, 40) for x in (11, 25)] == [(0, 255, 0), (255, 255, 255)]
    outlined = drawn(made, face(1, category=replace(RED, pattern="outline")))
    assert [color_at(outlined, 20, y) for y in (1, 10)] == [(179, 32, 42), (255, 255, 255)]
    striped = picture(drawn(made, face(1, category=replace(RED, pattern="stripes")))).convert("RGB")
    assert (255, 255, 255) in {striped.getpixel((x, round(2 * POINTS * 3))) for x in range(300)}


def test_conditions_choose_the_cards_that_show_an_element() -> None:
    whole = Box(0, 0, 85.6, 54)
    for when, shown in (
        (Condition(categories=("D",)), True),
        (Condition(categories=("M",)), False),
        (Condition(functions=("HEAD",)), True),
        (Condition(functions=("REP",)), False),
        (Condition(has=("name", "flag", "face", "zones")), True),
        (Condition(has=("photo",)), False),
        (Condition(lacks=("photo", "plate")), True),
        (Condition(lacks=("flag",)), False),
        (Condition(categories=("D",), has=("plate",)), False),
    ):
        made = design(Element("all", ElementKind.SHAPE, whole, color="#0000ff", when=when))
        card = face(1, function="HEAD")
        assert (color_at(drawn(made, card), 20, 20) == (0, 0, 255)) is shown, when
        assert faults(card, made) == ()


def test_codes_of_both_kinds_are_read_back() -> None:
    made = design(
        Element("qr", ElementKind.QR, Box(4, 10, 34, 34)),
        Element("strip", ElementKind.PDF417, Box(42, 14, 40, 20)),
    )
    card = face(1)
    found = zxingcpp.read_barcodes(picture(drawn(made, card), scale=4))
    assert [code.text for code in found] == [card.token] * 2
    assert {str(code.format).replace(" ", "") for code in found} == {"QRCode", "PDF417"} or len(found) == 2


def test_what_is_turned_stands_upside_down() -> None:
    part = Part("name", first=14, preferred=14, least=14)
    upright = text("name", Box(5, 5, 75, 10), part)
    pages = [
        picture(drawn(design(one_element), face(1))).convert("L")
        for one_element in (upright, replace(upright, turned=True))
    ]
    box = tuple(round(edge * POINTS * 3) for edge in (5, 5, 80, 15))
    plain, turned = (page.crop(box).point(lambda value: 255 * (value < 128)) for page in pages)
    back = turned.rotate(180)
    differing = sum(a != b for a, b in zip(plain.tobytes(), back.tobytes(), strict=True))
    assert plain.tobytes() != turned.tobytes()
    assert differing < 0.02 * len(plain.tobytes())


def test_artwork_lies_in_the_document_once(tmp_path: Path) -> None:
    path = tmp_path / "seal.png"
    Image.new("RGB", (40, 40), (0, 128, 255)).save(path)
    made = design(Element("seal", ElementKind.ARTWORK, Box(10, 10, 20, 20), artwork="seal"))
    printing = Printing(artwork=lambda name: tmp_path / f"{name}.png")
    pdf = drawn(made, face(1), face(2), printing=printing)
    assert [color_at(pdf, 20, 20, page) for page in (0, 1)] == [(0, 128, 255)] * 2
    assert color_at(pdf, 35, 20) == (255, 255, 255)
    assert pdf.count(b"/Subtype /Image") == 1


def test_the_standard_badge_is_without_fault(tmp_path: Path) -> None:
    for card in (
        face(1),
        face(2, flag=""),
        face(3, shows_photo=False),
        face(4, flag="ZZ", shows_photo=False),
    ):
        assert faults(card, BADGE) == ()


def test_text_that_is_cut_is_named() -> None:
    made = design(
        text("plate", Box(5, 5, 30, 6), Part("delegation", first=12, preferred=10, least=9, max_lines=1))
    )
    assert faults(face(1), made) == ()
    long = "United Kingdom of Great Britain and Northern Ireland"
    (found,) = faults(face(1, {"delegation": one(long)}), made)
    assert found == Fault(FaultKind.OVERFLOW, "plate", text=long)
    assert found.sentence == f"“{long}” is too long for “plate”: its end is cut."
    filling = design(
        text("name", Box(5, 5, 30, 10), Part("name", first=36, preferred=30, least=12, fills=True))
    )
    assert faults(face(1, {"name": one("KIM Min-jun")}), filling) == ()
    assert [each.kind for each in faults(face(1, {"name": one("W" * 40)}), filling)] == [FaultKind.OVERFLOW]


def test_a_letter_without_glyph_is_named() -> None:
    made = design(text("name", Box(5, 5, 70, 10), Part("name")))
    (found,) = faults(face(1, {"name": one("Anna \U00013000")}), made)
    assert (found.kind, found.element) == (FaultKind.MISSING_GLYPH, "name")
    assert "U+13000" in found.sentence


def test_what_covers_another_or_leaves_the_card_is_named() -> None:
    name = text("name", Box(5, 5, 70, 10), Part("name"))
    ground = Element("ground", ElementKind.SHAPE, CARD, color="#eeeeee")
    flag = Element("flag", ElementKind.FLAG, Box(60, 12, 20, 12))
    empty = text("plate", Box(5, 5, 70, 10), Part("plate"))
    (found,) = faults(face(1), design(ground, name, empty, flag))
    assert found == Fault(FaultKind.COLLISION, "flag", other="name")
    assert found.sentence == "“flag” lies over “name”."
    assert faults(face(1, flag=""), design(ground, name, flag)) == ()
    (beyond,) = faults(face(1), design(replace(flag, box=Box(70, 40, 20, 12))))
    assert beyond == Fault(FaultKind.OUTSIDE, "flag")


def test_two_elements_of_one_side_only_collide_on_their_side() -> None:
    name = text("name", Box(5, 5, 70, 10), Part("name"))
    assert faults(face(1), design(name, back=(replace(name, key="again"),))) == ()

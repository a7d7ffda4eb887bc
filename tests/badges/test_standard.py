"""The designs that every summit starts with hold the longest names, and say what they are for (domain 4.5, 8, DOC-03)."""

from __future__ import annotations

import io
from collections import Counter

import pytest
import zxingcpp

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import FIELDS, CardFace, Lettering
from summit.badges.layout import (
    BUILT_IN,
    DAY_BADGE,
    FLOATER,
    NAME_PLATE,
    PLACE_CARD,
    POINTS,
    STANDARD,
    VEHICLE,
    Box,
    CardKind,
    Design,
    ElementKind,
)
from summit.badges.render import faults, render_cards
from tests.badges.test_render import face, one, picture, words

STATES = [
    "Viet Nam", "Côte d'Ivoire", "Türkiye", "United Kingdom of Great Britain and Northern Ireland",
    "Bolivia (Plurinational State of)", "Saint Vincent and the Grenadines", "Democratic People's Republic of Korea",
    "Lao People's Democratic Republic", "Sao Tome and Principe", "European Union", "Micronesia (Federated States of)",
]  # fmt: skip
LONG = "Jayawardhanapura Mudiyanselage Wickramasinghe Rajapaksha"


def full(number: int = 1, **said: str) -> CardFace:
    """A card of which every field is filled."""
    values = {
        "name": one(LONG),
        "native_name": one("ජයවර්ධනපුර වික්‍රමසිංහ", "si"),
        "title": (
            Lettering("Minister of Justice and Constitutional Affairs"),
            Lettering("Bộ trưởng Bộ Tư pháp", "vi"),
        ),
        "delegation": (Lettering(STATES[3]),),
        "number": one("D-0147"),
        "day": one("26 October"),
        "plate": one("NG 80-281-01"),
        "zone": one("Bilateral suite"),
        "note": one("Only with the principal"),
        **{field: one(text) for field, text in said.items()},
    }
    return face(number, values)


def drawn(design: Design, card: CardFace) -> bytes:
    out = io.BytesIO()
    render_cards([card], design, out, title="Cards")
    return out.getvalue()


@pytest.mark.parametrize("design", BUILT_IN, ids=lambda design: design.name)
def test_a_standard_design_is_sound(design: Design) -> None:
    card = Box(0, 0, design.width, design.height)
    for side in (design.front, design.back):
        assert all(element.box.is_within(card) for element in side)
        assert all(part.field in {*FIELDS, ""} for element in side for part in element.parts)
    keys = Counter(element.key for element in (*design.front, *design.back))
    for side in (design.front, design.back):
        assert {element.key: 1 for element in side}.items() <= keys.items()


@pytest.mark.parametrize("design", BUILT_IN, ids=lambda design: design.name)
@pytest.mark.parametrize("shows_photo", [True, False])
def test_a_standard_design_holds_the_longest_names(design: Design, *, shows_photo: bool) -> None:
    for state in STATES:
        card = full(delegation=state)
        for flag in ("GB", ""):
            plain = CardFace(**{**vars(card), "flag": flag, "shows_photo": shows_photo})
            assert faults(plain, design) == (), state


def test_every_kind_of_card_has_a_design() -> None:
    assert set(STANDARD) == set(CardKind)
    assert {design.kind for design in BUILT_IN} == set(CardKind)


@pytest.mark.parametrize(
    "design",
    [
        one_design
        for one_design in BUILT_IN
        if any(element.kind is ElementKind.QR for element in one_design.front)
    ],
    ids=lambda design: design.name,
)
def test_the_code_of_each_card_is_read(design: Design) -> None:
    card = full()
    (found,) = zxingcpp.read_barcodes(picture(drawn(design, card), scale=150 / 72))
    assert found.text == card.token


def test_passes_name_no_person() -> None:
    for design in (FLOATER, VEHICLE, DAY_BADGE):
        read = words(drawn(design, full()))
        assert "Jayawardhanapura" not in read
        assert "D-0147" in read
    assert "BILATERAL SUITE" in words(drawn(FLOATER, full()))
    assert "NG 80-281-01" in words(drawn(VEHICLE, full()))
    assert "26 October" in words(drawn(DAY_BADGE, full()))


def test_a_day_badge_is_black_and_white() -> None:
    gray = CategoryFacts("X", "Temporary", "#000000", "solid", ("G",))
    card = CardFace(**{**vars(full()), "category": gray, "values": {**full().values, "event.title": ()}})
    image = picture(drawn(DAY_BADGE, card)).convert("RGB")
    box = tuple(round(edge * POINTS * 3) for edge in (0, 20, 105, 66))
    colors = {color for _, color in image.crop(box).getcolors(1 << 20)}
    assert all(max(color) - min(color) < 3 for color in colors)


def test_a_name_plate_says_the_state_in_capitals_on_both_sides() -> None:
    assert words(drawn(NAME_PLATE, full(delegation="Côte d'Ivoire"))).count("CÔTE D'IVOIRE") == 2
    assert "(PLURINATIONAL" in words(drawn(NAME_PLATE, full(delegation=STATES[4])))
    chair = words(drawn(NAME_PLATE, full(seat="President of the Conference")))
    assert chair.replace(" ", "").count("PRESIDENTOFTHECONFERENCE") == 2
    assert "KINGDOM" not in chair
    image = picture(drawn(NAME_PLATE, full(delegation="Viet Nam")), scale=1).convert("L")
    upper = (
        image.crop((0, 0, image.width, image.height // 2))
        .rotate(180)
        .point(lambda value: 255 * (value < 128))
    )
    lower = image.crop((0, image.height - image.height // 2, image.width, image.height))
    lower = lower.point(lambda value: 255 * (value < 128))
    differing = sum(a != b for a, b in zip(upper.tobytes(), lower.tobytes(), strict=True))
    assert differing < 0.03 * image.width * image.height / 2, "the far side is the near one upside down"


def test_a_place_card_shows_the_guest_in_front_and_the_kitchen_mark_behind() -> None:
    pdf = drawn(PLACE_CARD, full(name="H.E. Ms. Anna Maria ERIKSSON", note="V"))
    assert "ERIKSSON" in words(pdf, 0)
    assert words(pdf, 1) == "D-0147 V"

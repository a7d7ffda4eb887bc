"""What stands on tables: name plates folded to a tent, and place cards (domain 8, NAM-04, NAM-05, DOC-03)."""

from __future__ import annotations

from dataclasses import replace

from summit.badges.layout.design import Align, CardKind, Condition, Design, Element, ElementKind, Part
from summit.badges.layout.parts import HAIRLINE, INK, MUTED, NAVY, shape, text
from summit.badges.layout.places import Box


def _plate(top: float, *, turned: bool) -> tuple[Element, ...]:
    """One side of a tent: the State's short name in capitals, or the function of who presides."""
    box = Box(15, top + 12, 270, 76)
    name = Part("delegation", first=150, preferred=56, least=40, weight=700, color=INK, is_upper=True)
    seat = replace(name, field="seat")
    side = "far" if turned else "near"
    return (
        replace(_centered(f"{side} seat", box, seat, Condition(has=("seat",))), turned=turned),
        replace(_centered(f"{side} name", box, name, Condition(lacks=("seat",))), turned=turned),
    )


def _centered(key: str, box: Box, part: Part, when: Condition) -> Element:
    return text(key, box, part, align=Align.CENTER, when=when)


# One sheet of double height: its upper half is upside down, so that both sides are read when it stands.
NAME_PLATE = Design(
    CardKind.NAME_PLATE,
    "Name plate, tent of 300 x 100 mm",
    300.0,
    200.0,
    (*_plate(0, turned=True), *_plate(100, turned=False)),
)

PLACE_CARD = Design(
    CardKind.PLACE_CARD,
    "Place card, 90 x 55 mm",
    90.0,
    55.0,
    (
        text("event title", Box(6, 5, 78, 4),
             Part("event.title", first=7.5, preferred=6, least=5, max_lines=1, color=MUTED), align=Align.CENTER),
        shape("rule", Box(35, 10.5, 20, 0.2), HAIRLINE),
        Element("names", ElementKind.TEXT, Box(6, 13, 78, 28), gap=1.6, align=Align.CENTER, parts=(
            Part("name", first=24, preferred=16, least=9, weight=700, color=INK),
            Part("native_name", first=12, preferred=10, least=7, max_lines=1, most=6, color=INK))),
        text("delegation", Box(6, 43, 78, 7),
             Part("delegation", first=10, preferred=8, least=6, max_lines=2, color=NAVY), align=Align.CENTER),
    ),
    (
        text("number", Box(6, 6, 30, 8), Part("number", first=12, preferred=10, least=8, weight=700, max_lines=1, color=INK)),
        text("note", Box(6, 17, 78, 32), Part("note", first=14, preferred=11, least=7, max_lines=4, color=INK)),
    ),
)  # fmt: skip

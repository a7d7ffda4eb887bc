"""Where everything stands on a card: pure geometry, and designs as data."""

from summit.badges.layout.badges import BADGE, SMALL_BADGE
from summit.badges.layout.design import (
    BY_CATEGORY,
    BY_INK,
    BY_MARK,
    Align,
    CardKind,
    Condition,
    Design,
    Element,
    ElementKind,
    Fill,
    Part,
)
from summit.badges.layout.passes import DAY_BADGE, FLOATER, PIN_RECORD, VEHICLE
from summit.badges.layout.places import POINTS, Box, covering, evenly, stacked
from summit.badges.layout.sheets import A3, A4, LABELS, Sheet, dealt, imposed, marks
from summit.badges.layout.standard import BUILT_IN, STANDARD
from summit.badges.layout.table import NAME_PLATE, PLACE_CARD

__all__ = [
    "A3",
    "A4",
    "BADGE",
    "BUILT_IN",
    "DAY_BADGE",
    "FLOATER",
    "NAME_PLATE",
    "PIN_RECORD",
    "PLACE_CARD",
    "SMALL_BADGE",
    "VEHICLE",
    "BY_CATEGORY",
    "BY_INK",
    "BY_MARK",
    "Align",
    "Box",
    "CardKind",
    "Condition",
    "Design",
    "Element",
    "ElementKind",
    "Fill",
    "LABELS",
    "POINTS",
    "Part",
    "STANDARD",
    "Sheet",
    "covering",
    "dealt",
    "evenly",
    "imposed",
    "marks",
    "stacked",
]

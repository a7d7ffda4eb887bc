"""Where everything stands on a card: pure geometry, and designs as data."""

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
from summit.badges.layout.places import POINTS, Box, covering, evenly, stacked
from summit.badges.layout.sheets import A3, A4, LABELS, Sheet, dealt, imposed, marks
from summit.badges.layout.standard import BADGE, STANDARD

__all__ = [
    "A3",
    "A4",
    "BADGE",
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

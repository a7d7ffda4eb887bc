"""What is wrong with a card before anybody prints it: text that is cut, things upon each other, letters without glyph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from summit.badges.facts import CardFace, Fault, FaultKind
from summit.badges.layout import Box, Design, Element, ElementKind
from summit.badges.render.blocks import blocks_of
from summit.badges.render.values import is_drawn, texts_of
from summit.paper.facts import MissingGlyph
from summit.paper.flags import has_flag

_GROUNDS = frozenset({ElementKind.SHAPE, ElementKind.ARTWORK})  # made to be drawn over
_HAIR = 0.5  # millimeters: the leading below a last line is empty
_LEAST_CHIP = 4.0  # millimeters: a smaller letter of a zone is not read at a door


def faults(face: CardFace, design: Design) -> tuple[Fault, ...]:
    """Everything that is wrong with this card in this design (DOC-03, DOC-04); empty if it can be printed as it is."""
    card = Box(0, 0, design.width, design.height)
    found: list[Fault] = []
    for side in (design.front, design.back):
        drawn = [element for element in side if is_drawn(element.when, face)]
        found += (Fault(FaultKind.OUTSIDE, one.key) for one in drawn if not one.box.is_within(card))
        for element in drawn:
            found += _of_element(element, face)
        found += _collisions([element for element in drawn if _holds_something(element, face)])
    return tuple(found)


def _of_element(element: Element, face: CardFace) -> Iterator[Fault]:
    if element.kind is ElementKind.TEXT:
        try:
            blocks = blocks_of(element, [texts_of(face, part) for part in element.parts])
        except MissingGlyph as error:
            yield Fault(FaultKind.MISSING_GLYPH, element.key, text=str(error))
            return
        cut = [block for block in blocks if block.is_cut]
        if not cut and not element.in_row and sum(block.height for block in blocks) > element.box.height + _HAIR:
            cut = [max(blocks, key=lambda block: block.height)]
        yield from (Fault(FaultKind.OVERFLOW, element.key, text=block.text) for block in cut)


def _collisions(elements: Sequence[Element]) -> Iterator[Fault]:
    for first, second in combinations(elements, 2):
        if first.box.overlaps(second.box):
            yield Fault(FaultKind.COLLISION, second.key, other=first.key)


def _holds_something(element: Element, face: CardFace) -> bool:
    """Whether an element shows anything that another must not cover."""
    match element.kind:
        case ElementKind.TEXT:
            return any(texts_of(face, part) for part in element.parts)
        case ElementKind.PHOTO:
            return face.shows_photo
        case ElementKind.FLAG:
            return has_flag(face.flag)
        case ElementKind.QR | ElementKind.PDF417:
            return bool(face.token)
    return element.kind not in _GROUNDS

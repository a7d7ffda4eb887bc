"""A block of text: its parts below each other in the middle of the box, or beside each other in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summit.badges.facts import CardFace
from summit.badges.layout import POINTS, Align, Box, Element, Part, stacked
from summit.badges.render.lettering import lettered
from summit.badges.render.pen import Pen
from summit.badges.render.values import Palette, Texts, palette, texts_of
from summit.paper.text import Line

_LEAST_GAP = 1.2  # millimeters that remain between two parts when their text is long
_CAPITAL = 0.714


class Block(NamedTuple):
    """The lines of one text of a part; `text` is what they were made of."""

    part: Part
    text: str
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """In millimeters."""
        return sum(line.leading for line in self.lines) / POINTS

    @property
    def width(self) -> float:
        """In millimeters."""
        return max((line.width for line in self.lines), default=0.0) / POINTS

    @property
    def is_cut(self) -> bool:
        """Whether the text did not fit: its end is lost, or it is higher than its room."""
        return any(line.cut for line in self.lines)


def draw_text(pen: Pen, element: Element, face: CardFace) -> None:
    """Draw the block of text of an element."""
    draw_block(pen, element, tuple(texts_of(face, part) for part in element.parts), palette(face.category))


def draw_block(pen: Pen, element: Element, texts: Sequence[Texts], colors: Palette) -> None:
    """Draw these texts of an element's parts."""
    blocks = blocks_of(element, texts)
    if element.in_row:
        _draw_row(pen, element, blocks, colors)
        return
    heights = [block.height for block in blocks]
    for block, top in zip(blocks, stacked(heights, element.gap, element.box), strict=True):
        pen.ink(colors.color_of(block.part.color))
        _draw_lines(pen, element, block.lines, top)


def _draw_lines(pen: Pen, element: Element, lines: Sequence[Line], top: float) -> None:
    for line in lines:
        pen.text(line, _left(line, element.box, element.align), top)
        top += line.leading / POINTS


def blocks_of(element: Element, texts: Sequence[Texts]) -> list[Block]:
    """The lines of every text of an element, in the order of its parts.

    A part with `most` takes no more than that; the others share what is left.
    """
    if element.in_row:
        return list(_in_row(element, texts))
    count = sum(map(len, texts))
    height = element.box.height - min(element.gap, _LEAST_GAP) * max(count - 1, 0)
    found: dict[int, list[Block]] = {}
    for number, part in enumerate(element.parts):
        if part.most and texts[number]:
            found[number] = _set(part, texts[number], element.box.width, part.most)
            height -= sum(block.height for block in found[number])
    shares = sum(len(said) for number, said in enumerate(texts) if number not in found)
    for number, part in enumerate(element.parts):
        if number not in found and texts[number]:
            share = height * len(texts[number]) / shares
            found[number] = _set(part, texts[number], element.box.width, share)
    return [block for number in sorted(found) for block in found[number]]


def _set(part: Part, texts: Texts, width: float, height: float) -> list[Block]:
    room = round(max(height, 0.1) / len(texts), 3)
    return [Block(part, text.text, lettered(text, width, room, part)) for text in texts]


def _in_row(element: Element, texts: Sequence[Texts]) -> Iterator[Block]:
    left = element.box.x
    for part, said in zip(element.parts, texts, strict=True):
        for text in said:
            room = max(element.box.right - left, 0.1)
            width = min(part.most, room) if part.most else room
            height = element.box.height * (
                2 if part.max_lines == 1 else 1
            )  # one line is as high as its capitals
            block = Block(part, text.text, lettered(text, round(width, 3), height, part))
            yield block
            left += block.width + element.gap


def _draw_row(pen: Pen, element: Element, blocks: Sequence[Block], colors: Palette) -> None:
    left, bottom, _, height = pen.points(element.box)
    for block in blocks:
        pen.ink(colors.color_of(block.part.color))
        if block.part.max_lines == 1:
            for line in block.lines:
                pen.baseline(line, left, bottom + (height - line.size * _CAPITAL) / 2)
        else:
            top = element.box.y + (element.box.height - block.height) / 2
            for line in block.lines:
                pen.text(line, left / POINTS, top)
                top += line.leading / POINTS
        left += (block.width + element.gap) * POINTS


def _left(line: Line, box: Box, align: Align) -> float:
    """The left edge of a line in millimeters; START is the side from which the line reads."""
    spare = box.width - line.width / POINTS
    if align is Align.CENTER:
        return box.x + spare / 2
    at_right = line.rtl if align is Align.START else not line.rtl
    return box.x + spare if at_right else box.x

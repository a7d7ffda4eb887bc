"""A design made ready for many cards: what they share is drawn once, the rest is prepared as far as it can be.

Elements are drawn in the order of the design. Neighbors that show nothing of one person (shapes, artwork, the summit's title,
the band of a category) become a *layer*: a form that is in the document once for each category.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.lib.utils import ImageReader

from summit.badges.facts import CardFace
from summit.badges.layout import POINTS, Condition, Design, Element, ElementKind
from summit.badges.render.blocks import draw_block
from summit.badges.render.elements import ARTWORK_FORM, FLAG_FORM, draw_element, draw_photo, form_name
from summit.badges.render.pages import Book
from summit.badges.render.pen import Pen
from summit.badges.render.photo import Photo
from summit.badges.render.values import Palette, Texts, has_sign, is_drawn, palette, texts_of
from summit.paper.flags import add_flag, has_flag
from summit.paper.fonts.embedding import UsedGlyphs

_SHARED_KINDS = frozenset({ElementKind.SHAPE, ElementKind.ZONES})
_KEPT = 1024

Artwork = Callable[[str], Path]


class Plan:
    """How the cards of one design are drawn. `artwork` finds the picture that an element names."""

    def __init__(self, design: Design, artwork: Artwork | None = None) -> None:
        self.design = design
        self.size = (design.width * POINTS, design.height * POINTS)
        self.glyphs = UsedGlyphs()  # of all that was drawn so far
        self.sides = [_steps(side, self.glyphs) for side in (design.front, design.back) if side]
        self.shows_photo = [
            any(element.kind is ElementKind.PHOTO for element in side)
            for side in (design.front, design.back)
            if side
        ]
        self._artwork = artwork
        self._layers: dict[tuple[int, Hashable], str] = {}
        self._signs = [_signs(side) for side in self.sides]
        self._drawn: dict[Hashable, list[Layer | Own]] = {}

    def draw_shared(self, book: Book, faces: Iterable[CardFace]) -> None:
        """Draw every form that these cards show, in the order in which they are met."""
        elements = [*self.design.front, *self.design.back]
        self._draw_artwork(book, [one for one in elements if one.kind is ElementKind.ARTWORK])
        has_flags = any(one.kind is ElementKind.FLAG for one in elements)
        layers = [step for side in self.sides for step in side if isinstance(step, Layer)]
        flags: set[str] = set()
        for face in faces:
            if has_flags and face.flag not in flags and has_flag(face.flag):
                flags.add(face.flag)
                add_flag(book.canvas, face.flag)
                book.name_form(FLAG_FORM + face.flag.upper())
            for layer in layers:
                key = (id(layer), layer.key_of(face))
                if key not in self._layers:
                    self._layers[key] = self._draw_layer(book, layer, face)

    def draw(self, pen: Pen, side: int, face: CardFace, photo: Photo | None, name: str) -> None:
        """Draw one side of a card whose shared forms are drawn; `name` is what the page calls its photograph."""
        for step in self._steps_for(side, face):
            if isinstance(step, Layer):
                form = self._layers[id(step), step.key_of(face)]
                pen.forms.append(form)
                pen.code.append(f"/{form_name(form)} Do")
            else:
                step.draw(pen, face, photo, name)
        for shown in pen.shown:
            self.glyphs.note(shown)

    def _steps_for(self, side: int, face: CardFace) -> list[Layer | Own]:
        """What is drawn on this card: the same for all cards of which the conditions see the same."""
        signs = [has_sign(face, name) for name in self._signs[side]]
        key = side, face.category and face.category.code, face.function, *signs
        found = self._drawn.get(key)
        if found is None:
            steps = self.sides[side]
            found = [step for step in steps if isinstance(step, Layer) or is_drawn(step.element.when, face)]
            self._drawn[key] = found
        return found

    def _draw_layer(self, book: Book, layer: Layer, face: CardFace) -> str:
        name = f"layer-{len(self._layers) + 1}"
        pen = Pen(self.design.height)
        for element in layer.elements:
            if is_drawn(element.when, face):
                draw_element(pen, element, face)
        for shown in pen.shown:
            self.glyphs.note(shown)
        book.add_form(name, pen.code, self.size)
        return name

    def _draw_artwork(self, book: Book, elements: Sequence[Element]) -> None:
        for element in elements:
            name, canvas = ARTWORK_FORM + element.key, book.canvas
            width, height = element.box.width * POINTS, element.box.height * POINTS
            canvas.beginForm(name, 0, 0, width, height)
            if self._artwork is not None and element.artwork:
                reader = ImageReader(str(self._artwork(element.artwork)))
                canvas.drawImage(
                    reader, 0, 0, width, height, mask="auto", preserveAspectRatio=True, anchor="c"
                )
            canvas.endForm()
            book.name_form(name)


@dataclass(frozen=True)
class Layer:
    """Neighboring elements that many cards share."""

    elements: tuple[Element, ...]
    fields: tuple[str, ...]

    def key_of(self, face: CardFace) -> Hashable:
        """Cards with the same key show the same layer."""
        values = face.values
        return face.category, face.zones, *[values.get(field) for field in self.fields]


class Own:
    """An element that each card fills for itself; what was set once is kept, since delegations and titles come again."""

    def __init__(self, element: Element, glyphs: UsedGlyphs) -> None:
        self.element = element
        self._glyphs = glyphs
        self._text = lru_cache(maxsize=_KEPT)(self._set_text)
        self._photo = lru_cache(maxsize=_KEPT)(self._set_photo)

    def draw(self, pen: Pen, face: CardFace, photo: Photo | None, name: str) -> None:
        element = self.element
        if element.kind is ElementKind.PHOTO:
            if face.shows_photo:
                pixels = (photo.width, photo.height) if photo else None
                pen.code.append(self._photo(pen.height, pixels, name))
        elif element.kind is ElementKind.TEXT:
            texts = tuple(texts_of(face, part) for part in element.parts)
            pen.code.append(self._text(pen.height, texts, palette(face.category)))
        else:
            draw_element(pen, element, face)

    def _set_text(self, height: float, texts: tuple[Texts, ...], colors: Palette) -> str:
        pen, element = Pen(height), self.element
        if element.turned:
            pen.turn(element.box)
        draw_block(pen, element, texts, colors)
        if element.turned:
            pen.restore()
        for shown in pen.shown:
            self._glyphs.note(shown)
        return "\n".join(pen.code)

    def _set_photo(self, height: float, pixels: tuple[int, int] | None, name: str) -> str:
        pen = Pen(height)
        draw_photo(pen, self.element, pixels, name)
        return "\n".join(pen.code)


def _steps(side: Sequence[Element], glyphs: UsedGlyphs) -> list[Layer | Own]:
    steps: list[Layer | Own] = []
    for shared, group in groupby(side, key=_is_shared):
        elements = tuple(group)
        if shared:
            steps.append(Layer(elements, _fields_of(elements)))
        else:
            steps += [Own(element, glyphs) for element in elements]
    return steps


def _signs(side: Iterable[Layer | Own]) -> tuple[str, ...]:
    """What the conditions of this side ask of a card besides its category and function."""
    asked = [step.element.when for step in side if isinstance(step, Own)]
    return tuple(sorted({name for when in asked for name in (*when.has, *when.lacks)}))


def _is_shared(element: Element) -> bool:
    """Whether an element shows the same on all cards of a category."""
    if not _is_shared_condition(element.when):
        return False
    if element.kind is ElementKind.TEXT:
        return all(_is_shared_field(part.field) for part in element.parts)
    return element.kind in _SHARED_KINDS


def _is_shared_condition(when: Condition) -> bool:
    named = {*when.has, *when.lacks} - {"zones"}
    return not when.functions and all(_is_shared_field(name) for name in named)


def _is_shared_field(field: str) -> bool:
    return not field or field.startswith(("event.", "category."))


def _fields_of(elements: Iterable[Element]) -> tuple[str, ...]:
    named = {part.field for element in elements for part in element.parts}
    for element in elements:
        named.update(element.when.has, element.when.lacks)
    return tuple(sorted(named - {""}))

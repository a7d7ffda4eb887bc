"""What a card says: the texts of a part, the colors of its category, and whether an element is drawn at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CardFace, Lettering
from summit.badges.layout import BY_CATEGORY, BY_INK, BY_MARK, Condition, Element, ElementKind, Part
from summit.paper.flags import has_flag

_BLACK, _DARK, _PALE, _WHITE, _NAVY = "#000000", "#1b1f24", 0.85, "#ffffff", "#12355b"

Texts = tuple[Lettering, ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of a category, its pattern and the ink of that pattern; a card without category is navy."""

    color: str = _NAVY
    ink: str = _WHITE
    mark: str = _WHITE
    pattern: str = "solid"
    pattern_ink: str = _WHITE

    def color_of(self, name: str) -> str:
        """A color of a design as #rrggbb."""
        named = {BY_CATEGORY: self.color, BY_INK: self.ink, BY_MARK: self.mark}
        return named.get(name, name)


@lru_cache(maxsize=256)
def palette(category: CategoryFacts | None) -> Palette:
    """The colors that a category gives. On an outlined band words stand on white, and the letter takes the color."""
    if category is None:
        return Palette()
    outlined = category.pattern == "outline"
    ink = _DARK if outlined or category.ink == _BLACK else category.ink
    mark = category.color if outlined and not is_pale(category.color) else ink
    return Palette(category.color, ink, mark, category.pattern, category.ink)


def is_pale(color: str) -> bool:
    """Whether a color is hardly seen on white paper."""
    return min(int(color[at : at + 2], 16) for at in (1, 3, 5)) / 255 > _PALE


def texts_of(face: CardFace, part: Part) -> Texts:
    """What a part says on this card, a line for each language; nothing if the card has no such field."""
    if not part.field:
        return (Lettering(part.words),) if part.words else ()
    if part.field.startswith("category.") and part.field not in face.values:
        return _of_category(face.category, part.field)
    return tuple(face.values.get(part.field, ()))


def spelled(lettering: Lettering, part: Part) -> str:
    """The text as the part sets it. Georgian has capitals only in Unicode, not in use, so it stays as it is (NAM-05)."""
    if not part.is_upper:
        return lettering.text
    return "".join(each if "\u10d0" <= each <= "\u10ff" else each.upper() for each in lettering.text)


def is_blank(face: CardFace, elements: Iterable[Element]) -> bool:
    """Whether a side with these elements shows nothing of this card but shapes and words that stand on every card."""
    return not any(
        any(part.field and texts_of(face, part) for part in element.parts)
        or element.kind is ElementKind.ARTWORK
        or (element.kind in (ElementKind.QR, ElementKind.PDF417) and face.token)
        for element in elements
        if is_drawn(element.when, face)
    )


def is_drawn(when: Condition, face: CardFace) -> bool:
    """Whether an element with this condition stands on this card."""
    if when.categories and (face.category is None or face.category.code not in when.categories):
        return False
    if when.functions and face.function not in when.functions:
        return False
    return all(has_sign(face, name) for name in when.has) and not any(has_sign(face, name) for name in when.lacks)


def has_sign(face: CardFace, name: str) -> bool:
    """Whether a card has what a condition names: a field, or "photo", "flag", "face" or "zones"."""
    match name:
        case "face":
            return face.shows_photo
        case "flag":
            return has_flag(face.flag)
        case "photo":
            return face.shows_photo and face.photo is not None
        case "zones":
            return bool(face.zones)
    return bool(texts_of(face, Part(name)))


def _of_category(category: CategoryFacts | None, field: str) -> Texts:
    if category is None:
        return ()
    if field == "category.letter":
        return (Lettering(category.letter),)
    return (Lettering(category.name),) if category.name != category.letter else ()

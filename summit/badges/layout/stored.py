"""Designs as JSON and back, strictly: what is read is a design that can be drawn, or a sentence that says what to mend."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar  # Any: what asdict gives
from unicodedata import category

from summit.badges.facts import FIELDS, SIGNS
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
from summit.badges.layout.places import Box
from summit.delegations.lifecycle import DelegateFunction
from summit.foundation.errors import RuleBroken

MOST_ELEMENTS, MOST_PARTS, MOST_WORDS, LONGEST_NAME = 60, 8, 300, 80
LARGEST_TEXT = 200_000  # characters
SMALLEST_SIDE, LARGEST_SIDE = 30.0, 450.0
UNSEEN = frozenset({"Cc", "Cs"})  # controls, and halves of characters that no database takes
COLOR = re.compile(r"#[0-9a-f]{6}")
KEY = re.compile(r"[a-z][a-z0-9 -]{0,39}")
CATEGORY = re.compile(r"[A-Z0-9]{1,8}")
ARTWORK = re.compile(r"[0-9a-f]{64}\.(png|jpg)")
COLOR_NAMES = {
    "": "One color",
    BY_CATEGORY: "That of the category",
    BY_INK: "That of words on the category",
    BY_MARK: "That of the category's letter",
}
ELEMENT_NAMES = {
    ElementKind.TEXT.value: "Text",
    ElementKind.PHOTO.value: "Photo",
    ElementKind.FLAG.value: "Flag",
    ElementKind.QR.value: "QR code",
    ElementKind.PDF417.value: "PDF417 code",
    ElementKind.ZONES.value: "Zones",
    ElementKind.SHAPE.value: "Shape",
    ElementKind.ARTWORK.value: "Artwork",
}
_BLANK_SIZES = {ElementKind.TEXT: (60.0, 8.0), ElementKind.PHOTO: (28.0, 36.0), ElementKind.FLAG: (18.0, 12.0)}
Raw = Mapping[str, object]
S = TypeVar("S", bound=StrEnum)


class DesignUnreadable(RuleBroken):
    """The text is no design: the sentence names the element and what is wrong with it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, "content")


def write_design(design: Design) -> str:
    """The design as one line of JSON; `read_design` gives the same design again."""
    whole = asdict(design)
    for side in ("front", "back"):
        whole[side] = [_flat(element) for element in whole[side]]
    return json.dumps(whole, ensure_ascii=False, allow_nan=False)


def read_design(text: str) -> Design:
    """The design in that text; raises DesignUnreadable with the key of the element and a plain sentence."""
    whole = _Reader("The design", _parsed(text))
    front, back = (_side(whole, side) for side in ("front", "back"))
    _require_few_and_unique((*front, *back))
    design = Design(
        kind=whole.choice("kind", CardKind),
        name=whole.text("name", LONGEST_NAME).strip(),
        width=whole.number("width", SMALLEST_SIDE, LARGEST_SIDE),
        height=whole.number("height", SMALLEST_SIDE, LARGEST_SIDE),
        front=front,
        back=back,
    )
    whole.finish()
    if not design.name:
        raise DesignUnreadable("The design has no name. Give it one.")
    return design


def blank_elements() -> dict[str, dict[str, object]]:
    """Kind -> an element of it as JSON has it, for who adds one to a design."""
    blanks = {}
    for kind in ElementKind:
        parts = (Part("name"),) if kind is ElementKind.TEXT else ()
        box = Box(0, 0, *_BLANK_SIZES.get(kind, (24.0, 24.0)))
        blanks[kind.value] = _flat(asdict(Element(kind.value, kind, box, parts=parts)))
    return blanks


def _flat(element: dict[str, Any]) -> dict[str, object]:
    box = element.pop("box")
    return {"key": element.pop("key"), "kind": element.pop("kind"), **box, **element}


def _parsed(text: str) -> Raw:
    if len(text) > LARGEST_TEXT:
        raise DesignUnreadable("The design is too large. Leave elements away.")
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise DesignUnreadable("The design did not arrive whole. Load the page again.") from error
    if not isinstance(found, dict):
        raise DesignUnreadable("The design did not arrive whole. Load the page again.")
    return found


def _once_each(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (name, _), *_rest = Counter(name for name, _ in pairs).most_common(1)
        raise DesignUnreadable(f"The design says “{name[:40]}” twice in one place.")
    return found


def _no_constant(name: str) -> float:
    raise DesignUnreadable(f"{name} is no number. Type a number in millimeters or points.")


def _require_few_and_unique(elements: Sequence[Element]) -> None:
    if len(elements) > MOST_ELEMENTS:
        raise DesignUnreadable(f"A design has at most {MOST_ELEMENTS} elements; this one has {len(elements)}.")
    for key, count in Counter(element.key for element in elements).items():
        if count > 1:
            raise DesignUnreadable(f"Two elements are called {key}. Give each a name of its own.")


def _side(whole: _Reader, side: str) -> tuple[Element, ...]:
    return tuple(
        _element(_Reader(f"Element {number} of the {side}", raw))
        for number, raw in enumerate(whole.objects(side, MOST_ELEMENTS + 1), 1)
    )


def _element(raw: _Reader) -> Element:
    key = raw.like("key", KEY, "small letters, digits, spaces and hyphens, a letter first")
    raw.whose = f"Element {key}"
    element = Element(
        key=key,
        kind=raw.choice("kind", ElementKind),
        box=Box(
            raw.number("x", -50, LARGEST_SIDE),
            raw.number("y", -50, LARGEST_SIDE),
            raw.number("width", 0.1, LARGEST_SIDE + 100),
            raw.number("height", 0.1, LARGEST_SIDE + 100),
        ),
        parts=tuple(_part(_Reader(raw.whose, part)) for part in raw.objects("parts", MOST_PARTS)),
        gap=raw.number("gap", 0, 50),
        align=raw.choice("align", Align),
        color=raw.color(),
        fill=raw.choice("fill", Fill),
        radius=raw.number("radius", 0, 100),
        line=raw.number("line", 0, 20),
        artwork=raw.like("artwork", ARTWORK, "one of the pictures of this design", or_empty=True),
        turned=raw.truth("turned"),
        in_row=raw.truth("in_row"),
        rail=raw.number("rail", 0, 100),
        when=_condition(_Reader(raw.whose, raw.object_("when"))),
    )
    raw.finish()
    return element


def _part(raw: _Reader) -> Part:
    part = Part(
        field=raw.one_of("field", ("", *FIELDS)),
        words=raw.text("words", MOST_WORDS),
        first=raw.number("first", 3, 200),
        preferred=raw.number("preferred", 3, 200),
        least=raw.number("least", 3, 200),
        weight=raw.whole("weight", 400, 700),
        max_lines=raw.whole("max_lines", 1, 12),
        color=raw.color(),
        most=raw.number("most", 0, LARGEST_SIDE),
        is_upper=raw.truth("is_upper"),
        fills=raw.truth("fills"),
    )
    raw.finish()
    if bool(part.field) == bool(part.words.strip()):
        raise DesignUnreadable(f"{raw.whose}: a text shows either a field or words of its own.")
    if not part.least <= part.preferred <= part.first:
        raise DesignUnreadable(f"{raw.whose}: a text shrinks from its first size over the preferred one to the least.")
    if part.weight not in (400, 700):
        raise DesignUnreadable(f"{raw.whose}: a text is plain (400) or bold (700).")
    return part


def _condition(raw: _Reader) -> Condition:
    signs = (*FIELDS, *SIGNS)
    condition = Condition(
        categories=raw.words("categories", lambda word: bool(CATEGORY.fullmatch(word))),
        functions=raw.words("functions", lambda word: word in set(DelegateFunction)),
        has=raw.words("has", lambda word: word in signs),
        lacks=raw.words("lacks", lambda word: word in signs),
    )
    raw.finish()
    return condition


class _Reader:
    """One object of the JSON; every value is taken once, and what is left at the end is unknown."""

    def __init__(self, whose: str, raw: Raw) -> None:
        self.whose, self._left = whose, dict(raw)

    def finish(self) -> None:
        if self._left:
            raise DesignUnreadable(f"{self.whose}: nothing is known of “{next(iter(self._left))[:40]}”.")

    def text(self, name: str, most: int) -> str:
        value = self._taken(name)
        if not isinstance(value, str) or len(value) > most or any(category(sign) in UNSEEN for sign in value):
            raise self._wrong(name, f"a line of at most {most} characters")
        return value

    def number(self, name: str, least: float, most: float) -> float:
        value = self._taken(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._wrong(name, f"a number from {least:g} to {most:g}")
        return float(value)

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.number(name, least, most)
        if value != int(value):
            raise self._wrong(name, "a whole number")
        return int(value)

    def truth(self, name: str) -> bool:
        value = self._taken(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "yes or no")
        return value

    def choice(self, name: str, kind: type[S]) -> S:
        return kind(self.one_of(name, [one.value for one in kind]))

    def one_of(self, name: str, known: Iterable[str]) -> str:
        value = self._taken(name)
        if not isinstance(value, str) or value not in set(known):
            raise self._wrong(name, "one of the choices of the list")
        return value

    def like(self, name: str, pattern: re.Pattern[str], spoken: str, *, or_empty: bool = False) -> str:
        value = self._taken(name)
        if value == "" and or_empty:
            return ""
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise self._wrong(name, spoken)
        return value

    def color(self) -> str:
        value = self._taken("color")
        if not isinstance(value, str) or not (value in COLOR_NAMES or COLOR.fullmatch(value)) or not value:
            raise self._wrong("color", "a color such as #12355b, or that of the category")
        return value

    def words(self, name: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
        values = self._taken(name)
        if not isinstance(values, list) or len(values) > MOST_ELEMENTS:
            raise self._wrong(name, "a list")
        for value in values:
            if not isinstance(value, str) or not is_known(value):
                raise DesignUnreadable(f"{self.whose}: “{str(value)[:40]}” is not known as a condition.")
        return tuple(dict.fromkeys(values))

    def objects(self, name: str, most: int) -> list[Raw]:
        values = self._taken(name)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self._wrong(name, "a list")
        if len(values) > most:
            raise DesignUnreadable(f"{self.whose}: at most {most} {name} are possible.")
        return values

    def object_(self, name: str) -> Raw:
        value = self._taken(name)
        if not isinstance(value, dict):
            raise self._wrong(name, "a set of conditions")
        return value

    def _taken(self, name: str) -> object:
        if name not in self._left:
            raise DesignUnreadable(f"{self.whose}: {_spoken(name)} is missing.")
        return self._left.pop(name)

    def _wrong(self, name: str, wanted: str) -> DesignUnreadable:
        return DesignUnreadable(f"{self.whose}: {_spoken(name)} has to be {wanted}.")


_SPOKEN = {
    "x": "the distance from the left", "y": "the distance from the top", "key": "the name", "first": "the first size",
    "preferred": "the preferred size", "least": "the least size", "most": "the height at most",
    "max_lines": "the number of lines", "line": "the width of the line", "radius": "the rounding of the corners",
    "artwork": "the picture", "is_upper": "capitals",
    "in_row": "the row", "fills": "filling the box", "turned": "the turn", "when": "the condition",
}  # fmt: skip


def _spoken(name: str) -> str:
    return _SPOKEN.get(name, f"the {name.replace('_', ' ')}")

"""Designs as JSON and back: every design survives, everything else is refused with its element and a plain sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any  # Any: JSON of any shape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.badges.facts import FIELDS, SIGNS
from summit.badges.layout import (
    BY_CATEGORY,
    BY_INK,
    BY_MARK,
    STANDARD,
    Align,
    Box,
    CardKind,
    Condition,
    Design,
    Element,
    ElementKind,
    Fill,
    Part,
)
from summit.badges.layout.stored import (
    MOST_ELEMENTS,
    DesignUnreadable,
    blank_elements,
    read_design,
    write_design,
)
from summit.delegations.lifecycle import DelegateFunction


def lengths(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_nan=False, allow_infinity=False)


def lists(known: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known), unique=True, max_size=4).map(tuple)


COLORS = st.sampled_from([BY_CATEGORY, BY_INK, BY_MARK]) | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(str.strip)
SIZES = st.lists(lengths(3, 200), min_size=3, max_size=3).map(sorted)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    least, preferred, first = draw(SIZES)
    shown = draw(st.sampled_from(["field", "words"]))
    return Part(
        field=draw(st.sampled_from(list(FIELDS))) if shown == "field" else "",
        words=draw(WORDS) if shown == "words" else "",
        first=first,
        preferred=preferred,
        least=least,
        weight=draw(st.sampled_from([400, 700])),
        max_lines=draw(st.integers(1, 12)),
        color=draw(COLORS),
        most=draw(lengths(0, 450)),
        is_upper=draw(st.booleans()),
        fills=draw(st.booleans()),
    )


ELEMENTS = st.builds(
    Element,
    key=st.from_regex(r"[a-z][a-z0-9 -]{0,39}", fullmatch=True),
    kind=st.sampled_from(ElementKind),
    box=st.builds(Box, lengths(-50, 450), lengths(-50, 450), lengths(0.1, 550), lengths(0.1, 550)),
    parts=st.lists(parts(), max_size=3).map(tuple),
    gap=lengths(0, 50),
    align=st.sampled_from(Align),
    color=COLORS,
    fill=st.sampled_from(Fill),
    radius=lengths(0, 100),
    line=lengths(0, 20),
    artwork=st.just("") | st.from_regex(r"[0-9a-f]{64}\.(png|jpg)", fullmatch=True),
    turned=st.booleans(),
    in_row=st.booleans(),
    rail=lengths(0, 100),
    when=st.builds(
        Condition,
        categories=lists(["D", "VIP", "MO"]),
        functions=lists([one.value for one in DelegateFunction]),
        has=lists([*FIELDS, *SIGNS]),
        lacks=lists([*FIELDS, *SIGNS]),
    ),
)


@st.composite
def designs(draw: st.DrawFn) -> Design:
    elements = draw(st.lists(ELEMENTS, max_size=6, unique_by=lambda one: one.key))
    cut = draw(st.integers(0, len(elements)))
    return Design(
        kind=draw(st.sampled_from(CardKind)),
        name=draw(WORDS).strip(),
        width=draw(lengths(30, 450)),
        height=draw(lengths(30, 450)),
        front=tuple(elements[:cut]),
        back=tuple(elements[cut:]),
    )


@settings(max_examples=150, deadline=None)
@given(designs())
def test_every_design_comes_back_as_it_was(design: Design) -> None:
    assert read_design(write_design(design)) == design


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda one: st.lists(one) | st.dictionaries(st.text(), one),
).map(json.dumps)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | ANY_JSON)
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises(DesignUnreadable):
        read_design(text)


def test_the_standard_designs_can_be_stored() -> None:
    for design in STANDARD.values():
        assert read_design(write_design(design)) == design


def test_the_first_element_of_each_kind_can_be_stored() -> None:
    whole = json.loads(write_design(STANDARD[CardKind.BADGE]))
    whole["front"] = list(blank_elements().values())
    assert [one.kind for one in read_design(json.dumps(whole)).front] == list(ElementKind)


def _name_twice(whole: Any) -> None:
    whole["front"][1]["key"] = whole["front"][0]["key"]


def _part(name: str, value: object) -> Callable[[Any], None]:
    def change(whole: Any) -> None:
        whole["front"][0]["parts"][0][name] = value

    return change


def _element(name: str, value: object) -> Callable[[Any], None]:
    def change(whole: Any) -> None:
        whole["front"][0][name] = value

    return change


def _whole(name: str, value: object) -> Callable[[Any], None]:
    def change(whole: Any) -> None:
        whole[name] = value

    return change


SMALL = Design(
    CardKind.BADGE, "Small", 105, 148,
    (
        Element("name", ElementKind.TEXT, Box(8, 60, 89, 44), (Part("name"),)),
        Element("code", ElementKind.QR, Box(68, 112, 27, 27)),
    ),
)  # fmt: skip
REFUSED: list[tuple[Callable[[Any], None], str]] = [
    (_name_twice, "Two elements are called name. Give each a name of its own."),
    (_element("kind", "video"), "Element name: the kind has to be one of the choices of the list."),
    (
        _element("key", "Name"),
        "Element 1 of the front: the name has to be small letters, digits, spaces and hyphens, a letter first.",
    ),
    (_element("x", "8"), "Element name: the distance from the left has to be a number from -50 to 450."),
    (_element("x", True), "Element name: the distance from the left has to be a number from -50 to 450."),
    (_element("width", 0), "Element name: the width has to be a number from 0.1 to 550."),
    (_element("y", 10**400), "Element name: the distance from the top has to be a number from -50 to 450."),
    (_element("color", "red"), "Element name: the color has to be a color such as #12355b, or that of the category."),
    (_element("turned", 1), "Element name: the turn has to be yes or no."),
    (_element("onclick", "x"), "Element name: nothing is known of “onclick”."),
    (_element("artwork", "../key.png"), "Element name: the picture has to be one of the pictures of this design."),
    (
        _element("when", {"categories": [], "functions": ["BOSS"], "has": [], "lacks": []}),
        "Element name: “BOSS” is not known as a condition.",
    ),
    (_element("parts", [{}] * 9), "Element name: at most 8 parts are possible."),
    (_part("field", "passport"), "Element name: the field has to be one of the choices of the list."),
    (_part("words", "Both"), "Element name: a text shows either a field or words of its own."),
    (_part("words", "\x00"), "Element name: the words has to be a line of at most 300 characters."),
    (_part("least", 11), "Element name: a text shrinks from its first size over the preferred one to the least."),
    (_part("weight", 500), "Element name: a text is plain (400) or bold (700)."),
    (_part("max_lines", 1.5), "Element name: the number of lines has to be a whole number."),
    (_whole("width", 20), "The design: the width has to be a number from 30 to 450."),
    (_whole("name", "  "), "The design has no name. Give it one."),
    (_whole("kind", "poster"), "The design: the kind has to be one of the choices of the list."),
    (_whole("front", {}), "The design: the front has to be a list."),
    (_whole("version", 1), "The design: nothing is known of “version”."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), REFUSED, ids=[sentence[:40] for _, sentence in REFUSED])
def test_what_cannot_be_drawn_is_refused_by_name(change: Callable[[Any], None], sentence: str) -> None:
    whole = json.loads(write_design(SMALL))
    change(whole)
    with pytest.raises(DesignUnreadable) as refusal:
        read_design(json.dumps(whole))
    assert (refusal.value.sentence, refusal.value.field) == (sentence, "content")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(DesignUnreadable, match=f"{number} is no number"):
        read_design(write_design(SMALL).replace('"x": 8', f'"x": {number}'))


def test_a_thing_said_twice_is_refused() -> None:
    with pytest.raises(DesignUnreadable, match="says “x” twice in one place"):
        read_design(write_design(SMALL).replace('"x": 8,', '"x": 8, "x": 9,'))


def test_a_missing_thing_is_named() -> None:
    with pytest.raises(DesignUnreadable, match="Element name: the gap is missing"):
        read_design(write_design(SMALL).replace('"gap": 1.0, ', "", 1))


def test_too_many_elements_are_counted() -> None:
    whole = json.loads(write_design(SMALL))
    element = whole["front"][1]
    whole["front"] = [{**element, "key": f"a{number}"} for number in range(MOST_ELEMENTS)]
    whole["back"] = [{**element, "key": "b"}]
    with pytest.raises(DesignUnreadable, match=f"at most {MOST_ELEMENTS} elements; this one has {MOST_ELEMENTS + 1}"):
        read_design(json.dumps(whole))


def test_a_flood_is_refused_before_it_is_read() -> None:
    with pytest.raises(DesignUnreadable, match="too large"):
        read_design("[" * 300_000)
    with pytest.raises(DesignUnreadable, match="did not arrive whole"):
        read_design("[" * 100_000)

"""What people type is printed as they typed it, and does nothing else (DOC-04)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit.paper.facts import MissingGlyph
from summit.paper.furniture import write_pdf
from summit.paper.text import check_glyphs, cleaned, fit, fit_block, shape, wrap
from tests.paper.pages import FURNITURE, document, on_canvas, texts

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}} {0} %s %(name)s ${x}",
    '=cmd("/c calc")!A1',
    "<b>unclosed & <br/>",
    ") Tj ET /F1 99 Tf (\\",
    "EMC BDC >> endstream endobj",
    "O'Brien \"the\" \\x41 \\u0041",
    "n" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text: str) -> None:
    pdf = on_canvas(lambda canvas: shape(text, 5).draw(canvas, 5, 40), (1000, 100))
    assert texts(pdf) == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_passes_every_page_part(text: str) -> None:
    furniture = FURNITURE.__class__(text, text, text, text, text)
    pdf = document(lambda sheet: sheet.text(text), furniture)
    assert "".join(text.split()) in "".join(texts(pdf)[0].split())


@pytest.mark.parametrize("opener", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"])
def test_direction_overrides_turn_nothing_around(opener: str) -> None:
    line = shape(f"NGUYEN {opener}nim oaht", 10)
    assert line.text == "NGUYEN nim oaht"
    assert not line.rtl
    assert line.shaped == shape("NGUYEN nim oaht", 10).shaped


def test_controls_are_left_out_and_breaks_become_spaces() -> None:
    assert cleaned("a\x00b\x07c\x1bd\x7fe\x9ff\ufeffg\xadh") == "abcdefgh"
    assert cleaned("one\ttwo\nthree\r\nfour\u2028five\x0bsix") == "one two three four five six"


def test_letters_are_composed() -> None:
    assert cleaned("Nguye\u0302\u0303n") == "Nguyễn"


def test_joiners_and_marks_of_direction_are_kept_but_not_drawn() -> None:
    assert shape("ශ්‍රී", 10).text == "ශ්‍රී"
    assert shape("a\u200bb\u200e", 10).width == pytest.approx(shape("ab", 10).width)


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("Amenhotep 𓀀 III", "𓀀"),
        ("Private \ue000 use", "\ue000"),
        ("Unassigned \u0378", "\u0378"),
        ("Half \ud800 a pair", "\ud800"),
        ("محمد \ud800", "\ud800"),
        ("Rocket 🚀", "🚀"),
        ("ᚠ", "ᚠ"),
    ],
)
def test_a_character_without_glyph_is_named(text: str, character: str) -> None:
    for attempt in (
        lambda: shape(text, 10),
        lambda: check_glyphs(text, "en"),
        lambda: wrap(text, 20, 10),
        lambda: fit(text, 20, 10, 5),
        lambda: fit_block(text, 50, 50, 10, 5, 3),
    ):
        with pytest.raises(MissingGlyph) as caught:
            attempt()
        assert caught.value.text == text
        assert caught.value.character == character
        assert f"U+{ord(character):04X}" in str(caught.value)
        assert text in str(caught.value)


def test_a_long_text_is_shortened_in_the_message_only() -> None:
    with pytest.raises(MissingGlyph) as caught:
        check_glyphs("x" * 300 + "𓀀")
    assert caught.value.text == "x" * 300 + "𓀀"
    assert len(str(caught.value)) < 150


def test_a_missing_glyph_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    with pytest.raises(MissingGlyph):
        write_pdf(target, FURNITURE, lambda sheet: sheet.text("First page\n" * 200 + "𓀀"))
    assert list(tmp_path.iterdir()) == []


def test_check_glyphs_passes_what_can_be_printed() -> None:
    check_glyphs("Nguyễn Thị Ngọc Ánh\nកម្ពុជា\n李强", "vi")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_measured_or_refused_by_name(text: str) -> None:
    try:
        check_glyphs(text)
    except MissingGlyph:
        with pytest.raises(MissingGlyph) as caught:
            wrap(text, 90, 9)
        assert caught.value.character in caught.value.text
        return
    lines = wrap(text, 90, 9)
    assert all(0 <= line.width <= 90.02 or len(line.text) == 1 for line in lines)

"""`make proofs`: the wall of cards and papers that a person looks through, whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from summit.badges.layout import BUILT_IN, PLACE_CARD, CardKind, Design
from summit.badges.render import faults
from summit.documents.facts import Bilingual
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind
from summit.documents.words import ORDER
from summit.paper.fonts import FONTS
from summit.paper.text import shape
from tools.proofs import DOTS_PER_INCH, SPECIMENS, cards, draw, draw_paper, papers

SIGNS = "NotoSansSymbols"  # arrows and ticks, which no name is written with


@pytest.mark.parametrize("design", BUILT_IN, ids=lambda design: design.name)
def test_no_specimen_is_cut_or_covered_in_any_design(design: Design) -> None:
    assert {script: faults(card, design) for script, card in cards()} == {one[0]: () for one in SPECIMENS}


def test_each_side_is_a_picture_of_its_own(tmp_path: Path) -> None:
    script, card = next(cards())
    paths = list(draw(tmp_path, PLACE_CARD, script, card))
    assert [path.name for path in paths] == [
        "place-card-90-x-55-mm-latin-1.png",
        "place-card-90-x-55-mm-latin-2.png",
    ]
    for path in paths:
        with Image.open(path) as picture:
            assert picture.size == pytest.approx(
                (90 / 25.4 * DOTS_PER_INCH, 55 / 25.4 * DOTS_PER_INCH), abs=1
            )
            assert picture.convert("L").getextrema()[0] < 100


def test_every_kind_of_card_and_every_font_is_on_the_wall() -> None:
    assert {design.kind for design in BUILT_IN} == set(CardKind)
    drawn = {
        piece.face.name.partition("-")[0]
        for _, language, _, *texts in SPECIMENS
        for text in texts
        for piece in shape(text, 10, 400, language).shaped.pieces
    }
    assert drawn == {Path(file).name.partition("[")[0] for _, file in FONTS.values()} - {SIGNS}


def test_every_kind_of_document_is_on_the_wall_in_every_language_and_in_two() -> None:
    shown = [(kind, language) for kind, language, _ in papers()]
    assert len(set(shown)) == len(shown)
    assert {kind for kind, _ in shown} == set(KINDS)
    for kind in KINDS:
        assert [language for one, language in shown if one is kind] == [*ORDER, "en,ar"]
    for _, language, facts in papers():
        halves = (facts.first, facts.second) if isinstance(facts, Bilingual) else (facts,)
        assert ",".join(half.frame.language for half in halves) == language


def test_a_paper_is_a_picture_of_its_first_page(tmp_path: Path) -> None:
    kind, language, facts = next(one for one in papers() if one[:2] == (DocumentKind.ROOM_SIGNS, "en,ar"))
    path = draw_paper(tmp_path, kind, language, facts)
    assert path.name == "room-signs-en-ar.png"
    with Image.open(path) as picture:
        assert picture.size == pytest.approx((297 / 25.4 * DOTS_PER_INCH, 210 / 25.4 * DOTS_PER_INCH), abs=1)
        assert picture.convert("L").getextrema()[0] < 100

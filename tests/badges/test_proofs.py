"""`make proofs`: the wall of cards that a person looks through."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from summit.badges.layout import BUILT_IN, PLACE_CARD, Design
from summit.badges.render import faults
from tools.proofs import DOTS_PER_INCH, SPECIMENS, cards, draw


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

"""Several processes draw, byte for byte, what one draws (DOC-00)."""

from __future__ import annotations

import io
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CannotPrint, CardFace
from summit.badges.layout import A4, BADGE, Element, ElementKind, imposed
from summit.badges.render import Printing, render_cards
from summit.badges.render.shards import LEAST_SHARE
from tests.badges.stage import jpeg
from tests.badges.test_render import face, one

COUNT = 4 * LEAST_SHARE
NAMES = [
    ("Anna Maria ERIKSSON", "en"), ("محمد الراشد", "ar"), ("张伟", "zh"), ("សុខ ចិន្តា", "km"), ("Ольга ПЕТРОВА", "ru"),
]  # fmt: skip
MEDIA = CategoryFacts("M", "Media", "#f2c200", "stripes", ("M", "G"))
TWO_SIDED = replace(BADGE, back=(*BADGE.front, Element("more", ElementKind.PDF417, BADGE.front[0].box)))


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> list[CardFace]:
    """Cards of two categories, some with photographs, in scripts that appear late as well as early."""
    folder = tmp_path_factory.mktemp("photos")
    found = []
    for number in range(COUNT):
        name = NAMES[number * len(NAMES) // COUNT]
        path = folder / f"{number}.jpg"
        path.write_bytes(jpeg((number, 90, 120)))
        card = face(number, {"name": one(*name), "title": one(f"Adviser {number}")})
        found.append(
            replace(
                card,
                photo=path if number % 3 else None,
                shows_photo=number % 7 != 0,
                flag=("SE", "VN", "")[number * 3 // COUNT],
                category=MEDIA if number > COUNT // 2 else card.category,
            )
        )
    return found


def drawn(faces: list[CardFace], printing: Printing) -> bytes:
    out = io.BytesIO()
    render_cards(faces, TWO_SIDED, out, title="Badges", printing=printing)
    return out.getvalue()


@pytest.mark.parametrize("workers", [2, 3])
def test_two_and_three_processes_write_what_one_writes(faces: list[CardFace], workers: int) -> None:
    assert drawn(faces, Printing(workers=workers)) == drawn(faces, Printing())
    on_sheets = imposed(TWO_SIDED, A4)
    assert drawn(faces, Printing(workers=workers, sheet=on_sheets)) == drawn(faces, Printing(sheet=on_sheets))
    assert multiprocessing.active_children() == []


def test_more_processes_than_cards_are_worth_do_no_harm(faces: list[CardFace]) -> None:
    assert drawn(faces[:3], Printing(workers=8)) == drawn(faces[:3], Printing())
    assert drawn([], Printing(workers=8)) == drawn([], Printing())


def test_progress_is_told_for_all_cards(faces: list[CardFace]) -> None:
    told: list[tuple[int, int]] = []
    drawn(faces, Printing(workers=2, tell=lambda done, total: told.append((done, total))))
    assert [done for done, _ in told] == [*range(1, COUNT // 2 + 1), COUNT]
    assert {total for _, total in told} == {COUNT}


def test_what_another_process_cannot_print_is_named_here(faces: list[CardFace], tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.jpg"
    spoiled.write_bytes(b"no picture")
    cards = [*faces[:-1], replace(faces[-1], photo=spoiled, shows_photo=True)]
    with pytest.raises(CannotPrint, match="Upload it again"):
        drawn(cards, Printing(workers=2))
    assert multiprocessing.active_children() == []


def test_what_listens_stops_every_process(faces: list[CardFace]) -> None:
    def tell(done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        drawn(faces, Printing(workers=2, tell=tell))
    assert multiprocessing.active_children() == []

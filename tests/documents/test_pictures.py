"""How documents look and what they say: the first page in gray at a low resolution, and the words of all pages, against
a picture and a text that a person has looked at. Every kind in one language and in two.

    .venv/bin/python -m tests.documents.test_pictures    draws all anew; look at them before you keep them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from summit.documents.facts import Facts, Issue, ParticipantList, RoomSigns, beside
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, VersionState
from summit.documents.render import paper_of
from summit.paper.pictures import page_picture
from tests.paper.pages import texts
from tools.specimens import DAYS, OPENS, specimen

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
MOST = 0.4  # mean difference of a pixel, of 255
LANGUAGES = ("en", "en,ar", "en,fr")
PUBLISHED = Issue(2, VersionState.PROVISIONAL, OPENS)
SHOWN: tuple[tuple[DocumentKind, str], ...] = (
    *((kind, language) for kind in KINDS for language in LANGUAGES),
    (DocumentKind.LIST_OF_PARTICIPANTS, "ar"),
    (DocumentKind.CALL_SHEET, "zh"),
    (DocumentKind.DAILY_PROGRAMME, "vi"),
)  # fmt: skip


def facts_for(kind: DocumentKind, language: str) -> Facts:
    found = [specimen(kind, one) for one in language.split(",")]
    return found[0] if len(found) == 1 else beside(*found)


def name_of(kind: DocumentKind, language: str) -> str:
    return f"{kind.value}-{language.replace(',', '-')}"


def paper(kind: DocumentKind, facts: Facts) -> bytes:
    return paper_of(kind, facts, printed_at=OPENS, issue=PUBLISHED)


def first_page(content: bytes) -> Image.Image:
    png = page_picture(content, 1, dpi=DPI)
    assert png is not None
    return Image.open(BytesIO(png)).convert("L")


def said_on(content: bytes) -> str:
    """What a program reads from all pages, as it is kept."""
    return "\n\f\n".join(texts(content)) + "\n"


def distance(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def approved(kind: DocumentKind, language: str) -> Image.Image:
    return Image.open(GOLDEN / f"{name_of(kind, language)}.png").convert("L")


def lost_lines() -> Iterator[tuple[DocumentKind, Facts]]:
    """Papers that lack one small thing."""
    listed = specimen(DocumentKind.LIST_OF_PARTICIPANTS, "en")
    assert isinstance(listed, ParticipantList)
    yield DocumentKind.LIST_OF_PARTICIPANTS, replace(listed, parts=listed.parts[:1])
    signs = specimen(DocumentKind.ROOM_SIGNS, "en")
    assert isinstance(signs, RoomSigns)
    (sign,) = signs.signs
    yield DocumentKind.ROOM_SIGNS, replace(signs, signs=(replace(sign, lines=sign.lines[:1]),))


@pytest.mark.parametrize(("kind", "language"), SHOWN)
def test_it_looks_and_reads_as_it_was_approved(kind: DocumentKind, language: str) -> None:
    content = paper(kind, facts_for(kind, language))
    assert said_on(content) == (GOLDEN / f"{name_of(kind, language)}.txt").read_text("utf-8")
    assert distance(first_page(content), approved(kind, language)) < MOST


def test_no_approved_picture_or_text_is_of_nothing() -> None:
    """A new kind comes with its specimen, its pictures and its texts; one that goes takes them with it."""
    wanted = {f"{name_of(kind, language)}.{end}" for kind, language in SHOWN for end in ("png", "txt")}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize(("kind", "facts"), list(lost_lines()), ids=lambda one: one if isinstance(one, str) else "")
def test_the_comparison_sees_a_missing_line(kind: DocumentKind, facts: Facts) -> None:
    content = paper(kind, facts)
    assert said_on(content) != (GOLDEN / f"{name_of(kind, 'en')}.txt").read_text("utf-8")
    assert distance(first_page(content), approved(kind, "en")) > MOST


def test_a_specimen_is_of_its_own_kind_and_language() -> None:
    for kind in KINDS:
        facts = specimen(kind, "fr")
        assert facts.frame.language == "fr"
        assert facts.frame.days == DAYS
        assert getattr(facts, "kind", kind) is kind


def main() -> None:
    for path in GOLDEN.iterdir():
        path.unlink()
    for kind, language in SHOWN:
        content = paper(kind, facts_for(kind, language))
        (GOLDEN / f"{name_of(kind, language)}.txt").write_text(said_on(content), "utf-8")
        first_page(content).save(GOLDEN / f"{name_of(kind, language)}.png", optimize=True)


if __name__ == "__main__":
    main()

"""What a reader that does not look at the page is told: title, language, outline, and words in the order of reading."""

from __future__ import annotations

import re
import zlib

import pypdfium2
import pytest

from summit.documents.facts import beside
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind
from summit.documents.render import paper_of
from summit.documents.words import ORDER, TITLES
from tests.paper.pages import texts
from tools.specimens import OPENS, specimen

SPOKEN = (*ORDER, "en,ar", "vi,zh")
CUT = (DocumentKind.NAME_PLATES, DocumentKind.PLACE_CARDS)  # sheets for the knife, which nobody leafs through
SHAPED = re.compile("[\u0600-\u06ff]")
SPELLED = re.compile(rb"/ActualText <FEFF([0-9A-F]+)>")


def paper(kind: DocumentKind, language: str) -> bytes:
    halves = [specimen(kind, one) for one in language.split(",")]
    return paper_of(kind, halves[0] if len(halves) == 1 else beside(*halves), printed_at=OPENS)


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_its_title_and_language_and_has_an_outline(kind: DocumentKind, language: str) -> None:
    content, first = paper(kind, language), language.split(",", maxsplit=1)[0]
    assert f"/Lang ({first})".encode() in content
    assert b"/DisplayDocTitle true" in content
    with pypdfium2.PdfDocument(content) as document:
        title = document.get_metadata_dict()["Title"]
        entries = [(entry.level, entry.get_title()) for entry in document.get_toc()]
        targets = [entry.get_dest().get_index() for entry in document.get_toc()]
        pages = len(document)
    for one in language.split(","):
        assert TITLES[kind][one] in title
    if kind in CUT:
        return
    assert entries, "an outline leads through it"
    assert entries[0][0] == 0
    assert all(name.strip() for _, name in entries)
    assert all(0 <= page < pages for page in targets)


@pytest.mark.parametrize("kind", KINDS)
def test_no_property_of_the_file_names_a_person(kind: DocumentKind) -> None:
    with pypdfium2.PdfDocument(paper(kind, "en")) as document:
        for value in document.get_metadata_dict().values():
            assert "LUONG" not in value


@pytest.mark.parametrize("kind", KINDS)
def test_shaped_words_are_spelled_for_readers(kind: DocumentKind) -> None:
    """Joined and reordered glyphs do not spell the text any more: each such line carries the text as it was typed."""
    content = paper(kind, "ar")
    drawn = b"".join(map(inflated, re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)))
    spelled = [bytes.fromhex(one.decode()).decode("utf-16-be") for one in SPELLED.findall(drawn)]
    assert any(SHAPED.search(text) for text in spelled)
    assert drawn.count(b" BDC") == drawn.count(b" EMC") == len(spelled)
    assert set(SHAPED.findall("".join(texts(content)))) == set(SHAPED.findall("".join(spelled)))


def inflated(stream: bytes) -> bytes:
    """The drawing code of a stream; nothing for one that is no drawing code."""
    try:
        code = zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
    return code if b" TJ" in code else b""


@pytest.mark.parametrize("kind", KINDS)
def test_words_come_in_the_order_of_reading(kind: DocumentKind) -> None:
    """The title before the lines, the lines from the top down, the footer last; in a row from where reading begins."""
    for sheet, page in enumerate(texts(paper(kind, "en"))):
        lines = page.split("\n")
        heads = [number for number, line in enumerate(lines) if line.startswith(TITLES[kind]["en"])]
        if sheet and TITLES[kind]["en"] in lines[0]:
            heads = [0]  # from the second page on the title stands beside the event
        feet = [number for number, line in enumerate(lines) if re.search(r"Page \d+ of \d+", line)]
        if feet:
            assert heads[:1] == [1] or heads == [0], lines[:3]
            assert feet[0] >= len(lines) - 2

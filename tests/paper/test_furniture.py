"""Every page says what it is, which version, when printed, how many pages there are, who may see it (DOC-00)."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from summit.paper.facts import UnknownLanguage
from summit.paper.furniture import PaperName, Sheet, write_pdf
from summit.paper.text import shape
from tests.paper.pages import FURNITURE, document, fonts, left_edge, picture, texts

ARABIC = replace(
    FURNITURE, title="قائمة المشاركين", event="حفل التوقيع، هانوي", classification="للوفود", language="ar"
)


def three_pages(sheet: Sheet) -> None:
    for page in range(3):
        if page:
            sheet.new_page()
        sheet.text(f"Body of page {page + 1}: Nguyễn, 李强, محمد")


def test_every_page_carries_its_furniture() -> None:
    pages = texts(document(three_pages))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert FURNITURE.event in page
        assert FURNITURE.title in page
        assert "For delegations" in page
        assert "Version 3 · Printed 25 October 2025, 14:05 (UTC+7)" in page
        assert f"Page {number} of 3" in page
        assert f"Body of page {number}" in page


@pytest.mark.parametrize(
    ("paper", "size"), [("A3", (842, 1191)), ("A4", (595, 842)), ("A5", (420, 595)), ("A6", (298, 420))]
)
@pytest.mark.parametrize("landscape", [False, True])
def test_every_size_and_way_of_the_paper(paper: PaperName, size: tuple[int, int], *, landscape: bool) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.heading("A heading")
        sheet.text("A sentence for the page. " * 120, 8)

    pdf = document(draw, paper=paper, landscape=landscape)
    opened = pypdfium2.PdfDocument(pdf)
    found = tuple(round(side) for side in opened[0].get_size())
    opened.close()
    pages = texts(pdf)

    assert found == (tuple(reversed(size)) if landscape else size)
    assert "".join(pages).count("sentence") == 120
    assert all("Page" in page and "Printed 25 October" in page for page in pages)
    for index in range(len(pages)):
        assert_white_margins(pdf, index)


def assert_white_margins(pdf: bytes, page: int) -> None:
    image = picture(pdf, page, 72).convert("L")
    edge = 15
    for strip in (
        (0, 0, image.width, edge),
        (0, image.height - edge, image.width, image.height),
        (0, 0, edge, image.height),
        (image.width - edge, 0, image.width, image.height),
    ):
        assert image.crop(strip).getextrema() == (255, 255)


def test_the_same_document_is_the_same_bytes() -> None:
    assert document(three_pages) == document(three_pages)


def test_another_process_that_printed_other_things_before_makes_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "again.pdf"
    program = (
        "import sys; from pathlib import Path; from summit.paper.text import shape;"
        "from tests.paper.pages import document; from tests.paper.test_furniture import three_pages;"
        "[shape(text, 9, weight).width for text in ('سلمان', 'កម្ពុជា', 'ZYX') for weight in (700, 400)];"
        "Path(sys.argv[1]).write_bytes(document(three_pages))"
    )
    subprocess.run([sys.executable, "-c", program, str(target)], check=True, cwd=Path(__file__).parents[2])
    assert target.read_bytes() == document(three_pages)


def test_only_the_time_of_printing_differs() -> None:
    later = document(three_pages, replace(FURNITURE, printed_at="26 October 2025, 09:00 (UTC+7)"))
    assert later != document(three_pages)
    assert [page.replace("26 October 2025, 09:00", "25 October 2025, 14:05") for page in texts(later)] == texts(
        document(three_pages)
    )


def test_documents_drawn_at_the_same_time_do_not_mix() -> None:
    def draw(number: int) -> bytes:
        return document(lambda sheet: sheet.text(f"{number} Nguyễn កម្ពុជា 李强 محمد प्रधान " * 20, 9 + number % 3))

    alone = [draw(number) for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(draw, range(12)))
    assert together == alone


def test_the_properties_tell_title_and_language_and_no_person() -> None:
    named = replace(FURNITURE, title="Call sheet: H.E. Mr. Nguyễn Văn Minh", filed_as="Call sheet", language="vi")
    opened = pypdfium2.PdfDocument(document(three_pages, named))
    properties = opened.get_metadata_dict()
    opened.close()
    assert properties["Title"] == "Call sheet"
    assert "Nguyễn" not in repr(properties)
    assert {properties[key] for key in ("Author", "Creator", "Producer")} == {"Summit"}
    assert b"/Lang (vi)" in document(three_pages, named)


def test_all_fonts_are_embedded() -> None:
    pdf = document(three_pages)
    names = fonts(pdf)
    assert names == {"NotoSans-400", "NotoSans-700", "NotoSansSC-400", "NotoSansArabic-400"}
    assert len(re.findall(rb"/FontFile2 ", pdf)) == len(names)


def test_arabic_pages_are_mirrored() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.put(shape("START", 10), 0, sheet.width, sheet.y - 10)
        sheet.put(shape("END", 10), 0, sheet.width, sheet.y - 10, "right")
        sheet.put(shape("MIDDLE", 10), 0, sheet.width, sheet.y - 10, "center")

    western, arabic = document(draw), document(draw, ARABIC)

    assert left_edge(western, "START") < left_edge(western, "MIDDLE") < left_edge(western, "END")
    assert left_edge(arabic, "START") > left_edge(arabic, "MIDDLE") > left_edge(arabic, "END")
    assert left_edge(arabic, "MIDDLE") == pytest.approx(left_edge(western, "MIDDLE"), abs=0.1)
    # The page number stands where the reading ends, the time of printing where it begins.
    assert left_edge(western, "Page 1 of 1") > 400
    assert left_edge(arabic, "1") < 200
    assert left_edge(arabic, "25 October 2025, 14:05 (UTC+7)") > 300


@pytest.mark.parametrize(
    ("language", "page", "version"),
    [
        ("en-GB", "Page 1 of 1", "Version 3"),
        ("fr", "Page 1 sur 1", "Version 3"),
        ("es", "Página 1 de 1", "Versión 3"),
        ("ru", "Страница 1 из 1", "Версия 3"),
        ("vi", "Trang 1 / 1", "Phiên bản 3"),
        ("zh-Hans", "第 1 页，共 1 页", "第 3 版"),
    ],
)
def test_the_furniture_speaks_the_language_of_the_document(language: str, page: str, version: str) -> None:
    (text,) = texts(document(lambda sheet: None, replace(FURNITURE, language=language)))
    assert page in text
    assert version in text


def test_a_language_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage, match="“tlh”"):
        write_pdf(tmp_path / "x.pdf", replace(FURNITURE, language="tlh"), three_pages)
    assert list(tmp_path.iterdir()) == []


def test_long_titles_and_events_stay_on_the_page() -> None:
    long = replace(FURNITURE, title="Title " * 40, event="Event " * 60, classification="Secret " * 40)
    pdf = document(three_pages, long, paper="A6")
    for page in range(len(texts(pdf))):
        assert_white_margins(pdf, page)
    assert "Page 2 of" in texts(pdf)[1]


def test_text_flows_over_pages_and_keeps_every_line() -> None:
    lines = [f"Line {number}" for number in range(150)]
    pages = texts(document(lambda sheet: sheet.text("\n".join(lines))))
    assert len(pages) > 1
    found = [line for page in pages for line in page.splitlines() if line.startswith("Line ")]
    assert found == lines


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    def draw(sheet: Sheet) -> None:
        for number in range(90):
            sheet.heading(f"Heading {number}", 11)
            sheet.text(f"Under heading {number}")

    pages = texts(document(draw))
    assert len(pages) > 3
    for page in pages:
        headed = re.findall(r"^Heading (\d+)$", page, re.M)
        assert headed
        assert re.findall(r"^Under heading (\d+)$", page, re.M) == headed


def test_need_turns_the_page_only_when_it_must() -> None:
    turned: list[bool] = []

    def draw(sheet: Sheet) -> None:
        turned.append(sheet.need(10_000))
        sheet.skip(100)
        turned.append(sheet.need(sheet.room))
        turned.append(sheet.need(sheet.room + 1))
        turned.append(sheet.y == sheet.top and sheet.page == 2)
        turned.append(abs(sheet.room - sheet.full_room) < 0.01)

    document(draw)
    assert turned == [False, False, True, True, True]


def test_a_document_is_written_to_a_path_or_an_open_file(tmp_path: Path) -> None:
    target, buffer = tmp_path / "list.pdf", BytesIO()
    write_pdf(target, FURNITURE, three_pages)
    write_pdf(buffer, FURNITURE, three_pages)
    assert target.read_bytes() == buffer.getvalue()
    assert buffer.getvalue().startswith(b"%PDF-")


def test_the_color_of_the_house_can_be_changed() -> None:
    def dominant(**settings: object) -> set[tuple[int, int, int]]:
        colors = picture(document(lambda sheet: None, **settings), dots_per_inch=144).getcolors(1_000_000) or []
        return {color for count, color in colors if count > 300}

    assert (0x12, 0x35, 0x5B) in dominant()
    assert (0x7A, 0x00, 0x19) in dominant(color="#7a0019")

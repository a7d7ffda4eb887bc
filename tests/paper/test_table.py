"""Tables: the head on every page, rows whole, cells wrapped, nothing lost."""

import re
from collections.abc import Iterable
from dataclasses import replace

from summit.paper.furniture import Sheet
from summit.paper.table import Band, Cell, Column, Row, draw_table
from tests.paper.pages import FURNITURE, box, document, fonts, left_edge, texts

COLUMNS = [Column("No.", 1, "right"), Column("Name", 5), Column("Function", 3), Column("Time", 1, "center")]


def table(rows: Iterable[Row], columns: list[Column] = COLUMNS, language: str = "en", size: float = 9) -> bytes:
    return document(
        lambda sheet: draw_table(sheet, columns, rows, size=size), replace(FURNITURE, language=language)
    )


def participants(count: int) -> Iterable[Row]:
    for number in range(1, count + 1):
        yield (str(number), f"NGUYỄN Văn {number}", "Adviser", "09:30")


def test_every_row_is_printed_in_order_under_a_head_on_every_page() -> None:
    pages = texts(table(participants(200)))
    assert len(pages) > 3
    assert all("Name" in page and "Function" in page for page in pages)
    found = [int(number) for page in pages for number in re.findall(r"NGUYỄN Văn (\d+)", page)]
    assert found == list(range(1, 201))


def test_a_table_without_rows_has_its_head() -> None:
    (page,) = texts(table([]))
    assert "Function" in page


def test_columns_stand_side_by_side_as_wide_as_their_shares() -> None:
    pdf = table([("7", "NAME", "FUNCTION", "09:30")])
    name, function = left_edge(pdf, "NAME"), left_edge(pdf, "FUNCTION")
    # Ten shares of the width of a page without its margins of 51 points, and the gap of 7.2 points at the end.
    share = (595.28 - 2 * 51.02 + 7.2) / 10
    assert abs(name - 51.02 - share) < 1.5
    assert abs(function - 51.02 - 6 * share) < 1.5


def test_figures_are_set_to_the_right_and_times_to_the_middle() -> None:
    pdf = table([("7", "a", "b", "1"), ("1234", "a", "b", "09:30")], [Column("N", 2, "right"), *COLUMNS[1:]])
    assert abs(box(pdf, "7")[2] - box(pdf, "1234")[2]) < 1
    left, _, right, _ = box(pdf, "09:30")
    title_left, _, title_right, _ = box(pdf, "Time")
    assert abs((left + right) - (title_left + title_right)) < 1.5


def test_first_lines_of_a_row_share_their_baseline_whatever_the_script() -> None:
    # The Burmese needs more room above its baseline than the words on both sides of it.
    columns = [Column("A", 1), Column("B", 1), Column("C", 1)]
    tall = table([("EXE", "ပြည်ထောင်စု X", "EHE")], columns)
    assert box(tall, "EXE")[1] == box(tall, "EHE")[1] == box(tall, "X")[1]
    assert box(tall, "EXE")[1] < box(table([("EXE", "X", "EHE")], columns), "EXE")[1]


def test_long_cells_are_wrapped_and_rows_stay_whole() -> None:
    long = "Minister of Foreign Affairs and International Cooperation of the Kingdom " * 3
    rows: list[Row] = [(str(number), f"Start {number} {long} End {number}", "Adviser", None) for number in range(60)]
    for page in texts(table(rows)):
        starts = re.findall(r"Start (\d+)", page)
        assert starts
        assert re.findall(r"End (\d+)", page) == starts


def test_a_row_taller_than_a_page_is_continued() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    pages = texts(table([("1", "before", "x", None), ("2", words, "Adviser", None), ("3", "after", "x", None)]))
    assert len(pages) > 2
    found = [int(number) for page in pages for number in re.findall(r"word(\d+)", page)]
    assert found == list(range(3000))
    assert "after" in pages[-1]
    assert all("Function" in page for page in pages)


def test_a_band_stays_with_the_row_under_it() -> None:
    rows: list[Row] = []
    for number in range(120):
        rows += [Band(f"Part {number}"), Band(f"State {number}"), (str(number), f"Head {number}", "x", None)]
    for page in texts(table(rows)):
        heads = re.findall(r"Head (\d+)", page)
        assert heads
        assert re.findall(r"Part (\d+)", page) == re.findall(r"State (\d+)", page) == heads


def test_bands_at_the_end_are_not_lost() -> None:
    assert "No observers" in texts(table([("1", "a", "b", None), Band("No observers")]))[0]


def test_cells_have_weight_color_and_several_texts() -> None:
    pdf = table([("1", [Cell("NGUYỄN Văn Minh", bold=True), Cell("Minister", muted=True), "Viet Nam"], None, "")])
    (page,) = texts(pdf)
    assert re.search(r"NGUYỄN Văn Minh\nMinister\nViet Nam", page)
    heights = [box(pdf, text)[1] for text in ("NGUYỄN", "Minister", "Viet Nam")]
    assert heights == sorted(heights, reverse=True)


def test_a_column_has_a_weight() -> None:
    plain = document(lambda sheet: draw_table(sheet, [Column("标", 1)], [("标题",)]))
    bold = document(lambda sheet: draw_table(sheet, [Column("标", 1, weight=700)], [("标题",)]))
    assert "NotoSansSC-400" in fonts(plain)
    assert "NotoSansSC-400" not in fonts(bold)
    assert "NotoSansSC-700" in fonts(bold)


def test_a_cell_has_a_language() -> None:
    pdf = table([("1", Cell("直", language="ja"), Cell("直", language="zh-TW"), "直")])
    assert {"NotoSansJP-400", "NotoSansTC-400", "NotoSansSC-400"} <= fonts(pdf)


def test_in_arabic_the_first_column_is_on_the_right() -> None:
    columns = [Column("FIRST", 2), Column("SECOND", 3), Column("THIRD", 2, "right")]
    western = table([("one", "two", "three")], columns)
    arabic = table([("one", "two", "three")], columns, language="ar")
    assert left_edge(western, "one") < left_edge(western, "two") < left_edge(western, "three")
    assert left_edge(arabic, "one") > left_edge(arabic, "two") > left_edge(arabic, "three")
    assert abs(left_edge(arabic, "three") - 51.02) < 1.5
    assert abs(box(arabic, "one")[2] - (595.28 - 51.02)) < 1.5


def test_a_number_too_wide_for_its_column_shrinks_rather_than_breaks() -> None:
    columns = [Column("No.", 1, "right"), Column("Name", 18)]
    (page,) = texts(table([("1000", "a")], columns))
    assert re.search(r"^1000\b", page, re.M)
    assert "No." in page


def test_thai_in_a_narrow_column_wraps_rather_than_shrinks() -> None:
    text = "ราชอาณาจักรไทยผู้แทนถาวรประจำสหประชาชาติ"
    pdf = table([("1", text, None, None)], [Column("A", 1), Column("B", 3), Column("C", 8), Column("D", 1)])
    (page,) = texts(pdf)
    assert text not in page
    assert text in page.replace("\n", "")
    assert box(pdf, "สหประชาชาติ")[3] < box(pdf, "ราชอาณาจักร")[1]


def test_hostile_cells_are_text() -> None:
    hostile = ["<img onerror=x>", "{{7*7}}", '=cmd("x")!A1', "<b>unclosed %s {0}"]
    (page,) = texts(table([(text, text) for text in hostile], [Column("A", 1), Column("B", 1)]))
    assert [page.count(text) for text in hostile] == [2, 2, 2, 2]


def test_several_tables_follow_each_other_down_the_page() -> None:
    def draw(sheet: Sheet) -> None:
        for name in ("First", "Second"):
            sheet.heading(name)
            draw_table(sheet, COLUMNS, participants(3))

    (page,) = texts(document(draw))
    assert page.index("First") < page.index("NGUYỄN Văn 3") < page.index("Second")

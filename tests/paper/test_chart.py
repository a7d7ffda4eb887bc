"""Charts: their geometry is true to the numbers, and the paper shows them (EVT-01)."""

from __future__ import annotations

from datetime import date

import pytest

from summit.paper.chart import Bar, Rise, Tick, bars, draw_bars, draw_rise, rise
from summit.paper.furniture import Sheet
from tests.paper.pages import box, document, texts

FIRST = date(2025, 9, 1)


def ten_days() -> Rise:
    """Ten people in time on each of eight days, five late on the ninth, nobody on the tenth."""
    days = [(date(2025, 9, 1 + number), 10 if number < 8 else 0, 5 if number == 8 else 0) for number in range(10)]
    return rise(days, date(2025, 9, 10), (date(2025, 9, 9), 0.5, "Deadline 9 Sep, 12:00"))


def test_bars_begin_at_zero_and_keep_their_proportions() -> None:
    assert bars([("Registered", 200), ("Approved", 50), ("Printed", 0)]) == (
        Bar("Registered", 200, 1.0),
        Bar("Approved", 50, 0.25),
        Bar("Printed", 0, 0.0),
    )
    assert bars([("Registered", 0)]) == (Bar("Registered", 0, 0.0),)
    assert bars([]) == ()


def test_a_rise_adds_up_day_by_day() -> None:
    found = ten_days()
    assert [x for x, _ in found.lower] == pytest.approx([*(number / 10 for number in range(9)), 0.85, 0.9, 1.0])
    assert [y for _, y in found.lower] == pytest.approx([*(number * 0.1 for number in range(9)), 0.8, 0.8, 0.8])
    assert [y for _, y in found.upper] == pytest.approx([*(number * 0.1 for number in range(9)), 0.8, 0.85, 0.85])
    assert found.has_late
    assert [tick.label for tick in found.numbers] == ["0", "50", "100"]
    assert [tick.at for tick in found.numbers] == [0.0, 0.5, 1.0]
    assert [tick.label for tick in found.days] == ["1 Sep", "3 Sep", "5 Sep", "7 Sep", "9 Sep"]
    assert [tick.at for tick in found.days] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])
    assert found.mark == Tick(0.85, "Deadline 9 Sep, 12:00")
    assert (found.in_time_label, found.late_label) == ((0.85, 0.2), (0.85, 0.85)), "left of the mark, where there is room"


def test_a_rise_of_one_day_and_nobody_late() -> None:
    found = rise([(FIRST, 3, 0)], FIRST)
    assert found.lower == found.upper == ((0.0, 0.0), (1.0, 1.0))
    assert not found.has_late
    assert found.mark is None
    assert [tick.label for tick in found.numbers] == ["0", "1", "2", "3"]
    assert (found.in_time_label, found.late_label) == ((1.0, 0.25), (1.0, 1.0))


def test_on_the_day_of_the_deadline_the_lines_part_at_its_hour() -> None:
    found = rise([(FIRST, 6, 0), (date(2025, 9, 2), 2, 2)], date(2025, 9, 2), (date(2025, 9, 2), 0.5, "Deadline"))
    assert found.lower == ((0.0, 0.0), (0.5, 0.6), (0.75, 0.8), (1.0, 0.8))
    assert found.upper == ((0.0, 0.0), (0.5, 0.6), (0.75, 0.8), (1.0, 1.0))


def test_the_calendar_may_go_on_after_the_last_count() -> None:
    found = rise([(FIRST, 4, 0)], date(2025, 9, 4), (date(2025, 9, 3), 0.0, "Deadline"))
    assert found.upper == ((0.0, 0.0), (0.25, 1.0))
    assert found.mark == Tick(0.5, "Deadline")
    assert rise([(FIRST, 4, 0)], FIRST, (date(2025, 9, 3), 0.0, "Deadline")).mark is None, "beyond the calendar"
    assert rise([(FIRST, 4, 0)], FIRST, (date(2025, 8, 3), 0.0, "Deadline")).mark is None, "before it"


@pytest.mark.parametrize(
    ("highest", "steps"),
    [
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (5, ["0", "2", "4", "6"]),
        (9, ["0", "5", "10"]),
        (2_480, ["0", "1,000", "2,000", "3,000"]),
        (10_000, ["0", "5,000", "10,000"]),
        (99_999, ["0", "50,000", "100,000"]),
    ],
)
def test_an_axis_counts_in_round_steps_up_to_the_highest_at_least(highest: int, steps: list[str]) -> None:
    found = rise([(FIRST, highest, 0)], FIRST)
    assert [tick.label for tick in found.numbers] == steps
    assert found.numbers[-1].at == 1.0
    assert found.upper[-1][1] == pytest.approx(highest / int(steps[-1].replace(",", "")))


def test_a_long_calendar_names_six_days_at_most() -> None:
    for last in (date(2025, 9, 6), date(2025, 9, 7), date(2025, 12, 1), date(2027, 9, 1)):
        labels = [tick.label for tick in rise([(FIRST, 1, 0)], last).days]
        assert 3 <= len(labels) <= 6
        assert labels[0] == "1 Sep"


def test_the_paper_shows_every_label_and_number() -> None:
    def draw(sheet: Sheet) -> None:
        draw_bars(sheet, bars([("Registered", 1_234), ("Approved", 617), ("Badge printed", 0)]))
        draw_rise(sheet, ten_days(), 120, in_time="80 in time", late="5 late")

    pdf = document(draw)
    (page,) = texts(pdf)
    for text in ("Registered", "1,234", "Approved", "617", "Badge printed", "80 in time", "5 late",
                 "Deadline 9 Sep, 12:00", "1 Sep", "100"):  # fmt: skip
        assert text in page, text
    ends = {number: box(pdf, number)[0] for number in ("1,234", "617")}
    assert ends["617"] < ends["1,234"], "the number stands behind its bar"
    assert document(draw) == pdf, "the same figures are the same bytes (DOC-00)"


def test_a_chart_that_does_not_fit_goes_to_the_next_page() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.skip(sheet.room - 60)
        draw_rise(sheet, ten_days(), 120, in_time="80 in time", late="5 late")

    first, second = texts(document(draw))
    assert "80 in time" not in first
    assert "80 in time" in second

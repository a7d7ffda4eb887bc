"""Charts: one geometry for the page of a browser and for paper, and how it is drawn on a sheet.

Lengths of the geometry are shares of the room for the chart, from 0 to 1, `y` upwards from the zero line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from reportlab.lib.colors import Color, HexColor

from summit.paper.furniture import HAIRLINE, INK, MUTED, Sheet
from summit.paper.text import fit, shape

Point = tuple[float, float]
MOST_STEPS = 4
LEAST_ROOM = 0.25  # of the width, that a label needs
MOST_DATES = 6
BAR_HEIGHT = 8.5  # points
BAR_LEADING = 13.5
FILL = HexColor("#dbe5f0")
LATE_FILL = HexColor("#f3dfb4")
LATE_INK = HexColor("#7d5200")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `share` of the longest."""

    label: str
    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label at a place of an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Rise:
    """How a number grew day by day. `lower` are those in time and `upper` all, both from the beginning of the first day.

    `mark` is an upright line with its label; None when it lies on none of the days. The two lines are the same while
    nobody is late.
    """

    lower: tuple[Point, ...]
    upper: tuple[Point, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    mark: Tick | None

    @property
    def has_late(self) -> bool:
        return self.lower != self.upper

    @property
    def in_time_label(self) -> Point:
        """Where the label of those in time ends: inside their area, before the mark if that comes first."""
        end, height = self.lower[-1]
        return (self.mark.at if self.mark and LEAST_ROOM < self.mark.at < end else end), height / 4

    @property
    def late_label(self) -> Point:
        """Where the label of the late ends: at the end of their line, before the mark if there is no room behind it."""
        end, height = self.upper[-1]
        is_narrow = self.mark is not None and LEAST_ROOM < self.mark.at < end < self.mark.at + LEAST_ROOM
        return (self.mark.at if self.mark and is_narrow else end), height


def bars(values: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """Bars from zero on, the longest as long as the room."""
    longest = max((number for _, number in values), default=0)
    return tuple(Bar(label, number, number / longest if longest else 0.0) for label, number in values)


def rise(
    days: Sequence[tuple[date, int, int]], last_day: date, mark: tuple[date, float, str] | None = None
) -> Rise:
    """The sums over consecutive days of (day, in time, late), on a calendar that ends with `last_day`.

    `mark` is a day, the share of it that has passed, and a label; on its day those in time come before it, the late after.
    """
    first = days[0][0]
    length = (last_day - first).days + 1
    in_time = list(accumulate((day[1] for day in days), initial=0))
    late = list(accumulate((day[2] for day in days), initial=0))
    top, numbers = _numbers(in_time[-1] + late[-1])
    at = ((mark[0] - first).days + mark[1]) / length if mark else -1.0
    sums = list(zip(in_time, late, strict=True))
    lower = [(place / length, one / top) for place, (one, _) in enumerate(sums)]
    upper = [(place / length, (one + two) / top) for place, (one, two) in enumerate(sums)]
    place = int(at * length)
    if at >= 0 and place < len(days):
        lower.insert(place + 1, (at, in_time[place + 1] / top))
        upper.insert(place + 1, (at, (in_time[place + 1] + late[place]) / top))
    return Rise(
        lower=tuple(lower),
        upper=tuple(upper),
        days=_dates(first, length),
        numbers=numbers,
        mark=Tick(at, mark[2]) if mark and 0 <= at <= 1 else None,
    )


def draw_bars(sheet: Sheet, found: Sequence[Bar]) -> None:
    """Bars from the sheet's cursor down, each with its label before it and its number behind it."""
    labels, numbers = sheet.width * 0.22, 40.0
    room = sheet.width - labels - numbers
    for bar in found:
        sheet.need(BAR_LEADING)
        baseline = sheet.y - BAR_HEIGHT
        sheet.ink(INK)
        sheet.put(fit(bar.label, labels - 6, 9, 6), 0, labels, baseline + 1.5)
        width = bar.share * room
        sheet.ink(sheet.color)
        if width:
            sheet.canvas.rect(sheet.x_of(labels, width), baseline, width, BAR_HEIGHT, stroke=0, fill=1)
        sheet.ink(INK)
        sheet.put(shape(f"{bar.number:,}", 9, 700), labels + width + 5, numbers, baseline + 1.5)
        sheet.skip(BAR_LEADING)


def draw_rise(sheet: Sheet, found: Rise, height: float, *, in_time: str, late: str) -> None:
    """The rise from the sheet's cursor down, `height` points with its axes; the two labels stand at the ends of the lines."""
    sheet.need(height)
    plot = _Plot(sheet, sheet.left + 34, sheet.y - height + 16, sheet.width - 36, height - 32)
    for tick in found.numbers:
        plot.grid(tick)
    if found.has_late:
        plot.area(found.upper, LATE_FILL)
    plot.area(found.lower, FILL)
    plot.line(found.lower)
    if found.has_late:
        plot.line(found.upper)
    for tick in found.days:
        plot.date(tick)
    if found.mark:
        plot.mark(found.mark)
    plot.end(in_time, found.in_time_label, INK)
    if found.has_late:
        plot.end(late, found.late_label, LATE_INK)
    sheet.skip(height)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The room between the axes, in points from the corner of the page."""

    sheet: Sheet
    x: float
    y: float
    width: float
    height: float

    def place(self, point: Point) -> Point:
        return self.x + point[0] * self.width, self.y + point[1] * self.height

    def grid(self, tick: Tick) -> None:
        canvas, (x, y) = self.sheet.canvas, self.place((0, tick.at))
        canvas.setStrokeColor(HAIRLINE if tick.at else MUTED)
        canvas.setLineWidth(0.4)
        canvas.line(x, y, x + self.width, y)
        line = shape(tick.label, 7.5)
        self.sheet.ink(MUTED)
        line.draw(canvas, x - line.width - 4, y - 2.5)

    def area(self, points: Sequence[Point], color: Color) -> None:
        path = self.sheet.canvas.beginPath()
        path.moveTo(*self.place((points[0][0], 0)))
        for point in points:
            path.lineTo(*self.place(point))
        path.lineTo(*self.place((points[-1][0], 0)))
        path.close()
        self.sheet.ink(color)
        self.sheet.canvas.drawPath(path, stroke=0, fill=1)

    def line(self, points: Sequence[Point]) -> None:
        path = self.sheet.canvas.beginPath()
        path.moveTo(*self.place(points[0]))
        for point in points[1:]:
            path.lineTo(*self.place(point))
        self.sheet.canvas.setStrokeColor(self.sheet.color)
        self.sheet.canvas.setLineWidth(1.2)
        self.sheet.canvas.drawPath(path, stroke=1, fill=0)

    def date(self, tick: Tick) -> None:
        """A day under the zero line."""
        line, (x, y) = shape(tick.label, 7.5), self.place((tick.at, 0))
        self.sheet.ink(MUTED)
        line.draw(self.sheet.canvas, x, y - 10)

    def end(self, text: str, at: Point, color: Color) -> None:
        """What a line stands for, written before that point."""
        line, (x, y) = shape(text, 8, 700), self.place(at)
        self.sheet.ink(color)
        line.draw(self.sheet.canvas, x - line.width - 4, y)

    def mark(self, mark: Tick) -> None:
        canvas, (x, y) = self.sheet.canvas, self.place((mark.at, 0))
        canvas.setStrokeColor(LATE_INK)
        canvas.setLineWidth(0.9)
        canvas.setDash(3, 2)
        canvas.line(x, y, x, y + self.height + 8)
        canvas.setDash()
        is_right = mark.at > 0.5
        line = shape(mark.label, 7.5)
        self.sheet.ink(LATE_INK)
        line.draw(canvas, x - line.width - 3 if is_right else x + 3, y + self.height + 3)


def _numbers(highest: int) -> tuple[int, tuple[Tick, ...]]:
    """The top of an axis from zero to the highest number at least, and its round steps."""
    step = 1
    while highest > step * MOST_STEPS:
        step = _next(step)
    top = max(1, -(-highest // step)) * step
    return top, tuple(Tick(number / top, f"{number:,}") for number in range(0, top + 1, step))


def _next(step: int) -> int:
    """1, 2, 5, 10, 20, 50, 100 …"""
    leading = int(str(step)[0])
    return step // leading * {1: 2, 2: 5, 5: 10}[leading]


def _dates(first: date, length: int) -> tuple[Tick, ...]:
    """At most six days at equal distances, at their beginnings."""
    step = -(-length // MOST_DATES)
    return tuple(
        Tick(number / length, f"{day.day} {day:%b}")
        for number in range(0, length, step)
        for day in [first + timedelta(days=number)]
    )

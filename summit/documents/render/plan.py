"""The plan of a bilateral room: two rows face to face, the flags behind the principals, the door (BIL-30, FLG-03, FLG-04)."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from summit.documents.facts import SetUp
from summit.documents.words import told
from summit.paper.canvas import PaperCanvas
from summit.paper.flags import draw_flag
from summit.paper.furniture import HAIRLINE, INK, MUTED, NAVY, Side
from summit.paper.text import Line, fit, fit_block, shape

PLAN_HEIGHT = 62 * mm
FLAG = (15 * mm, 11 * mm)
ROW = 8  # chairs of one row; who finds no chair in the first sits behind it
ROOM = 34 * mm  # for a row
WIDEST = 8.5 * mm  # from one chair to the next
SEAT = 5.5 * mm  # of an interpreter, across
TABLE = 8 * mm  # from the middle to the first row
DOOR = 16 * mm
PRINCIPAL, PAPER = HexColor(NAVY), HexColor("#ffffff")


def plan_of(meeting: SetUp, language: str) -> Callable[[PaperCanvas, Side, float], None]:
    """Draws the room with the door at the bottom: left and right are those of whoever looks in, in every language."""

    def draw(canvas: PaperCanvas, side: Side, bottom: float) -> None:
        canvas.saveState()
        _room(canvas, side, bottom, language)
        for hand in (-1, 1):
            _side(canvas, (side, bottom), hand, meeting, language)
        canvas.restoreState()

    return draw


def _room(canvas: PaperCanvas, side: Side, bottom: float, language: str) -> None:
    """The walls and the gap of the door."""
    middle, top = (side.left + side.right) / 2, bottom + PLAN_HEIGHT
    floor = bottom + 5 * mm
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    canvas.lines([
        (middle - DOOR / 2, floor, side.left, floor), (side.left, floor, side.left, top), (side.left, top, side.right, top),
        (side.right, top, side.right, floor), (side.right, floor, middle + DOOR / 2, floor),
    ])  # fmt: skip
    canvas.setFillColor(MUTED)
    _centered(canvas, fit(told("door", language), DOOR, 8, 5, 400, language), middle, floor - 4 * mm)
    for hand, term in ((-1, "left"), (1, "right")):
        line = fit(told(term, language), side.width / 2 - DOOR / 2 - 4 * mm, 7, 4.5, 400, language)
        line.draw(canvas, side.left if hand < 0 else side.right - line.width, floor - 4 * mm)


def _side(canvas: PaperCanvas, at: tuple[Side, float], hand: int, meeting: SetUp, language: str) -> None:
    """One half: flag and name at the far wall, the principal's place nearest to them, the others toward the door (BIL-30)."""
    (side, bottom), found = at, meeting.left if hand < 0 else meeting.right
    middle, top = (side.left + side.right) / 2, bottom + PLAN_HEIGHT
    _flag(canvas, found.flag, middle + hand * (TABLE + FLAG[0] / 2) - FLAG[0] / 2, top - FLAG[1] - 2 * mm)
    canvas.setFillColor(INK)
    head = top - FLAG[1] - 6 * mm
    inner = middle + hand * (TABLE + FLAG[0] + 2 * mm)
    name = fit_block(found.name, _room_beyond(side, inner, hand), FLAG[1], 11, 5, 3, 700, language)
    _beside(canvas, name, inner, hand, top - 2 * mm - (FLAG[1] - sum(line.leading for line in name)) / 2)
    edge = _chairs(canvas, middle, hand, head, meeting.persons)
    if found.interpretation != "none":
        edge = _interpreter(canvas, edge, hand, head)
    if found.principal:
        who = fit_block(found.principal, _room_beyond(side, edge, hand), 16 * mm, 8, 5, 3, 400, language)
        canvas.setFillColor(INK)
        _beside(canvas, who, edge, hand, head)


def _flag(canvas: PaperCanvas, code: str, x: float, y: float) -> None:
    """The flag, or an empty frame of its size for a party that has none."""
    canvas.setStrokeColor(HAIRLINE)
    if not draw_flag(canvas, code, x, y, *FLAG):
        canvas.rect(x, y, *FLAG)


def _chairs(canvas: PaperCanvas, middle: float, hand: int, head: float, persons: int) -> float:
    """The numbered places of one side; returns where the side ends, away from the middle."""
    step = min(WIDEST, ROOM / min(persons, ROW))
    chair = step * 0.76
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.6)
    for number in range(persons):
        row, place = divmod(number, ROW)
        x = middle + hand * (TABLE + row * step) - (chair if hand < 0 else 0)
        y = head - place * step - chair
        canvas.setFillColor(PRINCIPAL)
        canvas.roundRect(x, y, chair, chair, chair / 4, stroke=1, fill=int(number == 0))
        digit = shape(str(number + 1), chair * 0.42, 700 if number == 0 else 400)
        canvas.setFillColor(PAPER if number == 0 else MUTED)
        digit.draw(canvas, x + (chair - digit.width) / 2, y + chair * 0.36)
    edge: float = middle + hand * (TABLE + (persons - 1) // ROW * step + chair + 2.5 * mm)
    return edge


def _interpreter(canvas: PaperCanvas, edge: float, hand: int, head: float) -> float:
    """A round place behind the principal (BIL-30); returns where the side ends then."""
    canvas.setStrokeColor(INK)
    canvas.setDash(1.5, 1.5)
    canvas.circle(edge + hand * SEAT / 2, head - SEAT / 2, SEAT / 2)
    canvas.setDash()
    end: float = edge + hand * (SEAT + 2.5 * mm)
    return end


def _room_beyond(side: Side, edge: float, hand: int) -> float:
    """The width between that edge and the wall of that half."""
    width: float = (edge - side.left if hand < 0 else side.right - edge) - 2.5 * mm
    return width


def _beside(canvas: PaperCanvas, lines: list[Line], edge: float, hand: int, top: float) -> None:
    """A block whose inner edge is there, away from the middle of the room."""
    for line in lines:
        line.draw(canvas, edge - line.width if hand < 0 else edge, top - line.ascent)
        top -= line.leading


def _centered(canvas: PaperCanvas, line: Line, x: float, baseline: float) -> None:
    line.draw(canvas, x - line.width / 2, baseline)

"""How large a text may be: names to be read at three meters, everything else in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor

from summit.badges.facts import Lettering
from summit.badges.layout import POINTS, evenly
from summit.paper.text import Line, fit_block, shape, wrap

# A capital letter of 34 points is 8.5 mm high: twice what a healthy eye needs at three meters.
_LARGEST, _LARGE, _SMALLEST = 36.0, 30.0, 13.0
_FORCED = (16.0, 13.0, 11.0, 9.0, 7.0)
_MOST_LINES, _MOST_PARTS = 3, 12
_UNIT, _STEP = 100.0, 0.5
_PARTS = re.compile(r"[^\s-]*-+|[^\s-]+\s?|\s")


@dataclass(frozen=True)
class Style:
    """How a text is set: the size in points at which it begins, that to which it shrinks before it breaks, the least."""

    first: float
    preferred: float
    least: float
    weight: int = 400
    max_lines: int = 3


def block(lettering: Lettering, width: float, height: float, style: Style) -> list[Line]:
    """The lines of a text in a box of that many millimeters: shrunk a little, then broken, then shrunk further (DOC-03)."""
    for minimum in (style.preferred, style.least):
        lines = fit_block(
            lettering.text,
            width * POINTS,
            height * POINTS,
            style.first,
            minimum,
            style.max_lines,
            style.weight,
            lettering.language,
        )
        if not (lines and lines[-1].cut):
            break
    return lines


def display(name: Lettering, width: float, height: float) -> list[Line]:
    """A name as large as it can be in a box of that many points: on one line, or broken where that makes it larger.

    It breaks between words and after hyphens, into lines as even as possible. A name that is too long even for that is
    broken anywhere, and at last cut with "…".
    """
    text, language = " ".join(name.text.split()), name.language
    parts = [part for part in _PARTS.findall(text) if part]
    if not 0 < len(parts) <= _MOST_PARTS:
        return _forced(text, width, height, language)
    units = [shape(part, _UNIT, 700, language) for part in parts]
    leading = max(line.leading for line in units) / _UNIT
    best: list[Line] = []
    for count in range(1, min(_MOST_LINES, len(parts)) + 1):
        rows = evenly([line.width for line in units], count)
        lines = _as_large_as_can_be(
            ["".join(parts[start:end]) for start, end in rows], width, height / leading, language
        )
        if not best or lines[0].size > best[0].size:
            best = lines
        if best[0].size >= _LARGE:
            break
    return best if best[0].size >= _SMALLEST else _forced(text, width, height, language)


def _as_large_as_can_be(rows: list[str], width: float, height: float, language: str) -> list[Line]:
    """These lines at one size, the largest at which all fit; `height` is in lines of one point."""
    lines = [shape(row.rstrip(), _UNIT, 700, language) for row in rows]
    widest = max(line.width for line in lines)
    size = min(_LARGEST, _UNIT * width / widest if widest else _LARGEST, height / len(lines))
    size = floor(size / _STEP) * _STEP
    return [Line(line.shaped, size) for line in lines]


def _forced(text: str, width: float, height: float, language: str) -> list[Line]:
    lines: list[Line] = []
    for size in _FORCED:
        lines = wrap(text, width, size, 700, language)
        if sum(line.leading for line in lines) <= height:
            return lines
    rows = max(1, int(height // lines[0].leading))
    return wrap(text, width, _FORCED[-1], 700, language, rows)

"""How large a text may be: names to be read at three meters, everything else in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summit.badges.facts import Lettering
from summit.badges.layout import POINTS
from summit.paper.text import Line, fit, fit_block, shape, wrap

# A capital letter of 34 points is 8.5 mm high: twice what a healthy eye needs at three meters.
_LARGEST, _LARGE, _SMALLEST = 36.0, 30.0, 13.0
_FORCED = (16.0, 13.0, 11.0, 9.0, 7.0)
_MOST_LINES = 3
_NARROWINGS = 12
_PLACES_TO_BREAK = re.compile(r"\s+|(?<=-)")


@dataclass(frozen=True)
class Sizes:
    """The size in points at which a text begins, that to which it shrinks before it breaks, and the least of all."""

    first: float
    preferred: float
    least: float


def block(
    lettering: Lettering, width: float, height: float, sizes: Sizes, *, max_lines: int = 3, weight: int = 400
) -> list[Line]:
    """The lines of a text in a box of that many millimeters: shrunk a little, then broken, then shrunk further (DOC-03)."""
    for minimum in (sizes.preferred, sizes.least):
        lines = fit_block(
            lettering.text,
            width * POINTS,
            height * POINTS,
            sizes.first,
            minimum,
            max_lines,
            weight,
            lettering.language,
        )
        if not (lines and lines[-1].cut):
            break
    return lines


def display(name: Lettering, width: float, height: float) -> list[Line]:
    """A name as large as it can be in a box of that many points: on one line, or broken where that makes it larger.

    A name that is too long even for that is broken anywhere, and at last cut with "…".
    """
    text, language = name.text, name.language
    one = fit(text, width, _LARGEST, _SMALLEST, 700, language)
    if one.size >= _LARGE and not one.cut and one.leading <= height:
        return [one]
    least = _SMALLEST if one.cut else min(one.size + 0.5, _LARGEST)
    broken = fit_block(text, width, height, _LARGEST, least, _MOST_LINES, 700, language)
    if broken and not broken[-1].cut and _longest_part(text, broken[0].size, language) <= width:
        return _balanced(text, width, broken, language)
    if not one.cut and one.leading <= height:
        return [one]
    return _forced(text, width, height, language)


def _balanced(text: str, width: float, lines: list[Line], language: str) -> list[Line]:
    """The same number of lines of the same size, of lengths as even as possible."""
    size = lines[0].size
    least = max(_longest_part(text, size, language), sum(line.width for line in lines) / len(lines) * 0.95)
    for step in range(_NARROWINGS):
        tried = wrap(text, least + (width - least) * step / _NARROWINGS, size, 700, language)
        if len(tried) == len(lines):
            return tried
    return lines


def _forced(text: str, width: float, height: float, language: str) -> list[Line]:
    for size in _FORCED:
        lines = wrap(text, width, size, 700, language)
        if sum(line.leading for line in lines) <= height:
            return lines
    rows = max(1, int(height // lines[0].leading)) if lines else 1
    return wrap(text, width, _FORCED[-1], 700, language, rows)


def _longest_part(text: str, size: float, language: str) -> float:
    return max((shape(part, size, 700, language).width for part in _PLACES_TO_BREAK.split(text)), default=0.0)

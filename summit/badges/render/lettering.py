"""How large a text may be: names to be read at three meters, everything else in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import floor

from summit.badges.facts import Lettering
from summit.badges.layout import POINTS, Part, evenly
from summit.badges.render.values import spelled
from summit.paper.text import UNITS, Line, fit_block, lay_out, shape, wrap

_WHOLE_WORDS = 13.0  # a name that would be smaller than this is larger when it breaks anywhere
_FORCED = (16.0, 13.0, 11.0, 9.0, 7.0)
_MOST_PARTS = 12
_STEP = 0.5
_PARTS = re.compile(r"[^\s-]*-+|[^\s-]+\s?|\s")


@dataclass(frozen=True, slots=True)
class _Room:
    """What a name may fill: points of width and height, and how its part wants it set."""

    width: float
    height: float
    part: Part


@lru_cache(maxsize=2048)
def lettered(lettering: Lettering, width: float, height: float, part: Part) -> tuple[Line, ...]:
    """The lines of one text of a part in a box of that many millimeters (DOC-03).

    It is shrunk a little, then broken, then shrunk further; a part that `fills` is as large as it can be. What fits
    nowhere ends with "…" (`Line.cut`).
    """
    if part.fills:
        return tuple(_filled(lettering, _Room(width * POINTS, height * POINTS, part)))
    text = spelled(lettering, part)
    plain = shape(text.strip(), part.first, part.weight, lettering.language)
    if plain.text and plain.width <= width * POINTS and plain.leading <= height * POINTS:
        return (plain,)
    lines: list[Line] = []
    for minimum in (part.preferred, part.least):
        lines = fit_block(
            text,
            width * POINTS,
            height * POINTS,
            part.first,
            minimum,
            part.max_lines,
            part.weight,
            lettering.language,
        )
        if not (lines and lines[-1].cut):
            break
    return tuple(lines)


def _filled(lettering: Lettering, room: _Room) -> list[Line]:
    """A name on one line, or broken where that makes it larger: between words and after hyphens, as evenly as possible.

    A name that is too long even for that is broken anywhere, and at last cut with "…".
    """
    part, language = room.part, lettering.language
    text = " ".join(spelled(lettering, part).split())
    pieces = [piece for piece in _PARTS.findall(text) if piece]
    if not 0 < len(pieces) <= _MOST_PARTS:
        return _forced(text, room, language)
    units = [lay_out(piece, part.weight, language) for piece in pieces]
    leading = max([Line(unit, 1.0).leading for unit in units])
    best: list[Line] = []
    for count in range(1, min(part.max_lines, len(pieces)) + 1):
        rows = evenly([unit.width for unit in units], count) if count > 1 else [(0, len(pieces))]
        lines = _as_large_as_can_be(
            ["".join(pieces[start:end]) for start, end in rows], room, leading, language
        )
        if not best or lines[0].size > best[0].size:
            best = lines
        if best[0].size >= part.preferred:
            break
    return best if best[0].size >= max(part.least, _WHOLE_WORDS) else _forced(text, room, language)


def _as_large_as_can_be(rows: list[str], room: _Room, leading: float, language: str) -> list[Line]:
    """These lines at one size, the largest at which all fit."""
    laid = [lay_out(row.rstrip(), room.part.weight, language) for row in rows]
    widest = max([one.width for one in laid])
    size = min(room.part.first, room.height / leading / len(laid))
    if widest:
        size = min(size, UNITS * room.width / widest)
    size = floor(size / _STEP) * _STEP
    return [Line(one, size) for one in laid]


def _forced(text: str, room: _Room, language: str) -> list[Line]:
    sizes = [size for size in _FORCED if room.part.least <= size <= room.part.first] or [room.part.least]
    lines: list[Line] = []
    for size in sizes:
        lines = wrap(text, room.width, size, room.part.weight, language)
        if sum(line.leading for line in lines) <= room.height:
            return lines
    rows = max(1, int(room.height // lines[0].leading))
    return wrap(text, room.width, sizes[-1], room.part.weight, language, rows)

"""Lines that must fit: shrunk, wrapped, and cut with "…" when all else fails."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import floor

from summit.paper.text.boundaries import letters, words
from summit.paper.text.cleaning import cleaned, paragraphs
from summit.paper.text.itemizing import reads_right_to_left
from summit.paper.text.shaping import Line, shape, shape_as

STEP = 0.5  # points by which text shrinks, so that neighbors on a page come in few sizes
ELLIPSIS = "…"
_TOLERANCE = 0.01  # points; sums of rounded lengths
_BREAKS_TRIED = 6

# The word at which a long name of a State is broken (DOC-03).
_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "ru": "и", "vi": "và"}


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lines of one paragraph are set."""

    size: float
    weight: int
    language: str
    rtl: bool

    def line(self, text: str) -> Line:
        return shape_as(text, self.size, self.weight, self.language, rtl=self.rtl)

    def fits(self, text: str, width: float) -> bool:
        return self.line(text.rstrip()).width <= width + _TOLERANCE


def fit(
    text: str, width: float, size: float, minimum: float, weight: int = 400, language: str = "en"
) -> Line:
    """One line no wider than `width` points: the greatest size from `size` to `minimum` by half points.

    A text too long even for the minimum is cut with "…", which `Line.cut` tells.
    """
    line = _as_wide_as(shape(text, size, weight, language), width)
    if line.size >= min(minimum, size):
        return line
    line = Line(line.shaped, min(minimum, size))
    if line.width <= width + _TOLERANCE:
        return line
    return _cut(line.text, width, _Setting(line.size, weight, language, line.rtl))


def wrap(
    text: str,
    width: float,
    size: float,
    weight: int = 400,
    language: str = "en",
    max_lines: int | None = None,
) -> list[Line]:
    """Lines no wider than `width` points, broken where the language allows it; typed line breaks are kept.

    A word longer than a line is broken between letters. With `max_lines`, a last line that cannot hold the
    rest ends with "…" and has `cut` set. An empty text gives no lines.
    """
    if text.isprintable():  # without a line break: most cells of a table are one short line
        line = shape(text.strip(), size, weight, language)
        if line.width <= width + _TOLERANCE:
            return [line] if line.text else []
    broken: list[tuple[_Setting, str]] = []
    for paragraph in paragraphs(text.rstrip()) if text.strip() else ():
        setting = _Setting(size, weight, language, reads_right_to_left(paragraph))
        broken += [(setting, part) for part in _parts(paragraph, width, setting)]
    kept = len(broken) if max_lines is None else max_lines
    lines = [setting.line(part.strip()) for setting, part in broken[:kept]]
    if len(broken) > kept and lines:
        setting, part = broken[kept - 1]
        lines[-1] = _cut(part + broken[kept][1], width, setting)
    return lines


def fit_block(
    text: str,
    width: float,
    height: float,
    size: float,
    minimum: float,
    max_lines: int,
    weight: int = 400,
    language: str = "en",
) -> list[Line]:
    """A name in a box of `width` by `height` points (DOC-03).

    It shrinks on one line down to `minimum`; then it breaks before "(" and at "and"; then wherever the
    language allows it, each time at the greatest size that fits. A text too long for all of this ends with
    "…" (`Line.cut`).
    """
    name = cleaned(text).strip()
    if not name:
        return []
    box = _Box(width, height, size, minimum)
    whole = box.filled([shape(name, size, weight, language)])
    if whole:
        return whole
    arrangements = _arrangements(name, max_lines, language)
    settings = ([shape(part, size, weight, language) for part in parts] for parts in arrangements)
    broken = [lines for lines in map(box.filled, settings) if lines]
    if broken:
        return max(broken, key=lambda lines: lines[0].size)
    return _wrapped(name, box, max_lines, weight, language)


@dataclass(frozen=True, slots=True)
class _Box:
    """The room for a block of text in points, and the greatest and least size of its letters."""

    width: float
    height: float
    size: float
    minimum: float

    def filled(self, lines: list[Line]) -> list[Line]:
        """These lines, all at the greatest size at which they fit; none if that is under the minimum."""
        size = min(_as_wide_as(line, self.width).size for line in lines)
        tall = sum(line.leading for line in lines)
        if tall * size / lines[0].size > self.height:
            size = _step_down(lines[0].size * self.height / tall)
        return [Line(line.shaped, size) for line in lines] if size >= self.minimum else []

    def holds(self, lines: list[Line]) -> bool:
        return sum(line.leading for line in lines) <= self.height + _TOLERANCE


def _as_wide_as(line: Line, width: float) -> Line:
    """The line at its own size, or at the next half point at which it fits."""
    if line.width <= width + _TOLERANCE:
        return line
    return Line(line.shaped, _step_down(line.size * width / line.width))


def _step_down(size: float) -> float:
    return floor(size / STEP) * STEP


def _arrangements(name: str, max_lines: int, language: str) -> Iterator[list[str]]:
    """Every way to break a name before its brackets and at its "and"s."""
    conjunction = _AND.get(language.partition("-")[0], "and")
    places = [match.start() for match in re.finditer(rf"(?i)(?<=\s)(?:\(|{conjunction}\s)", name)][:_BREAKS_TRIED]
    for count in range(1, min(max_lines, len(places) + 1)):
        for chosen in combinations(places, count):
            yield [name[start:end].strip() for start, end in pairwise((0, *chosen, len(name)))]


def _wrapped(name: str, box: _Box, max_lines: int, weight: int, language: str) -> list[Line]:
    """The name wrapped at the greatest size that leaves its words whole, or else at the minimum."""
    low, high = 0, max(0, floor((box.size - box.minimum) / STEP))
    longest = _longest_word(name, box.size, weight, language)
    best: list[Line] = []
    while low <= high:
        steps = (low + high) // 2
        size = box.size - steps * STEP
        lines = wrap(name, box.width, size, weight, language)
        whole_words = longest * size / box.size <= box.width + _TOLERANCE
        if whole_words and len(lines) <= max_lines and box.holds(lines):
            best, high = lines, steps - 1
        else:
            low = steps + 1
    if best:
        return _balanced(name, best, box.width, weight, language)
    rows = max_lines
    while rows > 1 and not box.holds(wrap(name, box.width, box.minimum, weight, language, rows)):
        rows -= 1
    return wrap(name, box.width, box.minimum, weight, language, rows)


def _longest_word(name: str, size: float, weight: int, language: str) -> float:
    return max(shape(word.rstrip(), size, weight, language).width for word in words(name, language))


def _balanced(name: str, lines: list[Line], width: float, weight: int, language: str) -> list[Line]:
    """The same number of lines in the narrowest width that gives it, so that no small word is left alone."""
    size = lines[0].size
    narrow, wide = _longest_word(name, size, weight, language), width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        tried = wrap(name, middle, size, weight, language)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _parts(paragraph: str, width: float, setting: _Setting) -> Iterator[str]:
    """The text of each line, with the spaces at its end."""
    if setting.fits(paragraph, width):
        yield paragraph
        return
    pieces = [part for word in words(paragraph, setting.language) for part in _broken_word(word, width, setting)]
    start = 0
    while start < len(pieces):
        end = start + _first_guess(pieces[start:], width, setting)
        # Letters of two words may stand nearer or farther than each word alone tells.
        while end > start + 1 and not setting.fits("".join(pieces[start:end]), width):
            end -= 1
        yield "".join(pieces[start:end])
        start = end


def _first_guess(pieces: list[str], width: float, setting: _Setting) -> int:
    """How many pieces fill a line if their widths just add up: words come again and are measured once."""
    used = 0.0
    for count, piece in enumerate(pieces):
        if count and used + setting.line(piece.rstrip()).width > width + _TOLERANCE:
            return count
        used += setting.line(piece).width
    return len(pieces)


def _broken_word(word: str, width: float, setting: _Setting) -> Iterator[str]:
    """A word in parts that fit, one letter at least in each."""
    if setting.fits(word, width):
        yield word
        return
    rest = letters(word)
    while not setting.fits("".join(rest), width) and len(rest) > 1:
        count = max(1, _most(rest, lambda start: setting.fits(start, width)))
        yield "".join(rest[:count])
        rest = rest[count:]
    yield "".join(rest)


def _cut(text: str, width: float, setting: _Setting) -> Line:
    """As much of the start of a text as fits before "…"."""
    rest = letters(text)
    count = _most(rest, lambda start: setting.fits(start.rstrip() + ELLIPSIS, width))
    line = setting.line("".join(rest[:count]).rstrip() + ELLIPSIS)
    return Line(line.shaped, line.size, cut=True)


def _most(pieces: list[str], fits: Callable[[str], bool]) -> int:
    """How many of the first pieces fit."""
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if fits("".join(pieces[:middle])):
            low = middle
        else:
            high = middle - 1
    return low

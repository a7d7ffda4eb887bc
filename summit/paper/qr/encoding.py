"""QR codes of capital texts (ISO/IEC 18004), many thousands a second: level M, versions 1 to 10, alphanumeric mode.

A symbol is one integer, its rows `stride` bits apart, the first module in the highest bit; the spare bits of a row stay 0.
Everything between the data and the modules (error correction, interleaving, placing) only adds bits modulo 2. So each half
byte of the data has a table of sixteen such integers, and a symbol is their sum: no byte is ever divided by a polynomial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product
from operator import getitem, xor
from sys import byteorder

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_TEXT = re.compile(f"[{re.escape(LETTERS)}]+")
_HALF_BYTES = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))
_FILLING = "1110110000010001" * 110
_BEGINNING = 64  # letters
_FIELD = 0x11D  # the polynomial of GF(256) that QR codes use
_FORMAT, _FORMAT_MASK, _VERSION = 0x537, 0x5412, 0x1F25

# Version -> error correction bytes of a block, data bytes of each block (level M), centers of alignment patterns.
_VERSIONS: dict[int, tuple[int, tuple[int, ...], tuple[int, ...]]] = {
    1: (10, (16,), ()),
    2: (16, (28,), (6, 18)),
    3: (26, (44,), (6, 22)),
    4: (18, (32, 32), (6, 26)),
    5: (24, (43, 43), (6, 30)),
    6: (16, (27,) * 4, (6, 34)),
    7: (18, (31,) * 4, (6, 22, 38)),
    8: (22, (38, 38, 39, 39), (6, 24, 42)),
    9: (22, (36, 36, 36, 37, 37), (6, 26, 46)),
    10: (26, (43, 43, 43, 43, 44), (6, 28, 50)),
}
_MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)  # fmt: skip

Table = tuple[int, ...]


@dataclass(frozen=True)
class Frame:
    """All that symbols of one version share.

    `masked` are the eight patterns to add, with everything that is no data; `tables` the sums for each half byte of data;
    `whole` is every module, `inner` those that have one to the left and those that have one above, `even` for each pattern
    which of these are like that neighbor.
    """

    version: int
    side: int
    stride: int
    whole: int
    inner: tuple[int, int]
    masked: tuple[int, ...]
    even: tuple[tuple[int, int], ...]
    tables: tuple[Table, ...]

    @property
    def capacity(self) -> int:
        """Bits of data."""
        return 4 * len(self.tables)


def encoded(text: str) -> tuple[int, bytes] | None:
    """Side and packed rows of the smallest symbol that holds a text; None if it is too long or has other letters."""
    version = _version_for(len(text)) if _TEXT.fullmatch(text) else None
    if version is None:
        return None
    frame = frame_of(version)
    return frame.side, _packed(_best(_data_of(text, frame), frame), frame)


@lru_cache(maxsize=512)
def _version_for(length: int) -> int | None:
    """The smallest version that holds so many letters."""
    count = 11 * (length // 2) + 6 * (length % 2)
    for version, (_, blocks, _) in _VERSIONS.items():
        if 4 + _length_bits(version) + count <= 8 * sum(blocks):
            return version
    return None


def with_mask(text: str, version: int, mask: int) -> tuple[int, bytes]:
    """As `encoded`, of this version and with this one of the eight masks."""
    frame = frame_of(version)
    return frame.side, _packed(_data_of(text, frame) ^ frame.masked[mask], frame)


def _packed(symbol: int, frame: Frame) -> bytes:
    return symbol.to_bytes(frame.side * frame.stride // 8, "big")


def _data_of(text: str, frame: Frame) -> int:
    """All modules that the data of a text turn. Tokens of one summit begin alike: that part is summed up once."""
    done, spare, sums = _beginning(text[:_BEGINNING], len(text), frame.version)
    bits = spare + _spelled(text[_BEGINNING:])
    whole = frame.capacity - 4 * done
    bits += "0" * min(4, whole - len(bits))
    bits += "0" * (-(4 * done + len(bits)) % 8)
    bits += _FILLING[: whole - len(bits)]
    half_bytes = f"{int(bits, 2):0{whole // 4}x}".encode("ascii").translate(_HALF_BYTES)
    return reduce(xor, map(getitem, frame.tables[done:], half_bytes), sums)


@lru_cache(maxsize=64)
def _beginning(text: str, length: int, version: int) -> tuple[int, str, int]:
    """Mode, length and first letters: how many half bytes they fill, the bits left over, and the sum of the half bytes."""
    bits = f"0010{length:0{_length_bits(version)}b}{_spelled(text)}"
    done = len(bits) // 4
    values = [int(bits[at : at + 4], 2) for at in range(0, 4 * done, 4)]
    return done, bits[4 * done :], reduce(xor, map(getitem, frame_of(version).tables, values), 0)


def _spelled(text: str) -> str:
    """Eleven bits for two letters, six for a last one alone."""
    whole = len(text) // 2 * 2
    pairs = memoryview(text[:whole].encode("ascii")).cast("H")
    return "".join(map(_pairs().__getitem__, pairs)) + (f"{_VALUES[text[-1]]:06b}" if len(text) > whole else "")


@lru_cache(maxsize=1)
def _pairs() -> dict[int, str]:
    """Two letters, as this machine reads two bytes as a number, and how they are written."""
    return {
        int.from_bytes((first + second).encode("ascii"), byteorder): f"{45 * _VALUES[first] + _VALUES[second]:011b}"
        for first, second in product(LETTERS, LETTERS)
    }


def _length_bits(version: int) -> int:
    return 9 if version < 10 else 11


def _best(data: int, frame: Frame) -> int:
    """The symbol with the mask that makes it easiest to read (7.8.3); the first of several that are equal."""
    best, least = 0, None
    across, down = frame.inner
    turned = (across & (data ^ data >> 1), down & (data ^ data >> frame.stride))
    for mask, even in zip(frame.masked, frame.even, strict=True):
        symbol = data ^ mask
        found = _penalty(symbol, (turned[0] ^ even[0], turned[1] ^ even[1]), frame)
        if least is None or found < least:
            best, least = symbol, found
    return best


def _penalty(symbol: int, alike: tuple[int, int], frame: Frame) -> int:
    """How hard it is to read; `alike` are the modules like the one to the left, and like the one above."""
    across, down = alike
    light = frame.whole ^ symbol
    total = 3 * (across & across >> frame.stride & down).bit_count()  # blocks of two by two
    total += 10 * (abs(100 * symbol.bit_count() // frame.side**2 - 50) // 5)
    for step, same, inner in ((1, across, frame.inner[0]), (frame.stride, down, frame.inner[1])):
        threes = same & same >> step  # the last of three of one color
        fives = threes & threes >> 2 * step
        total += 3 * fives.bit_count() - 2 * (fives & fives >> step).bit_count()  # a run of n costs n - 2
        turns = inner ^ same
        turns &= turns >> step
        finders = turns & turns >> 4 * step & (symbol & threes) >> 2 * step  # the last of 1 : 1 : 3 : 1 : 1
        if finders:
            quiet = light & threes & same >> 2 * step  # the last of four that are light
            sides = (finders & quiet >> 7 * step).bit_count() + (finders & quiet << 4 * step).bit_count()
            total += 40 * sides
    return total


@lru_cache(maxsize=len(_VERSIONS))
def frame_of(version: int) -> Frame:
    """Work out, once, what all symbols of a version share; some hundredths of a second."""
    side = 17 + 4 * version
    stride = -(-side // 8) * 8
    grid = _Grid(side, stride)
    grid.draw_function_patterns(version)
    order = list(grid.order_of_data())
    masked = tuple(grid.masked(version, number, order) for number in range(len(_MASKS)))
    whole = _sum(grid.bit(*at) for at in product(range(side), repeat=2))
    across, down = whole & whole >> 1, whole & whole >> stride
    even = tuple((across & ~(mask ^ mask >> 1), down & ~(mask ^ mask >> stride)) for mask in masked)
    tables = tuple(_tables(version, [grid.bit(*at) for at in order]))
    return Frame(version, side, stride, whole, (across, down), masked, even, tables)


class _Grid:
    """The modules that are no data: finders, timing, alignment, version."""

    def __init__(self, side: int, stride: int) -> None:
        self.side = side
        self.dark: set[tuple[int, int]] = set()
        self.taken: set[tuple[int, int]] = set()
        self._stride = stride

    def bit(self, row: int, column: int) -> int:
        """The module as an integer with that bit alone."""
        return 1 << (self.side - row) * self._stride - 1 - column

    def draw_function_patterns(self, version: int) -> None:
        """Mark what stands on every symbol of the version, and keep the place of the format."""
        side = self.side
        for place in range(side):
            self._put(6, place, place % 2 == 0)
            self._put(place, 6, place % 2 == 0)
        for row, column in ((3, 3), (3, side - 4), (side - 4, 3)):
            self._square(row, column, 4, (0, 1, 3))
        centers = _VERSIONS[version][2]
        ends = {(6, 6), (6, side - 7), (side - 7, 6)}
        for row, column in set(product(centers, centers)) - ends:
            self._square(row, column, 2, (0, 2))
        for row, column in self._format_places():
            self._put(row, column, False)
        self._put(side - 8, 8, True)
        if version >= 7:
            bits = version << 12 | _remainder(version << 12, _VERSION)
            for place in range(18):
                far, near = side - 11 + place % 3, place // 3
                self._put(near, far, bool(bits >> place & 1))
                self._put(far, near, bool(bits >> place & 1))

    def order_of_data(self) -> Iterator[tuple[int, int]]:
        """Where the bits of the codewords go: up and down two columns at a time from the right (7.7.3)."""
        rows = list(range(self.side))
        for right in [*range(self.side - 1, 6, -2), *range(5, 0, -2)]:
            rows.reverse()
            for row, column in product(rows, (right, right - 1)):
                if (row, column) not in self.taken:
                    yield row, column

    def masked(self, version: int, number: int, order: Sequence[tuple[int, int]]) -> int:
        """What is added to the data: the mask, the function patterns, and the format that names the mask."""
        bits = (number << 10 | _remainder(number << 10, _FORMAT)) ^ _FORMAT_MASK
        dark = self.dark | {at for at in order if not _MASKS[number](*at)}
        for place, at in enumerate(self._format_places()):
            if bits >> place % 15 & 1:
                dark.add(at)
        return _sum(self.bit(*at) for at in dark)

    def _format_places(self) -> list[tuple[int, int]]:
        """Twice fifteen places, the lowest bit first."""
        side = self.side
        near = [
            *((row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)),
            *((8, column) for column in (7, 5, 4, 3, 2, 1, 0)),
        ]
        far = [
            *((8, side - 1 - place) for place in range(8)),
            *((side - 15 + place, 8) for place in range(8, 15)),
        ]
        return [*near, *far]

    def _square(self, row: int, column: int, reach: int, dark: tuple[int, ...]) -> None:
        for down, across in product(range(-reach, reach + 1), repeat=2):
            if 0 <= row + down < self.side and 0 <= column + across < self.side:
                self._put(row + down, column + across, max(abs(down), abs(across)) in dark)

    def _put(self, row: int, column: int, is_dark: bool) -> None:
        self.taken.add((row, column))
        (self.dark.add if is_dark else self.dark.discard)((row, column))


def _tables(version: int, modules: Sequence[int]) -> Iterator[Table]:
    """For each half byte of the data the sums of all modules that it turns, for its sixteen values."""
    correction, blocks, _ = _VERSIONS[version]
    data = [
        (column, block) for column in range(max(blocks)) for block, size in enumerate(blocks) if column < size
    ]
    places = {at: 8 * place for place, at in enumerate(data)}
    start = 8 * len(data)
    for block, size in enumerate(blocks):
        remainders = _remainders(correction, size)
        for column in range(size):
            turned = []
            for value in (128, 64, 32, 16, 8, 4, 2, 1):
                sums = _byte(value, modules, places[column, block])
                for row, factor in enumerate(remainders[column]):
                    sums ^= _byte(_times(value, factor), modules, start + 8 * (row * len(blocks) + block))
                turned.append(sums)
            for high in (turned[:4], turned[4:]):
                yield tuple(_sum_of(high, value) for value in range(16))


def _byte(value: int, modules: Sequence[int], start: int) -> int:
    return _sum(modules[start + place] for place in range(8) if value >> 7 - place & 1)


def _sum_of(bits: Sequence[int], value: int) -> int:
    return _sum(bits[place] for place in range(4) if value >> 3 - place & 1)


def _sum(bits: Iterable[int]) -> int:
    return reduce(xor, bits, 0)


def _remainders(count: int, size: int) -> list[list[int]]:
    """The correction bytes of a block in which only one byte, that of the index, is 1 (7.5.2)."""
    generator = [1]
    for power in range(count):
        root = reduce(_times, [2] * power, 1)
        generator = [
            first ^ _times(second, root)
            for first, second in zip([*generator, 0], [0, *generator], strict=True)
        ]
    found = [generator[1:]]
    while len(found) < size:
        first, *rest = found[-1]
        found.append(
            [byte ^ _times(first, factor) for byte, factor in zip([*rest, 0], generator[1:], strict=True)]
        )
    return found[::-1]


@lru_cache(maxsize=65_536)
def _times(first: int, second: int) -> int:
    """The product in GF(256)."""
    product_of = 0
    while second:
        if second & 1:
            product_of ^= first
        first = first << 1 ^ (_FIELD if first & 128 else 0)
        second >>= 1
    return product_of


def _remainder(value: int, divisor: int) -> int:
    while value.bit_length() >= divisor.bit_length():
        value ^= divisor << value.bit_length() - divisor.bit_length()
    return value

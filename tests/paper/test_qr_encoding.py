"""Our encoder of capital texts writes, module for module, what another encoder writes with the same mask."""

from __future__ import annotations

import random

import pytest
import zxingcpp

from summit.paper.qr import Matrix, qr_code, qr_matrix
from summit.paper.qr.encoding import LETTERS, encoded, frame_of, with_mask

VERSIONS = range(1, 11)


def most(version: int) -> int:
    """How many letters a symbol of this version holds."""
    bits = frame_of(version).capacity - 4 - (9 if version < 10 else 11)
    return 2 * (bits // 11) + (bits % 11 >= 6)


def some_text(length: int, chance: random.Random) -> str:
    return "A" + "".join(
        chance.choice(LETTERS) for _ in range(length - 1)
    )  # begins with a letter: never all figures


def others(text: str, version: int) -> Matrix:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", version=version)
    image = made.to_image(scale=1, add_quiet_zones=False)
    side, light = image.shape[0], bytes(memoryview(image))  # its stubs hide its buffer
    return tuple(bytes(light[row * side + at] == 0 for at in range(side)) for row in range(side))


def rows_of(side: int, packed: bytes) -> Matrix:
    size = len(packed) // side
    rows = [
        f"{int.from_bytes(packed[at : at + size], 'big'):0{8 * size}b}" for at in range(0, len(packed), size)
    ]
    assert all(set(row[side:]) <= {"0"} for row in rows)
    return tuple(bytes(map(int, row[:side])) for row in rows)


@pytest.mark.parametrize("version", VERSIONS)
def test_one_of_the_eight_masks_gives_what_another_encoder_writes(version: int) -> None:
    chance = random.Random(version)
    for length in (most(version), most(version) - 1, most(version) // 2, 1):
        text = some_text(length, chance)
        ours = [rows_of(*with_mask(text, version, mask)) for mask in range(8)]
        assert len(set(ours)) == 8
        assert ours.count(others(text, version)) == 1, text


@pytest.mark.parametrize("version", VERSIONS)
def test_the_smallest_version_is_taken_and_its_best_mask(version: int) -> None:
    text = some_text(most(version), random.Random(version))
    side = 17 + 4 * version
    found = encoded(text)
    assert found is not None
    assert found[0] == side
    assert found in [with_mask(text, version, mask) for mask in range(8)]
    longer = encoded(text + "A")
    assert longer is None if version == 10 else longer is not None and longer[0] == side + 4


def penalty(matrix: Matrix) -> int:
    """The four features of ISO/IEC 18004, 7.8.3, counted module by module."""
    side, total = len(matrix), 0
    columns = [bytes(column) for column in zip(*matrix, strict=True)]
    for line in (*matrix, *columns):
        runs = "".join(map(str, line)).replace("01", "0 1").replace("10", "1 0").split()
        total += sum(len(run) - 2 for run in runs if len(run) >= 5)
        for at in range(side - 6):
            if line[at : at + 7] == bytes((1, 0, 1, 1, 1, 0, 1)):
                before, after = line[max(at - 4, 0) : at], line[at + 7 : at + 11]
                total += 40 * sum(side == bytes(4) for side in (before, after))
    for row in range(side - 1):
        for at in range(side - 1):
            total += 3 * (len({*matrix[row][at : at + 2], *matrix[row + 1][at : at + 2]}) == 1)
    return total + 10 * (abs(100 * sum(map(sum, matrix)) // side**2 - 50) // 5)


def test_the_mask_is_the_one_that_reads_best() -> None:
    chance = random.Random(5)
    for version in (1, 5, 8):
        text = some_text(most(version), chance)
        found = encoded(text)
        assert found is not None
        masks = [penalty(rows_of(*with_mask(text, version, mask))) for mask in range(8)]
        assert penalty(rows_of(*found)) == min(masks)


def test_other_letters_and_longer_texts_are_left_to_the_other_encoder() -> None:
    assert encoded("") is None
    assert encoded("lower case") is None
    assert encoded("É") is None
    assert encoded("A" * 400) is None
    assert len(qr_matrix("A" * 400)) == qr_code("A" * 400).height == 65
    assert len(qr_matrix("https://summit.example/ế")) == 29

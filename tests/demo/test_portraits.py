"""Drawn portraits: a JPEG of the right size, repeatable, of many faces, on a light ground (PHO-01, PRV-06)."""

from __future__ import annotations

import random
from io import BytesIO
from statistics import mean

import pytest
from PIL import Image, ImageStat

from summit.demo.names import Sex, party_codes
from summit.demo.portraits import portrait

SEXES: tuple[Sex, Sex] = ("M", "F")


def drawn(count: int, seed: int = 1) -> list[bytes]:
    rng = random.Random(seed)
    homes = sorted(party_codes())
    return [portrait(rng, SEXES[place % 2], homeland=rng.choice(homes)) for place in range(count)]


def opened(file: bytes) -> Image.Image:
    with Image.open(BytesIO(file), formats=("JPEG",)) as picture:
        picture.load()
        return picture.copy()


def test_a_portrait_is_a_jpeg_as_large_as_a_photograph() -> None:
    for file in drawn(60):
        picture = opened(file)
        assert (picture.size, picture.mode) == ((600, 800), "RGB")
        assert 35_000 <= len(file) <= 60_000
        assert not picture.getexif()


@pytest.mark.parametrize("size", [(300, 400), (413, 531), (900, 1200)])
def test_any_size_can_be_asked_for(size: tuple[int, int]) -> None:
    assert opened(portrait(random.Random(2), "F", size)).size == size


def test_one_seed_gives_one_portrait_and_many_seeds_give_many() -> None:
    assert drawn(12, seed=3) == drawn(12, seed=3)
    small = {opened(file).reduce(20).tobytes() for file in drawn(150, seed=4)}
    assert len(small) == 150


def test_the_ground_is_light_and_plain_and_the_person_stands_out() -> None:
    for file in drawn(40, seed=5):
        picture = opened(file).convert("L")
        corner = ImageStat.Stat(picture.crop((0, 0, 90, 90)))
        assert corner.mean[0] > 200
        assert corner.stddev[0] < 8
        assert ImageStat.Stat(picture.crop((170, 200, 430, 790))).stddev[0] > 18


def test_there_is_a_face_in_every_picture() -> None:
    """Between chin and forehead the colors are those of a skin: red above green above blue."""
    for file in drawn(60, seed=6):
        red, green, blue = ImageStat.Stat(opened(file).crop((262, 380, 338, 400))).mean
        assert red > green > blue


def test_dress_and_complexion_follow_the_homeland() -> None:
    def brightness(homeland: str) -> float:
        rng = random.Random(7)
        files = [portrait(rng, "M", homeland=homeland) for _ in range(15)]
        return mean(
            ImageStat.Stat(opened(file).convert("L").crop((262, 380, 338, 400))).mean[0] for file in files
        )

    assert brightness("SE") > brightness("IN") > brightness("SS")

"""What can be told of a photo by its pixels alone (PHO-01, PHO-02). Nothing here knows a face: a person looks."""

from __future__ import annotations

from PIL import Image, ImageFilter, ImageStat

from summit.delegations.lifecycle import PhotoFinding

PRINTED_HEIGHT = 531  # pixels of 45 mm at 300 dpi (PHO-02)
COMPARED = (210, 270)  # every photo is looked at in this size
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
SOFTEST = 0.025  # spread of the edges, as a share of the range of grays
DARKEST = 115.0  # mean gray of the background, 0 black to 255 white
BUSIEST = 38.0  # spread of gray within the background
NARROWEST_RANGE = 60  # grays between the darkest and the brightest twentieth


def findings_of(photo: Image.Image, *, height: int) -> tuple[PhotoFinding, ...]:
    """What a person should look at; `height` is that of the part in the file as it was sent, in pixels."""
    gray = photo.convert("L").resize(COMPARED, Image.Resampling.BOX)
    mean, spread = _background(gray)
    judged = {
        PhotoFinding.SMALL: height < PRINTED_HEIGHT,
        PhotoFinding.BLURRED: _edges(gray) < SOFTEST,
        PhotoFinding.DARK_BACKGROUND: mean < DARKEST,
        PhotoFinding.BUSY_BACKGROUND: spread > BUSIEST,
        PhotoFinding.FLAT: _range(gray) < NARROWEST_RANGE,
    }
    return tuple(finding for finding, holds in judged.items() if holds)


def _edges(gray: Image.Image) -> float:
    """How sharply grays change around the middle, where the face is, however strong the contrast."""
    width, height = gray.size
    edges = gray.filter(EDGES).crop((width // 5, height // 6, width * 4 // 5, height * 4 // 5))
    return ImageStat.Stat(edges).stddev[0] / max(_range(gray), 1)


def _background(gray: Image.Image) -> tuple[float, float]:
    """Mean and spread of the strips beside and above the head; the shoulders lie below them."""
    width, height = gray.size
    side, lower = width // 10, height // 2
    strips = ((0, 0, width, height // 24), (0, 0, side, lower), (width - side, 0, width, lower))
    mask = Image.new("1", gray.size)
    for strip in strips:
        mask.paste(1, strip)
    found = ImageStat.Stat(gray, mask)
    return found.mean[0], found.stddev[0]


def _range(gray: Image.Image) -> int:
    counts = gray.histogram()
    twentieth, seen = sum(counts) // 20, 0
    marks: list[int] = []
    for level, count in enumerate(counts):
        seen += count
        if seen > twentieth and not marks:
            marks.append(level)
        if seen >= sum(counts) - twentieth:
            marks.append(level)
            break
    return marks[-1] - marks[0]

"""Photos read by the program in `child`, one process a photo: a bomb or a broken decoder ends there (PHO-02)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from summit.delegations.lifecycle import PhotoFinding
from summit.delegations.photograph.cutting import LARGEST_FILE, NOT_WHOLE, TOO_LARGE, Crop, Portrait
from summit.foundation.apart import ReadingFailed, ReadingTooLong, read_apart
from summit.foundation.errors import RuleBroken

CHILD = "summit.delegations.photograph.child"
LONGEST_READING = 10  # seconds by the clock for one photo, or for the directory of one archive
TOO_LONG = "The photo takes too long to read. Save it again as JPEG and send that."
NO_ARCHIVE = "The ZIP file cannot be read. Make it again, with the photos in it and nothing else."


@dataclass(frozen=True)
class SentPhoto:
    """One file of an archive: the portrait in it, or why there is none."""

    name: str
    portrait: Portrait | None
    fault: str = ""


def portrait(content: bytes, crop: Crop | None = None) -> Portrait:
    """The portrait in a file as it was sent; raises RuleBroken with the field `photo`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "photo")
    frame = (crop.left, crop.top, crop.width, crop.height) if crop else ()
    return _portrait(content, ("photo", *map(str, frame)))


def photos_in(archive: BinaryIO, most: int) -> Iterator[SentPhoto]:
    """Each photo of a ZIP file on disk, in its order; raises RuleBroken when the archive as a whole cannot be taken."""
    for number, name in _names(archive, most):
        try:
            yield SentPhoto(name, _portrait(archive, ("member", str(number))))
        except RuleBroken as refusal:
            yield SentPhoto(name, None, refusal.sentence)


def _names(archive: BinaryIO, most: int) -> list[tuple[int, str]]:
    try:
        archive.seek(0)
        answer = json.loads(read_apart(CHILD, archive, seconds=LONGEST_READING, told=("names", str(most))))
    except (ReadingFailed, ValueError) as error:
        raise RuleBroken(NO_ARCHIVE, "file") from error
    if "refused" in answer:
        raise RuleBroken(answer["refused"], "file")
    return [(int(number), str(name)) for number, name in answer["names"]]


def _portrait(source: bytes | BinaryIO, told: Sequence[str]) -> Portrait:
    if not isinstance(source, bytes):
        source.seek(0)
    try:
        first, _, jpeg = read_apart(CHILD, source, seconds=LONGEST_READING, told=told).partition(b"\n")
        answer = json.loads(first)
    except ReadingTooLong as error:
        raise RuleBroken(TOO_LONG, "photo") from error
    except (ReadingFailed, ValueError) as error:
        raise RuleBroken(NOT_WHOLE, "photo") from error
    if "refused" in answer:
        raise RuleBroken(answer["refused"], "photo")
    return Portrait(jpeg, tuple(PhotoFinding(finding) for finding in answer["findings"]))

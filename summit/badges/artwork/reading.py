"""Artwork read by the program in `child`: a bomb or a broken decoder ends there."""

from __future__ import annotations

import json

from summit.badges.artwork.redrawing import LARGEST_FILE, NOT_WHOLE, TOO_LARGE, Artwork
from summit.foundation.apart import ReadingFailed, ReadingTooLong, read_apart
from summit.foundation.errors import RuleBroken

CHILD = "summit.badges.artwork.child"
LONGEST_READING = 20  # seconds by the clock
TOO_LONG = "The artwork takes too long to read. Save it again as PNG and send that."


def artwork(content: bytes) -> Artwork:
    """The artwork in a file as it was sent; raises RuleBroken with the field `file`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "file")
    try:
        first, _, picture = read_apart(CHILD, content, seconds=LONGEST_READING).partition(b"\n")
        answer = json.loads(first)
    except ReadingTooLong as error:
        raise RuleBroken(TOO_LONG, "file") from error
    except (ReadingFailed, ValueError) as error:
        raise RuleBroken(NOT_WHOLE, "file") from error
    if "refused" in answer:
        raise RuleBroken(answer["refused"], "file")
    return Artwork(picture, answer["ending"], answer["width"], answer["height"])

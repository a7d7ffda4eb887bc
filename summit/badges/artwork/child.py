"""Artwork on standard input; one line of JSON and the picture on standard output: a program of its own, under limits."""

from __future__ import annotations

import json
import sys

from summit.badges.artwork.redrawing import NOT_WHOLE, TOO_LARGE, redraw
from summit.foundation.apart import Limits, limit
from summit.foundation.errors import RuleBroken

LIMITS = Limits(memory=1024 * 1024 * 1024, seconds=15)


def main() -> None:
    """Answer with the picture, or with why there is none."""
    limit(LIMITS)
    picture, line = b"", {}
    try:
        drawn = redraw(sys.stdin.buffer.read())
        picture, line = drawn.content, {"ending": drawn.ending, "width": drawn.width, "height": drawn.height}
    except RuleBroken as refusal:
        line = {"refused": refusal.sentence}
    except MemoryError:
        line = {"refused": TOO_LARGE}
    except Exception:  # whatever a hostile file breaks, the parent says one sentence
        line = {"refused": NOT_WHOLE}
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + picture)


if __name__ == "__main__":
    main()

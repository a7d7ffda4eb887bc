"""A photo, or a ZIP file of photos, on standard input; what it holds on standard output: a program of its own, under limits.

Told `photo` and perhaps four shares of the frame it answers with one portrait, told `names` with the archive's files, told
`member` and a number with the portrait in that file. The answer is one line of JSON, and the JPEG after it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import BinaryIO

from summit.delegations.photograph.archive import content_of, names_in
from summit.delegations.photograph.cutting import NOT_WHOLE, TOO_LARGE, Crop, Portrait, cut
from summit.foundation.apart import Limits, limit
from summit.foundation.errors import RuleBroken

LIMITS = Limits(memory=512 * 1024 * 1024, seconds=10)


def answer(told: Sequence[str], source: BinaryIO) -> tuple[dict[str, object], bytes]:
    """What is written: the line, and the JPEG if there is one. Raises RuleBroken."""
    match told:
        case ("names", most):
            return {"names": names_in(source, int(most))}, b""
        case ("member", number):
            return _told(cut(content_of(source, int(number))))
        case ("photo", left, top, width, height):
            return _told(cut(source.read(), Crop(float(left), float(top), float(width), float(height))))
        case _:
            return _told(cut(source.read()))


def _told(portrait: Portrait) -> tuple[dict[str, object], bytes]:
    return {"findings": portrait.findings}, portrait.jpeg


def main() -> None:
    """Answer with the portrait, or with why there is none."""
    limit(LIMITS)
    try:
        line, jpeg = answer(sys.argv[1:], sys.stdin.buffer)
    except RuleBroken as refusal:
        line, jpeg = {"refused": refusal.sentence}, b""
    except MemoryError:
        line, jpeg = {"refused": TOO_LARGE}, b""
    except Exception:  # whatever a hostile file breaks, the parent says one sentence
        line, jpeg = {"refused": NOT_WHOLE}, b""
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + jpeg)


if __name__ == "__main__":
    main()

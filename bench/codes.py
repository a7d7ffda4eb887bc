"""Every code of a print run is read back from the picture: at 150 dots per inch, at full size and at 70 %.

    .venv/bin/python bench/codes.py [--count 250]

Each card is drawn, made a picture by one program and read by another; what counts is that the text is the token. A run of
2,500 takes some minutes.
"""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pypdfium2
import zxingcpp

from bench.badges import cards_without_photographs
from summit.badges.facts import CardFace
from summit.badges.layout import BADGE
from summit.badges.render import render_cards

DOTS_PER_INCH, SMALL = 150, 0.7
AT_ONCE = 250
PATTERNS = ("solid", "outline", "stripes", "dots")


def cards(count: int) -> list[CardFace]:
    """Cards of every category color under every pattern."""
    faces = cards_without_photographs(count)
    return [
        replace(face, category=replace(face.category, pattern=PATTERNS[number // 6 % 4]))  # type: ignore[type-var]
        for number, face in enumerate(faces)
    ]


def read(faces: list[CardFace], size: float) -> int:
    """How many of these are read back from pictures of that size."""
    out, found = io.BytesIO(), 0
    render_cards(faces, BADGE, out, title="Badges")
    document = pypdfium2.PdfDocument(out.getvalue())
    for page, face in zip(document, faces, strict=True):
        picture = page.render(scale=size * DOTS_PER_INCH / 72).to_pil()
        found += [
            code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCodeModel2)
        ] == [face.token]
    document.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Codes of a print run, read back from the picture.")
    parser.add_argument("--count", type=int, default=250)
    faces = cards(parser.parse_args().count)
    parts = [faces[start : start + AT_ONCE] for start in range(0, len(faces), AT_ONCE)]
    print(f"codes read back at {DOTS_PER_INCH} dots per inch:")
    for size in (1.0, SMALL):
        found = sum(read(part, size) for part in parts)
        print(f"  at {size:4.0%} of the size: {found} of {len(faces)}", flush=True)


if __name__ == "__main__":
    main()

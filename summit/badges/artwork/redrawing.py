"""A picture or one PDF page turned into the pixels that a card carries: nothing else of the file survives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from summit.foundation.errors import RuleBroken

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_EDGE = 5400  # pixels: 45 cm at 300 dpi, the longest card
POINTS_PER_INCH, DOTS_PER_INCH = 72, 300
QUALITY = 92
FORMATS = ("JPEG", "PNG")
NOT_WHOLE = "The artwork did not arrive whole. Send it again as PNG, JPEG or a PDF of one page."
TOO_LARGE = "The artwork is too large. Send at most 10 MB, 40 million pixels and a page of 45 cm."
TOO_MANY_PAGES = "The PDF has several pages. Send the one page that is the artwork."


@dataclass(frozen=True)
class Artwork:
    """A PNG (with transparent parts) or a JPEG, and its size in pixels."""

    content: bytes
    ending: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """What its file is called: by its digest, so that the same picture lies there once."""
        return f"{hashlib.sha256(self.content).hexdigest()}.{self.ending}"


def redraw(content: bytes) -> Artwork:
    """The artwork in a file as it was sent; raises RuleBroken with the field `file`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "file")
    image = _page(content) if content[:5] == b"%PDF-" else _picture(content)
    image.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    out = BytesIO()
    if fresh.mode == "RGBA":
        fresh.save(out, "PNG", optimize=True)
    else:
        fresh.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return Artwork(out.getvalue(), "png" if fresh.mode == "RGBA" else "jpg", fresh.width, fresh.height)


def _picture(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RuleBroken(TOO_LARGE, "file")
            upright = ImageOps.exif_transpose(image)
            has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
            return upright.convert("RGBA" if has_holes else "RGB")
    except Image.DecompressionBombError as error:
        raise RuleBroken(TOO_LARGE, "file") from error


def _page(content: bytes) -> Image.Image:
    """The one page of a PDF at 300 dpi."""
    document = pypdfium2.PdfDocument(content)
    try:
        if len(document) != 1:
            raise RuleBroken(TOO_MANY_PAGES, "file")
        scale = DOTS_PER_INCH / POINTS_PER_INCH
        width, height = document[0].get_size()
        if max(width, height) * scale > LONGEST_EDGE or width * height * scale * scale > MOST_PIXELS:
            raise RuleBroken(TOO_LARGE, "file")
        picture: Image.Image = document[0].render(scale=scale).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()

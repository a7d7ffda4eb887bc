"""Photos of people as bytes: judged by their header first, then decoded, cut to 7:9 and encoded anew. Pure.

The figures: PHO-02 (35 x 45 mm, ratio 7:9) and the measurements of what hostile pictures cost.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from summit.foundation.errors import RuleBroken

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
NARROWEST = 300
WIDTH, HEIGHT = 600, 771
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
FACE_LINE = (0.5, 0.4)  # of a photo that is too tall or too wide, the part around the face is kept
NOT_WHOLE = "The photo did not arrive whole, or it is no picture. Send it again as JPEG, PNG or WebP."
TOO_LARGE = "The photo is too large. Send at most 10 MB and 40 million pixels."


def portrait(content: bytes) -> bytes:
    """A JPEG of at most 600 x 771 pixels without any metadata; raises RuleBroken with the field `photo`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "photo")
    with _opened(content) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise RuleBroken(TOO_LARGE, "photo")
        if min(width, height) < NARROWEST:
            raise RuleBroken(f"The photo is too small: it needs at least {NARROWEST} pixels each way.", "photo")
        return _encoded(_decoded(image))


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RuleBroken(TOO_LARGE, "photo") from error
    except Exception as error:  # decoders raise whatever a broken header leads them to
        raise RuleBroken(NOT_WHOLE, "photo") from error


def _decoded(image: Image.Image) -> Image.Image:
    try:
        image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))
        image.load()
        upright = ImageOps.exif_transpose(image)
        return _on_white(upright)
    except Exception as error:  # decoders raise whatever broken data leads them to
        raise RuleBroken(NOT_WHOLE, "photo") from error


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    colored = image.convert("RGBA")
    white = Image.new("RGBA", colored.size, "white")
    return Image.alpha_composite(white, colored).convert("RGB")


def _encoded(image: Image.Image) -> bytes:
    framed = _framed(image)
    fresh = Image.new("RGB", framed.size, "white")
    fresh.paste(framed)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _framed(image: Image.Image) -> Image.Image:
    """The largest part of 7:9 around the face, made smaller where it is larger than needed."""
    width = min(image.width, image.height * WIDTH // HEIGHT)
    height = round(width * HEIGHT / WIDTH)
    left = round((image.width - width) * FACE_LINE[0])
    top = round((image.height - height) * FACE_LINE[1])
    part = image.crop((left, top, left + width, top + height))
    if width <= WIDTH:
        return part
    return part.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, reducing_gap=3.0)

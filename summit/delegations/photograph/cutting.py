"""A picture judged by its header, decoded, cut to 7:9 and encoded anew: nothing of the file but its pixels survives."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from summit.delegations.lifecycle import PhotoFinding
from summit.delegations.photograph.findings import findings_of
from summit.foundation.errors import RuleBroken

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
NARROWEST = 300
WIDTH, HEIGHT = 600, 771
RATIO_TOLERANCE = 0.02  # PHO-02
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
FACE_LINE = (0.5, 0.4)  # of a photo that is too tall or too wide, the part around the face is kept
SIDEWAYS = frozenset({5, 6, 7, 8})  # orientations whose width is the height once the picture is upright
ORIENTATION = 0x0112
REDUCED = frozenset({"L", "RGB", "RGBA"})
NOT_WHOLE = "The photo did not arrive whole, or it is no picture. Send it again as JPEG, PNG or WebP."
TOO_LARGE = "The photo is too large. Send at most 10 MB and 40 million pixels."
TOO_SMALL = f"The photo is too small: it needs at least {NARROWEST} pixels each way."
PART_TOO_SMALL = f"The chosen part is too small: it needs at least {NARROWEST} pixels in height. Choose a larger part."
NO_FRAME = "The chosen part does not fit the photo. Set it again, or leave the choice to the program."


@dataclass(frozen=True)
class Crop:
    """The part of the upright photo to keep, in shares of its width and height, each from 0 to 1."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Portrait:
    """A JPEG of at most 600 x 771 pixels without metadata, and what a person should look at (PHO-03)."""

    jpeg: bytes
    findings: tuple[PhotoFinding, ...] = ()


def cut(content: bytes, crop: Crop | None = None) -> Portrait:
    """The chosen part, or the largest of 7:9 around the face; raises RuleBroken with the field `photo`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "photo")
    with _opened(content) as image:
        if image.width * image.height > MOST_PIXELS:
            raise RuleBroken(TOO_LARGE, "photo")
        if min(image.size) < NARROWEST:
            raise RuleBroken(TOO_SMALL, "photo")
        size = _upright_size(image)
        part_of_it = _part(size, crop)
        part = _decoded(image, part_of_it)
    fresh = Image.new("RGB", part.size, "white")
    fresh.paste(part)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=QUALITY)
    return Portrait(out.getvalue(), findings_of(fresh, height=round(part_of_it.height * size[1])))


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RuleBroken(TOO_LARGE, "photo") from error
    except Exception as error:  # decoders raise whatever a broken header leads them to
        raise RuleBroken(NOT_WHOLE, "photo") from error


def _upright_size(image: Image.Image) -> tuple[int, int]:
    try:
        turned = image.getexif().get(ORIENTATION) in SIDEWAYS
    except Exception as error:  # the details in a file may be as broken as its picture
        raise RuleBroken(NOT_WHOLE, "photo") from error
    return (image.height, image.width) if turned else image.size


def _part(size: tuple[int, int], crop: Crop | None) -> Crop:
    """The chosen part if it is one of this photo and of 7:9, else the largest part around the face."""
    width, height = size
    if crop is None:
        across = min(width, height * WIDTH // HEIGHT)
        down = min(height, round(across * HEIGHT / WIDTH))
        left, top = round((width - across) * FACE_LINE[0]), round((height - down) * FACE_LINE[1])
        return Crop(left / width, top / height, across / width, down / height)
    edges = (crop.left, crop.top, 1 - crop.left - crop.width, 1 - crop.top - crop.height)
    if not (min(crop.width, crop.height) > 0 and min(edges) > -RATIO_TOLERANCE):
        raise RuleBroken(NO_FRAME, "photo")
    ratio = crop.width * width / (crop.height * height)
    if abs(ratio * HEIGHT / WIDTH - 1) > RATIO_TOLERANCE:
        raise RuleBroken(NO_FRAME, "photo")
    if crop.height * height < NARROWEST:
        raise RuleBroken(PART_TOO_SMALL, "photo")
    return crop


def _decoded(image: Image.Image, part: Crop) -> Image.Image:
    """The part in RGB, made smaller where it is larger than needed; large pictures are not copied whole."""
    try:
        enough = round(2 * HEIGHT / min(part.width, part.height))
        image.draft("RGB", (enough, enough))
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        return _sized(_on_white(_cut_out(image, part)))
    except MemoryError as error:
        raise RuleBroken(TOO_LARGE, "photo") from error
    except Exception as error:  # decoders raise whatever broken data leads them to
        raise RuleBroken(NOT_WHOLE, "photo") from error


def _cut_out(image: Image.Image, part: Crop) -> Image.Image:
    left, top = max(0, round(part.left * image.width)), max(0, round(part.top * image.height))
    right = min(image.width, left + round(part.width * image.width))
    bottom = min(image.height, top + round(part.height * image.height))
    times = (right - left) // (2 * WIDTH)
    if times < 2:
        return image.crop((left, top, right, bottom))
    plain = image if image.mode in REDUCED else image.convert("RGBA" if image.has_transparency_data else "RGB")
    return plain.reduce(times, box=(left, top, right, bottom))


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    colored = image.convert("RGBA")
    white = Image.new("RGBA", colored.size, "white")
    return Image.alpha_composite(white, colored).convert("RGB")


def _sized(part: Image.Image) -> Image.Image:
    if part.width <= WIDTH:
        return part
    return part.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, reducing_gap=3.0)

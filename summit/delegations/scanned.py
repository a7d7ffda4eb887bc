"""Files of papers as bytes: what they are is judged by their content, never by their name. Pure.

The figures: at most 10 MB, and for pictures 40 million pixels, as for photos.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from summit.foundation.errors import RuleBroken

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png"}
PDF = "application/pdf"
PDF_BEGINS, PDF_ENDS, TAIL = b"%PDF-", b"%%EOF", 2048
TOO_LARGE = "The file is too large. Send at most 10 MB, and a picture of at most 40 million pixels."
UNKNOWN = "The file is no whole PDF, JPEG or PNG. Scan the paper again, or save it as PDF."


def media_type_of(content: bytes) -> str:
    """The media type of a PDF, JPEG or PNG that is whole; raises RuleBroken with the field `file`."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE, "file")
    if content.startswith(PDF_BEGINS):
        if PDF_ENDS not in content[-TAIL:]:
            raise RuleBroken(UNKNOWN, "file")
        return PDF
    return _picture_type(content)


def _picture_type(content: bytes) -> str:
    try:
        with Image.open(BytesIO(content), formats=tuple(PICTURES)) as image:
            found, pixels = PICTURES[image.format or ""], image.width * image.height
            if pixels <= MOST_PIXELS:
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RuleBroken(TOO_LARGE, "file") from error
    except Exception as error:  # decoders raise whatever broken bytes lead them to
        raise RuleBroken(UNKNOWN, "file") from error
    if pixels > MOST_PIXELS:
        raise RuleBroken(TOO_LARGE, "file")
    return found

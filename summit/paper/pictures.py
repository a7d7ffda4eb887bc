"""Pages of a PDF as pictures, to be looked at before they are printed."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

import pypdfium2

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME = Lock()  # PDFium may not be used by two threads at once


def page_count(content: bytes) -> int:
    """How many pages the document has."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
        return len(document)


def page_picture(content: bytes, number: int, *, dpi: int = 96) -> bytes | None:
    """Page `number`, counted from 1, as a PNG of that resolution; None where there is no such page."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        picture = page.render(scale=dpi / _POINTS_PER_INCH).to_pil()
        page.close()
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()

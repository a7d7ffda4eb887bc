"""What a reader sees of a document: its text, where it stands, its picture."""

import re
from collections.abc import Callable
from io import BytesIO

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from summit.paper.canvas import new_canvas
from summit.paper.furniture import DocumentFurniture, Sheet, write_pdf

FURNITURE = DocumentFurniture(
    title="List of participants",
    event="Signing Ceremony, Ha Noi",
    version="3",
    printed_at="25 October 2025, 14:05 (UTC+7)",
    classification="For delegations",
)


def on_canvas(draw: Callable[[Canvas], object], size: tuple[float, float] = (600, 100)) -> bytes:
    """One page of `size` points without furniture."""
    target = BytesIO()
    canvas = new_canvas(target, size, title="A page", language="en")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def document(
    draw: Callable[[Sheet], None], furniture: DocumentFurniture = FURNITURE, **settings: object
) -> bytes:
    target = BytesIO()
    write_pdf(target, furniture, draw, **settings)
    return target.getvalue()


def texts(pdf: bytes) -> list[str]:
    """The text of every page, lines parted by single line feeds."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            layer = page.get_textpage()
            found.append(layer.get_text_bounded().replace("\r\n", "\n"))
            layer.close()
            page.close()
        return found
    finally:
        document.close()


def left_edge(pdf: bytes, text: str, page: int = 0) -> float:
    """Where a text begins on a page, in points from the left."""
    return box(pdf, text, page)[0]


def box(pdf: bytes, text: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the first place where a text stands on a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        opened = document[page]
        layer = opened.get_textpage()
        search = layer.search(text, match_case=True)
        place = search.get_next()
        assert place is not None, f"{text!r} is not on page {page + 1}"
        boxes = [layer.get_charbox(index) for index in range(place[0], place[0] + place[1])]
        search.close()
        layer.close()
        opened.close()
    finally:
        document.close()
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def picture(pdf: bytes, page: int = 0, dots_per_inch: int = 144) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        opened = document[page]
        bitmap = opened.render(scale=dots_per_inch / 72)
        image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        opened.close()
        return image
    finally:
        document.close()


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts a document refers to, without the tags of their subsets."""
    return {name.decode().partition("+")[2] or name.decode() for name in re.findall(rb"/BaseFont /(\S+)", pdf)}

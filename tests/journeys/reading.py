"""What a person can read in an answer, whatever its kind: page, PDF, calendar file, JSON."""

from __future__ import annotations

import html
import io
from zipfile import ZipFile

import pypdfium2
from docx import Document
from openpyxl import load_workbook
from werkzeug.test import TestResponse


def text_of(response: TestResponse) -> str:
    """The text of the answer: a page with its references resolved, a PDF, a workbook, a letter, a calendar, an archive."""
    if response.mimetype == "application/pdf":
        return pdf_text(response.data)
    if response.mimetype.endswith("spreadsheetml.sheet"):
        return workbook_text(response.data)
    if response.mimetype.endswith("wordprocessingml.document"):
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.data)).paragraphs)
    if response.mimetype == "application/zip":
        with ZipFile(io.BytesIO(response.data)) as archive:
            return "\n".join(pdf_text(archive.read(name)) for name in archive.namelist())
    if response.mimetype.startswith("image/") and response.mimetype != "image/svg+xml":
        return ""
    body = response.get_data(as_text=True)
    if response.mimetype == "text/html":
        return html.unescape(body)
    if response.mimetype == "text/calendar":
        return body.replace("\r\n ", "")
    return body


def pdf_text(content: bytes) -> str:
    """The text of all pages, in the order in which they are read."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def workbook_text(content: bytes) -> str:
    """Every cell of every sheet."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def tight(text: str) -> str:
    """Without white space and in small letters: a mark is found however a line was broken or set in capitals."""
    return "".join(text.split()).lower()

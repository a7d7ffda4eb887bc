"""A PDF that goes to its file page by page.

What repeats (fonts, layers of a category, flags) is reportlab's: it stays in the document of one canvas and is written
last. What is many (photographs, page contents) is written at once and forgotten, so memory does not grow with the pages.
Shared forms are drawn before the first page, so the objects of the pages have numbers that can be told beforehand.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFIndirectObject, xObjectName

from summit.badges.render.photo import Photo
from summit.paper.canvas import PaperCanvas, new_canvas
from summit.paper.fonts.embedding import UsedGlyphs, embed

_FASTEST = 1  # zlib level of page contents: 0.4 % larger than the best, and a tenth of the time
_TOGETHER = 4096  # lines of the table of objects
_FREE = b"0000000000 65535 f \n"
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
PAGE_OBJECTS = 2  # of a page besides its photographs: its content, and itself


@dataclass(frozen=True)
class Frame:
    """What every page refers to: numbers of the page tree and of the fonts, its size, and each form's entry."""

    tree: int
    fonts: int
    size: str
    forms: dict[str, str]


@dataclass(frozen=True)
class Written:
    """What a writer has put into its file: where each object begins, and which of them are pages."""

    offsets: array[int]
    pages: array[int]
    size: int


class PageWriter:
    """Writes pages as objects numbered from `first` on, and remembers where each begins."""

    def __init__(self, out: BinaryIO, frame: Frame, first: int) -> None:
        self._offsets = array("Q")
        self._pages = array("Q")
        self._size = 0
        self._out = out
        self._frame = frame
        self._first = first

    def page(self, code: str, forms: Iterable[str], photos: Sequence[Photo]) -> None:
        """Write a page and the photographs it shows, which its code calls `photo_name(0)` and so on."""
        frame = self._frame
        named = [frame.forms[form] for form in dict.fromkeys(forms)]
        for number, photo in enumerate(photos):
            named.append(f"/{photo_name(number)} {self._add_photo(photo)} 0 R")
        drawn = packed(code.encode("ascii"))
        content = self._add(
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(drawn), drawn, b"\nendstream"
        )
        page = (
            f"<< /Type /Page /Parent {frame.tree} 0 R /MediaBox {frame.size} /Contents {content} 0 R "
            f"/Resources << /Font {frame.fonts} 0 R /XObject << {' '.join(named)} >> >> >>"
        )
        self._pages.append(self._add(page.encode("ascii")))

    def written(self) -> Written:
        """What there is to know about the pages so far."""
        return Written(self._offsets, self._pages, self._size)

    def _add_photo(self, photo: Photo) -> int:
        entries = (
            f"<< /Type /XObject /Subtype /Image /Width {photo.width} /Height {photo.height} /ColorSpace /{photo.space} "
            f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(photo.content)} >>\nstream\n"
        )
        return self._add(entries.encode("ascii"), photo.content, b"\nendstream")

    def _add(self, *parts: bytes) -> int:
        number = self._first + len(self._offsets)
        self._offsets.append(self._size)
        for part in (b"%d 0 obj\n" % number, *parts, b"\nendobj\n"):  # not joined: a photograph is large
            self._out.write(part)
            self._size += len(part)
        return number


class Book:
    """A document whose forms are drawn on `canvas` first; then pages are written and taken; at the end `finish` is called.

    `size` is in points; `title` may not name a person.
    """

    def __init__(self, out: BinaryIO, size: tuple[float, float], *, title: str, language: str) -> None:
        self.canvas: PaperCanvas = new_canvas(BytesIO(), size, title=title, language=language)
        self._document = self.canvas._doc
        self._out = out
        self._size = f"[0 0 {size[0]:.3f} {size[1]:.3f}]"
        self._forms: list[str] = []
        self._offsets = array("Q")  # by the number of the object; 0 for what is not there
        self._pages = array("Q")
        self._written = 0
        self._tree = self._number()
        self._write(_HEADER)

    @property
    def first_page_object(self) -> int:
        """The number of the first object of the pages that are written next."""
        number: int = self._document.objectcounter + 1
        return number

    def add_form(self, name: str, code: Sequence[str], size: tuple[float, float]) -> None:
        """A shared picture of `size` points, made of that drawing code."""
        self.canvas.beginForm(name, 0, 0, *size)
        self.canvas._code.extend(code)
        self.canvas.endForm()
        self.name_form(name)

    def name_form(self, name: str) -> None:
        """Let pages show a form that somebody has drawn on the canvas."""
        self._forms.append(name)

    def frame(self) -> Frame:
        """What the pages refer to, now that all forms are drawn."""
        forms = {
            name: f"/{xObjectName(name)} {self._number_of(xObjectName(name))} 0 R" for name in self._forms
        }
        return Frame(self._tree, self._number_of(BasicFonts), self._size, forms)

    def take(self, written: Written) -> None:
        """Note the pages that were written, as objects from `first_page_object` on, at the end of the file."""
        self._offsets.extend([0] * (self.first_page_object - len(self._offsets)))
        self._offsets.extend(self._written + offset for offset in written.offsets)
        self._document.objectcounter += len(written.offsets)
        self._pages.extend(written.pages)
        self._written += written.size

    def finish(self, glyphs: UsedGlyphs) -> None:
        """Write what the pages share, fonts with these glyphs among it, and the tables by which a reader finds everything."""
        embed(self.canvas, glyphs)
        self._write_shared()
        kids = bytearray()
        for page in self._pages:
            kids += b"%d 0 R " % page
        self._place(self._tree, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(self._pages), bytes(kids)))
        facts = self._place(self._number(), self._document.info.format(self._document))
        root = self._place(
            self._number(),
            f"<< /Type /Catalog /Pages {self._tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> "
            f"/Lang ({self._document.Catalog.Lang.s}) >>".encode(),
        )
        self._write_index(root, facts)

    def _write_shared(self) -> None:
        document = self._document
        for face in document.delayedFonts:
            face.addObjects(document)
        written: set[int] = set()
        while todo := document.numberToId.keys() - written:  # writing one object may register others
            for number in sorted(todo):
                name = document.numberToId[number]
                self._note(number)
                self._write(PDFIndirectObject(name, document.idToObject[name]).format(document))
            written |= todo

    def _write_index(self, root: int, facts: int) -> None:
        start, count = self._written, self._document.objectcounter + 1
        self._write(f"xref\n0 {count}\n".encode())
        for first in range(0, count, _TOGETHER):
            offsets = self._offsets[first : first + _TOGETHER]
            self._write(b"".join([b"%010d 00000 n \n" % offset if offset else _FREE for offset in offsets]))
        self._write(f"trailer\n<< /Size {count} /Root {root} 0 R /Info {facts} 0 R >>\n".encode())
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _place(self, number: int, content: bytes) -> int:
        self._note(number)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number

    def _note(self, number: int) -> None:
        """The object of that number begins here."""
        self._offsets.extend([0] * (number + 1 - len(self._offsets)))
        self._offsets[number] = self._written

    def _number(self) -> int:
        self._document.objectcounter += 1
        number: int = self._document.objectcounter
        return number

    def _number_of(self, name: str) -> int:
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._written += len(content)


def packed(content: bytes) -> bytes:
    """The content of a page as its stream."""
    return zlib.compress(content, _FASTEST)


def photo_name(place: int) -> str:
    """How the code of a page calls its photographs, in their order."""
    return f"Photo{place}"

"""A PDF that goes to its file page by page.

What repeats (fonts, category bands, flags) is reportlab's: it stays in the document of one canvas and is written last.
What is many (photographs, page contents) is written at once and forgotten, so memory does not grow with the pages. Both
take their object numbers from the same counter, that of reportlab's document.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFIndirectObject, xObjectName

from summit.badges.render.photo import Photo
from summit.paper.canvas import PaperCanvas, new_canvas

PHOTO_NAME = "Photo"
_FASTEST = 1  # zlib level of page contents: 0.4 % larger than the best, and a tenth of the time
_FREE = b"0000000000 65535 f \n"


class StreamedPages:
    """Draw a page on `canvas`, then call `end_page`; at the end call `finish` once.

    A page shows its photograph under the XObject name PHOTO_NAME. `size` is in points; `title` may not name a person.
    """

    def __init__(self, out: BinaryIO, size: tuple[float, float], *, title: str, language: str) -> None:
        self.canvas: PaperCanvas = new_canvas(BytesIO(), size, title=title, language=language)
        self._document = self.canvas._doc
        self._out = out
        self._size = f"[0 0 {size[0]:.3f} {size[1]:.3f}]"
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []
        self._written = 0
        self._write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        self._tree = self._number()

    def end_page(self, photo: Photo | None) -> None:
        """Write what was drawn since the last page, and the photograph it shows."""
        canvas = self.canvas
        pictures = dict.fromkeys(canvas._formsinuse)
        named = [f"/{xObjectName(form)} {self._number_of(xObjectName(form))} 0 R" for form in pictures]
        if photo is not None:
            named.append(f"/{PHOTO_NAME} {self._add_photo(photo)} 0 R")
        drawn = zlib.compress("\n".join(canvas._code).encode("ascii"), _FASTEST)
        content = self._add_stream("/Filter /FlateDecode", drawn)
        self._pages.append(
            self._add(
                f"<< /Type /Page /Parent {self._tree} 0 R /MediaBox {self._size} /Contents {content} 0 R "
                f"/Resources << /Font {self._number_of(BasicFonts)} 0 R /XObject << {' '.join(named)} >> >> >>".encode()
            )
        )
        canvas._restartAccumulators()

    def finish(self) -> None:
        """Write what the pages share, and the tables by which a reader finds everything."""
        self._write_shared()
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._place(self._tree, f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>".encode())
        facts = self._add(self._document.info.format(self._document))
        root = self._add(
            f"<< /Type /Catalog /Pages {self._tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> "
            f"/Lang ({self._document.Catalog.Lang.s}) >>".encode()
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
                self._offsets[number] = self._written
                self._write(PDFIndirectObject(name, document.idToObject[name]).format(document))
            written |= todo

    def _write_index(self, root: int, facts: int) -> None:
        start, count = self._written, self._document.objectcounter + 1
        self._write(f"xref\n0 {count}\n".encode())
        for number in range(count):
            offset = self._offsets.get(number)
            self._write(_FREE if offset is None else f"{offset:010d} 00000 n \n".encode())
        self._write(f"trailer\n<< /Size {count} /Root {root} 0 R /Info {facts} 0 R >>\n".encode())
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _add_photo(self, photo: Photo) -> int:
        return self._add_stream(
            f"/Type /XObject /Subtype /Image /Width {photo.width} /Height {photo.height} "
            f"/ColorSpace /{photo.space} /BitsPerComponent 8 /Filter /DCTDecode",
            photo.content,
        )

    def _add_stream(self, entries: str, content: bytes) -> int:
        return self._add(
            f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        )

    def _add(self, content: bytes) -> int:
        return self._place(self._number(), content)

    def _place(self, number: int, content: bytes) -> int:
        self._offsets[number] = self._written
        self._write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
        return number

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

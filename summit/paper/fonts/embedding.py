"""Fonts inside a PDF: one composite font for each face, cut to the glyphs that are drawn.

Glyph numbers do not depend on what else the document prints, so the drawing code of a line is always the
same and may be kept or written by hand; only the font program waits for the end of the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from summit.paper.fonts import Face, Glyphs, face_named

_SYMBOLIC = 4
_CMAP_BLOCK = 100  # the most entries one bfchar block may hold (Adobe technical note 5014)


class EmbeddedFace:
    """The glyphs of one face used by one document; `addObjects` is called when the document is saved."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.glyphs: set[int] = {0}
        self._texts: dict[int, str] = {}
        self._letters: set[str] = set()

    def use_letters(self, letters: str) -> None:
        """Note these letters as drawn, each by its own glyph."""
        if not self._letters.issuperset(letters):
            new = set(letters) - self._letters
            self._letters |= new
            for letter in new:
                number = self.face.letters[letter].number
                self.use((number,), {number: letter})

    def use(self, glyphs: Iterable[int], texts: Mapping[int, str]) -> None:
        """Note glyphs as drawn, and the text each stands for: the same whatever the order of the lines."""
        self.glyphs.update(glyphs)
        if texts.items() <= self._texts.items():
            return
        for glyph, text in texts.items():
            known = self._texts.get(glyph)
            if known is None or text < known:
                self._texts[glyph] = text

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802  # reportlab's hook
        """Write the font into the document under the face's name, to which the drawing code refers."""
        name = f"{_subset_tag(self.glyphs)}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": _identity(),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "FontDescriptor": document.Reference(self._descriptor(document, name), f"descriptor:{name}"),
                "DW": 0,
                "W": self._widths(),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{name}")]),
                "ToUnicode": document.Reference(_compressed(_to_unicode(self._texts)), f"unicode:{name}"),
            }
        )
        fonts = document.idToObject[pdfdoc.BasicFonts].dict
        fonts[self.face.name] = document.Reference(font, f"font:{name}")

    def _descriptor(self, document: pdfdoc.PDFDocument, name: str) -> pdfdoc.PDFDictionary:
        metrics = self.face.metrics()
        program = _compressed(self.face.subset(frozenset(self.glyphs)))
        program.dictionary["Length1"] = len(program.content)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": pdfdoc.PDFName(name),
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(metrics.box),
                "ItalicAngle": 0,
                "Ascent": metrics.ascent,
                "Descent": metrics.descent,
                "CapHeight": metrics.ascent,
                "StemV": 80 if self.face.weight < 600 else 140,
                "FontFile2": document.Reference(program, f"program:{name}"),
            }
        )

    def _widths(self) -> str:
        # Written out at once: as reportlab objects the widths would take longer than all the rest of a page.
        return f"[{' '.join(f'{glyph} [{self.face.width(glyph)}]' for glyph in sorted(self.glyphs))}]"


Told = dict[str, tuple[set[int], set[tuple[int, str]]]]


class UsedGlyphs:
    """The glyphs that lines show, by face, gathered apart from any document so that several writers can join theirs."""

    def __init__(self) -> None:
        self._letters: defaultdict[Face, set[str]] = defaultdict(set)
        self._glyphs: defaultdict[Face, set[int]] = defaultdict(set)
        self._texts: defaultdict[Face, set[tuple[int, str]]] = defaultdict(set)

    def note(self, shown: Glyphs) -> None:
        """A line is drawn with these glyphs."""
        if shown.letters:
            self._letters[shown.pieces[0].face].update(shown.letters)
        for face, glyphs, texts in shown.shaped:
            self._glyphs[face].update(glyphs)
            self._texts[face].update(texts.items())

    def told(self) -> Told:
        """What was gathered, as values that may go to another process."""
        return {face.name: (glyphs, texts) for face, glyphs, texts in self.by_face()}

    def merge(self, told: Told) -> None:
        """Take over what another has gathered."""
        for name, (glyphs, texts) in told.items():
            face = face_named(name)
            self._glyphs[face].update(glyphs)
            self._texts[face].update(texts)

    def by_face(self) -> Iterator[tuple[Face, set[int], set[tuple[int, str]]]]:
        """Faces by name, with their glyphs and what these stand for."""
        for face in sorted(self._glyphs.keys() | self._letters.keys(), key=lambda each: each.name):
            pairs = {(face.letters[letter].number, letter) for letter in self._letters[face]}
            yield face, self._glyphs[face] | {number for number, _ in pairs}, self._texts[face] | pairs


def embed(canvas: Canvas, used: UsedGlyphs) -> None:
    """Have the document of a canvas carry these glyphs."""
    for face, glyphs, pairs in used.by_face():
        record = embedded_face(canvas, face)
        record.use(glyphs, {})
        for glyph, text in sorted(pairs):
            record.use((glyph,), {glyph: text})


def embedded_face(canvas: Canvas, face: Face) -> EmbeddedFace:
    """The record of a face in the document of a canvas, made at its first use."""
    document = canvas._doc
    faces: dict[str, EmbeddedFace] = document.__dict__.setdefault("embedded_faces", {})
    if face.name not in faces:
        faces[face.name] = EmbeddedFace(face)
        document.delayedFonts.append(faces[face.name])
    return faces[face.name]


def _identity() -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
    )


def _compressed(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _subset_tag(glyphs: set[int]) -> str:
    """Six capital letters that differ when the cut differs, lest joined documents mix their fonts."""
    digest = sha256(repr(sorted(glyphs)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The table by which a reader copies text out of the page: glyph number -> UTF-16."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _CMAP_BLOCK):
        block = entries[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")

"""Pages of a document: header, numbered footer, margins, a cursor that walks down the page (DOC-00)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A3, A4, A5, A6
from reportlab.lib.units import mm

from summit.paper.canvas import PaperCanvas, new_canvas
from summit.paper.facts import UnknownLanguage
from summit.paper.text import Line, fit, reads_right_to_left, shape, wrap

NAVY = "#12355b"
INK = HexColor("#1b1f24")
MUTED = HexColor("#5c6670")
HAIRLINE = HexColor("#c9d0d8")

Align = Literal["left", "center", "right"]
PaperName = Literal["A3", "A4", "A5", "A6"]

_SIZES = {"A3": A3, "A4": A4, "A5": A5, "A6": A6}
MARGINS = {"A3": 18 * mm, "A4": 18 * mm, "A5": 13 * mm, "A6": 9 * mm}
_SMALL = {"A3": 8.0, "A4": 8.0, "A5": 7.0, "A6": 6.0}  # points, of header and footer

_LEFT_TO_RIGHT_MARK = "\u200e"
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass(frozen=True, slots=True)
class _Words:
    version: str
    printed: str
    page: str
    draft: str


_WORDS = {
    "ar": _Words("النسخة {}", "طُبعت في {}", "صفحة {} من {}", "مسودة"),
    "en": _Words("Version {}", "Printed {}", "Page {} of {}", "Draft"),
    "es": _Words("Versión {}", "Impreso el {}", "Página {} de {}", "Borrador"),
    "fr": _Words("Version {}", "Imprimé le {}", "Page {} sur {}", "Projet"),
    "ru": _Words("Версия {}", "Напечатано {}", "Страница {} из {}", "Проект"),
    "vi": _Words("Phiên bản {}", "In lúc {}", "Trang {} / {}", "Dự thảo"),
    "zh": _Words("第 {} 版", "打印时间：{}", "第 {} 页，共 {} 页", "草案"),
}


@dataclass(frozen=True, slots=True)
class DocumentFurniture:
    """What stands on every page (DOC-00).

    `version` is the number of the version, empty where the paper has none; one with `is_draft` says so in its place.
    `printed_at` is the local time of printing with its zone, formatted.
    `language` sets the furniture's words and the side the page reads from. The file's properties carry the
    title: where it names a person, `filed_as` takes its place there. `chapter` counts the documents of a file from 1;
    0 is a document alone.
    """

    title: str
    event: str
    version: str
    printed_at: str
    classification: str
    language: str = "en"
    filed_as: str = ""
    is_draft: bool = False
    chapter: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """The part of a page that one language has: its edges in points, and from which of them it is read."""

    left: float
    right: float
    language: str
    rtl: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    def x_of(self, offset: float, width: float) -> float:
        """The left edge of a box of `width` that begins `offset` after the edge where reading starts."""
        return self.right - offset - width if self.rtl else self.left + offset

    def indent(self, line: Line, width: float, align: Align) -> float:
        """How far a line stands from the left edge of its box."""
        if align == "center":
            return (width - line.width) / 2
        at_right = (align == "right") != self.rtl
        return width - line.width if at_right else 0.0


class Sheet:
    """The pages of one document, drawn from the top down.

    All lengths are points. `y` is the cursor: the top of what comes next. `left`, `right`, `top` and `bottom`
    are the edges of the room for content. In a language read from the right everything is mirrored: "left" in
    an alignment means the side where reading starts. `canvas` is there for what this class does not draw.
    """

    def __init__(
        self,
        canvas: PaperCanvas,
        furniture: DocumentFurniture,
        *,
        paper: PaperName = "A4",
        landscape: bool = False,
        color: str = NAVY,
    ) -> None:
        short, long = _SIZES[paper]
        margin = MARGINS[paper]
        self.page_width: float = long if landscape else short
        self.page_height: float = short if landscape else long
        canvas.setPageSize((self.page_width, self.page_height))
        self.canvas = canvas
        self.furniture = furniture
        self.color: Color = HexColor(color)
        self.language = furniture.language
        self.rtl = reads_from_the_right(furniture.language)
        self.small = _SMALL[paper]
        self.left: float = margin
        self.right: float = self.page_width - margin
        self.bottom: float = margin * 0.7 + self.small * 3.4
        self._words = words_of(furniture.language)
        self._edge: float = margin * 0.7  # above the header and under the footer
        self.page = 0
        self._bookmarks = 0
        self.top = self.y = 0.0
        self._prefix = f"chapter-{furniture.chapter}-" if furniture.chapter else ""
        self._start_page()

    @property
    def width(self) -> float:
        """The width of the content."""
        return self.right - self.left

    @property
    def sides(self) -> tuple[Side, ...]:
        """The parts of the page, one for each language that is on it."""
        return (self._side,)

    @property
    def room(self) -> float:
        """What is left of the page under the cursor."""
        return self.y - self.bottom

    @property
    def full_room(self) -> float:
        """The room of a page that holds nothing yet, other than the first."""
        return self.page_height - self._edge - self.small * 2.4 - self.bottom

    def new_page(self) -> None:
        """Finish this page and begin the next."""
        self._finish_page()
        self._start_page()

    def need(self, height: float) -> bool:
        """Begin a new page if less than this height is left; tells whether it did."""
        if self.room >= height or self.y == self.top:
            return False
        self.new_page()
        return True

    def skip(self, height: float) -> None:
        """Move the cursor down."""
        self.y -= height

    def x_of(self, offset: float, width: float) -> float:
        """The left edge of a box of `width` that begins `offset` after the side where reading starts."""
        return self._side.x_of(offset, width)

    def ink(self, color: Color) -> None:
        """Set the fill color, if it is another than before: a table sets it for every line."""
        if self.canvas._fillColorObj is not color:
            self.canvas.setFillColor(color)

    def put(self, line: Line, offset: float, width: float, baseline: float, align: Align = "left") -> None:
        """Draw a line in a box of the page's width; see `x_of`. Fill color and cursor stay as they are."""
        side = self._side
        line.draw(self.canvas, side.x_of(offset, width) + side.indent(line, width, align), baseline)

    def text(
        self,
        text: str,
        size: float = 10,
        weight: int = 400,
        *,
        language: str | None = None,
        align: Align = "left",
        color: Color = INK,
    ) -> None:
        """A paragraph over the whole width, continued on the next page where this one ends."""
        for line in wrap(text, self.width, size, weight, language or self.language):
            self.need(line.leading)
            self.ink(color)
            self.put(line, 0, self.width, self.y - line.ascent, align)
            self.skip(line.leading)

    def heading(self, text: str, size: float = 12) -> None:
        """A heading in the document's color, kept together with the lines under it."""
        self.need(size * 5)
        if self.y != self.top:
            self.skip(size * 0.6)
        self.text(text, size, 700, color=self.color)
        self.skip(size * 0.25)

    def bookmark(self, text: str, level: int = 0) -> None:
        """An entry of the document's outline that leads to the cursor; each level stands under the one before it, and all
        under the title.
        """
        self._bookmarks += 1
        key = f"{self._prefix}mark-{self._bookmarks}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=self.y, zoom=0)
        depth = level + 1 if self._bookmarks > 1 else level
        self.canvas.addOutlineEntry(text, key, level=depth, closed=depth > 1)

    def rule(self, color: Color = HAIRLINE, thickness: float = 0.4) -> None:
        """A line across the content at the cursor."""
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(self.left, self.y, self.right, self.y)

    def finish(self) -> None:
        """End the last page and write the footers, which tell how many pages there are."""
        self._finish_page()
        for page in range(1, self.page + 1):
            self.canvas.beginForm(f"{self._prefix}footer-{page}", 0, 0, self.page_width, self.page_height)
            self._draw_footer(page)
            self.canvas.endForm()

    @property
    def _side(self) -> Side:
        return Side(self.left, self.right, self.language, self.rtl)

    def _start_page(self) -> None:
        self.page += 1
        self.top = self.y = self.page_height - self._edge
        self._draw_header()
        self.top = self.y

    def _finish_page(self) -> None:
        # The footer is drawn when the number of pages is known; until then the page only refers to it.
        self.canvas.doForm(f"{self._prefix}footer-{self.page}")
        self.canvas.showPage()

    def _draw_header(self) -> None:
        if self.page == 1:
            self._draw_title()
        else:
            self._draw_running_head()

    def _draw_title(self) -> None:
        if not self._bookmarks:
            self.bookmark(self.furniture.title)
        self.text(self.furniture.event, self.small, 700, color=self.color)
        self.skip(self.small * 0.5)
        self.text(self.furniture.title, self.small * 2.1, 700, color=self.color)
        self.skip(self.small * 0.4)
        self.rule(self.color, 1)
        self.skip(self.small * 1.4)

    def _draw_running_head(self) -> None:
        least = self.small * 0.75
        title = fit(self.furniture.title, self.width / 2, self.small, least, 400, self.language)
        rest = self.width - title.width - self.small * 2
        event = fit(self.furniture.event, rest, self.small, least, 700, self.language)
        baseline = self.y - max(event.ascent, title.ascent)
        self.ink(self.color)
        self.put(event, 0, rest, baseline)
        self.ink(MUTED)
        self.put(title, 0, self.width, baseline, "right")
        self.skip(self.small * 1.5)
        self.rule()
        self.skip(self.small * 0.9)

    def _standing(self) -> str:
        if self.furniture.is_draft:
            return self._words.draft
        return self._words.version.format(self.furniture.version) if self.furniture.version else ""

    def _draw_footer(self, page: int) -> None:
        furniture, size = self.furniture, self.small
        lower = self._edge
        upper = lower + size * 1.4
        number = shape(self._words.page.format(page, self.page), size, 400, self.language)
        printed_at = _kept_together(furniture.printed_at) if self.rtl else furniture.printed_at
        printed = " · ".join(filter(None, (self._standing(), self._words.printed.format(printed_at))))
        rest = self.width - number.width - size
        self.y = upper + size * 1.4
        self.rule()
        self.ink(self.color)
        classification = fit(furniture.classification, rest, size, size * 0.75, 700, self.language)
        self.put(classification, 0, rest, upper)
        self.ink(MUTED)
        self.put(number, self.width - number.width, number.width, upper, "right")
        self.put(fit(printed, self.width, size, size * 0.6, 400, self.language), 0, self.width, lower)


def write_pdf(
    target: Path | IO[bytes],
    furniture: DocumentFurniture,
    draw: Callable[[Sheet], None],
    *,
    paper: PaperName = "A4",
    landscape: bool = False,
    color: str = NAVY,
) -> None:
    """Write a document to a path or an open file; `draw` fills the sheet.

    The same furniture and drawing give the same bytes (DOC-00). Nothing is written if drawing fails, for a
    missing glyph above all (DOC-04). Raises UnknownLanguage for one the furniture has no words in (DOC-05).
    """

    def chapter(canvas: PaperCanvas) -> None:
        sheet = Sheet(canvas, furniture, paper=paper, landscape=landscape, color=color)
        draw(sheet)
        sheet.finish()

    write_book(target, [chapter], title=furniture.filed_as or furniture.title, language=furniture.language)


def write_book(
    target: Path | IO[bytes], chapters: Iterable[Callable[[PaperCanvas], None]], *, title: str, language: str
) -> None:
    """Write documents one after the other into one file, each with its own pages; each is drawn on the canvas of all.

    More than one are offered to the printer on one side of the paper: two of them may be for different readers.
    """
    buffer = BytesIO()
    canvas = new_canvas(buffer, (0, 0), title=title, language=language)
    for number, chapter in enumerate(chapters):
        if number == 1:
            canvas.setViewerPreference("Duplex", "Simplex")
        chapter(canvas)
    canvas.save()
    deliver(buffer.getvalue(), target)


def deliver(content: bytes, target: Path | IO[bytes]) -> None:
    """Write a whole document to a path or an open file."""
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


def words_of(language: str) -> _Words:
    words = _WORDS.get(_primary(language))
    if words is None:
        raise UnknownLanguage(language)
    return words


def reads_from_the_right(language: str) -> bool:
    """Whether pages of that language begin at the right."""
    return _primary(language) in _RIGHT_TO_LEFT


def _kept_together(text: str) -> str:
    """A time in Latin letters keeps its order inside an Arabic line."""
    return text if reads_right_to_left(text) else f"{_LEFT_TO_RIGHT_MARK}{text}{_LEFT_TO_RIGHT_MARK}"


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()

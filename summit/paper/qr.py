"""QR codes drawn as one-bit masks: sharp in print, a few hundred bytes each."""

from functools import lru_cache

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

Matrix = tuple[bytes, ...]

_DARK = b"\1" + bytes(255)  # of a picture: black, and nothing else, is a dark module
_FIGURES = b"01" + bytes(254)


@lru_cache(maxsize=256)
def qr_matrix(text: str) -> Matrix:
    """The modules of a QR code, row by row from the top, one byte each: 1 is dark.

    Error correction M; the smallest version that holds the text. Upper-case texts (base 32 or 45) are written
    in the denser alphanumeric mode. There is no quiet zone.
    """
    return _modules(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))


@lru_cache(maxsize=256)
def pdf417_matrix(text: str) -> Matrix:
    """The modules of a PDF417 code, row by row from the top, one byte each: 1 is dark. There is no quiet zone."""
    return _modules(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.PDF417, ec_level="25%"))


def draw_qr(canvas: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Draw a square code in the canvas's fill color, `size` points wide, its lower left corner at x, y.

    The caller leaves four modules of white around it.
    """
    canvas._code.append(mask_operators(qr_matrix(text), x, y, size, size))


def mask_operators(matrix: Matrix, x: float, y: float, width: float, height: float) -> str:
    """Drawing code of a matrix in the fill color, its lower left corner at x, y; lengths in points."""
    rows = "".join(_packed(row).hex() for row in matrix)
    return (
        f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm "
        f"BI /W {len(matrix[0])} /H {len(matrix)} /BPC 1 /IM true /D [1 0] /F /AHx ID {rows}> EI Q"
    )


def _modules(code: zxingcpp.Barcode) -> Matrix:
    picture = code.to_image(scale=1, add_quiet_zones=False)
    height, width = picture.shape[:2]
    light = bytes(memoryview(picture))  # type: ignore[arg-type]  # its stubs do not tell of its buffer
    dark = light.translate(_DARK)
    return tuple(dark[row * width : (row + 1) * width] for row in range(height))


def _packed(row: bytes) -> bytes:
    """Eight modules a byte, the first in the highest bit, filled up with light ones."""
    width = -(-len(row) // 8) * 8
    return int(row.translate(_FIGURES).ljust(width, b"0"), 2).to_bytes(width // 8, "big")

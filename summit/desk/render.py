"""The code of the own badge as a picture for a telephone's screen."""

from __future__ import annotations

from itertools import groupby

from summit.paper.qr import qr_matrix

QUIET_ZONE = 4  # modules of white around the code (ISO/IEC 18004)


def code_svg(text: str) -> str:
    """The QR code of `text` as SVG, black on white with its quiet zone whatever the theme of the page around it."""
    matrix = qr_matrix(text)
    side = len(matrix) + 2 * QUIET_ZONE
    runs = "".join(_runs(row, number + QUIET_ZONE) for number, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{runs}"/></svg>'
    )


def _runs(row: bytes, y: int) -> str:
    """The dark stretches of one row as closed bars, one module high."""
    drawn, x = "", QUIET_ZONE
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            drawn += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return drawn

"""Text in every script: shaped, measured, shrunk, wrapped, drawn."""

from summit.paper.fonts.face import UNITS
from summit.paper.text.breaking import fit, fit_block, wrap
from summit.paper.text.cleaning import cleaned
from summit.paper.text.itemizing import reads_right_to_left
from summit.paper.text.shaping import Line, check_glyphs, lay_out, shape

__all__ = [
    "UNITS",
    "Line",
    "check_glyphs",
    "cleaned",
    "fit",
    "fit_block",
    "lay_out",
    "reads_right_to_left",
    "shape",
    "wrap",
]

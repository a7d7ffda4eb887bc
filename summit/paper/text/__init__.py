"""Text in every script: shaped, measured, shrunk, wrapped, drawn."""

from summit.paper.text.breaking import fit, fit_block, wrap
from summit.paper.text.cleaning import cleaned
from summit.paper.text.itemizing import reads_right_to_left
from summit.paper.text.shaping import Line, check_glyphs, shape

__all__ = ["Line", "check_glyphs", "cleaned", "fit", "fit_block", "reads_right_to_left", "shape", "wrap"]

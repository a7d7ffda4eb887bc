"""In what two states of a document differ: as lines to read, and as the parts that have to be printed again."""

from summit.documents.comparing.lines import differences, lines_of
from summit.documents.comparing.parts import changed_parts, looks_the_same

__all__ = ["changed_parts", "differences", "lines_of", "looks_the_same"]

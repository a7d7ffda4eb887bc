"""Lines of a list that somebody chose, each with the version that was on the page."""

from __future__ import annotations

from collections.abc import Iterable


def picked(values: Iterable[str]) -> dict[str, int]:
    """Chosen lines, each `code:version`, as version by code; what is no such line is left out."""
    found = {}
    for value in values:
        code, _, version = value.partition(":")
        if code.isprintable() and version.isascii() and version.isdigit() and len(version) < 9:
            found[code] = int(version)
    return found

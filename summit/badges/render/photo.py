"""A stored photograph as a PDF takes it: the very bytes of the JPEG, never decoded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what DCTDecode reads
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True)
class Photo:
    """A JPEG and its size in pixels; `space` is the PDF name of its colors."""

    content: bytes
    width: int
    height: int
    space: str


def read_photo(path: Path) -> Photo:
    """The photograph in that file; raises OSError, or ValueError when it is no whole RGB or gray JPEG."""
    with path.open("rb", buffering=0) as file:
        content = file.readall()
    if content[:2] != bytes((0xFF, _START)) or content[-2:] != bytes((0xFF, _END)):
        raise ValueError("not a whole JPEG")
    at = _frame(content)
    components = content[at + 9]
    if components not in _SPACES:
        raise ValueError("neither RGB nor gray")
    height, width = int.from_bytes(content[at + 5 : at + 7]), int.from_bytes(content[at + 7 : at + 9])
    if not width or not height:
        raise ValueError("a JPEG without size")
    return Photo(content, width, height, _SPACES[components])


def _frame(content: bytes) -> int:
    """Where the frame header of a JPEG begins (ITU T.81, B.2.2)."""
    at = 2
    while at + 10 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            return at
        if marker == _SCAN:
            break
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    raise ValueError("a JPEG without frame header")

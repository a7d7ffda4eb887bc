"""What the frame of every page needs, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu."""

    label: str
    address: str
    icon: str
    is_here: bool


@dataclass(frozen=True)
class MenuOffice:
    """The lines of one office."""

    name: str
    items: tuple[MenuItem, ...]

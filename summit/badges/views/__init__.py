"""Web doors of badges."""

from summit.badges.views import (
    custody,
    day_badges,
    designs,
    floaters,
    losses,
    people,
    printers,
    returns,
    runs,
    stock,
    versions,
)
from summit.badges.views.doors import blueprint

__all__ = [
    "blueprint",
    "custody",
    "day_badges",
    "designs",
    "floaters",
    "losses",
    "people",
    "printers",
    "returns",
    "runs",
    "stock",
    "versions",
]

"""Web doors of badges."""

from summit.badges.views import (
    custody,
    day_badges,
    designs,
    floaters,
    losses,
    passes,
    people,
    pins,
    printers,
    returns,
    runs,
    stock,
    vehicles,
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
    "passes",
    "people",
    "pins",
    "printers",
    "returns",
    "runs",
    "stock",
    "vehicles",
    "versions",
]

"""Cards, the orders by which they are printed, and where each card went (BDG-01, BDG-03)."""

from summit.badges.models.cards import Badge, BadgeLoss, HandOver, HandOverLine
from summit.badges.models.designs import CardDesign
from summit.badges.models.passes import (
    DayBadge,
    FloaterLoan,
    FloaterPass,
    FloaterQuota,
    LapelPin,
    VehiclePass,
)
from summit.badges.models.runs import Printer, PrintRun
from summit.badges.models.stock import StockItem, StockMovement

__all__ = [
    "Badge",
    "BadgeLoss",
    "CardDesign",
    "DayBadge",
    "FloaterLoan",
    "FloaterPass",
    "FloaterQuota",
    "HandOver",
    "HandOverLine",
    "LapelPin",
    "PrintRun",
    "Printer",
    "StockItem",
    "StockMovement",
    "VehiclePass",
]

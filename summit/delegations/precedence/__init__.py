"""Who comes before whom (domain 3): the order of one list at one moment, worked out from plain values alone."""

from summit.delegations.precedence.ordering import Order, Place, order
from summit.delegations.precedence.terms import (
    DEFAULTS,
    KINDS_ON,
    LIST_NAMES,
    MANNER_NAMES,
    MODE_NAMES,
    ORGANIZATIONS_NAMES,
    TIE_BREAK_NAMES,
    Contender,
    Drawn,
    ListKind,
    Manner,
    Mode,
    OrganizationsBy,
    Override,
    Settings,
    TieBreak,
)

__all__ = [
    "DEFAULTS",
    "KINDS_ON",
    "LIST_NAMES",
    "MANNER_NAMES",
    "MODE_NAMES",
    "ORGANIZATIONS_NAMES",
    "TIE_BREAK_NAMES",
    "Contender",
    "Drawn",
    "ListKind",
    "Manner",
    "Mode",
    "Order",
    "OrganizationsBy",
    "Override",
    "Place",
    "Settings",
    "TieBreak",
    "order",
]

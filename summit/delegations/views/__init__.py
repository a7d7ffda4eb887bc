"""Web doors of delegations."""

from summit.delegations.views import (
    claims,
    contacts,
    deadlines,
    delegations,
    duplicates,
    heads,
    imports,
    lists,
    moves,
    nominations,
    orders,
    people,
    quotas,
    records,
    registers,
    saved_views,
    versions,
)
from summit.delegations.views.doors import blueprint

__all__ = [
    "blueprint",
    "claims",
    "contacts",
    "deadlines",
    "delegations",
    "duplicates",
    "heads",
    "imports",
    "lists",
    "moves",
    "nominations",
    "orders",
    "people",
    "quotas",
    "records",
    "registers",
    "saved_views",
    "versions",
]

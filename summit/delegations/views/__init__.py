"""Web doors of delegations."""

from summit.delegations.views import (
    contacts,
    deadlines,
    delegations,
    heads,
    imports,
    lists,
    nominations,
    orders,
    people,
    photo_imports,
    quotas,
    records,
    registers,
    saved_views,
    versions,
)
from summit.delegations.views.doors import blueprint

__all__ = [
    "blueprint",
    "contacts",
    "deadlines",
    "delegations",
    "heads",
    "imports",
    "lists",
    "nominations",
    "orders",
    "people",
    "photo_imports",
    "quotas",
    "records",
    "registers",
    "saved_views",
    "versions",
]

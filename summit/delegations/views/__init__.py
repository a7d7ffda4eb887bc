"""Web doors of delegations."""

from summit.delegations.views import (
    change_runs,
    contacts,
    deadlines,
    delegations,
    heads,
    imports,
    internal,
    lists,
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
    "change_runs",
    "contacts",
    "deadlines",
    "delegations",
    "heads",
    "imports",
    "internal",
    "lists",
    "nominations",
    "orders",
    "people",
    "quotas",
    "records",
    "registers",
    "saved_views",
    "versions",
]

"""Web doors of delegations."""

from summit.delegations.views import (
    companions,
    contacts,
    deadlines,
    delegations,
    heads,
    imports,
    lists,
    nominations,
    orders,
    papers,
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
    "companions",
    "contacts",
    "deadlines",
    "delegations",
    "heads",
    "imports",
    "lists",
    "nominations",
    "orders",
    "papers",
    "people",
    "quotas",
    "records",
    "registers",
    "saved_views",
    "versions",
]

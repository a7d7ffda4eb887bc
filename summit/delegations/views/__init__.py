"""Web doors of delegations."""

from summit.delegations.views import (
    contacts,
    deadlines,
    delegations,
    form_drafts,
    heads,
    imports,
    lists,
    nominations,
    orders,
    own_answers,
    people,
    quotas,
    ranks,
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
    "form_drafts",
    "heads",
    "imports",
    "lists",
    "nominations",
    "orders",
    "own_answers",
    "people",
    "quotas",
    "ranks",
    "records",
    "registers",
    "saved_views",
    "versions",
]

"""Web doors of delegations."""

from summit.delegations.views import contacts, delegations, heads, imports, lists, people, records, registers
from summit.delegations.views.doors import blueprint

__all__ = [
    "blueprint", "contacts", "delegations", "heads", "imports", "lists", "people", "records", "registers",
]  # fmt: skip

"""Web doors of delegations."""

from summit.delegations.views import contacts, delegations, heads, lists, orders, people, records, versions
from summit.delegations.views.doors import blueprint

__all__ = ["blueprint", "contacts", "delegations", "heads", "lists", "orders", "people", "records", "versions"]

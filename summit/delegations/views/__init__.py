"""Web doors of delegations."""

from summit.delegations.views import contacts, delegations, heads, lists, people, records, saved_views
from summit.delegations.views.doors import blueprint

__all__ = ["blueprint", "contacts", "delegations", "heads", "lists", "people", "records", "saved_views"]

"""Web doors of the programme."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("agenda", __name__)

from summit.agenda.views import contributors, entries, programme, side_events, sponsors  # noqa: E402  # they register on it

__all__ = ["blueprint", "contributors", "entries", "programme", "side_events", "sponsors"]

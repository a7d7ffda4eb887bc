"""Web doors of agenda."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("agenda", __name__)

"""Web doors of bilaterals."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("bilaterals", __name__)

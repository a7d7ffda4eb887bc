"""Web doors of accreditation."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accreditation", __name__)

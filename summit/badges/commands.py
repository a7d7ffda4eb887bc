"""Shell doors of badges."""

from __future__ import annotations

from flask.cli import AppGroup

badges = AppGroup("badges", help="badges")
groups = (badges,)

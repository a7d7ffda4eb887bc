"""Shell doors of the demonstration summit."""

from __future__ import annotations

from flask.cli import AppGroup

demo = AppGroup("demo", help="The demonstration summit: Hanoi, 25-26 October 2025.")
groups = (demo,)

"""What the duty desk asks across the rooms."""

from summit.desk.queries.figures import office_cards
from summit.desk.queries.health import health
from summit.desk.queries.histories import delegation_history, person_history
from summit.desk.queries.home import home
from summit.desk.queries.own import (
    calendar_owner,
    feed_viewer,
    may_print,
    own_code,
    own_page,
    own_participant,
    own_viewer,
)
from summit.desk.queries.search import found
from summit.desk.queries.setup import setup_of
from summit.desk.queries.viewer import Viewer

__all__ = [
    "Viewer",
    "calendar_owner",
    "delegation_history",
    "feed_viewer",
    "found",
    "health",
    "home",
    "may_print",
    "office_cards",
    "own_code",
    "own_page",
    "own_participant",
    "own_viewer",
    "person_history",
    "setup_of",
]

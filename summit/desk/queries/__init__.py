"""What the duty desk asks across the rooms."""

from summit.desk.queries.counting import ACTIONS, delegations_with, people_at
from summit.desk.queries.figures import office_cards
from summit.desk.queries.health import health
from summit.desk.queries.histories import delegation_history, person_history
from summit.desk.queries.home import home
from summit.desk.queries.journals import journal_for
from summit.desk.queries.letters import letter_previews
from summit.desk.queries.meanings import STAGES
from summit.desk.queries.own import (
    calendar_owner,
    feed_viewer,
    may_print,
    own_code,
    own_page,
    own_participant,
    own_viewer,
)
from summit.desk.queries.reminders import reminders
from summit.desk.queries.search import found
from summit.desk.queries.setup import setup_of
from summit.desk.queries.summit_figures import summit_figures
from summit.desk.queries.viewer import Viewer

__all__ = [
    "ACTIONS",
    "STAGES",
    "Viewer",
    "calendar_owner",
    "delegation_history",
    "delegations_with",
    "feed_viewer",
    "found",
    "health",
    "home",
    "journal_for",
    "letter_previews",
    "may_print",
    "office_cards",
    "own_code",
    "own_page",
    "own_participant",
    "own_viewer",
    "people_at",
    "person_history",
    "reminders",
    "setup_of",
    "summit_figures",
]

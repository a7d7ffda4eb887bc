"""Everything changed in the programme."""

from summit.agenda.actions.contributors import name_contributor, remove_contributor
from summit.agenda.actions.entries import cancel_entry, edit_entry, move_entry, open_topic, schedule_entry
from summit.agenda.actions.sponsors import add_sponsor, confirm_sponsor, remove_sponsor
from summit.agenda.rules import AllHeadsClash, LeadsAlready, MainEventRunning, NamedAlready, TopicTaken

__all__ = [
    "AllHeadsClash",
    "LeadsAlready",
    "MainEventRunning",
    "NamedAlready",
    "TopicTaken",
    "add_sponsor",
    "cancel_entry",
    "confirm_sponsor",
    "edit_entry",
    "move_entry",
    "name_contributor",
    "open_topic",
    "remove_contributor",
    "remove_sponsor",
    "schedule_entry",
]

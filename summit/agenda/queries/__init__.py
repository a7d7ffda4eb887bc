"""Everything read about the programme; what a user may see starts at `sight`."""

from summit.agenda.queries.entries import (
    all_heads_between,
    day,
    day_bounds,
    days_of_programme,
    entries_between,
    entries_of_participant,
    entry_by_code,
    entry_facts,
    entry_within,
    slots,
    topic_by_code,
    topics,
)
from summit.agenda.queries.grid import room_grid
from summit.agenda.queries.history import entry_history
from summit.agenda.queries.side_events import SideEventFilter, side_event_slots, side_events
from summit.agenda.queries.sight import EVERYTHING, PUBLIC, Sight, sight

__all__ = [
    "EVERYTHING",
    "PUBLIC",
    "SideEventFilter",
    "Sight",
    "all_heads_between",
    "day",
    "day_bounds",
    "days_of_programme",
    "entries_between",
    "entries_of_participant",
    "entry_by_code",
    "entry_facts",
    "entry_history",
    "entry_within",
    "room_grid",
    "side_event_slots",
    "side_events",
    "sight",
    "slots",
    "topic_by_code",
    "topics",
]
